import Box from '@mui/material/Box'
import type { HistoryEvent } from '#shared/contract/records.ts'
import { fullDateTime } from '../../strings/dates.ts'
import { ja, wordFor } from '../../strings/ja.ts'
import { reasonText } from '../../strings/reason-text.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

type ShownEvent = HistoryEvent & { readonly staffName?: string | null }
const text = ja.caseDrawer

/** From which state to which; a step within one state says only what the reason tells. */
function headline(event: ShownEvent, stateNames: Readonly<Record<string, string>>): string {
  const to = wordFor(stateNames, event.to, event.to)
  if (event.from === null) return to
  return event.from === event.to ? text.changedWithin : text.step(wordFor(stateNames, event.from, event.from), to)
}

/** Who did what to a case, when and why; the newest at the end, marked. */
export function HistoryEvents({ events, stateNames }: { readonly events: readonly ShownEvent[]; readonly stateNames: Readonly<Record<string, string>> }) {
  return (
    <Box component="ol" aria-label={text.history} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {events.map((event, index) => (
        <Box component="li" key={index} sx={{ position: 'relative', pl: 6, pb: 5, '&::before': { content: '""', position: 'absolute', left: 6, top: 7, width: 10, height: 10, borderRadius: 9, bgcolor: index === events.length - 1 ? colours.primary : colours.lineControl }, '&::after': index === events.length - 1 ? {} : { content: '""', position: 'absolute', left: 10, top: 20, bottom: -2, width: 2, bgcolor: colours.line } }}>
          <Box sx={{ fontWeight: 600 }}>{headline(event, stateNames)}</Box>
          <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{fullDateTime(event.at)}　{event.staffName ?? event.staffId ?? ja.requests.automatic}</Box>
          {event.reason === null ? null : <Box sx={{ fontSize: typeScale.small, overflowWrap: 'anywhere' }}>{reasonText(event.reason)}</Box>}
        </Box>
      ))}
    </Box>
  )
}

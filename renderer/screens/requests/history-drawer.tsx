import { useId } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Drawer from '@mui/material/Drawer'
import Typography from '@mui/material/Typography'
import type { NoticeSummary } from '#shared/contract/desktop/contract.ts'
import type { HistoryEvent } from '#shared/contract/records.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { Answer } from '../../parts/answer.tsx'
import { fullDateTime } from '../../strings/dates.ts'
import { ja, wordFor } from '../../strings/ja.ts'
import { reasonText } from '../../strings/reason-text.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

type ShownEvent = HistoryEvent & { readonly staffName?: string | null }
const text = ja.requests

function Events({ events, stateNames }: { readonly events: readonly ShownEvent[]; readonly stateNames: Readonly<Record<string, string>> }) {
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {events.map((event, index) => (
        <Box component="li" key={index} sx={{ position: 'relative', pl: 6, pb: 5, '&::before': { content: '""', position: 'absolute', left: 6, top: 7, width: 10, height: 10, borderRadius: 9, bgcolor: index === events.length - 1 ? colours.primary : colours.lineControl }, '&::after': index === events.length - 1 ? {} : { content: '""', position: 'absolute', left: 10, top: 20, bottom: -2, width: 2, bgcolor: colours.line } }}>
          <Box sx={{ fontWeight: 600 }}>{wordFor(stateNames, event.to, event.to)}</Box>
          <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{fullDateTime(event.at)}　{event.staffName ?? event.staffId ?? text.automatic}</Box>
          {event.reason === null ? null : <Box sx={{ fontSize: typeScale.small }}>{reasonText(event.reason)}</Box>}
        </Box>
      ))}
    </Box>
  )
}

interface HistoryDrawerProps {
  readonly number: string
  readonly subject: string
  readonly events: readonly ShownEvent[] | null
  readonly stateNames: Readonly<Record<string, string>>
  readonly onClose: () => void
  readonly children?: React.ReactNode
}

/** Who did what to a case, when and why. */
export function HistoryDrawer({ number, subject, events, stateNames, onClose, children }: HistoryDrawerProps) {
  const titleId = useId()
  return (
    <Drawer open anchor="right" onClose={onClose} slotProps={{ paper: { role: 'dialog', 'aria-modal': true, 'aria-labelledby': titleId, sx: { width: 400, maxWidth: '92vw', p: 5 } } }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, mb: 1 }}>
        <Typography variant="h2" id={titleId} sx={{ flex: 1 }}>{text.historyOf(number)}</Typography>
        <Button size="small" autoFocus onClick={onClose}>{ja.general.close}</Button>
      </Box>
      <Box sx={{ mb: 5, color: colours.inkSoft }}>{subject}</Box>
      {events === null ? children : <Events events={events} stateNames={stateNames} />}
    </Drawer>
  )
}

const stepNames = { ...text.noticeStates, ...text.noticeSteps }

export function NoticeHistory({ notice, onClose }: { readonly notice: NoticeSummary; readonly onClose: () => void }) {
  const full = useDeskQuery('notices', 'get', notice.noticeId, (desk, signal) => desk.notices.get({ noticeId: notice.noticeId }, { signal }))
  return (
    <HistoryDrawer number={notice.noticeNumber} subject={notice.facilityName} events={full.data?.events ?? null} stateNames={stepNames} onClose={onClose}>
      <Answer of={full}>{() => null}</Answer>
    </HistoryDrawer>
  )
}

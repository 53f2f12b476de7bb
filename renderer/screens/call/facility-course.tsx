import { useState, type ReactNode } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import CallIcon from '@mui/icons-material/CallOutlined'
import CallbackIcon from '@mui/icons-material/PhoneCallbackOutlined'
import LateIcon from '@mui/icons-material/AlarmOutlined'
import MailIcon from '@mui/icons-material/AlternateEmailOutlined'
import type { CallbackView, CallView, CaseKind, EmailChangeView } from '#shared/contract/desktop/contract.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { FailureNotice, LoadingNotice } from '../../parts/notices.tsx'
import { Panel } from '../../parts/panel.tsx'
import { StateChip } from '../../parts/state-chip.tsx'
import { EmailChangeStateChip } from '../../parts/state-chips.tsx'
import { shortDateTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { questionTitle, useGuidanceCards } from '../guidance/use-guidance-cards.ts'
import { CourseHistory } from './course-history.tsx'

const text = ja.call.course
/** Entries in sight before 「すべて表示」. */
const shownEntries = 5
const limit = 50

interface Entry {
  readonly kind: Extract<CaseKind, 'call' | 'emailChange' | 'callback'>
  readonly id: string
  readonly at: string
  readonly title: string
  readonly staffName: string
  readonly state: ReactNode
}

const icons = { call: CallIcon, emailChange: MailIcon, callback: CallbackIcon } as const

const ofCall = (title: (question: string | null) => string) => (call: CallView): Entry => ({
  kind: 'call', id: call.callId, at: call.startedAt, title: title(call.question), staffName: call.operatorName,
  state: call.endedAt === null ? <StateChip tone="info" icon={CallIcon} text={text.inProgress} /> : <Box component="span">{call.outcome === null ? '' : ja.call.outcomes[call.outcome]}</Box>,
})
const ofEmailChange = (request: EmailChangeView): Entry => ({
  kind: 'emailChange', id: request.requestId, at: request.requestedAt, title: `${text.kinds.emailChange}　${request.requestNumber}`, staffName: request.assignedToName, state: <EmailChangeStateChip state={request.state} />,
})
const ofCallback = (callback: CallbackView): Entry => ({
  kind: 'callback', id: callback.callbackId, at: callback.createdAt, title: `${text.kinds.callback}　${callback.about}`, staffName: callback.assignedToName ?? ja.callbacks.assign.anyone,
  state: callback.isLate && callback.state === 'open' ? <StateChip tone="bad" icon={LateIcon} text={ja.callbacks.promise.dueAt(shortDateTime(callback.dueAt))} />
    : <Box component="span">{callback.state === 'open' ? ja.callbacks.promise.dueAt(shortDateTime(callback.dueAt)) : ja.callbacks.states[callback.state]}</Box>,
})

function Row({ entry, onOpen }: { readonly entry: Entry; readonly onOpen: () => void }) {
  const Icon = icons[entry.kind]
  return (
    <Box component="li" sx={{ borderTop: `1px solid ${colours.line}` }}>
      <ButtonBase onClick={onOpen} aria-label={text.open(`${shortDateTime(entry.at)} ${entry.title}`)} sx={{ width: '100%', display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', columnGap: 2, textAlign: 'left', px: 4, py: 1.25, fontSize: typeScale.small, lineHeight: 1.5, '&:hover': { bgcolor: colours.sunken } }}>
        <Icon aria-hidden sx={{ fontSize: 17, mt: 0.25, alignSelf: 'start', color: colours.inkSoft }} />
        <Box component="span" sx={{ minWidth: 0 }}>
          <Box component="span" sx={{ display: 'block', fontWeight: 600 }}>{entry.title}</Box>
          <Box component="span" sx={{ display: 'flex', alignItems: 'center', columnGap: 2, flexWrap: 'wrap', color: colours.inkSoft }}>
            <span>{shortDateTime(entry.at)}　{entry.staffName}</span>
            {entry.state}
          </Box>
        </Box>
      </ButtonBase>
    </Box>
  )
}

interface FacilityCourseProps {
  readonly facilityCode: string
  /** The call at hand: it is no history of itself. */
  readonly callId: string
}

/** What went before with this facility: calls, e-mail changes and promises, newest first. Its notices stand beside it. */
export function FacilityCourse({ facilityCode, callId }: FacilityCourseProps) {
  const cards = useGuidanceCards()
  const [isAll, setIsAll] = useState(false)
  const [opened, setOpened] = useState<Entry | null>(null)
  const calls = useDeskQuery('calls', 'list', { facilityCode }, (desk, signal) => desk.calls.list({ facilityCode, limit }, { signal }))
  const emailChanges = useDeskQuery('emailChangeRequests', 'list', { facilityCode }, (desk, signal) => desk.emailChangeRequests.list({ facilityCode, limit }, { signal }))
  const callbacks = useDeskQuery('callbacks', 'list', { facilityCode, withEnded: true }, (desk, signal) => desk.callbacks.list({ facilityCode, withEnded: true }, { signal }))
  const error = calls.error ?? emailChanges.error ?? callbacks.error
  const isLoading = calls.isPending || emailChanges.isPending || callbacks.isPending
  const entries = [
    ...(calls.data ?? []).filter((call) => call.callId !== callId).map(ofCall((question) => questionTitle(cards, question))),
    ...(emailChanges.data ?? []).map(ofEmailChange),
    ...(callbacks.data ?? []).map(ofCallback),
  ].toSorted((one, other) => other.at.localeCompare(one.at))
  const shown = isAll ? entries : entries.slice(0, shownEntries)
  return (
    <Panel heading={text.heading} isFlush>
      {error === null ? null : <Box sx={{ px: 4, pb: 2 }}><FailureNotice error={error} /></Box>}
      {error === null && isLoading ? <LoadingNotice /> : null}
      {error === null && !isLoading && entries.length === 0 ? <Box sx={{ px: 4, pb: 3, fontSize: typeScale.small, color: colours.inkSoft }}>{text.none}</Box> : null}
      <Box component="ul" aria-label={text.heading} sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {shown.map((entry) => <Row key={entry.id} entry={entry} onOpen={() => setOpened(entry)} />)}
      </Box>
      {entries.length > shown.length ? <Button size="small" variant="text" onClick={() => setIsAll(true)} sx={{ m: 2 }}>{text.more(entries.length - shown.length)}　{text.all}</Button> : null}
      {opened === null ? null : <CourseHistory kind={opened.kind} id={opened.id} title={opened.title} onClose={() => setOpened(null)} />}
    </Panel>
  )
}

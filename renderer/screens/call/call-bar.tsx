import { useEffect, useMemo, useRef, useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import CallEndIcon from '@mui/icons-material/CallEndOutlined'
import CheckIcon from '@mui/icons-material/CheckOutlined'
import ErrorIcon from '@mui/icons-material/ErrorOutlineOutlined'
import PauseIcon from '@mui/icons-material/PhonePausedOutlined'
import SlipIcon from '@mui/icons-material/DescriptionOutlined'
import SyncIcon from '@mui/icons-material/SyncOutlined'
import { useCommands } from '../../frame/commands.tsx'
import { KeyCap } from '../../frame/key-cap.tsx'
import { useKeys } from '../../frame/use-keys.ts'
import { FailureNotice } from '../../parts/notices.tsx'
import { StateChip } from '../../parts/state-chip.tsx'
import { clockTime, day, todayInJapan } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { FinishDialog } from './finish-dialog.tsx'
import { ParkDialog } from './park-dialog.tsx'
import type { CallDraft } from './use-call-draft.ts'
import { useFinish } from './use-finish.ts'

const text = ja.call.bar

function Elapsed({ since }: { readonly since: string }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  return (
    <Box component="span" role="timer" aria-label={text.elapsed} sx={{ fontSize: typeScale.section, fontWeight: 700, fontVariantNumeric: 'tabular-nums' }}>
      {hours > 0 ? `${hours}:` : ''}{two(Math.floor(seconds / 60) % 60)}:{two(seconds % 60)}
    </Box>
  )
}

function SavedMark({ state }: { readonly state: CallDraft['saveState'] }) {
  const Icon = state === 'failed' ? ErrorIcon : state === 'saving' ? SyncIcon : CheckIcon
  return (
    <Box component="span" role="status" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, fontSize: typeScale.small, color: state === 'failed' ? colours.bad : colours.inkSoft, fontWeight: state === 'failed' ? 700 : 400 }}>
      <Icon aria-hidden sx={{ fontSize: 16 }} />
      {ja.call.saved[state]}
    </Box>
  )
}

/** A slip that was written by hand: its real times, and no clock that runs. */
function PaperSlipMark({ startedAt, endedAt }: { readonly startedAt: string; readonly endedAt: string }) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap' }}>
      <StateChip tone="info" icon={SlipIcon} text={ja.call.paperSlip.mark} />
      <Box component="span" sx={{ fontSize: typeScale.small, color: colours.inkSoft, fontVariantNumeric: 'tabular-nums' }}>{ja.call.paperSlip.times(day(todayInJapan(new Date(startedAt))), clockTime(startedAt), clockTime(endedAt))}</Box>
    </Box>
  )
}

/** Saved or not, since when, and the two ways off the line: on hold, or finished. */
export function CallBar({ draft }: { readonly draft: CallDraft }) {
  const [isParking, setIsParking] = useState(false)
  const ending = useFinish(draft)
  const { call } = draft
  const finish = useRef(ending.finish)
  useEffect(() => { finish.current = ending.finish })
  const actions = useMemo(() => ({ park: () => setIsParking(true), finish: () => finish.current() }), [])
  useKeys({ F8: actions.park, F9: actions.finish })
  useCommands(useMemo(() => [
    { id: 'parkCall', label: ja.call.parked.title, keys: ja.call.parked.key, run: actions.park },
    { id: 'finishCall', label: text.finish, keys: ja.call.finishing.key, run: actions.finish },
  ], [actions]))
  return (
    <>
      <SavedMark state={draft.saveState} />
      {call.paperSlip === null ? (
        <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2 }}>
          <Box component="span" sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.startedAt(clockTime(call.startedAt))}</Box>
          <Elapsed since={call.startedAt} />
        </Box>
      ) : <PaperSlipMark startedAt={call.startedAt} endedAt={call.paperSlip.endedAt} />}
      <Button startIcon={<PauseIcon />} aria-keyshortcuts={ja.call.parked.key} onClick={actions.park}>{ja.call.parked.park}<KeyCap text={ja.call.parked.key} /></Button>
      <Button variant="contained" startIcon={<CallEndIcon />} disabled={ending.isPending} aria-keyshortcuts={ja.call.finishing.key} onClick={actions.finish}>{text.finish}<KeyCap text={ja.call.finishing.key} /></Button>
      {isParking ? <ParkDialog callId={call.callId} onClose={() => setIsParking(false)} /> : null}
      {ending.asked.length > 0 ? <FinishDialog asked={ending.asked} suggestion={ending.suggestion} isBusy={ending.isPending} error={ending.error} onFinish={ending.end} onClose={ending.cancel} /> : null}
      {ending.asked.length === 0 && ending.error !== null ? <Box sx={{ flexBasis: '100%' }}><FailureNotice error={ending.error} onRetry={actions.finish} /></Box> : null}
    </>
  )
}

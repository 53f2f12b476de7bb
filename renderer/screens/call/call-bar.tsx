import { useEffect, useMemo, useState } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import CallEndIcon from '@mui/icons-material/CallEndOutlined'
import CheckIcon from '@mui/icons-material/CheckOutlined'
import ErrorIcon from '@mui/icons-material/ErrorOutlineOutlined'
import SyncIcon from '@mui/icons-material/SyncOutlined'
import { useCommands } from '../../frame/commands.tsx'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { clockTime } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import type { CallDraft } from './use-call-draft.ts'
import { useFinishCall } from './use-open-call.ts'

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

/** What a finished call would lack; asked for, never demanded. */
function missingOf({ call }: CallDraft): string[] {
  return [
    ...(call.callerName.trim() === '' ? [ja.call.caller.name] : []),
    ...(call.question === null ? [ja.call.question.label] : []),
  ]
}

function FinishDialog({ draft, onClose }: { readonly draft: CallDraft; readonly onClose: () => void }) {
  const finish = useFinishCall()
  const [saveError, setSaveError] = useState<unknown>(null)
  const missing = missingOf(draft)
  const end = () => {
    setSaveError(null)
    draft.flush().then(() => finish.mutate({ callId: draft.call.callId }), setSaveError)
  }
  return (
    <Modal
      title={text.finishQuestion}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ja.general.back}</Button>
          <Button variant="contained" autoFocus disabled={finish.isPending} onClick={end}>{text.finish}</Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 3 }}>
        {finish.isError || saveError !== null ? <FailureNotice error={saveError ?? finish.error} /> : null}
        {missing.length > 0 ? (
          <Box>
            {text.missing}
            <Box component="ul" sx={{ m: 0, mt: 1, pl: 6, fontWeight: 600 }}>{missing.map((name) => <li key={name}>{name}</li>)}</Box>
          </Box>
        ) : null}
        <Box sx={{ color: colours.inkSoft }}>{text.finishHint}</Box>
      </Box>
    </Modal>
  )
}

export function CallBar({ draft }: { readonly draft: CallDraft }) {
  const [isFinishing, setIsFinishing] = useState(false)
  useCommands(useMemo(() => [{ id: 'finishCall', label: text.finish, run: () => setIsFinishing(true) }], []))
  return (
    <>
      <SavedMark state={draft.saveState} />
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 2 }}>
        <Box component="span" sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{text.startedAt(clockTime(draft.call.startedAt))}</Box>
        <Elapsed since={draft.call.startedAt} />
      </Box>
      <Button variant="contained" startIcon={<CallEndIcon />} onClick={() => setIsFinishing(true)}>{text.finish}</Button>
      {isFinishing ? <FinishDialog draft={draft} onClose={() => setIsFinishing(false)} /> : null}
    </>
  )
}

import type { ReactNode } from 'react'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { CallbackView } from '#shared/contract/desktop/contract.ts'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { submitOnEnter } from '../../parts/submit-on-enter.ts'
import { ja } from '../../strings/ja.ts'
import { colours } from '../../theme/tokens.ts'
import { ChangedNotice } from '../requests/changed-notice.tsx'
import type { SeenCase } from '../requests/use-seen-case.ts'

/** Who is called, in a word. */
export const whoIs = (callback: CallbackView): string =>
  [callback.facilityName, callback.callerName].filter((word) => word !== null && word !== '').join('　') || ja.callbacks.noName

interface CallbackStepProps {
  readonly title: string
  readonly submit: string
  readonly isDangerous?: boolean
  readonly latest: CallbackView
  readonly seen: SeenCase<CallbackView>
  readonly isBusy: boolean
  readonly error: unknown
  readonly onSend: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** One step of a promise: who it is about, what somebody else did meanwhile, and the fields. */
export function CallbackStep({ title, submit, isDangerous = false, latest, seen, isBusy, error, onSend, onClose, children }: CallbackStepProps) {
  const hasEnded = latest.state !== 'open'
  const send = () => {
    if (!isBusy && !hasEnded) onSend()
  }
  return (
    <Modal
      title={title} onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ja.general.back}</Button>
          <Button variant="contained" color={isDangerous ? 'error' : 'primary'} disabled={isBusy || hasEnded} onClick={send}>{submit}</Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 3, pt: 1 }} onKeyDown={submitOnEnter(send)}>
        <ChangedNotice by={seen.changedBy} onContinue={hasEnded ? null : seen.accept} />
        {hasEnded ? <Alert severity="warning" role="alert">{ja.callbacks.endedMeanwhile}</Alert> : null}
        {error === null || error === undefined ? null : <FailureNotice error={error} />}
        <Box>
          <Box sx={{ fontWeight: 700 }}>{whoIs(latest)}</Box>
          <Box sx={{ color: colours.inkSoft }}>{latest.about === '' ? ja.callbacks.noAbout : latest.about}</Box>
        </Box>
        {children}
      </Box>
    </Modal>
  )
}

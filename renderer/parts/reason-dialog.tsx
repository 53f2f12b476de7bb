import { useState, type ReactNode } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { ja } from '../strings/ja.ts'
import { Form } from './form.tsx'
import { Modal } from './modal.tsx'
import { FailureNotice } from './notices.tsx'
import { TextInput } from './text-input.tsx'

interface ReasonDialogProps {
  readonly title: string
  readonly hint?: string
  readonly submit: string
  readonly isDangerous?: boolean
  readonly isBusy: boolean
  readonly error: unknown
  readonly onSubmit: (reason: string) => void
  readonly onClose: () => void
  readonly children?: ReactNode
}

/** Asks for the reason of what goes on record and cannot be undone. */
export function ReasonDialog({ title, hint, submit, isDangerous = false, isBusy, error, onSubmit, onClose, children }: ReasonDialogProps) {
  const [reason, setReason] = useState('')
  const [isMissing, setIsMissing] = useState(false)
  const send = () => {
    if (reason.trim() === '') setIsMissing(true)
    else onSubmit(reason.trim())
  }
  return (
    <Modal
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ja.general.cancel}</Button>
          <Button variant="contained" color={isDangerous ? 'error' : 'primary'} disabled={isBusy} onClick={send}>{submit}</Button>
        </>
      }
    >
      <Form label={title} onSubmit={send}>
        <Box sx={{ display: 'grid', gap: 3, pt: 1 }}>
          {children}
          {error === null || error === undefined ? null : <FailureNotice error={error} />}
          <TextInput autoFocus label={ja.general.reason} need="required" multiline minRows={2} value={reason} hint={hint} errorText={isMissing && reason.trim() === '' ? ja.general.reasonMissing : undefined} onChange={(event) => setReason(event.target.value)} />
        </Box>
      </Form>
    </Modal>
  )
}

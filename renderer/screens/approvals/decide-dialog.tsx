import { useState, type ReactNode } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'

interface DecideDialogProps {
  readonly title: string
  readonly isBusy: boolean
  readonly error: unknown
  readonly onDecide: (decision: 'approved' | 'refused', reason: string) => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Yes or no, each with its reason on record. */
export function DecideDialog({ title, isBusy, error, onDecide, onClose, children }: DecideDialogProps) {
  const [reason, setReason] = useState('')
  const [wasTried, setWasTried] = useState(false)
  const decide = (decision: 'approved' | 'refused') => {
    setWasTried(true)
    if (reason.trim() !== '') onDecide(decision, reason.trim())
  }
  return (
    <Modal
      title={title} onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ja.general.cancel}</Button>
          <Box sx={{ flex: 1 }} />
          <Button color="error" disabled={isBusy} onClick={() => decide('refused')}>{ja.approvals.refuse}</Button>
          <Button variant="contained" disabled={isBusy} onClick={() => decide('approved')}>{ja.approvals.approve}</Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 4 }}>
        {error === null || error === undefined ? null : <FailureNotice error={error} />}
        {children}
        <TextInput autoFocus label={ja.general.reason} need="required" hint={ja.approvals.reasonHint} multiline minRows={3} value={reason} errorText={wasTried && reason.trim() === '' ? ja.general.reasonMissing : undefined} onChange={(event) => setReason(event.target.value)} slotProps={{ htmlInput: { maxLength: 500 } }} />
      </Box>
    </Modal>
  )
}

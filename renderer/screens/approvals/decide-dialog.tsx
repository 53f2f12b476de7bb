import { useState, type ReactNode } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { ja } from '../../strings/ja.ts'

/** What is asked of the person who decides: the words differ where the word is the client's (支払基金). */
interface DecisionWords {
  readonly label: string
  readonly hint: string
  readonly missing: string
  readonly approve: string
  readonly refuse: string
}
export const ownDecision: DecisionWords = { label: ja.general.reason, hint: ja.approvals.reasonHint, missing: ja.general.reasonMissing, approve: ja.approvals.approve, refuse: ja.approvals.refuse }
export const clientDecision: DecisionWords = ja.approvals.client

interface DecideDialogProps {
  readonly title: string
  readonly words: DecisionWords
  readonly isBusy: boolean
  readonly error: unknown
  readonly onDecide: (decision: 'approved' | 'refused', reason: string) => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Yes or no, each with its reason on record. */
export function DecideDialog({ title, words, isBusy, error, onDecide, onClose, children }: DecideDialogProps) {
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
          <Button color="error" disabled={isBusy} onClick={() => decide('refused')}>{words.refuse}</Button>
          <Button variant="contained" disabled={isBusy} onClick={() => decide('approved')}>{words.approve}</Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 4 }}>
        {error === null || error === undefined ? null : <FailureNotice error={error} />}
        {children}
        <TextInput autoFocus label={words.label} need="required" hint={words.hint} multiline minRows={3} value={reason} errorText={wasTried && reason.trim() === '' ? words.missing : undefined} onChange={(event) => setReason(event.target.value)} slotProps={{ htmlInput: { maxLength: 500 } }} />
      </Box>
    </Modal>
  )
}

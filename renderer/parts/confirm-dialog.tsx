import type { ReactNode } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { ja } from '../strings/ja.ts'
import { Modal } from './modal.tsx'
import { FailureNotice } from './notices.tsx'

interface ConfirmDialogProps {
  readonly title: string
  readonly confirm: string
  readonly isDangerous?: boolean
  readonly isBusy?: boolean
  readonly error?: unknown
  readonly onConfirm: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** Asks once more before what cannot be undone. */
export function ConfirmDialog({ title, confirm, isDangerous = false, isBusy = false, error = null, onConfirm, onClose, children }: ConfirmDialogProps) {
  return (
    <Modal title={title} onClose={onClose} actions={
      <>
        <Button onClick={onClose}>{ja.general.cancel}</Button>
        <Button variant="contained" color={isDangerous ? 'error' : 'primary'} autoFocus disabled={isBusy} onClick={onConfirm}>{confirm}</Button>
      </>
    }>
      <Box sx={{ display: 'grid', gap: 3 }}>
        {error === null ? null : <FailureNotice error={error} />}
        <Box>{children}</Box>
      </Box>
    </Modal>
  )
}

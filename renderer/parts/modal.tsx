import { useId, type ReactNode } from 'react'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'

interface ModalProps {
  readonly title: string
  /** null: cannot be dismissed but by its own buttons. */
  readonly onClose: (() => void) | null
  readonly width?: 'xs' | 'sm' | 'md' | 'lg'
  readonly actions: ReactNode
  readonly children: ReactNode
}

/** One dialog of the product: named by its title, focus kept inside and given back when it closes. */
export function Modal({ title, onClose, width = 'sm', actions, children }: ModalProps) {
  const titleId = useId()
  return (
    <Dialog open fullWidth maxWidth={width} aria-labelledby={titleId} data-holds-screen={onClose === null ? true : undefined} onClose={onClose === null ? undefined : () => onClose()}>
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent sx={{ pb: 2 }}>{children}</DialogContent>
      <DialogActions>{actions}</DialogActions>
    </Dialog>
  )
}

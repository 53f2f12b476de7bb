import { useId, useRef, type ReactNode } from 'react'
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
  /** Holds nothing to tab to: the keyboard scrolls it all the same. */
  readonly isToBeRead?: boolean
  readonly children: ReactNode
}

const fields = 'input:not([type="hidden"]):not(:disabled), select:not(:disabled), textarea:not(:disabled)'

/** One dialog of the product: named by its title, focus kept inside and given back when it closes. */
export function Modal({ title, onClose, width = 'sm', actions, isToBeRead = false, children }: ModalProps) {
  const titleId = useId()
  const content = useRef<HTMLDivElement>(null)
  /** On a busy machine the field that takes the focus may lose it to the dialog itself while it opens: hands on the keyboard go on typing. */
  const keepTyping = (): void => {
    const dialog = content.current?.closest('[role="dialog"]')
    if (document.activeElement === dialog) content.current?.querySelector<HTMLElement>(fields)?.focus()
  }
  return (
    <Dialog slotProps={{ transition: { onEntered: keepTyping } }} open fullWidth maxWidth={width} aria-labelledby={titleId} data-holds-screen={onClose === null ? true : undefined} onClose={onClose === null ? undefined : () => onClose()}>
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent ref={content} sx={{ pb: 2 }} {...(isToBeRead ? { tabIndex: 0, role: 'region', 'aria-labelledby': titleId } : {})}>{children}</DialogContent>
      <DialogActions>{actions}</DialogActions>
    </Dialog>
  )
}

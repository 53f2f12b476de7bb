import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Modal } from '../../parts/modal.tsx'
import { ja } from '../../strings/ja.ts'

const text = ja.facilityLists

export function ConfirmImport({ count, onClose, onConfirm }: { readonly count: number; readonly onClose: () => void; readonly onConfirm: () => void }) {
  return (
    <Modal title={text.startQuestion} onClose={onClose} actions={<><Button onClick={onClose}>{ja.general.cancel}</Button><Button variant="contained" autoFocus onClick={onConfirm}>{text.start}</Button></>}>
      <Box>{text.chosen(count)}</Box>
      <Box>{text.startHint}</Box>
    </Modal>
  )
}

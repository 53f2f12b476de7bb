import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { Modal } from '../../../parts/modal.tsx'
import { ja } from '../../../strings/ja.ts'

const text = ja.facilityLists

interface ConfirmImportProps {
  readonly count: number
  readonly groups: number
  /** Files that cannot be read and are left out. */
  readonly left: number
  readonly onClose: () => void
  readonly onConfirm: () => void
}

export function ConfirmImport({ count, groups, left, onClose, onConfirm }: ConfirmImportProps) {
  return (
    <Modal title={text.startQuestion} onClose={onClose} actions={<><Button onClick={onClose}>{ja.general.cancel}</Button><Button variant="contained" autoFocus onClick={onConfirm}>{text.start}</Button></>}>
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <Box sx={{ fontWeight: 700 }}>{text.chosen(count)}</Box>
        {groups > 1 ? <Box>{text.groups(groups)}</Box> : null}
        {left > 0 ? <Box>{text.startWithout(left)}</Box> : null}
        <Box>{text.startHint}</Box>
      </Box>
    </Modal>
  )
}

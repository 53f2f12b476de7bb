import Button from '@mui/material/Button'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { Modal } from '../parts/modal.tsx'
import { ja } from '../strings/ja.ts'

export function CheatSheet({ onClose }: { readonly onClose: () => void }) {
  const text = ja.cheatSheet
  return (
    <Modal isToBeRead title={text.title} onClose={onClose} actions={<Button variant="contained" autoFocus onClick={onClose}>{text.close}</Button>}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: 190 }}>{text.key}</TableCell>
            <TableCell>{text.action}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {text.rows.map(([key, action]) => (
            <TableRow key={key}>
              <TableCell sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>{key}</TableCell>
              <TableCell>{action}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Modal>
  )
}

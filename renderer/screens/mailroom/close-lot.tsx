import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { LotView } from '#shared/contract/desktop/contract.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { ja } from '../../strings/ja.ts'

const text = ja.mailroom.close

/** Says what closing voids before it does. */
export function CloseLot({ view, onClose }: { readonly view: LotView; readonly onClose: () => void }) {
  const { lotId } = view.lot
  const unsealed = view.pieces.filter((piece) => piece.state === 'printed' || piece.state === 'issuing')
  const notPosted = view.pieces.filter((piece) => piece.state === 'sealed').length
  const close = useDeskAction(
    (desk, _input: null) => desk.lots.close({ lotId }),
    (next, queries) => queries.setQueryData(['lots', 'get', lotId], next),
  )
  return (
    <Modal
      title={text.question} onClose={onClose}
      actions={
        <>
          <Button autoFocus={unsealed.length > 0} onClick={onClose}>{ja.general.back}</Button>
          <Button variant="contained" autoFocus={unsealed.length === 0} color={unsealed.length > 0 ? 'error' : 'primary'} disabled={close.isPending} onClick={() => close.mutate(null, { onSuccess: onClose })}>{text.confirm}</Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 3 }}>
        {close.isError ? <FailureNotice error={close.error} /> : null}
        <Box>{unsealed.length === 0 ? text.nothingLeft : text.willVoid(unsealed.length)}</Box>
        {unsealed.length === 0 ? null : <Box component="ul" sx={{ m: 0, fontWeight: 600 }}>{unsealed.map((piece) => <li key={piece.noticeId}>{text.sheet(piece.sheetNumber, piece.noticeNumber)}</li>)}</Box>}
        {notPosted === 0 ? null : <Alert severity="warning" role="note">{text.notPosted(notPosted)}</Alert>}
      </Box>
    </Modal>
  )
}

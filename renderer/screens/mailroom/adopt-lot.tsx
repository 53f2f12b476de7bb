import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import type { LotView } from '#shared/contract/desktop/contract.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { Modal } from '../../parts/modal.tsx'
import { FailureNotice } from '../../parts/notices.tsx'
import { ja } from '../../strings/ja.ts'
import { deskOf } from './lot-words.ts'

const text = ja.mailroom.adopt

interface AdoptLotProps {
  readonly view: LotView
  readonly onAdopted: () => void
  readonly onClose: () => void
}

/** Takes a lot over from a desk that cannot go on; the question names the desk. */
export function AdoptLot({ view, onAdopted, onClose }: AdoptLotProps) {
  const { lotId } = view.lot
  const desk = deskOf(view.lot)
  const adopt = useDeskAction(
    (client, _input: null) => client.lots.adopt({ lotId }),
    (next, queries) => queries.setQueryData(['lots', 'get', lotId], next),
  )
  return (
    <Modal
      title={text.question(desk)} onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{ja.general.back}</Button>
          <Button variant="contained" autoFocus disabled={adopt.isPending} onClick={() => adopt.mutate(null, { onSuccess: onAdopted })}>{text.confirm}</Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 3 }}>
        {adopt.isError ? <FailureNotice error={adopt.error} /> : null}
        <Box sx={{ fontWeight: 600 }}>{ja.mailroom.lot(view.lot.lotNumber)}</Box>
        <Box>{text.lead(desk)}</Box>
      </Box>
    </Modal>
  )
}

import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import type { LotView } from '#shared/contract/desktop/contract.ts'
import { useDeskAction } from '../../api/use-desk.ts'
import { Panel } from '../../parts/panel.tsx'
import { ja } from '../../strings/ja.ts'
import { typeScale } from '../../theme/tokens.ts'
import { DestructionForm, type CountedDestruction } from './destruction-form.tsx'

const text = ja.mailroom.close

/** Nobody knows which of them came out: all that was handed to the printer. */
function SheetsInDoubt({ view }: { readonly view: LotView }) {
  const pieces = view.pieces.filter((piece) => piece.sheetNumber > 0).sort((one, other) => one.sheetNumber - other.sheetNumber)
  return (
    <Box>
      <Box component="h3" sx={{ m: 0, mb: 1, fontSize: typeScale.small, fontWeight: 600 }}>{text.uncertainSheets}</Box>
      <Box component="ul" aria-label={text.uncertainSheets} sx={{ m: 0, columns: { md: 2 } }}>
        {pieces.map((piece) => <li key={piece.noticeId}>{text.sheet(piece.sheetNumber, piece.noticeNumber)}</li>)}
      </Box>
    </Box>
  )
}

/** The sheets by name: those voided after they were printed, and one for each mark read twice. */
function SheetsToDestroy({ view }: { readonly view: LotView }) {
  const voided = view.pieces.filter((piece) => piece.isToBeDestroyed).sort((one, other) => one.sheetNumber - other.sheetNumber)
  const pieceOf = (noticeId: string) => view.pieces.find((piece) => piece.noticeId === noticeId)
  return (
    <Box component="ul" aria-label={text.destroyHeading} sx={{ m: 0, fontWeight: 600, fontSize: '1.0625rem', columns: { md: 2 } }}>
      {voided.map((piece) => <li key={piece.noticeId}>{text.sheet(piece.sheetNumber, piece.noticeNumber)}</li>)}
      {view.lot.duplicates.map(({ noticeId, at }) => {
        const piece = pieceOf(noticeId)
        return <li key={`${noticeId} ${at}`}>{text.duplicate(piece?.sheetNumber ?? 0, piece?.noticeNumber ?? '')}</li>
      })}
    </Box>
  )
}

/** A voided letter must not leave the room: counted and destroyed before a second person. */
export function LotDestruction({ view }: { readonly view: LotView }) {
  const { lotId, isPaperUncertain } = view.lot
  const destroy = useDeskAction(
    (desk, input: CountedDestruction) => desk.lots.destroy({ lotId, ...input }),
    (next, queries) => queries.setQueryData(['lots', 'get', lotId], next),
  )
  return (
    <Panel heading={text.destroyHeading}>
      <Box sx={{ display: 'grid', gap: 4 }}>
        <Alert severity="warning" role="note">{isPaperUncertain ? text.uncertainLead : text.destroyLead}</Alert>
        {isPaperUncertain ? <SheetsInDoubt view={view} /> : <SheetsToDestroy view={view} />}
        {view.isMine ? <DestructionForm label={text.destroyHeading} isBusy={destroy.isPending} error={destroy.error} onSubmit={(input, failed) => destroy.mutate(input, { onError: failed })} /> : null}
      </Box>
    </Panel>
  )
}

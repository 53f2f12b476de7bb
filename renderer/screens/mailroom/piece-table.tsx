import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import type { LotView } from '#shared/contract/desktop/contract.ts'
import { formatTrackingNumber } from '#shared/domain/tracking-number.ts'
import { Panel } from '../../parts/panel.tsx'
import { NoticeStateChip } from '../../parts/state-chips.tsx'
import { ja, wordFor } from '../../strings/ja.ts'

const text = ja.mailroom

export function PieceTable({ view }: { readonly view: LotView }) {
  return (
    <Panel heading={text.pieces} isFlush>
      <TableContainer>
        <Table aria-label={text.lot(view.lot.lotNumber)}>
          <TableHead>
            <TableRow>{[text.columns.sheet, text.columns.number, text.columns.facility, text.columns.state, text.columns.tracking, text.columns.left].map((heading) => <TableCell key={heading}>{heading}</TableCell>)}</TableRow>
          </TableHead>
          <TableBody>
            {view.pieces.map((piece) => (
              <TableRow key={piece.noticeId}>
                <TableCell>{piece.sheetNumber === 0 ? '－' : piece.sheetNumber}</TableCell>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>{piece.noticeNumber}</TableCell>
                <TableCell sx={{ fontWeight: 600 }}>{piece.facilityName}　<span style={{ fontWeight: 400 }}>{piece.prefectureName}</span></TableCell>
                <TableCell><NoticeStateChip state={piece.state} /></TableCell>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>{piece.trackingNumber === null ? '－' : formatTrackingNumber(piece.trackingNumber)}</TableCell>
                <TableCell>{piece.isToBeDestroyed ? text.lotStates.destroying : piece.refusal === null ? '' : wordFor(text.refusals, piece.refusal, text.otherRefusal)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </Panel>
  )
}

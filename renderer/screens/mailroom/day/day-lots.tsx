import Box from '@mui/material/Box'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import type { MailDay } from '#shared/contract/desktop/contract.ts'
import { Panel } from '../../../parts/panel.tsx'
import { LotStateChip, NoticeStateChip } from '../../../parts/state-chips.tsx'
import { ja } from '../../../strings/ja.ts'
import { colours } from '../../../theme/tokens.ts'

const text = ja.mailroom.day
const words = ja.mailroom.counts
const countNames = ['printed', 'sealed', 'posted', 'voided', 'destroyed'] as const

/** The lots of the day, and what of them lies in the room. */
export function DayLots({ lots, inHand }: Pick<MailDay, 'lots' | 'inHand'>) {
  return (
    <>
      <Panel heading={text.lots} isFlush>
        {lots.length === 0 ? <Box sx={{ px: 4, pb: 4, color: colours.inkSoft }}>{text.lotsEmpty}</Box> : (
          <TableContainer>
            <Table aria-label={text.lots}>
              <TableHead><TableRow>{[text.columns.lot, text.columns.state, ...countNames.map((name) => words[name]), text.columns.toDestroy].map((heading) => <TableCell key={heading}>{heading}</TableCell>)}</TableRow></TableHead>
              <TableBody>
                {lots.map((lot) => (
                  <TableRow key={lot.lotId}>
                    <TableCell sx={{ fontWeight: 600, whiteSpace: 'nowrap' }}>{lot.lotNumber}</TableCell>
                    <TableCell><LotStateChip state={lot.state} /></TableCell>
                    {countNames.map((name) => <TableCell key={name}>{lot.counts[name]}</TableCell>)}
                    <TableCell>{lot.sheetsToDestroy}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </TableContainer>
        )}
      </Panel>
      <Panel heading={text.inHandHeading}>
        {inHand.length === 0 ? <Box sx={{ color: colours.inkSoft }}>{text.inHandEmpty}</Box> : (
          <Box component="ul" aria-label={text.inHandHeading} sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5, gridTemplateColumns: 'repeat(auto-fill, minmax(340px, 1fr))' }}>
            {inHand.map((piece) => (
              <Box component="li" key={piece.noticeId} sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
                <Box component="strong">{piece.noticeNumber}</Box><NoticeStateChip state={piece.state} />{piece.lotNumber === null ? null : <Box>{ja.mailroom.lot(piece.lotNumber)}</Box>}
              </Box>
            ))}
          </Box>
        )}
      </Panel>
    </>
  )
}

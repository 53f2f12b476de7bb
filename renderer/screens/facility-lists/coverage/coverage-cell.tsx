import Box from '@mui/material/Box'
import TableCell from '@mui/material/TableCell'
import GapIcon from '@mui/icons-material/HighlightOffOutlined'
import StaleIcon from '@mui/icons-material/HistoryOutlined'
import { shortWareki } from '../../../strings/dates.ts'
import { ja } from '../../../strings/ja.ts'
import { colours, typeScale } from '../../../theme/tokens.ts'
import type { CellState, CoverageCell } from './coverage-view.ts'

const text = ja.facilityLists
const looks: Readonly<Record<CellState, { ink: string; ground: string }>> = {
  current: { ink: colours.ink, ground: 'transparent' },
  stale: { ink: colours.warning, ground: colours.warningTint },
  gap: { ink: colours.bad, ground: colours.badTint },
}

/** 不足 or 古い, as sign and word: never by colour alone. */
export function FaultSign({ state }: { readonly state: Exclude<CellState, 'current'> }) {
  const Icon = state === 'gap' ? GapIcon : StaleIcon
  return (
    <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.75, px: 1, borderRadius: 1, fontSize: typeScale.small, fontWeight: 700, whiteSpace: 'nowrap', color: looks[state].ink, bgcolor: looks[state].ground }}>
      <Icon aria-hidden sx={{ fontSize: 15 }} />
      {state === 'gap' ? text.gap : text.stale}
    </Box>
  )
}

/** Day of the list and how many facilities it holds. */
export function CoverageTableCell({ cell }: { readonly cell: CoverageCell }) {
  return (
    <TableCell data-state={cell.state} sx={{ bgcolor: looks[cell.state].ground, borderLeft: `1px solid ${colours.line}` }}>
      <Box sx={{ display: 'flex', alignItems: 'center', columnGap: 2, flexWrap: 'wrap' }}>
        {cell.state === 'current' ? null : <FaultSign state={cell.state} />}
        {cell.state === 'gap' ? null : (
          <>
            <Box component="span" sx={{ color: cell.state === 'stale' ? colours.warning : colours.inkSoft, fontSize: typeScale.small, whiteSpace: 'nowrap' }}>{cell.asOf !== null ? shortWareki(cell.asOf) : cell.state === 'stale' ? text.unknownDay : ja.general.sample}</Box>
            <Box component="span" sx={{ flex: 1, textAlign: 'right' }}>{cell.count.toLocaleString('ja-JP')}</Box>
          </>
        )}
      </Box>
    </TableCell>
  )
}

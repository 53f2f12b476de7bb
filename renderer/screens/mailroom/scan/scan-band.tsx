import Box from '@mui/material/Box'
import CheckIcon from '@mui/icons-material/CheckCircle'
import WarningIcon from '@mui/icons-material/WarningAmberOutlined'
import { ja, wordFor } from '../../../strings/ja.ts'
import { colours, radii, typeScale } from '../../../theme/tokens.ts'
import type { ShownScan } from './scan-station.ts'

const text = ja.mailroom.scan

/** A good scan: a green band that is strong for a moment and then stays quietly as the last thing read. */
export function ScanBand({ shown: { result, step, count } }: { readonly shown: ShownScan }) {
  const [strong, tint] = result.warning === null ? [colours.good, colours.goodTint] : [colours.warning, colours.warningTint]
  const Icon = result.warning === null ? CheckIcon : WarningIcon
  const flash = { color: colours.paper, backgroundColor: strong }
  return (
    <Box role="status" key={count} sx={{ display: 'flex', alignItems: 'center', gap: 4, px: 5, py: 3, borderRadius: `${radii.card}px`, color: strong, bgcolor: tint, '@keyframes scan-flash': { from: flash, to: flash }, animation: 'scan-flash 1.5s' }}>
      <Icon aria-hidden sx={{ fontSize: 36 }} />
      <Box>
        <Box sx={{ fontSize: typeScale.display, fontWeight: 700, lineHeight: 1.4 }}>{text.good[step]}</Box>
        {result.noticeNumber === null ? null : <Box sx={{ fontSize: typeScale.section }}>{result.sheetNumber === null ? result.noticeNumber : ja.mailroom.close.sheet(result.sheetNumber, result.noticeNumber)}</Box>}
        {result.warning === null ? null : <Box sx={{ fontSize: typeScale.section, fontWeight: 700 }}>{wordFor(text.warnings, result.warning, text.otherRemedy)}</Box>}
      </Box>
    </Box>
  )
}

import Box from '@mui/material/Box'
import CancelIcon from '@mui/icons-material/Cancel'
import { ja, wordFor } from '../../../strings/ja.ts'
import { colours, typeScale } from '../../../theme/tokens.ts'
import type { ShownScan } from './scan-station.ts'

const text = ja.mailroom.scan

/** A bad scan: the whole window in red, a sign, what is wrong in large words and what to do. It stays until it is answered. */
export function ScanOverlay({ shown: { result } }: { readonly shown: ShownScan }) {
  return (
    // What holds the screen also keeps the frame's own keys away.
    <Box role="alert" data-holds-screen sx={{ position: 'fixed', inset: 0, zIndex: 1250, overflow: 'auto', display: 'grid', alignContent: 'center', justifyItems: 'center', textAlign: 'center', wordBreak: 'auto-phrase', textWrap: 'balance', gap: 4, px: 8, pt: 8, pb: 40, color: colours.paper, bgcolor: colours.bad, '@media (forced-colors: active)': { border: '12px solid currentColor' } }}>
      <CancelIcon aria-hidden sx={{ fontSize: 'clamp(72px, 16vh, 144px)' }} />
      <Box sx={{ fontSize: typeScale.giant, fontWeight: 700, lineHeight: 1.35 }}>{wordFor(text.codes, result.code, text.otherCode)}</Box>
      <Box sx={{ fontSize: typeScale.display, fontWeight: 600, lineHeight: 1.5, maxWidth: 900 }}>{wordFor(text.remedies, result.code, text.otherRemedy)}</Box>
      {result.noticeNumber === null ? null : <Box sx={{ fontSize: typeScale.display }}>{result.sheetNumber === null ? result.noticeNumber : ja.mailroom.close.sheet(result.sheetNumber, result.noticeNumber)}</Box>}
      <Box sx={{ fontSize: typeScale.section }}>{text.dismiss}</Box>
    </Box>
  )
}

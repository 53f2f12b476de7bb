import Box from '@mui/material/Box'
import CheckIcon from '@mui/icons-material/CheckCircle'
import CancelIcon from '@mui/icons-material/Cancel'
import type { ScanResult } from '#shared/contract/desktop/contract.ts'
import { ja, wordFor } from '../../strings/ja.ts'
import { colours, radii } from '../../theme/tokens.ts'

const text = ja.mailroom.scan

export interface ShownScan {
  readonly result: ScanResult
  readonly step: 'sealed' | 'posted'
}

/** Good or bad, across the whole width, in words, sign and colour: it is read from an arm's length. */
export function ScanFeedback({ shown: { result, step } }: { readonly shown: ShownScan }) {
  const Icon = result.isGood ? CheckIcon : CancelIcon
  return (
    <Box role={result.isGood ? 'status' : 'alert'} sx={{ display: 'flex', alignItems: 'center', gap: 4, px: 5, py: 4, borderRadius: `${radii.card}px`, color: colours.paper, bgcolor: result.isGood ? colours.good : colours.bad }}>
      <Icon aria-hidden sx={{ fontSize: 48 }} />
      <Box>
        <Box sx={{ fontSize: '1.5rem', fontWeight: 700, lineHeight: 1.4 }}>{result.isGood ? text.good[step] : wordFor(text.codes, result.code, text.otherCode)}</Box>
        {result.noticeNumber === null ? null : <Box sx={{ fontSize: '1.0625rem' }}>{result.noticeNumber}</Box>}
        {result.warning === null ? null : <Box sx={{ fontSize: '1rem', fontWeight: 600 }}>{wordFor(text.codes, result.warning, result.warning)}</Box>}
      </Box>
    </Box>
  )
}

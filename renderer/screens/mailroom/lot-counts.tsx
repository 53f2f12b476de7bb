import Box from '@mui/material/Box'
import type { LotView } from '#shared/contract/desktop/contract.ts'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

export function LotCounts({ counts }: { readonly counts: LotView['counts'] }) {
  return (
    <Box sx={{ display: 'flex', gap: 4, flexWrap: 'wrap' }}>
      {(['printed', 'sealed', 'posted', 'voided', 'destroyed'] as const).map((name) => (
        <Box key={name} sx={{ fontSize: typeScale.small, color: colours.inkSoft, whiteSpace: 'nowrap' }}>
          {ja.mailroom.counts[name]} <Box component="strong" sx={{ color: colours.ink, fontSize: typeScale.lead }}>{counts[name]}</Box>
        </Box>
      ))}
    </Box>
  )
}

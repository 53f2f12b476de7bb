import Box from '@mui/material/Box'
import type { Comparison } from '#shared/contract/records.ts'
import { ja } from '../../strings/ja.ts'
import { colours, radii, typeScale } from '../../theme/tokens.ts'

/** What was compared and how it came out: results only, what was said is kept nowhere. */
export function ComparisonChips({ comparisons }: { readonly comparisons: readonly Comparison[] }) {
  if (comparisons.length === 0) return <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{ja.approvals.noComparisons}</Box>
  return (
    <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap' }}>
      {comparisons.map((comparison, index) => (
        <Box key={index} component="span" sx={{ fontSize: typeScale.small, px: 2, border: `1px solid ${colours.line}`, borderRadius: `${radii.control}px`, bgcolor: colours.sunken }}>
          {ja.verification.items[comparison.item]}：<strong>{ja.verification.results[comparison.result]}</strong>
        </Box>
      ))}
    </Box>
  )
}

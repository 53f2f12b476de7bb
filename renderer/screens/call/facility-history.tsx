import Box from '@mui/material/Box'
import type { DeskClient } from '../../api/client.ts'
import { FacilityCode } from '../../parts/facility-marks.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'

const text = ja.call.search.history
type Known = Pick<Awaited<ReturnType<DeskClient['facilities']['get']>>, 'predecessors' | 'formerNames' | 'reading'>

/** What a caller may still say for this facility: former codes and names, and how it is read, a guess named as one. */
export function FacilityHistory({ known: { predecessors, formerNames, reading } }: { readonly known: Known }) {
  if (predecessors.length === 0 && formerNames.length === 0 && reading === null) return null
  return (
    <Box component="dl" sx={{ m: 0, display: 'flex', flexWrap: 'wrap', columnGap: 4, rowGap: 0.5, fontSize: typeScale.small, '& dt': { color: colours.inkSoft }, '& dt::after': { content: '"："' }, '& dd': { m: 0 }, '& > div': { display: 'flex' } }}>
      {reading === null ? null : (
        <div><dt>{text.reading[reading.source]}</dt><dd>{reading.text}<Box component="span" sx={{ ml: 2, color: colours.inkSoft }}>（{text.readingHint[reading.source]}）</Box></dd></div>
      )}
      {predecessors.length === 0 ? null : (
        <div><dt>{text.predecessors}</dt><dd>{predecessors.map((other, index) => <span key={other.facilityCode}>{index === 0 ? '' : '、'}<FacilityCode code={other.facilityCode} />{other.name === null ? '' : ` ${other.name}`}</span>)}</dd></div>
      )}
      {formerNames.length === 0 ? null : <div><dt>{text.formerNames}</dt><dd>{formerNames.join('、')}</dd></div>}
    </Box>
  )
}

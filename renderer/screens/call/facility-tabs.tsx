import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { ja } from '../../strings/ja.ts'
import { colours } from '../../theme/tokens.ts'
import { useFacility } from './use-facility.ts'

function FacilityTab({ code, ...rest }: { readonly code: string }) {
  const facility = useFacility(code)
  return (
    <ToggleButton {...rest} value={code} size="small" sx={{ textTransform: 'none', px: 3, py: 1, maxWidth: 300, color: colours.ink, bgcolor: colours.paper, '&.Mui-selected, &.Mui-selected:hover': { bgcolor: colours.primaryTintStrong, color: colours.primaryDark, fontWeight: 700 } }}>
      <span style={{ minWidth: 0, lineHeight: 1.35, textAlign: 'left' }}>{facility.data?.facility.name ?? code}</span>
    </ToggleButton>
  )
}

interface FacilityTabsProps {
  readonly codes: readonly string[]
  readonly chosen: string | null
  readonly onChoose: (code: string) => void
}

/** The facilities of this call: chains call about several at once. */
export function FacilityTabs({ codes, chosen, onChoose }: FacilityTabsProps) {
  return (
    <ToggleButtonGroup exclusive value={chosen} aria-label={ja.call.search.chosen} onChange={(_event, next: string | null) => { if (next !== null) onChoose(next) }} sx={{ flexWrap: 'wrap' }}>
      {codes.map((code) => <FacilityTab key={code} code={code} {...{ value: code }} />)}
    </ToggleButtonGroup>
  )
}

import Box from '@mui/material/Box'
import type { FoundFacility } from '#shared/contract/desktop/contract.ts'
import { FacilityCode, FacilityMarks } from '../../parts/facility-marks.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { markedParts } from './marked-parts.ts'

interface FacilityRowProps {
  readonly id: string
  readonly facility: FoundFacility
  readonly query: string
  readonly isActive: boolean
  readonly onOpen: () => void
  readonly onPoint: () => void
}

/** One found facility: what tells it from its neighbours, and nothing that is to be asked of the caller. */
export function FacilityRow({ id, facility, query, isActive, onOpen, onPoint }: FacilityRowProps) {
  return (
    <Box role="option" id={id} aria-selected={isActive} onClick={onOpen} onMouseMove={onPoint}
      sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', columnGap: 4, px: 4, py: 1.25, lineHeight: 1.5, cursor: 'pointer', borderBottom: `1px solid ${colours.line}`, bgcolor: isActive ? colours.primaryTint : 'transparent', boxShadow: isActive ? `inset 3px 0 0 ${colours.primary}` : 'none' }}>
      <Box sx={{ fontWeight: 600, fontSize: typeScale.lead }}>
        {markedParts(facility.name, query).map((part, index) => (part.isMarked ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>))}
      </Box>
      <Box sx={{ textAlign: 'right' }}><FacilityCode code={facility.facilityCode} /></Box>
      <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{ja.general.facilityTypes[facility.type]}　{facility.prefectureName}{facility.town}</Box>
      <Box sx={{ textAlign: 'right' }}><FacilityMarks facility={facility} /></Box>
    </Box>
  )
}

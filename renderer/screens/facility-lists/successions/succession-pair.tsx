import Box from '@mui/material/Box'
import ArrowIcon from '@mui/icons-material/ArrowForwardOutlined'
import type { MaskedFacility } from '#shared/contract/desktop/contract.ts'
import { FacilityCode, FacilityMarks } from '../../../parts/facility-marks.tsx'
import { ja } from '../../../strings/ja.ts'
import { colours, typeScale } from '../../../theme/tokens.ts'
import { GaijiText } from '../corrections/gaiji-text.tsx'

const text = ja.listSuccessions

function Side({ label, code, facility }: { readonly label: string; readonly code: string; readonly facility: MaskedFacility | null }) {
  return (
    <Box sx={{ flex: 1, minWidth: 240 }}>
      <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>{label}</Box>
      <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap', fontWeight: 700, fontSize: typeScale.lead }}>
        {facility === null ? text.unlistedOld : <><span><GaijiText text={facility.name} /></span><FacilityMarks facility={facility} /></>}
      </Box>
      <Box sx={{ fontSize: typeScale.small, color: colours.inkSoft }}>
        <FacilityCode code={code} />
        {facility === null ? null : <>　{ja.general.facilityKinds[facility.listKind]}　{facility.prefectureName}{facility.town}</>}
      </Box>
    </Box>
  )
}

/** Who went before and who goes on, side by side. */
export function SuccessionPair({ predecessorCode, predecessor, successor }: { readonly predecessorCode: string; readonly predecessor: MaskedFacility | null; readonly successor: MaskedFacility }) {
  return (
    <Box sx={{ display: 'flex', gap: 4, alignItems: 'center', flexWrap: 'wrap' }}>
      <Side label={text.predecessor} code={predecessorCode} facility={predecessor} />
      <ArrowIcon aria-hidden sx={{ color: colours.primary }} />
      <Side label={text.successor} code={successor.facilityCode} facility={successor} />
    </Box>
  )
}

import Box from '@mui/material/Box'
import PauseIcon from '@mui/icons-material/PauseCircleOutlined'
import RemoveIcon from '@mui/icons-material/RemoveCircleOutlined'
import ScienceIcon from '@mui/icons-material/ScienceOutlined'
import type { MaskedFacility } from '#shared/contract/desktop/contract.ts'
import { facilityCodeGroups } from '#shared/domain/facility-code.ts'
import { ja } from '../strings/ja.ts'
import { fonts } from '../theme/tokens.ts'
import { StateChip } from './state-chip.tsx'

/** 休止, 閉鎖, 見本: nothing for an ordinary row. */
export function FacilityMarks({ facility }: { readonly facility: Pick<MaskedFacility, 'status' | 'isSample'> }) {
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 1 }}>
      {facility.status === 'suspended' ? <StateChip tone="warning" icon={PauseIcon} text={ja.general.facilityStatuses.suspended} /> : null}
      {facility.status === 'closed' ? <StateChip tone="bad" icon={RemoveIcon} text={ja.general.facilityStatuses.closed} /> : null}
      {facility.isSample ? <StateChip tone="neutral" icon={ScienceIcon} text={ja.general.sample} /> : null}
    </Box>
  )
}

/** The ten digits in their five parts, spaced by style only, so that copying gives ten digits. */
export function FacilityCode({ code }: { readonly code: string }) {
  return (
    <Box component="span" sx={{ fontVariantNumeric: fonts.figures, whiteSpace: 'nowrap' }}>
      {facilityCodeGroups(code).map((group, index) => (
        <Box component="span" key={index} sx={{ ml: index === 0 ? 0 : 1 }}>{group}</Box>
      ))}
    </Box>
  )
}

import Box from '@mui/material/Box'
import ForwardIcon from '@mui/icons-material/ForwardOutlined'
import PauseIcon from '@mui/icons-material/PauseCircleOutlined'
import RemoveIcon from '@mui/icons-material/RemoveCircleOutlined'
import type { MaskedFacility } from '#shared/contract/desktop/contract.ts'
import { facilityCodeGroups } from '#shared/domain/facility-code.ts'
import type { PrintedSpan } from '#shared/domain/printed-match.ts'
import { ja } from '../strings/ja.ts'
import { colours, fonts, radii, typeScale } from '../theme/tokens.ts'
import { Marked, spansWithin } from './marked.tsx'
import { StateChip } from './state-chip.tsx'

/** Stands on every row of a trial: quieter than what is to be noticed, and a plain element. */
const sampleMark = { fontSize: typeScale.tiny, lineHeight: 1.6, padding: '0 5px', color: colours.inkSoft, border: `1px dashed ${colours.lineControl}`, borderRadius: radii.control } as const

interface FacilityMarksProps {
  readonly facility: Pick<MaskedFacility, 'status' | 'isSample'>
  /** Another facility goes on for it under another code. */
  readonly isSucceeded?: boolean
}

/** 休止, 閉鎖, 承継済み, 見本: nothing for an ordinary row. */
export function FacilityMarks({ facility: { status, isSample }, isSucceeded = false }: FacilityMarksProps) {
  if (status === 'active' && !isSample && !isSucceeded) return null
  return (
    <Box component="span" sx={{ display: 'inline-flex', gap: 1, flexWrap: 'wrap', justifyContent: 'flex-end' }}>
      {status === 'suspended' ? <StateChip tone="warning" icon={PauseIcon} text={ja.general.facilityStatuses.suspended} /> : null}
      {status === 'closed' ? <StateChip tone="bad" icon={RemoveIcon} text={ja.general.closedUnlisted} /> : null}
      {isSucceeded ? <StateChip tone="info" icon={ForwardIcon} text={ja.general.succeeded} /> : null}
      {isSample ? <span style={sampleMark}>{ja.general.sample}</span> : null}
    </Box>
  )
}

/** 種別 as said. A hospital stands in the medical and in the dental list, under one name and two codes: only this tells them apart. */
export const facilityKindText = ({ type, listKind }: Pick<MaskedFacility, 'type' | 'listKind'>): string =>
  type === 'hospital' && listKind === 'dental' ? ja.general.dentalHospital : ja.general.facilityTypes[type]

interface FacilityCodeProps {
  readonly code: string
  /** Digits to mark, counted in the ten. */
  readonly marks?: readonly PrintedSpan[]
}

const gap = { marginLeft: 4 } as const
const figures = { fontVariantNumeric: fonts.figures, whiteSpace: 'nowrap' } as const

/** The ten digits in their five parts, spaced by style only, so that copying gives ten digits. Plain elements: thirty of them change with each key stroke. */
export function FacilityCode({ code, marks = [] }: FacilityCodeProps) {
  const groups = facilityCodeGroups(code)
  const starts = groups.map((_group, index) => groups.slice(0, index).join('').length)
  return (
    <span style={figures}>
      {groups.map((group, index) => {
        const start = starts[index] ?? 0
        return (
          <span key={start} style={index === 0 ? undefined : gap}>
            <Marked text={group} spans={spansWithin(marks, start, start + group.length)} />
          </span>
        )
      })}
    </span>
  )
}

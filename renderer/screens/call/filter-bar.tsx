import { memo } from 'react'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import CloseIcon from '@mui/icons-material/CloseOutlined'
import { facilityListKinds, type FacilityListKind } from '#shared/domain/facility.ts'
import { prefectureByNumber } from '#shared/domain/prefectures.ts'
import { KeyCap } from '../../frame/key-cap.tsx'
import { ja } from '../../strings/ja.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { clearKey, isFiltered, kindKeys, prefectureKey, type SearchFilters } from './search-filters.ts'

const text = ja.call.search.filters
const keyText = (key: string) => `Alt+${key}`
const pressed = { bgcolor: colours.primaryTintStrong, color: colours.primaryDark, borderColor: colours.primary, fontWeight: 700, '&:hover': { bgcolor: colours.primaryTintStrong } } as const
const chip = { px: 1.5, minWidth: 0, color: colours.ink, fontWeight: 400, '& span:last-of-type': { ml: 0.75 } } as const

interface FilterBarProps {
  readonly filters: SearchFilters
  readonly onPickPrefecture: () => void
  readonly onAnyPrefecture: () => void
  readonly onToggleKind: (kind: FacilityListKind) => void
  readonly onClear: () => void
  /** Where the picker opens. */
  readonly anchorRef: (element: HTMLElement | null) => void
}

/** The filters beside the box: what is on is pressed, named and can be taken off; each has its key. Drawn anew only when they change. */
export const FilterBar = memo(function FilterBar({ filters, onPickPrefecture, onAnyPrefecture, onToggleKind, onClear, anchorRef }: FilterBarProps) {
  const prefecture = filters.prefectureNumber === null ? null : prefectureByNumber(filters.prefectureNumber)
  return (
    <Box role="group" aria-label={text.label} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      <Box component="span" aria-hidden sx={{ fontSize: typeScale.tiny, color: colours.inkSoft, fontWeight: 600, mr: 0.5 }}>{text.altAnd}</Box>
      <Button ref={anchorRef} size="small" aria-haspopup="dialog" aria-keyshortcuts={keyText(prefectureKey)} aria-label={prefecture === null ? text.prefecture : `${text.prefecture} ${prefecture.name}`} onClick={onPickPrefecture} sx={{ ...chip, ...(prefecture === null ? {} : pressed) }}>
        {prefecture?.name ?? text.prefecture}<KeyCap text={prefectureKey} />
      </Button>
      {prefecture === null ? null : <IconButton size="small" aria-label={text.clearOf(prefecture.name)} onClick={onAnyPrefecture} sx={{ ml: -1, p: 1 }}><CloseIcon sx={{ fontSize: 16 }} /></IconButton>}
      {facilityListKinds.map((kind) => (
        <Button key={kind} size="small" aria-pressed={filters.listKind === kind} aria-keyshortcuts={keyText(kindKeys[kind])} aria-label={ja.general.facilityKinds[kind]} onClick={() => onToggleKind(kind)} sx={{ ...chip, ...(filters.listKind === kind ? pressed : {}) }}>
          {filters.listKind === kind ? <CloseIcon aria-hidden sx={{ fontSize: 14 }} /> : null}{ja.general.facilityKinds[kind]}<KeyCap text={kindKeys[kind]} />
        </Button>
      ))}
      {isFiltered(filters) ? <Button size="small" variant="text" aria-keyshortcuts={keyText(clearKey)} aria-label={text.clear} onClick={onClear} sx={{ ...chip, color: colours.primary, fontWeight: 600 }}>{text.clearShort}<KeyCap text={clearKey} /></Button> : null}
    </Box>
  )
})

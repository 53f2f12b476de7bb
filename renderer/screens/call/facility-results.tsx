import { memo, useMemo } from 'react'
import Box from '@mui/material/Box'
import type { FoundFacility } from '#shared/contract/desktop/contract.ts'
import { colours, typeScale } from '../../theme/tokens.ts'
import { FacilityRow } from './facility-row.tsx'

/** One style for the list instead of one a row, and rows out of sight are not laid out: each key stroke changes all thirty. */
const listStyle = {
  mx: -4, mb: -3.5, maxHeight: 'calc(100vh - 350px)', minHeight: 200, overflowY: 'auto', borderTop: `1px solid ${colours.line}`,
  '& .row': { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', columnGap: 4, alignItems: 'baseline', px: 4, py: 1.25, lineHeight: 1.5, cursor: 'pointer', borderBottom: `1px solid ${colours.line}`, contentVisibility: 'auto', containIntrinsicSize: 'auto 55px' },
  '& .row[aria-selected="true"]': { bgcolor: colours.primaryTint, boxShadow: `inset 3px 0 0 ${colours.primary}`, '@media (forced-colors: active)': { outline: '2px solid Highlight', outlineOffset: '-2px' } },
  '& .name': { fontWeight: 600, fontSize: typeScale.lead },
  '& .code, & .marks': { textAlign: 'right' },
  '& .where': { fontSize: typeScale.body },
  '& .kind': { color: colours.inkSoft, fontSize: typeScale.small, mr: 1.5 },
  '& .namesake .place': { fontWeight: 700 },
  '& .namesake .kind': { color: colours.ink, fontWeight: 700 },
  '& .notes': { gridColumn: '1 / -1', display: 'flex', flexWrap: 'wrap', columnGap: 4, fontSize: typeScale.small, color: colours.inkSoft },
  '& .notes .strong': { color: colours.info, fontWeight: 600 },
} as const

/** Names that stand in the list more than once, however they are spaced. */
const namesTwice = (results: readonly FoundFacility[]): ReadonlySet<string> => {
  const seen = new Set<string>()
  return new Set(results.map(spacelessName).filter((name) => seen.size === seen.add(name).size))
}
const spacelessName = ({ name }: Pick<FoundFacility, 'name'>): string => name.normalize('NFKC').replace(/\s/gu, '')

/** True where the best answer has a namesake: the caller must be asked which one is meant. */
export const isAmbiguous = (results: readonly FoundFacility[]): boolean => {
  const [first, ...others] = results.map(spacelessName)
  return first !== undefined && others.includes(first)
}

interface FacilityResultsProps {
  readonly id: string
  readonly label: string
  readonly results: readonly FoundFacility[]
  readonly query: string
  /** −1 = none yet. */
  readonly active: number
  readonly isNearCode: boolean
  readonly onOpen: (facility: FoundFacility) => void
  readonly onPoint: (index: number) => void
}

/** The rows of one answer; untouched while the next is on its way. */
export const FacilityResults = memo(function FacilityResults({ id, label, results, query, active, isNearCode, onOpen, onPoint }: FacilityResultsProps) {
  const names = useMemo(() => namesTwice(results), [results])
  return (
    <Box role="listbox" id={id} aria-label={label} sx={listStyle} style={results.length === 0 ? { display: 'none' } : undefined}>
      {results.map((facility, index) => (
        <FacilityRow
          key={facility.facilityCode} id={rowId(id, index)} index={index} facility={facility} query={query} isActive={index === active}
          hasNamesake={names.has(spacelessName(facility))} isNearCode={isNearCode} onOpen={onOpen} onPoint={onPoint}
        />
      ))}
    </Box>
  )
})

export const rowId = (listId: string, index: number): string => `${listId}-${index}`

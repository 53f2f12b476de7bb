/** What the list in use covers, cell by cell, and what is missing or old in it. */
import { facilityListKinds, type FacilityListKind } from '#shared/domain/facility.ts'
import { prefectureRegions, prefectures, type Prefecture, type PrefectureRegion } from '#shared/domain/prefectures.ts'

/** Lists appear monthly: one older than this (days) has been followed by another. */
const staleAfter = 45
const day = 86_400_000

export interface Covered {
  readonly prefectureNumber: string
  readonly listKind: FacilityListKind
  readonly count: number
  /** ISO date; null = not known. */
  readonly asOf: string | null
}

export type CellState = 'current' | 'stale' | 'gap'
export interface CoverageCell {
  readonly listKind: FacilityListKind
  readonly state: CellState
  readonly count: number
  readonly asOf: string | null
}
export interface CoverageRow {
  readonly prefecture: Prefecture
  readonly cells: readonly CoverageCell[]
}
export interface CoverageRegion {
  readonly region: PrefectureRegion
  readonly rows: readonly CoverageRow[]
  readonly gaps: number
  readonly stale: number
}
export interface CoverageView {
  readonly regions: readonly CoverageRegion[]
  readonly totals: Readonly<Record<FacilityListKind, number>>
  readonly gaps: number
  readonly stale: number
}

/** A list of unknown day counts as old: nothing says that it is not. */
const isStale = (asOf: string | null, today: string): boolean => asOf === null || Date.parse(today) - Date.parse(asOf) > staleAfter * day

const countOf = (rows: readonly CoverageRow[], state: CellState) => rows.reduce((sum, row) => sum + row.cells.filter((cell) => cell.state === state).length, 0)

/**
 * By region of the 地方厚生局, because that is where the missing list is fetched. `today` = ISO date in Japan.
 * The generated trial list (`isSample`) has no day and cannot grow old.
 */
export function coverageView(coverage: readonly Covered[], today: string, isSample = false): CoverageView {
  const known = new Map(coverage.map((entry) => [`${entry.prefectureNumber}:${entry.listKind}`, entry]))
  const cellOf = (prefectureNumber: string, listKind: FacilityListKind): CoverageCell => {
    const entry = known.get(`${prefectureNumber}:${listKind}`)
    if (entry === undefined) return { listKind, state: 'gap', count: 0, asOf: null }
    return { listKind, state: !isSample && isStale(entry.asOf, today) ? 'stale' : 'current', count: entry.count, asOf: entry.asOf }
  }
  const regions = prefectureRegions.map((region) => {
    const rows = prefectures.filter((prefecture) => prefecture.region === region)
      .map((prefecture) => ({ prefecture, cells: facilityListKinds.map((kind) => cellOf(prefecture.number, kind)) }))
    return { region, rows, gaps: countOf(rows, 'gap'), stale: countOf(rows, 'stale') }
  })
  const total = (kind: FacilityListKind) => coverage.reduce((sum, entry) => sum + (entry.listKind === kind ? entry.count : 0), 0)
  return {
    regions,
    totals: { medical: total('medical'), dental: total('dental'), pharmacy: total('pharmacy'), visitingNurse: total('visitingNurse') },
    gaps: regions.reduce((sum, region) => sum + region.gaps, 0),
    stale: regions.reduce((sum, region) => sum + region.stale, 0),
  }
}

/** Only what somebody has to see to: regions and prefectures without gap and stale cell left out. */
export const onlyFaults = (view: CoverageView): CoverageRegion[] =>
  view.regions
    .map((region) => ({ ...region, rows: region.rows.filter((row) => row.cells.some((cell) => cell.state !== 'current')) }))
    .filter((region) => region.rows.length > 0)

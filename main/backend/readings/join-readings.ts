/**
 * Joins the list's facilities with 医療情報ネット's on name and place: its ID is not the 医療機関等コード, so there is no
 * other key (domain §6). One prefecture at a time, in falling strictness; what could be several is left out and counted.
 */
import type { FacilityListKind } from '#shared/domain/facility.ts'
import { readingKey } from '#shared/domain/reading-key.ts'
import { nameKey } from '#shared/domain/search-key.ts'
import { facilityPlace, type FacilityPlace } from './facility-place.ts'
import { readingWithoutLegalPerson } from './legal-person.ts'
import type { FacilityToRead, PublishedKind, PublishedRow } from './readings-types.ts'

/** A published row as the join keeps it: 200,000 of them are in memory together. */
export interface KeptRow {
  readonly nameKey: string
  /** Without the legal person. */
  readonly reading: string
  readonly abbreviationKey: string | null
  readonly abbreviationReading: string
  readonly address: string
  readonly kind: PublishedKind | null
}

export function keptRow({ name, reading, abbreviation, address, kind }: PublishedRow): KeptRow {
  const key = nameKey(name)
  return {
    nameKey: key,
    reading: readingWithoutLegalPerson(name, reading, key),
    abbreviationKey: abbreviation === null ? null : nameKey(abbreviation.name),
    abbreviationReading: abbreviation === null ? '' : readingWithoutLegalPerson(abbreviation.name, abbreviation.reading),
    address, kind,
  }
}

/** The published rows a list's facility can be, the likeliest first: a hospital stands in the medical and the dental list. */
const kindsOfList: Readonly<Record<FacilityListKind, readonly PublishedKind[]>> = {
  medical: ['hospital', 'clinic', 'dental'],
  dental: ['dental', 'hospital', 'clinic'],
  pharmacy: ['pharmacy'],
  visitingNurse: [],
}

interface Side<T> {
  readonly item: T
  readonly nameKey: string
  readonly place: () => FacilityPlace
}
type Row = Side<KeptRow>
type Facility = Side<FacilityToRead>

interface Level {
  readonly facilityKeys: (facility: Facility) => readonly string[]
  readonly rowKeys: (row: Row) => readonly string[]
  readonly readingOf: (row: KeptRow) => string
  /** Several facilities of one list under the same key are doubtful, not the same place. */
  readonly isUnique: boolean
}

/** The whole address but building and floor. */
const townAndLot = (name: string, { town, lots }: FacilityPlace): string[] => (lots.length === 0 ? [`${name}|${town}`] : lots.map((lot) => `${name}|${town}|${lot}`))
const municipalityAndLot = ({ nameKey: name, place }: Side<unknown>): string[] => {
  const { municipality, lots } = place()
  return municipality === '' ? [] : lots.map((lot) => `${name}|${municipality}|${lot}`)
}
const municipality = ({ nameKey: name, place }: Side<unknown>): string[] => (place().municipality === '' ? [] : [`${name}|${place().municipality}`])

const levels: readonly Level[] = [
  { facilityKeys: (facility) => townAndLot(facility.nameKey, facility.place()), rowKeys: (row) => townAndLot(row.nameKey, row.place()), readingOf: (row) => row.reading, isUnique: false },
  // 大字, 字 and quarters are printed by one list and left out by the other.
  { facilityKeys: municipalityAndLot, rowKeys: municipalityAndLot, readingOf: (row) => row.reading, isUnique: true },
  {
    facilityKeys: (facility) => townAndLot(facility.nameKey, facility.place()),
    rowKeys: (row) => (row.item.abbreviationKey === null ? [] : townAndLot(row.item.abbreviationKey, row.place())),
    readingOf: (row) => row.abbreviationReading,
    isUnique: true,
  },
  // Moved, or the lot written in another way: the only one of its name in its municipality on both sides.
  { facilityKeys: municipality, rowKeys: municipality, readingOf: (row) => row.reading, isUnique: true },
]

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined
  return () => (made ??= make())
}

function groups<T>(sides: readonly Side<T>[], keysOf: (side: Side<T>) => readonly string[]): Map<string, Side<T>[]> {
  const byKey = new Map<string, Side<T>[]>()
  for (const side of sides) {
    for (const key of new Set(keysOf(side))) {
      const group = byKey.get(key)
      if (group === undefined) byKey.set(key, [side])
      else group.push(side)
    }
  }
  return byKey
}

export interface Joined {
  /** Facility code → reading. */
  readonly readings: ReadonlyMap<string, string>
  /** Codes of facilities that could be several published ones with different readings. */
  readonly ambiguous: ReadonlySet<string>
}

class Join {
  readonly readings = new Map<string, string>()
  readonly ambiguous = new Set<string>()
  /** Rows a facility of each list has already, for the levels that must be one to one. */
  readonly #taken = new Map<FacilityListKind, Set<Row>>()

  level(facilities: readonly Facility[], rows: readonly Row[], { facilityKeys, rowKeys, readingOf, isUnique }: Level): void {
    const rowsByKey = groups(rows, rowKeys)
    const open = facilities.filter(({ item }) => !this.readings.has(item.facilityCode) && !this.ambiguous.has(item.facilityCode))
    const facilitiesByKey = isUnique ? groups(open, facilityKeys) : null
    const found: { facility: Facility; row: Row }[] = []
    for (const facility of open) {
      const { listKind, facilityCode } = facility.item
      const keys = facilityKeys(facility)
      const candidates = this.#candidates(keys.flatMap((key) => rowsByKey.get(key) ?? []), listKind, isUnique)
      const row = candidates[0]
      if (row === undefined) continue
      const rivals = keys.flatMap((key) => facilitiesByKey?.get(key) ?? []).filter((rival) => rival !== facility && rival.item.listKind === listKind)
      const sounds = new Set(candidates.map((candidate) => readingKey(readingOf(candidate.item))))
      if (sounds.size > 1 || rivals.length > 0 || (isUnique && candidates.length > 1)) this.ambiguous.add(facilityCode)
      else found.push({ facility, row })
    }
    for (const { facility, row } of found) {
      this.readings.set(facility.item.facilityCode, readingOf(row.item))
      this.#takenBy(facility.item.listKind).add(row)
    }
  }

  /** Rows of the likeliest kind that has any; a row of unknown kind may be of each. */
  #candidates(rows: readonly Row[], listKind: FacilityListKind, isUnique: boolean): readonly Row[] {
    const free = [...new Set(rows)].filter((row) => !isUnique || !this.#takenBy(listKind).has(row))
    for (const kind of kindsOfList[listKind]) {
      const ofKind = free.filter(({ item }) => item.kind === kind || item.kind === null)
      if (ofKind.length > 0) return ofKind
    }
    return []
  }

  #takenBy(listKind: FacilityListKind): Set<Row> {
    const taken = this.#taken.get(listKind) ?? new Set()
    this.#taken.set(listKind, taken)
    return taken
  }
}

/**
 * @param facilities of one prefecture, all of them: whether a name is the only one is judged among these
 * @param rows of the same prefecture
 */
export function joinReadings(facilities: readonly FacilityToRead[], rows: readonly KeptRow[]): Joined {
  const join = new Join()
  const prefectureNumber = facilities[0]?.prefectureNumber ?? ''
  const named = facilities.map((item) => ({ item, nameKey: nameKey(item.name) }))
  // Every level goes by the name: a place is only made where the other side has the name too.
  const names = new Set(named.map((side) => side.nameKey))
  const rowSides = rows
    .filter((row) => names.has(row.nameKey) || (row.abbreviationKey !== null && names.has(row.abbreviationKey)))
    .map((item): Row => ({ item, nameKey: item.nameKey, place: once(() => facilityPlace(item.address, prefectureNumber)) }))
  const rowNames = new Set(rowSides.flatMap(({ item }) => [item.nameKey, item.abbreviationKey]))
  const facilitySides = named
    .filter((side) => rowNames.has(side.nameKey))
    .map((side): Facility => ({ ...side, place: once(() => facilityPlace(side.item.address, prefectureNumber)) }))
  for (const level of levels) join.level(facilitySides, rowSides, level)
  return join
}

/** Reads the facility list of a desktop. `handle` is the list in use (facility-list-store.ts). */
import type { FacilityRecord } from '#shared/contract/records.ts'
import type { FacilityListKind } from '#shared/domain/facility.ts'
import type { CorrectableItem } from '#shared/domain/gaiji-correction.ts'
import type { SqliteHandle } from '../database/sqlite-handle.ts'
import { asFacility, facilityColumns, facilityColumnsOf } from './database/facility-row.ts'

export const facilityByCode = (handle: SqliteHandle, facilityCode: string): FacilityRecord | null => {
  const row = handle.prepare(`SELECT ${facilityColumns} FROM facility WHERE facility_code = ?`).get(facilityCode)
  return row === undefined ? null : asFacility(row)
}

/** In no particular order; codes that are not in the list are left out. */
export const facilitiesByCodes = (handle: SqliteHandle, codes: readonly string[]): FacilityRecord[] =>
  codes.length === 0
    ? []
    : handle.prepare(`SELECT ${facilityColumnsOf('f')} FROM json_each(?) wanted JOIN facility f ON f.facility_code = wanted.value`).all(JSON.stringify(codes)).map(asFacility)

const stateNumber = (handle: SqliteHandle, name: string): number =>
  Number((handle.prepare('SELECT value FROM list_state WHERE name = ?').pluck().get(name) as string | undefined) ?? '0')

/** Facilities in use (現存 and 休止). */
export const countFacilities = (handle: SqliteHandle): number => stateNumber(handle, 'count')

export const countReadings = (handle: SqliteHandle): { without: number; guessed: number } =>
  ({ without: stateNumber(handle, 'withoutReading'), guessed: stateNumber(handle, 'guessedReading') })

export const countByScope = (handle: SqliteHandle): { prefectureNumber: string; listKind: FacilityListKind; count: number }[] =>
  handle.prepare('SELECT prefecture_number AS prefectureNumber, list_kind AS listKind, count FROM scope_count ORDER BY 1, 2').all() as
    { prefectureNumber: string; listKind: FacilityListKind; count: number }[]

export interface ItemToCorrect { readonly facility: FacilityRecord; readonly item: CorrectableItem; readonly characters: string[] }

/** Items of facilities in use with characters that cannot be printed, in order of code. */
export const itemsToCorrect = (handle: SqliteHandle, limit: number): { items: ItemToCorrect[]; total: number } => ({
  items: handle.prepare(`SELECT c.item, c.characters, ${facilityColumnsOf('f')} FROM item_to_correct c JOIN facility f ON f.facility_code = c.facility_code ORDER BY c.facility_code, c.item LIMIT ?`)
    .all(limit)
    .map((row) => {
      const { item, characters } = row as { item: CorrectableItem; characters: string }
      return { facility: asFacility(row), item, characters: [...characters] }
    }),
  total: handle.prepare('SELECT count(*) FROM item_to_correct').pluck().get() as number,
})

/** What corrections have put in place of 外字 so far, the most frequent first. */
export const knownReplacements = (handle: SqliteHandle): { prefectureNumber: string; character: string; replacement: string; count: number }[] =>
  handle.prepare('SELECT prefecture_number AS prefectureNumber, character, replacement, count FROM known_replacement ORDER BY count DESC, replacement').all() as
    { prefectureNumber: string; character: string; replacement: string; count: number }[]

export const countOfferedSuccessions = (handle: SqliteHandle): number => handle.prepare('SELECT count(*) FROM offered_succession').pluck().get() as number

/** Closed facilities beside one in use with the same address and telephone. */
export const offeredSuccessions = (handle: SqliteHandle, limit: number): { predecessor: FacilityRecord; successor: FacilityRecord }[] => {
  const pairs = handle.prepare('SELECT predecessor_code, successor_code FROM offered_succession ORDER BY predecessor_code LIMIT ?').all(limit) as
    { predecessor_code: string; successor_code: string }[]
  return pairs.flatMap((pair) => {
    const predecessor = facilityByCode(handle, pair.predecessor_code)
    const successor = facilityByCode(handle, pair.successor_code)
    return predecessor === null || successor === null ? [] : [{ predecessor, successor }]
  })
}

export type NameForReading = Pick<FacilityRecord, 'facilityCode' | 'name' | 'address' | 'prefectureNumber' | 'listKind' | 'readingSource'>

/** Facilities in use, in order of code. */
export const namesForReading = (handle: SqliteHandle, afterCode: string | null, limit: number): NameForReading[] =>
  handle.prepare(`SELECT facility_code AS facilityCode, name, address, prefecture_number AS prefectureNumber, list_kind AS listKind, reading_source AS readingSource
    FROM facility WHERE facility_code > ? AND status <> 'closed' ORDER BY facility_code LIMIT ?`).all(afterCode ?? '', limit) as NameForReading[]

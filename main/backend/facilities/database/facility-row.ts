/** A facility as a row of the list's database, and back. */
import type { FacilityRecord } from '#shared/contract/records.ts'
import { facilityListKinds, facilityTypes } from '#shared/domain/facility.ts'
import { codeOfRank, facilityKeys, facilityRank, statusOfRank, type FacilityKeys } from '#shared/domain/facility-keys.ts'
import { telephoneKey } from '#shared/domain/search-key.ts'
import type { KeyField } from '#shared/domain/facility-query.ts'
import type { SqliteHandle, SqliteStatement } from '../../database/sqlite-handle.ts'

/** What few facilities have, in one column. */
type More = Pick<FacilityRecord, 'publishedForms' | 'addressChange' | 'succession' | 'predecessorCodes' | 'formerNames' | 'formerFounders'>
const nothingMore: More = { publishedForms: {}, addressChange: null, succession: null, predecessorCodes: [], formerNames: [], formerFounders: [] }

/** `rank` (shared/domain/facility-keys.ts) is the rowid of the list in use: answers come in the order they are wanted. */
export interface FacilityRow {
  rank: number; facility_code: string; name: string; postal_code: string | null; address: string; telephone: string | null; founder: string | null
  manager: string | null; designated_on: string | null; type: string; status: string; list_kind: string; prefecture_number: string
  is_sample: number; list_version: number; reading: string | null; reading_source: string | null; more: string | null
  names_key: string; short_name_start: number; address_key: string; reading_key: string; face: number
}

const names = [
  'rank', 'facility_code', 'name', 'postal_code', 'address', 'telephone', 'founder', 'manager', 'designated_on', 'type', 'status', 'list_kind',
  'prefecture_number', 'is_sample', 'list_version', 'reading', 'reading_source', 'more', 'names_key', 'short_name_start', 'address_key', 'reading_key', 'face',
] as const satisfies readonly (keyof FacilityRow)[]

/** The facility table, with what its rank, its code and its rows are. */
export const facilityTable = (rank: string, code: string, options: string): string => `
    CREATE TABLE facility (
      ${rank}, ${code}, name TEXT NOT NULL, postal_code TEXT, address TEXT NOT NULL,
      telephone TEXT, founder TEXT, manager TEXT, designated_on TEXT, type TEXT NOT NULL, status TEXT NOT NULL, list_kind TEXT NOT NULL,
      prefecture_number TEXT NOT NULL, is_sample INTEGER NOT NULL, list_version INTEGER NOT NULL, reading TEXT, reading_source TEXT,
      more TEXT, names_key TEXT NOT NULL, short_name_start INTEGER NOT NULL, address_key TEXT NOT NULL, reading_key TEXT NOT NULL,
      face INTEGER NOT NULL
    ) ${options};`

export const facilityColumns = names.join(', ')
export const facilityColumnsOf = (alias: string): string => names.map((name) => `${alias}.${name}`).join(', ')

export const asFacility = (from: unknown): FacilityRecord => {
  const row = from as FacilityRow
  return {
    facilityCode: row.facility_code, name: row.name, postalCode: row.postal_code, address: row.address,
    telephone: row.telephone, founder: row.founder, manager: row.manager, designatedOn: row.designated_on,
    type: row.type as FacilityRecord['type'], status: row.status as FacilityRecord['status'],
    listKind: row.list_kind as FacilityRecord['listKind'], prefectureNumber: row.prefecture_number,
    isSample: row.is_sample === 1, listVersion: row.list_version,
    reading: row.reading, readingSource: row.reading_source as FacilityRecord['readingSource'],
    ...(row.more === null ? nothingMore : { ...nothingMore, ...(JSON.parse(row.more) as Partial<More>) }),
  }
}

/** Keys as stored: nothing is worked out anew. */
export const keysOf = (from: unknown): FacilityKeys => {
  const row = from as FacilityRow
  return {
    facilityCode: row.facility_code, names: row.names_key, shortNameStart: row.short_name_start, reading: row.reading_key, address: row.address_key,
    telephone: telephoneKey(row.telephone ?? ''), postalCode: row.postal_code ?? '', prefectureNumber: row.prefecture_number,
    listKind: row.list_kind as FacilityKeys['listKind'],
  }
}

/** Codes a facility had before. */
export const formerCodesOf = ({ more }: Pick<FacilityRow, 'more'>): readonly string[] => (more === null ? [] : ((JSON.parse(more) as Partial<More>).predecessorCodes ?? []))

const moreOf = (facility: FacilityRecord): string | null => {
  const entries = (Object.keys(nothingMore) as (keyof More)[]).map((name) => [name, facility[name]] as const)
  const filled = entries.filter(([, value]) => value !== null && (Array.isArray(value) ? value.length > 0 : Object.keys(value).length > 0))
  return filled.length === 0 ? null : JSON.stringify(Object.fromEntries(filled))
}

export const prepareInsert = (handle: SqliteHandle): SqliteStatement =>
  handle.prepare(`INSERT OR REPLACE INTO facility (${facilityColumns}) VALUES (${names.map(() => '?').join(', ')})`)

/** Adds a row in its place of the ranking. */
export const insertFacility = (insert: SqliteStatement, facility: FacilityRecord): void => {
  const keys = facilityKeys(facility)
  insert.run(
    facilityRank(facility.status, keys), facility.facilityCode, facility.name, facility.postalCode, facility.address, facility.telephone, facility.founder,
    facility.manager, facility.designatedOn, facility.type, facility.status, facility.listKind, facility.prefectureNumber, facility.isSample ? 1 : 0,
    facility.listVersion, facility.reading, facility.readingSource, moreOf(facility), keys.names, keys.shortNameStart, keys.address, keys.reading, faceOf(facility),
  )
}

/** Copies a row as it stands. */
export const insertRow = (insert: SqliteStatement, row: FacilityRow): void => {
  insert.run(...names.map((name) => row[name]))
}

/** What a list of answers shows of a facility. */
export type FoundRow = Pick<FacilityRecord, 'facilityCode' | 'name' | 'address' | 'type' | 'status' | 'listKind' | 'prefectureNumber' | 'isSample' | 'succession'>

/** Type, kind, prefecture and sample in one number: reading a text costs more than all of these, and thirty rows are read a keystroke. */
const faceOf = ({ type, listKind, prefectureNumber, isSample }: Pick<FacilityRecord, 'type' | 'listKind' | 'prefectureNumber' | 'isSample'>): number =>
  ((facilityTypes.indexOf(type) * 8 + facilityListKinds.indexOf(listKind)) * 100 + Number(prefectureNumber)) * 2 + (isSample ? 1 : 0)

export const foundColumnsOf = (alias: string): string => `${alias}.rank, ${alias}.name, ${alias}.address, ${alias}.face, ${alias}.more`
/** A row of `foundColumnsOf`, as an array. */
export type FoundValues = readonly [rank: number, name: string, address: string, face: number, more: string | null]

export const asFound = ([rank, name, address, face, more]: FoundValues): FoundRow => {
  const prefecture = Math.floor(face / 2) % 100
  const kinds = Math.floor(face / 200)
  return {
    facilityCode: codeOfRank(rank), name, address, status: statusOfRank(rank),
    type: facilityTypes[Math.floor(kinds / 8)] ?? 'clinic', listKind: facilityListKinds[kinds % 8] ?? 'medical',
    prefectureNumber: String(prefecture).padStart(2, '0'), isSample: face % 2 === 1,
    succession: more?.includes('"succession"') === true ? ((JSON.parse(more) as Partial<More>).succession ?? null) : null,
  }
}

/** Columns that hold the keys of a field; code and prefecture are in every row already. */
const keyColumns: Readonly<Record<KeyField, readonly string[]>> = {
  name: ['names_key', 'short_name_start'], reading: ['reading_key'], address: ['address_key'], telephone: ['telephone'], postalCode: ['postal_code'], code: [], prefecture: [],
}

/** Reads the keys of some fields, and no others: reading a text is what a row costs. */
export interface KeyReader {
  /** To be asked for after `foundColumnsOf`. */
  readonly columns: string
  /** Keys of the other fields are empty. */
  readonly keysOf: (values: readonly unknown[]) => FacilityKeys
}

export const keyReader = (alias: string, fields: readonly KeyField[]): KeyReader => {
  const names = fields.flatMap((field) => keyColumns[field])
  const place = (name: string) => { const at = names.indexOf(name); return at < 0 ? -1 : at + 5 }
  const [namesAt, startAt, readingAt, addressAt, telephoneAt, postalAt] = [...keyColumns.name, ...keyColumns.reading, ...keyColumns.address, ...keyColumns.telephone, ...keyColumns.postalCode].map(place) as [number, number, number, number, number, number]
  const text = (values: readonly unknown[], at: number): string => (at < 0 ? '' : ((values[at] as string | null) ?? ''))
  return {
    columns: names.map((name) => `, ${alias}.${name}`).join(''),
    keysOf: (values) => {
      const found = asFound(values as unknown as FoundValues)
      return {
        facilityCode: found.facilityCode, names: text(values, namesAt), shortNameStart: startAt < 0 ? 0 : (values[startAt] as number), reading: text(values, readingAt),
        address: text(values, addressAt), telephone: telephoneAt < 0 ? '' : telephoneKey(text(values, telephoneAt)), postalCode: text(values, postalAt),
        prefectureNumber: found.prefectureNumber, listKind: found.listKind,
      }
    },
  }
}

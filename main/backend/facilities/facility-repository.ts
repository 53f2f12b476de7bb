/** The facility table: prepared statements, because lists are large and a caller is waiting. */
import type { FacilityRecord } from '#shared/contract/records.ts'
import { addressKey, nameKey, searchKey, telephoneKey } from '#shared/domain/search-key.ts'
import type { SqliteHandle } from '../database/sqlite-handle.ts'
import { searchTokens } from './search-tokens.ts'

interface FacilityRow {
  facility_code: string; name: string; postal_code: string | null; address: string; telephone: string | null; founder: string | null
  manager: string | null; designated_on: string | null; type: string; status: string; list_kind: string; prefecture_number: string
  is_sample: number; list_version: number
}

export const facilityColumns = `facility_code, name, postal_code, address, telephone, founder, manager, designated_on, type, status, list_kind, prefecture_number, is_sample, list_version`

export const asFacility = (row: unknown): FacilityRecord => {
  const facility = row as FacilityRow
  return {
    facilityCode: facility.facility_code, name: facility.name, postalCode: facility.postal_code, address: facility.address,
    telephone: facility.telephone, founder: facility.founder, manager: facility.manager, designatedOn: facility.designated_on,
    type: facility.type as FacilityRecord['type'], status: facility.status as FacilityRecord['status'],
    listKind: facility.list_kind as FacilityRecord['listKind'], prefectureNumber: facility.prefecture_number,
    isSample: facility.is_sample === 1, listVersion: facility.list_version,
  }
}

export const facilityByCode = (handle: SqliteHandle, facilityCode: string): FacilityRecord | null => {
  const row = handle.prepare(`SELECT ${facilityColumns} FROM facility WHERE facility_code = ?`).get(facilityCode)
  return row === undefined ? null : asFacility(row)
}

export const facilitiesByCodes = (handle: SqliteHandle, codes: readonly string[]): FacilityRecord[] =>
  handle.prepare(`SELECT ${facilityColumns} FROM facility WHERE facility_code IN (SELECT value FROM json_each(?))`).all(JSON.stringify(codes)).map(asFacility)

export const countFacilities = (handle: SqliteHandle): number =>
  handle.prepare(`SELECT count(*) FROM facility WHERE status <> 'closed'`).pluck().get() as number

export const facilityCoverage = (handle: SqliteHandle): { prefectureNumber: string; listKind: FacilityRecord['listKind']; count: number }[] =>
  handle.prepare(`SELECT prefecture_number, list_kind, count(*) AS count FROM facility WHERE status <> 'closed' GROUP BY 1, 2 ORDER BY 1, 2`).all()
    .map((row) => row as { prefecture_number: string; list_kind: FacilityRecord['listKind']; count: number })
    .map((row) => ({ prefectureNumber: row.prefecture_number, listKind: row.list_kind, count: row.count }))

/** A page of a list on its way in. Only inside a write. */
export const addIncoming = (handle: SqliteHandle, facilities: readonly FacilityRecord[]): void => {
  const insert = handle.prepare('INSERT OR REPLACE INTO facility_incoming (facility_code, record) VALUES (?, ?)')
  for (const facility of facilities) insert.run(facility.facilityCode, JSON.stringify(facility))
}

export const clearIncoming = (handle: SqliteHandle): void => void handle.prepare('DELETE FROM facility_incoming').run()

/**
 * Puts everything that came in into use: only inside one write, so that a lookup sees the list before or after, never
 * between. Closed rows of a sample list go away; other closed rows stay, marked.
 */
export const switchToIncoming = (handle: SqliteHandle): number => {
  const rowidOf = handle.prepare('SELECT rowid FROM facility WHERE facility_code = ?').pluck()
  const removeSearch = handle.prepare('DELETE FROM facility_search WHERE rowid = ?')
  const remove = handle.prepare('DELETE FROM facility WHERE rowid = ?')
  const insert = handle.prepare(`INSERT INTO facility (${facilityColumns}, name_key, address_key, telephone_key) VALUES (${'?, '.repeat(16)}?)`)
  const insertSearch = handle.prepare('INSERT INTO facility_search (rowid, name, address, telephone, code) VALUES (?, ?, ?, ?, ?)')
  let count = 0
  for (const record of handle.prepare('SELECT record FROM facility_incoming ORDER BY facility_code').pluck().all()) {
    const facility = JSON.parse(record as string) as FacilityRecord
    const rowid = rowidOf.get(facility.facilityCode)
    if (rowid !== undefined) {
      removeSearch.run(rowid)
      remove.run(rowid)
    }
    count += 1
    if (facility.status === 'closed' && facility.isSample) continue
    const name = nameKey(facility.name)
    const address = addressKey(facility.address)
    const telephone = telephoneKey(facility.telephone ?? '')
    insert.run(
      facility.facilityCode, facility.name, facility.postalCode, facility.address, facility.telephone, facility.founder, facility.manager,
      facility.designatedOn, facility.type, facility.status, facility.listKind, facility.prefectureNumber, facility.isSample ? 1 : 0,
      facility.listVersion, name, address, telephone,
    )
    insertSearch.run(
      rowidOf.get(facility.facilityCode), searchTokens(searchKey(facility.name)), searchTokens(address), searchTokens(telephone), searchTokens(facility.facilityCode),
    )
  }
  clearIncoming(handle)
  return count
}

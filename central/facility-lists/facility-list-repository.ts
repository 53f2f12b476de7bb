/** Lists that are being handed in: their row and their staged facilities. */
import type { PublishedFacilityRecord } from '#shared/contract/records.ts'
import type { Transaction } from '../database/open-database.ts'
import { facilityListEntity, type FacilityListRow, type ListChanges } from '../database/entities/facility-list.ts'

/** False when a list of this id exists. */
export async function insertList(transaction: Transaction, row: Omit<FacilityListRow, 'state' | 'version' | 'activatedAt' | 'result'>): Promise<boolean> {
  const inserted: unknown[] = await transaction.query(
    `insert into facility_list (list_id, state, is_sample, coverage, spared_codes, started_by, started_at)
     values ($1, 'staged', $2, $3::jsonb, $4::jsonb, $5, $6) on conflict do nothing returning list_id`,
    [row.listId, row.isSample, JSON.stringify(row.coverage), JSON.stringify(row.sparedCodes), row.startedBy, row.startedAt],
  )
  return inserted.length === 1
}

export function findList(reader: Transaction, listId: string): Promise<FacilityListRow | null> {
  return reader.findOneBy(facilityListEntity, { listId })
}

export function lockList(transaction: Transaction, listId: string): Promise<FacilityListRow | null> {
  return transaction.findOne(facilityListEntity, { where: { listId }, lock: { mode: 'pessimistic_write' } })
}

/** A part sent again replaces itself. A code that stands in two parts (併設 files repeat rows) counts once. */
export async function stagePart(transaction: Transaction, listId: string, part: number, facilities: readonly PublishedFacilityRecord[]): Promise<void> {
  await transaction.query('delete from staged_facility where list_id = $1 and part = $2', [listId, part])
  const rows = [...new Map(facilities.map((facility) => [facility.facilityCode, facility])).values()]
  await transaction.query(
    `insert into staged_facility (list_id, facility_code, part, name, postal_code, address, telephone, founder, manager, designated_on, type, status, list_kind, prefecture_number)
     select $1, row."facilityCode", $2, row.name, row."postalCode", row.address, row.telephone, row.founder, row.manager, row."designatedOn", row.type, row.status,
       row."listKind", row."prefectureNumber"
     from jsonb_to_recordset($3::jsonb) as row ("facilityCode" text, name text, "postalCode" text, address text, telephone text, founder text, manager text,
       "designatedOn" text, type text, status text, "listKind" text, "prefectureNumber" text)
     on conflict (list_id, facility_code) do nothing`,
    [listId, part, JSON.stringify(rows)],
  )
}

/** So that the planner knows what was just staged: else it takes 250,000 rows for a few. */
export async function analyzeStaged(reader: Transaction): Promise<void> {
  await reader.query('analyze staged_facility')
}

export async function finishList(transaction: Transaction, listId: string, result: ListChanges, now: Date): Promise<void> {
  await transaction.query(`update facility_list set state = 'superseded' where state = 'active'`)
  await transaction.query(`update facility_list set state = 'active', version = $2, activated_at = $3, result = $4::jsonb where list_id = $1`,
    [listId, result.version, now, JSON.stringify(result)])
  await transaction.query('delete from staged_facility where list_id = $1', [listId])
}

export async function dropStagedList(transaction: Transaction, listId: string): Promise<void> {
  await transaction.query('delete from staged_facility where list_id = $1', [listId])
  await transaction.query(`update facility_list set state = 'discarded' where list_id = $1`, [listId])
}

/** Lists nobody finished or dropped (a desktop that died). @returns their ids, held until the transaction ends */
export async function lockAbandonedLists(transaction: Transaction, startedBefore: Date): Promise<string[]> {
  const rows: { list_id: string }[] = await transaction.query(
    `select list_id from facility_list where state = 'staged' and started_at < $1 for update skip locked`, [startedBefore],
  )
  return rows.map((row) => row.list_id)
}

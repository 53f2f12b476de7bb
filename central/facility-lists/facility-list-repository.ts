import type { FacilityRecord } from '#shared/contract/records.ts'
import type { Transaction } from '../database/open-database.ts'
import { facilityListEntity, type FacilityListRow, type ListChanges } from '../database/entities/facility-list.ts'

export type StagedFacility = Omit<FacilityRecord, 'listVersion' | 'isSample'>

/** What of a row comes from the list, in one order for every statement here. */
const published = 'name, postal_code, address, telephone, founder, manager, designated_on, type, status, list_kind, prefecture_number'
const publishedOf = (alias: string): string => published.split(', ').map((column) => `${alias}.${column}`).join(', ')

/** False when a list of this id exists. */
export async function insertList(transaction: Transaction, row: Omit<FacilityListRow, 'state' | 'version' | 'activatedAt' | 'result'>): Promise<boolean> {
  const inserted: unknown[] = await transaction.query(
    `insert into facility_list (list_id, state, is_sample, coverage, started_by, started_at) values ($1, 'staged', $2, $3::jsonb, $4, $5)
     on conflict do nothing returning list_id`,
    [row.listId, row.isSample, JSON.stringify(row.coverage), row.startedBy, row.startedAt],
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
export async function stagePart(transaction: Transaction, listId: string, part: number, facilities: readonly StagedFacility[]): Promise<void> {
  await transaction.query('delete from staged_facility where list_id = $1 and part = $2', [listId, part])
  const rows = [...new Map(facilities.map((facility) => [facility.facilityCode, facility])).values()].map((facility) => ({
    facility_code: facility.facilityCode, name: facility.name, postal_code: facility.postalCode, address: facility.address, telephone: facility.telephone,
    founder: facility.founder, manager: facility.manager, designated_on: facility.designatedOn, type: facility.type, status: facility.status,
    list_kind: facility.listKind, prefecture_number: facility.prefectureNumber,
  }))
  await transaction.query(
    `insert into staged_facility (list_id, facility_code, part, ${published})
     select $1, row.facility_code, $2, ${publishedOf('row')}
     from jsonb_to_recordset($3::jsonb) as row (facility_code text, name text, postal_code text, address text, telephone text, founder text, manager text,
       designated_on text, type text, status text, list_kind text, prefecture_number text)
     on conflict (list_id, facility_code) do nothing`,
    [listId, part, JSON.stringify(rows)],
  )
}

export async function countStaged(reader: Transaction, listId: string): Promise<number> {
  const [row]: { count: number }[] = await reader.query('select count(*)::integer as count from staged_facility where list_id = $1', [listId])
  return row?.count ?? 0
}

/** Version and kind of the list in use, held until the transaction ends: one activation after the other. */
export async function lockListInUse(transaction: Transaction): Promise<{ version: number; isSample: boolean | null }> {
  const [row]: { version: number; is_sample: boolean | null }[] = await transaction.query(
    `select d.list_version as version, l.is_sample from central_database d left join facility_list l on l.version = d.list_version for update of d`,
  )
  return { version: row?.version ?? 0, isSample: row?.is_sample ?? null }
}

export async function listVersion(reader: Transaction): Promise<number> {
  const [row]: { version: number }[] = await reader.query('select list_version as version from central_database')
  return row?.version ?? 0
}

const affectedOf = (result: unknown): number => (Array.isArray(result) && typeof result[1] === 'number' ? result[1] : 0)

/**
 * Switches to the staged rows. What the list covers and does not name is closed; a real list also closes every row of
 * the sample.
 */
export async function switchTo(transaction: Transaction, list: FacilityListRow, version: number): Promise<ListChanges> {
  const total = await countStaged(transaction, list.listId)
  const closed = affectedOf(await transaction.query(
    `update facility f set status = 'closed', list_version = $2
     where f.status <> 'closed' and f.is_sample = $4
       and not exists (select 1 from staged_facility s where s.list_id = $1 and s.facility_code = f.facility_code)
       and exists (select 1 from jsonb_to_recordset($3::jsonb) as c ("prefectureNumber" text, "listKind" text)
              where c."prefectureNumber" = f.prefecture_number and c."listKind" = f.list_kind)`,
    [list.listId, version, JSON.stringify(list.coverage), list.isSample],
  ))
  // The sample goes away with the first real list; its rows count for nothing in the report.
  if (!list.isSample) {
    await transaction.query(
      `update facility f set status = 'closed', list_version = $2 where f.is_sample and f.status <> 'closed'
         and not exists (select 1 from staged_facility s where s.list_id = $1 and s.facility_code = f.facility_code)`,
      [list.listId, version],
    )
  }
  // A facility of the sample that the real list holds too is new to whoever reads the report.
  const [replaced]: { count: number }[] = await transaction.query(
    `select count(*)::integer as count from facility f join staged_facility s on s.facility_code = f.facility_code
     where s.list_id = $1 and f.is_sample and not $2::boolean`,
    [list.listId, list.isSample],
  )
  const fromSample = replaced?.count ?? 0
  const changed = affectedOf(await transaction.query(
    `update facility f set (${published}, is_sample, list_version) = (select ${publishedOf('s')}, $3::boolean, $2::integer)
     from staged_facility s
     where s.list_id = $1 and s.facility_code = f.facility_code
       and (${publishedOf('f')}, f.is_sample) is distinct from (${publishedOf('s')}, $3::boolean)`,
    [list.listId, version, list.isSample],
  ))
  const inserted: { count: number }[] = await transaction.query(
    `with added as (insert into facility (facility_code, ${published}, is_sample, list_version)
       select s.facility_code, ${publishedOf('s')}, $3, $2 from staged_facility s
       where s.list_id = $1 and not exists (select 1 from facility f where f.facility_code = s.facility_code) returning 1)
     select count(*)::integer as count from added`,
    [list.listId, version, list.isSample],
  )
  const added = inserted[0]?.count ?? 0
  return { version, added: added + fromSample, changed: changed - fromSample, unchanged: total - added - changed, closed }
}

export async function finishList(transaction: Transaction, list: FacilityListRow, result: ListChanges, now: Date): Promise<void> {
  await transaction.query(`update facility_list set state = 'superseded' where state = 'active'`)
  await transaction.query(`update facility_list set state = 'active', version = $2, activated_at = $3, result = $4::jsonb where list_id = $1`,
    [list.listId, result.version, now, JSON.stringify(result)])
  await transaction.query('update central_database set list_version = $1', [result.version])
  await transaction.query('delete from staged_facility where list_id = $1', [list.listId])
}

/** Closed rows of a sample are of no use to a desktop that has none yet (`sinceVersion` 0). */
export async function facilitiesTouched(reader: Transaction, sinceVersion: number, afterCode: string, limit: number): Promise<FacilityRecord[]> {
  const rows: Record<string, unknown>[] = await reader.query(
    `select facility_code as "facilityCode", name, postal_code as "postalCode", address, telephone, founder, manager, designated_on as "designatedOn",
       type, status, list_kind as "listKind", prefecture_number as "prefectureNumber", is_sample as "isSample", list_version as "listVersion"
     from facility
     where list_version > $1::bigint and facility_code > $2 and not ($1::bigint = 0 and is_sample and status = 'closed')
     order by facility_code limit $3`,
    [sinceVersion, afterCode, limit],
  )
  return rows as FacilityRecord[]
}

/** Facilities as central holds them, read whole: row, 承継, earlier codes. */
import type { FacilityRecord } from '#shared/contract/records.ts'
import { correctableItems, type CorrectableItem } from '#shared/domain/gaiji-correction.ts'
import type { Transaction } from '../database/open-database.ts'

type RareColumn = 'publishedForms' | 'addressChange' | 'succession' | 'formerNames' | 'formerFounders'
type FacilityRow = Omit<FacilityRecord, RareColumn | 'predecessorCodes'> & {
  /** What few facilities have, null for all others: reading a page of thousands then costs half. */
  readonly rare: (Record<CorrectableItem, string | null> & Pick<FacilityRecord, 'succession' | 'formerNames' | 'formerFounders'> & {
    readonly changedAt: string | null
    readonly changedBy: string | null
  }) | null
}

const columns = `f.facility_code as "facilityCode", f.name, f.postal_code as "postalCode", f.address, f.telephone, f.founder, f.manager,
  f.designated_on as "designatedOn", f.type, f.status, f.list_kind as "listKind", f.prefecture_number as "prefectureNumber", f.is_sample as "isSample",
  f.list_version as "listVersion", f.reading, f.reading_source as "readingSource",
  case when num_nonnulls(f.published_name, f.published_address, f.published_founder, f.published_manager, f.address_changed_at, s.successor_code) > 0
      or f.former_names <> '[]' or f.former_founders <> '[]'
    then json_build_object(
      'name', f.published_name, 'address', f.published_address, 'founder', f.published_founder, 'manager', f.published_manager,
      'changedAt', f.address_changed_at, 'changedBy', f.address_changed_by, 'formerNames', f.former_names, 'formerFounders', f.former_founders,
      'succession', case when s.successor_code is not null then json_build_object('successorCode', s.successor_code, 'state', s.state) end)
  end as rare`
const source = 'facility f left join facility_succession s on s.predecessor_code = f.facility_code'

/** The contract's limit; more than a handful does not occur. */
const mostPredecessors = 50

function recordOf({ rare, ...plain }: FacilityRow, predecessorCodes: string[]): FacilityRecord {
  if (rare === null) return { ...plain, publishedForms: {}, addressChange: null, succession: null, predecessorCodes, formerNames: [], formerFounders: [] }
  const { changedAt, changedBy, succession, formerNames, formerFounders, ...published } = rare
  return {
    ...plain, predecessorCodes, succession, formerNames, formerFounders,
    publishedForms: Object.fromEntries(correctableItems.flatMap((item) => (published[item] === null ? [] : [[item, published[item]]]))),
    addressChange: changedAt === null || changedBy === null ? null : { at: new Date(changedAt).toISOString(), by: changedBy },
  }
}

/** Codes that lead to each of these by links, nearest first. */
async function predecessorsOf(reader: Transaction, facilityCodes: readonly string[]): Promise<Map<string, string[]>> {
  const rows: { facility_code: string; predecessor_code: string }[] = facilityCodes.length === 0 ? [] : await reader.query(
    `with recursive chain (facility_code, predecessor_code, distance) as (
       select successor_code, predecessor_code, 1 from facility_succession where state = 'linked' and successor_code = any($1)
       union all
       select chain.facility_code, s.predecessor_code, chain.distance + 1
       from chain join facility_succession s on s.state = 'linked' and s.successor_code = chain.predecessor_code
       where chain.distance < ${mostPredecessors})
     select facility_code, predecessor_code from chain order by facility_code, distance, predecessor_code`,
    [facilityCodes],
  )
  const found = new Map<string, string[]>()
  for (const row of rows) {
    const codes = found.get(row.facility_code) ?? []
    found.set(row.facility_code, codes)
    if (codes.length < mostPredecessors) codes.push(row.predecessor_code)
  }
  return found
}

async function recordsOf(reader: Transaction, rows: readonly FacilityRow[]): Promise<FacilityRecord[]> {
  const predecessors = await predecessorsOf(reader, rows.map((row) => row.facilityCode))
  return rows.map((row) => recordOf(row, predecessors.get(row.facilityCode) ?? []))
}

export async function findFacility(reader: Transaction, facilityCode: string): Promise<FacilityRecord | null> {
  const rows: FacilityRow[] = await reader.query(`select ${columns} from ${source} where f.facility_code = $1`, [facilityCode])
  return (await recordsOf(reader, rows))[0] ?? null
}

/** Those there are of these. */
export async function findFacilities(reader: Transaction, facilityCodes: readonly string[]): Promise<FacilityRecord[]> {
  const rows: FacilityRow[] = await reader.query(`select ${columns} from ${source} where f.facility_code = any($1)`, [facilityCodes])
  return recordsOf(reader, rows)
}

/**
 * In order of code. Closed rows of a sample are of no use to a desktop that has none yet (`sinceVersion` 0).
 * @param limit the reply has fewer only at the end
 */
export async function facilitiesTouched(reader: Transaction, sinceVersion: number, afterCode: string, limit: number): Promise<FacilityRecord[]> {
  // Without the condition on the version a first fetch walks the primary key; with it, a small difference is found by its own index.
  const touched = sinceVersion === 0 ? `not (f.is_sample and f.status = 'closed')` : 'f.list_version > $3::bigint'
  const rows: FacilityRow[] = await reader.query(
    `select ${columns} from ${source} where f.facility_code > $1 and ${touched} order by f.facility_code limit $2`,
    sinceVersion === 0 ? [afterCode, limit] : [afterCode, limit, sinceVersion],
  )
  return recordsOf(reader, rows)
}

/** Marks rows as changed in this version, so that every desktop fetches them. @returns how many there are */
export async function touchFacilities(transaction: Transaction, facilityCodes: readonly string[], version: number): Promise<number> {
  const touched: unknown[] = await transaction.query(
    'with touched as (update facility set list_version = $2 where facility_code = any($1) returning 1) select 1 from touched', [facilityCodes, version],
  )
  return touched.length
}

/** Codes of real facilities in use in one prefecture and kind after `after`, in their order; none while a sample is in use. */
export async function codesInUse(reader: Transaction, scope: { prefectureNumber: string; listKind: string }, after: string, limit: number): Promise<string[]> {
  const rows: { facility_code: string }[] = await reader.query(
    `select facility_code from facility where prefecture_number = $1 and list_kind = $2 and facility_code > $3 and status <> 'closed' and not is_sample
     order by facility_code limit $4`, [scope.prefectureNumber, scope.listKind, after, limit],
  )
  return rows.map((row) => row.facility_code)
}

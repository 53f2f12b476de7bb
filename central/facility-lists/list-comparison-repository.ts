/** The staged list beside the list in use: compared and counted only, nothing of either is changed. */
import type { ListScope } from '#shared/domain/list-questions.ts'
import type { FacilityListRow, ListChanges } from '../database/entities/facility-list.ts'
import type { Transaction } from '../database/open-database.ts'

/** What of a row comes from a list, in one order for every statement: as published, whatever was corrected since. */
const publishedColumns = ['postal_code', 'telephone', 'designated_on', 'type', 'status', 'list_kind', 'prefecture_number'] as const
const correctedColumns = ['name', 'address', 'founder', 'manager'] as const
const inUse = [...correctedColumns.map((column) => `coalesce(f.published_${column}, f.${column})`), ...publishedColumns.map((column) => `f.${column}`)].join(', ')
const staged = [...correctedColumns, ...publishedColumns].map((column) => `s.${column}`).join(', ')

/** Cells of a list's coverage as rows. @param parameter its place in the statement */
export const coveredBy = (parameter: string): string =>
  `jsonb_to_recordset(${parameter}::jsonb) as covered ("prefectureNumber" text, "listKind" text, "asOf" text, form text)`

export interface ListComparison extends Omit<ListChanges, 'version'> {
  /** Facilities the list names. */
  readonly total: number
  readonly scopes: ListScope[]
}

/**
 * Fills `list_difference`, a table of this transaction alone: the one pass over both lists that everything else, counting
 * and switching, reads from. `added` = in no list so far (a row of the sample that a real list names counts as new),
 * `changed`, `closed` = covered, in use and neither named nor spared, `sampleClosed` = what goes with the sample.
 */
async function fillDifference(transaction: Transaction, list: FacilityListRow): Promise<void> {
  await transaction.query(`create temporary table list_difference (
    facility_code text not null, kind text not null, prefecture_number text, list_kind text) on commit drop`)
  await transaction.query(
    `insert into list_difference (facility_code, kind, prefecture_number, list_kind)
     select coalesce(s.facility_code, f.facility_code),
       case when s.facility_code is null then case when f.is_sample = $2::boolean then 'closed' else 'sampleClosed' end
         when f.facility_code is null or (f.is_sample and not $2::boolean) then 'added' else 'changed' end,
       f.prefecture_number, f.list_kind
     from (select * from staged_facility where list_id = $1) s full join facility f on f.facility_code = s.facility_code
     where case
       when f.facility_code is null then true
       when s.facility_code is not null then (${inUse}, f.is_sample) is distinct from (${staged}, $2::boolean)
       when f.status = 'closed' then false
       when f.is_sample = $2::boolean then f.facility_code not in (select jsonb_array_elements_text($4::jsonb))
         and (f.prefecture_number, f.list_kind) in (select covered."prefectureNumber", covered."listKind" from ${coveredBy('$3')})
       -- A real list closes every row of the sample.
       else f.is_sample end`,
    [list.listId, list.isSample, JSON.stringify(list.coverage), JSON.stringify(list.sparedCodes)],
  )
  await transaction.query('analyze list_difference')
}

/** Facilities in use of each cell the list covers, of the same sort as it (sample or real), and those that would be closed. */
async function countScopes(transaction: Transaction, list: FacilityListRow): Promise<ListScope[]> {
  return await transaction.query(
    `select covered."prefectureNumber", covered."listKind", covered."asOf", held.as_of as "heldAsOf",
       coalesce(used.held, 0)::integer as held, coalesce(gone.closing, 0)::integer as closing
     from ${coveredBy('$1')}
     left join facility_coverage held on held.prefecture_number = covered."prefectureNumber" and held.list_kind = covered."listKind"
     left join (select prefecture_number, list_kind, count(*) as held from facility where status <> 'closed' and is_sample = $2 group by prefecture_number, list_kind) used
       on used.prefecture_number = covered."prefectureNumber" and used.list_kind = covered."listKind"
     left join (select prefecture_number, list_kind, count(*) as closing from list_difference where kind = 'closed' group by prefecture_number, list_kind) gone
       on gone.prefecture_number = covered."prefectureNumber" and gone.list_kind = covered."listKind"
     order by covered."prefectureNumber", covered."listKind"`,
    [JSON.stringify(list.coverage), list.isSample],
  )
}

/** Once in a transaction; what switches afterwards reads the same difference. */
export async function compareWithInUse(transaction: Transaction, list: FacilityListRow): Promise<ListComparison> {
  await fillDifference(transaction, list)
  const [counted]: { total: number; added: number; changed: number; closed: number }[] = await transaction.query(
    `select (select count(*) from staged_facility where list_id = $1)::integer as total, count(*) filter (where kind = 'added')::integer as added,
       count(*) filter (where kind = 'changed')::integer as changed, count(*) filter (where kind = 'closed')::integer as closed
     from list_difference`,
    [list.listId],
  )
  const { total, added, changed, closed } = counted ?? { total: 0, added: 0, changed: 0, closed: 0 }
  return { total, added, changed, unchanged: total - added - changed, closed, scopes: await countScopes(transaction, list) }
}

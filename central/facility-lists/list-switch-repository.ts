/** Puts staged rows into use. Everything happens in the caller's transaction; the list in use is held by it. */
import type { CorrectableItem, Replacement } from '#shared/domain/gaiji-correction.ts'
import type { FacilityListRow } from '../database/entities/facility-list.ts'
import type { Transaction } from '../database/open-database.ts'
import { correctedText } from './corrected-text.ts'
import { coveredBy } from './list-comparison-repository.ts'

interface CorrectionOfStaged {
  readonly facility_code: string
  readonly item: CorrectableItem
  readonly published: string | null
  readonly character: string
  readonly replacement: string
  readonly corrected_at: Date
  readonly corrected_by: string
}

interface CorrectedRow {
  facility_code: string
  name?: string
  address?: string
  founder?: string
  manager?: string
  address_corrected_at?: Date
  address_corrected_by?: string
}

function correctedRows(corrections: readonly CorrectionOfStaged[]): CorrectedRow[] {
  const rows = new Map<string, CorrectedRow>()
  for (const ofItem of Map.groupBy(corrections, ({ facility_code: code, item }) => `${code} ${item}`).values()) {
    const [first] = ofItem
    if (first === undefined || first.published === null) continue
    const { published, item, facility_code: code } = first
    const applying: readonly (Replacement & CorrectionOfStaged)[] = ofItem.filter(({ character }) => published.includes(character))
    const corrected = correctedText(item, published, applying)
    if (corrected === null) continue
    const newest = applying.reduce((left, right) => (right.corrected_at > left.corrected_at ? right : left))
    rows.set(code, {
      ...(rows.get(code) ?? { facility_code: code }), [item]: corrected,
      ...(item === 'address' ? { address_corrected_at: newest.corrected_at, address_corrected_by: newest.corrected_by } : {}),
    })
  }
  return [...rows.values()]
}

/** Applies the corrections there are to the newly published text: a few hundred rows of a whole country. */
async function correctStaged(transaction: Transaction, listId: string): Promise<void> {
  const corrections: CorrectionOfStaged[] = await transaction.query(
    `select c.facility_code, c.item, c.character, c.replacement, c.corrected_at, c.corrected_by,
       case c.item when 'name' then s.name when 'address' then s.address when 'founder' then s.founder else s.manager end as published
     from facility_correction c join staged_facility s on s.list_id = $1 and s.facility_code = c.facility_code
     order by c.facility_code, c.item, c.corrected_at, c.character`,
    [listId],
  )
  const rows = correctedRows(corrections)
  if (rows.length === 0) return
  await transaction.query(
    `update staged_facility s set corrected_name = row.name, corrected_address = row.address, corrected_founder = row.founder, corrected_manager = row.manager,
       address_corrected_at = row.address_corrected_at, address_corrected_by = row.address_corrected_by
     from jsonb_to_recordset($2::jsonb) as row (facility_code text, name text, address text, founder text, manager text,
       address_corrected_at timestamptz, address_corrected_by text)
     where s.list_id = $1 and s.facility_code = row.facility_code`,
    [listId, JSON.stringify(rows)],
  )
}

async function closeUnnamed(transaction: Transaction, version: number): Promise<void> {
  await transaction.query(
    `update facility f set status = 'closed', list_version = $1 from list_difference d
     where d.kind in ('closed', 'sampleClosed') and d.facility_code = f.facility_code`,
    [version],
  )
}

const mostFormer = 5
/** The text in use before, newest first. What is in use stands never among the former ones, so each stands there once. */
const former = (kept: string, before: string, now: string): string =>
  `jsonb_path_query_array(case when ${before} is null then '[]' else jsonb_build_array(${before}) end || (${kept} - coalesce(${now}, '')), '$[0 to ${mostFormer - 1}]')`

/** A row of the sample that the real list names is a new facility: nothing of it is carried on. */
const startsAnew = '(f.is_sample and not $3::boolean)'

async function updateNamed(transaction: Transaction, list: FacilityListRow, version: number, now: Date): Promise<void> {
  const addressChange = (changed: string, corrected: string, held: string): string => `case
      when ${startsAnew} then null
      when s.form = 'table' then case when f.address <> s.used_address then ${changed} else ${held} end
      -- A bureau's report decides the address, but for the characters a person still replaces in it.
      when coalesce(f.published_address, f.address) <> s.address then ${corrected}
      else ${held} end`
  const losesReading = `(${startsAnew} or (f.name <> s.used_name and f.reading_source is distinct from 'hand'))`
  await transaction.query(
    `update facility f set
       name = s.used_name, published_name = case when s.used_name <> s.name then s.name end,
       address = s.used_address, published_address = case when s.used_address <> s.address then s.address end,
       founder = s.used_founder, published_founder = case when s.used_founder <> s.founder then s.founder end,
       manager = s.used_manager, published_manager = case when s.used_manager <> s.manager then s.manager end,
       postal_code = s.postal_code, telephone = s.telephone, designated_on = s.designated_on, type = s.type, status = s.status,
       list_kind = s.list_kind, prefecture_number = s.prefecture_number, is_sample = $3, list_version = $2,
       former_names = case when ${startsAnew} then '[]' when f.name <> s.used_name then ${former('f.former_names', 'f.name', 's.used_name')} else f.former_names end,
       former_founders = case when ${startsAnew} then '[]' when f.founder is distinct from s.used_founder then ${former('f.former_founders', 'f.founder', 's.used_founder')}
         else f.former_founders end,
       reading = case when ${losesReading} then null else f.reading end,
       reading_source = case when ${losesReading} then null else f.reading_source end,
       address_changed_at = ${addressChange('$5::timestamptz', 's.address_corrected_at', 'f.address_changed_at')},
       address_changed_by = ${addressChange('$6::text', 's.address_corrected_by', 'f.address_changed_by')}
     from (select row.*, covered.form, coalesce(row.corrected_name, row.name) as used_name, coalesce(row.corrected_address, row.address) as used_address,
             coalesce(row.corrected_founder, row.founder) as used_founder, coalesce(row.corrected_manager, row.manager) as used_manager
           from list_difference d
           join staged_facility row on row.list_id = $1 and row.facility_code = d.facility_code
           join ${coveredBy('$4')} on covered."prefectureNumber" = row.prefecture_number and covered."listKind" = row.list_kind
           where d.kind in ('added', 'changed')) s
     where s.facility_code = f.facility_code`,
    [list.listId, version, list.isSample, JSON.stringify(list.coverage), now, list.startedBy],
  )
}

async function insertNew(transaction: Transaction, list: FacilityListRow, version: number): Promise<void> {
  const columns = 'name, postal_code, address, telephone, founder, manager, designated_on, type, status, list_kind, prefecture_number'
  await transaction.query(
    `insert into facility (facility_code, ${columns}, is_sample, list_version)
     select s.facility_code, ${columns.split(', ').map((column) => `s.${column}`).join(', ')}, $3, $2
     from list_difference d join staged_facility s on s.list_id = $1 and s.facility_code = d.facility_code
     where d.kind = 'added' and not exists (select 1 from facility f where f.facility_code = d.facility_code)
     order by s.facility_code`,
    [list.listId, version, list.isSample],
  )
}

/** After `compareWithInUse` in the same transaction. Every row that becomes another one carries `version`; the rest stays untouched. */
export async function switchTo(transaction: Transaction, list: FacilityListRow, version: number, now: Date): Promise<void> {
  await correctStaged(transaction, list.listId)
  await closeUnnamed(transaction, version)
  await updateNamed(transaction, list, version, now)
  await insertNew(transaction, list, version)
}

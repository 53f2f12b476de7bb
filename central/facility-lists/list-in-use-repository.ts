/** The list in use as a whole: its version, what it covers, who changed it. */
import type { z } from 'zod'
import type { listCoverage } from '#shared/contract/central/operations.ts'
import type { CoverageCell } from '#shared/contract/records.ts'
import type { Transaction } from '../database/open-database.ts'
import { publish } from '../sync/feed-repository.ts'

export interface ListInUse {
  readonly version: number
  /** Null before the first list. */
  readonly isSample: boolean | null
}

/** Held until the transaction ends: one change of the list after the other. */
export async function lockListInUse(transaction: Transaction): Promise<ListInUse> {
  const [row]: { version: number; is_sample: boolean | null }[] = await transaction.query(
    `select d.list_version as version, (select l.is_sample from facility_list l where l.state = 'active') as is_sample from central_database d for update of d`,
  )
  return { version: row?.version ?? 0, isSample: row?.is_sample ?? null }
}

export async function listVersion(reader: Transaction): Promise<number> {
  const [row]: { version: number }[] = await reader.query('select list_version as version from central_database')
  return row?.version ?? 0
}

const manyRows = 1000

/**
 * After many rows changed, so that the planner finds a later difference by its index and does not walk the whole list for
 * it. A real PostgreSQL does so by itself some time later, the embedded one never. Outside the transaction.
 */
export async function analyzeAfter(reader: Transaction, changedRows: number): Promise<void> {
  if (changedRows >= manyRows) await reader.query('analyze facility')
}

interface CoverageRow {
  readonly prefectureNumber: string
  readonly listKind: CoverageCell['listKind']
  readonly asOf: string | null
  readonly importedAt: Date
}

export async function coverageInUse(reader: Transaction): Promise<CoverageCell[]> {
  const rows: CoverageRow[] = await reader.query(
    `select prefecture_number as "prefectureNumber", list_kind as "listKind", as_of as "asOf", imported_at as "importedAt"
     from facility_coverage order by prefecture_number, list_kind`,
  )
  return rows.map((row) => ({ ...row, importedAt: row.importedAt.toISOString() }))
}

/** Tells every desktop of the version and coverage there are now. */
export async function publishListInUse(transaction: Transaction, list: { readonly version: number; readonly isSample: boolean }): Promise<void> {
  const coverage = await coverageInUse(transaction)
  await publish(transaction, 'facilityList', 'facilityList', list.version, { version: list.version, isSample: list.isSample, coverage })
}

/** The next version, stored and told to every desktop. The rows it touches carry it already or get it in this transaction. */
export async function advanceVersion(transaction: Transaction, inUse: ListInUse): Promise<number> {
  const version = inUse.version + 1
  await transaction.query('update central_database set list_version = $1', [version])
  await publishListInUse(transaction, { version, isSample: inUse.isSample === true })
  return version
}

interface Imported {
  readonly at: Date
  readonly by: string
  readonly version: number
}

/**
 * Writes down what a list covers.
 * @param onlyNewer a list that changed no row moves only days that are newer, and adds cells there were none of
 * @returns how many cells changed
 */
export async function storeCoverage(
  transaction: Transaction, coverage: readonly z.output<typeof listCoverage>[], imported: Imported, onlyNewer: boolean,
): Promise<number> {
  const stored: unknown[] = await transaction.query(
    `insert into facility_coverage as held (prefecture_number, list_kind, as_of, imported_at, form, imported_by, list_version)
     select cell."prefectureNumber", cell."listKind", cell."asOf", $2, cell.form, $3, $4
     from jsonb_to_recordset($1::jsonb) as cell ("prefectureNumber" text, "listKind" text, "asOf" text, form text)
     on conflict (prefecture_number, list_kind) do update
       set as_of = excluded.as_of, imported_at = excluded.imported_at, form = excluded.form, imported_by = excluded.imported_by, list_version = excluded.list_version
       where not $5::boolean or excluded.as_of > coalesce(held.as_of, '')
     returning 1`,
    [JSON.stringify(coverage), imported.at, imported.by, imported.version, onlyNewer],
  )
  return stored.length
}

/** The first real list ends the practice: what was corrected, linked and covered in the sample is no more. */
export async function forgetSample(transaction: Transaction): Promise<void> {
  for (const table of ['facility_correction', 'facility_succession', 'facility_coverage']) await transaction.query(`delete from ${table}`)
}

export interface ListOperation {
  readonly operation: 'discardFacilityList' | 'activateFacilityList' | 'correctFacility' | 'setSuccession' | 'setReading' | 'activateReadings'
  /** Code of the facility, id of the list or of the batch of readings. */
  readonly subject: string
  readonly staffId: string
  /** Null = a command on the server. */
  readonly deviceId: string | null
  readonly at: Date
  /** Null where the version stayed. */
  readonly version: number | null
  readonly details: object
}

/** Who changed the list, when and how: rows are only ever added. */
export async function recordOperation(transaction: Transaction, entry: ListOperation): Promise<void> {
  await transaction.query(
    'insert into facility_operation (operation, subject, staff_id, device_id, at, list_version, details) values ($1, $2, $3, $4, $5, $6, $7::jsonb)',
    [entry.operation, entry.subject, entry.staffId, entry.deviceId, entry.at, entry.version, JSON.stringify(entry.details)],
  )
}

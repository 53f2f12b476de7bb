import type { Transaction } from '../database/open-database.ts'

export interface StagedReading {
  readonly facilityCode: string
  readonly name: string
  readonly reading: string
  readonly source: 'official' | 'dictionary'
}

export interface ReadingBatch {
  readonly state: 'staged' | 'active'
  readonly startedBy: string
  readonly result: { readonly version: number; readonly changed: number } | null
}

/** The batch, held until the transaction ends; null = there is none. */
export async function lockBatch(transaction: Transaction, batchId: string): Promise<ReadingBatch | null> {
  const [row]: ReadingBatch[] = await transaction.query(
    'select state, started_by as "startedBy", result from reading_batch where batch_id = $1 for update', [batchId],
  )
  return row ?? null
}

/** False when a batch of this id exists. */
export async function insertBatch(transaction: Transaction, batchId: string, startedBy: string, now: Date): Promise<boolean> {
  const inserted: unknown[] = await transaction.query(
    `insert into reading_batch (batch_id, state, started_by, started_at) values ($1, 'staged', $2, $3) on conflict do nothing returning 1`, [batchId, startedBy, now],
  )
  return inserted.length === 1
}

/** Batches nobody put into use (a desktop that died). */
export async function dropAbandonedBatches(transaction: Transaction, startedBefore: Date): Promise<void> {
  await transaction.query(
    `delete from staged_reading where batch_id in (select batch_id from reading_batch where state = 'staged' and started_at < $1)`, [startedBefore],
  )
  await transaction.query(`delete from reading_batch where state = 'staged' and started_at < $1`, [startedBefore])
}

/** A part sent again replaces itself. A facility that stands in two parts counts once, the official reading before a guess. */
export async function stageReadings(transaction: Transaction, batchId: string, part: number, readings: readonly StagedReading[]): Promise<void> {
  await transaction.query('delete from staged_reading where batch_id = $1 and part = $2', [batchId, part])
  const rows = new Map<string, StagedReading>()
  for (const reading of readings) {
    if (rows.get(reading.facilityCode)?.source !== 'official') rows.set(reading.facilityCode, reading)
  }
  await transaction.query(
    `insert into staged_reading (batch_id, facility_code, part, name, reading, source)
     select $1, row."facilityCode", $2, row.name, row.reading, row.source
     from jsonb_to_recordset($3::jsonb) as row ("facilityCode" text, name text, reading text, source text)
     on conflict (batch_id, facility_code) do update set part = excluded.part, name = excluded.name, reading = excluded.reading, source = excluded.source
       where staged_reading.source = 'dictionary' and excluded.source = 'official'`,
    [batchId, part, JSON.stringify([...rows.values()])],
  )
}

export async function countReadings(reader: Transaction, batchId: string): Promise<number> {
  const [row]: { count: number }[] = await reader.query('select count(*)::integer as count from staged_reading where batch_id = $1', [batchId])
  return row?.count ?? 0
}

export async function analyzeReadings(reader: Transaction): Promise<void> {
  await reader.query('analyze staged_reading')
}

/**
 * Only where the name is still the one the reading was made for; by hand stays, a guess never replaces an official one.
 * @returns how many rows became another
 */
export async function useReadings(transaction: Transaction, batchId: string, version: number): Promise<number> {
  const [row]: { changed: number }[] = await transaction.query(
    `with changed as (
       update facility f set reading = r.reading, reading_source = r.source, list_version = $2
       from staged_reading r
       where r.batch_id = $1 and r.facility_code = f.facility_code and r.name = f.name
         and f.reading_source is distinct from 'hand'
         and not (r.source = 'dictionary' and f.reading_source is not distinct from 'official')
         and (f.reading, f.reading_source) is distinct from (r.reading, r.source)
       returning 1)
     select count(*)::integer as changed from changed`,
    [batchId, version],
  )
  return row?.changed ?? 0
}

export async function finishBatch(transaction: Transaction, batchId: string, result: { version: number; changed: number }, now: Date): Promise<void> {
  await transaction.query(`update reading_batch set state = 'active', activated_at = $2, result = $3::jsonb where batch_id = $1`, [batchId, now, JSON.stringify(result)])
  await transaction.query('delete from staged_reading where batch_id = $1', [batchId])
}

export async function storeReading(transaction: Transaction, facilityCode: string, reading: string | null, version: number): Promise<void> {
  await transaction.query(
    `update facility set reading = $2, reading_source = case when $2::text is null then null else 'hand' end, list_version = $3 where facility_code = $1`,
    [facilityCode, reading, version],
  )
}

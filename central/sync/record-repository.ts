import type { z } from 'zod'
import type { changeBodies } from '#shared/contract/central/sync.ts'
import type { Transaction } from '../database/open-database.ts'
import { recordEntities, type RecordKind, type RecordRow } from '../database/entities/record.ts'
import { feedPositions, newestStands } from './feed-repository.ts'

export type RecordBody<K extends RecordKind> = z.output<(typeof changeBodies)[K]>
export interface StoredRecord<K extends RecordKind> {
  readonly body: RecordBody<K>
  readonly version: number
  readonly lastDeviceId: string | null
  readonly runBaseVersion: number
}
export interface IdentifiedRecord<K extends RecordKind> {
  readonly id: string
  readonly record: StoredRecord<K>
}

type FoundRow = Pick<RecordRow, 'id' | 'body' | 'version' | 'lastDeviceId' | 'runBaseVersion'>
const stored = <K extends RecordKind>(row: FoundRow): StoredRecord<K> => ({
  body: row.body as RecordBody<K>, version: row.version, lastDeviceId: row.lastDeviceId, runBaseVersion: row.runBaseVersion,
})
const identified = <K extends RecordKind>(row: FoundRow): IdentifiedRecord<K> => ({ id: row.id, record: stored<K>(row) })

const tableOf = (kind: RecordKind): string => recordEntities[kind].options.tableName ?? kind
// Written out: every push asks these several times, and the object mapper takes longer to make such a statement than PostgreSQL to answer it.
const foundColumns = 'id, body, version, last_device_id as "lastDeviceId", run_base_version as "runBaseVersion"'

/** The record, held until the transaction ends. */
export async function lockRecord<K extends RecordKind>(transaction: Transaction, kind: K, id: string): Promise<StoredRecord<K> | null> {
  return (await lockRecords(transaction, kind, [id]))[0]?.record ?? null
}

/** Those there are of these, by their ids in small letters, held until the transaction ends; locked in the order of ids. */
export async function lockRecords<K extends RecordKind>(transaction: Transaction, kind: K, ids: readonly string[]): Promise<IdentifiedRecord<K>[]> {
  const rows: FoundRow[] = await transaction.query(`select ${foundColumns} from ${tableOf(kind)} where id = any($1::uuid[]) order by id for update`, [ids])
  return rows.map((row) => identified<K>(row))
}

export async function findRecord<K extends RecordKind>(reader: Transaction, kind: K, id: string): Promise<StoredRecord<K> | null> {
  const row = await reader.findOneBy(recordEntities[kind], { id })
  return row === null ? null : stored<K>(row)
}

/** Those there are of these, by their ids in small letters. */
export async function findRecords<K extends RecordKind>(reader: Transaction, kind: K, ids: readonly string[]): Promise<IdentifiedRecord<K>[]> {
  const rows: FoundRow[] = await reader.query(`select ${foundColumns} from ${tableOf(kind)} where id = any($1::uuid[])`, [ids])
  return rows.map((row) => identified<K>(row))
}

/** All of a kind: only for kinds of which there are few. */
export async function listRecords<K extends RecordKind>(reader: Transaction, kind: K): Promise<RecordBody<K>[]> {
  return (await reader.find(recordEntities[kind])).map((row) => row.body as RecordBody<K>)
}

/**
 * What a record becomes by a change.
 * @param author the desktop whose save this is; null for central's own change
 */
export function nextRecord<K extends RecordKind>(previous: StoredRecord<K> | null, body: RecordBody<K>, author: string | null): StoredRecord<K> {
  const version = (previous?.version ?? 0) + 1
  return {
    body: { ...body, version }, version, lastDeviceId: author ?? previous?.lastDeviceId ?? null,
    // A change of central's own ends the run: what a desktop saved without having seen it is stale.
    runBaseVersion: author === null ? version : previous?.lastDeviceId === author ? previous.runBaseVersion : (previous?.version ?? 0),
  }
}

/** A record as it is to be stored. */
export interface WrittenRecord {
  readonly kind: RecordKind
  readonly id: string
  readonly record: StoredRecord<RecordKind>
  /** Its place in the feed. */
  readonly position: number
  /** It is not in the table yet: the desktop that made it, null = central. */
  readonly madeBy?: string | null
}

const noticeIdOf = (body: object): string | null => ('noticeId' in body && typeof body.noticeId === 'string' ? body.noticeId : null)

const shape = 'id uuid, version integer, body jsonb, made_by uuid, last_device_id uuid, run_base_version integer, notice_id uuid, position bigint'

/**
 * Table and feed in one statement, so that a body is read once.
 * @param change of the table, out of `next`
 */
async function writeKind(transaction: Transaction, kind: RecordKind, change: string, written: readonly WrittenRecord[]): Promise<void> {
  if (written.length === 0) return
  const rows = written.map(({ id, record, madeBy, position }) => ({
    id, version: record.version, body: record.body, made_by: madeBy, last_device_id: record.lastDeviceId, run_base_version: record.runBaseVersion,
    notice_id: noticeIdOf(record.body), position,
  }))
  await transaction.query(
    `with next as materialized (select * from json_to_recordset($1::json) as one(${shape})),
       written as (${change})
     insert into feed (entity, id, xid, position, version, body)
     select $2, id::text, pg_current_xact_id()::text::bigint, position, version, body from next ${newestStands}`,
    [JSON.stringify(rows), kind],
  )
}

// In the order of ids, so that two transactions with the same new records wait for each other instead of in a ring.
const insertion = (table: string): string =>
  `insert into ${table} (id, version, body, created_by_device, last_device_id, run_base_version, notice_id)
   select id, version, body, made_by, last_device_id, run_base_version, notice_id from next order by id`
const update = (table: string): string =>
  `update ${table} as held set version = next.version, body = next.body, last_device_id = next.last_device_id, run_base_version = next.run_base_version,
     notice_id = next.notice_id from next where held.id = next.id`

/**
 * Stores records, each once, and tells the feed. Those that change must be held.
 * @throws a unique violation where a new one has come from elsewhere meanwhile
 */
export async function writeRecords(transaction: Transaction, written: readonly WrittenRecord[]): Promise<void> {
  for (const [kind, some] of Map.groupBy(written, (one) => one.kind)) {
    const table = tableOf(kind)
    await writeKind(transaction, kind, insertion(table), some.filter(({ madeBy }) => madeBy !== undefined))
    await writeKind(transaction, kind, update(table), some.filter(({ madeBy }) => madeBy === undefined))
  }
}

/** Stores the next version of one record and tells the feed. @param author as of `nextRecord` */
export async function storeRecord<K extends RecordKind>(
  transaction: Transaction, kind: K, id: string, previous: StoredRecord<K> | null, body: RecordBody<K>, author: string | null,
): Promise<void> {
  const record = nextRecord(previous, body, author)
  const [position = 0] = await feedPositions(transaction, 1)
  await writeRecords(transaction, [{ kind, id, record, position, ...(previous === null && { madeBy: record.lastDeviceId }) }])
}

/** E-mail-change requests that wait for this letter, held until the transaction ends. */
export async function lockRequestsOfNotice(transaction: Transaction, noticeId: string): Promise<IdentifiedRecord<'emailChangeRequest'>[]> {
  const rows = await transaction.find(recordEntities.emailChangeRequest, { where: { noticeId }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } })
  return rows.map((row) => identified<'emailChangeRequest'>(row))
}

/** E-mail-change requests that wait for one of these verifications, held until the transaction ends. */
export async function lockRequestsOfVerifications(transaction: Transaction, verificationIds: readonly string[]): Promise<IdentifiedRecord<'emailChangeRequest'>[]> {
  const rows: FoundRow[] = await transaction.query(
    `select ${foundColumns} from email_change_request where body ->> 'verificationId' = any($1) and body ->> 'state' = 'received' order by id for update`, [verificationIds],
  )
  return rows.map((row) => identified<'emailChangeRequest'>(row))
}

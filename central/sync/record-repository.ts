import type { z } from 'zod'
import type { changeBodies } from '#shared/contract/central/sync.ts'
import type { Transaction } from '../database/open-database.ts'
import { recordEntities, type RecordKind, type RecordRow } from '../database/entities/record.ts'
import { publish } from './feed-repository.ts'

export type RecordBody<K extends RecordKind> = z.output<(typeof changeBodies)[K]>
export interface StoredRecord<K extends RecordKind> {
  readonly body: RecordBody<K>
  readonly version: number
  readonly lastDeviceId: string
  readonly runBaseVersion: number
}

const stored = <K extends RecordKind>(row: RecordRow): StoredRecord<K> => ({
  body: row.body as RecordBody<K>, version: row.version, lastDeviceId: row.lastDeviceId, runBaseVersion: row.runBaseVersion,
})

/** The record, held until the transaction ends. */
export async function lockRecord<K extends RecordKind>(transaction: Transaction, kind: K, id: string): Promise<StoredRecord<K> | null> {
  const row = await transaction.findOne(recordEntities[kind], { where: { id }, lock: { mode: 'pessimistic_write' } })
  return row === null ? null : stored<K>(row)
}

export async function findRecord<K extends RecordKind>(reader: Transaction, kind: K, id: string): Promise<StoredRecord<K> | null> {
  const row = await reader.findOneBy(recordEntities[kind], { id })
  return row === null ? null : stored<K>(row)
}

const noticeIdOf = (body: object): string | null => ('noticeId' in body && typeof body.noticeId === 'string' ? body.noticeId : null)

/**
 * Stores the next version and tells the feed.
 * @param author the desktop whose save this is; null for central's own change
 */
export async function storeRecord<K extends RecordKind>(
  transaction: Transaction, kind: K, id: string, previous: StoredRecord<K> | null, body: RecordBody<K>, author: string | null,
): Promise<void> {
  const version = (previous?.version ?? 0) + 1
  const numbered = { ...body, version }
  const lastDeviceId = author ?? previous?.lastDeviceId
  if (lastDeviceId === undefined) throw new Error('A new record has an author')
  const isSameRun = author !== null && previous?.lastDeviceId === author
  const change = {
    version, body: numbered, lastDeviceId, noticeId: noticeIdOf(numbered),
    // A change of central's own ends the run: what a desktop saved without having seen it is stale.
    runBaseVersion: isSameRun ? previous.runBaseVersion : author === null ? version : (previous?.version ?? 0),
  }
  if (previous === null) await transaction.insert(recordEntities[kind], { id, createdByDevice: lastDeviceId, ...change })
  else await transaction.update(recordEntities[kind], { id }, change)
  await publish(transaction, kind, id, version, numbered as z.input<(typeof changeBodies)[K]>)
}

/** E-mail-change requests that wait for this letter, held until the transaction ends. */
export async function lockRequestsOfNotice(transaction: Transaction, noticeId: string): Promise<{ id: string; record: StoredRecord<'emailChangeRequest'> }[]> {
  const rows = await transaction.find(recordEntities.emailChangeRequest, { where: { noticeId }, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } })
  return rows.map((row) => ({ id: row.id, record: stored<'emailChangeRequest'>(row) }))
}

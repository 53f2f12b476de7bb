import type { MutationEnvelope, MutationOutcome } from '#shared/contract/central/sync.ts'
import { Any, In } from 'typeorm'
import type { Transaction } from '../database/open-database.ts'
import { mutationLogEntity, type MutationLogRow } from '../database/entities/log.ts'

/** A mutation in the log, without what a person wrote. */
export type Remembered = Pick<MutationLogRow, 'mutationId' | 'contentHash' | 'outcome' | 'code'>

/** What stands at these places of the desktop's sequence, and which of these ids (small letters) are taken by any desktop. */
export async function findRemembered(
  reader: Transaction, deviceId: string, pushed: readonly Pick<MutationLogRow, 'sequence' | 'mutationId'>[],
): Promise<{ readonly places: Map<number, Remembered>; readonly mutationIds: Set<string> }> {
  const select = { deviceId: true, sequence: true, mutationId: true, contentHash: true, outcome: true, code: true } as const
  const rows = await reader.find(mutationLogEntity, {
    select, where: [{ deviceId, sequence: Any(pushed.map(({ sequence }) => sequence)) }, { mutationId: Any(pushed.map(({ mutationId }) => mutationId)) }],
  })
  return { places: new Map(rows.filter((row) => row.deviceId === deviceId).map((row) => [row.sequence, row])), mutationIds: new Set(rows.map((row) => row.mutationId)) }
}

/**
 * Remembers mutations in the transaction of their effect, before it. A second hand-in at the same moment waits here for the first.
 * @returns false when one of the places or ids has been taken meanwhile: nothing may be done then
 */
export async function remember(transaction: Transaction, rows: readonly MutationLogRow[]): Promise<boolean> {
  if (rows.length === 0) return true
  const inserted: unknown[] = await transaction.query(
    `insert into mutation_log (device_id, sequence, mutation_id, type, content_hash, outcome, code, envelope, received_at)
     select "deviceId", sequence, "mutationId", type, "contentHash", outcome, code, envelope, "receivedAt"
     from jsonb_to_recordset($1::jsonb) as fresh("deviceId" uuid, sequence bigint, "mutationId" uuid, type text, "contentHash" text, outcome text, code text, envelope jsonb, "receivedAt" timestamptz)
     order by sequence on conflict do nothing returning 1`,
    [JSON.stringify(rows)],
  )
  return inserted.length === rows.length
}

/** Those remembered as applied that a rule refused: with the person's text. */
export async function rememberRejected(transaction: Transaction, rows: readonly Pick<MutationLogRow, 'deviceId' | 'sequence' | 'code' | 'envelope'>[]): Promise<void> {
  if (rows.length === 0) return
  await transaction.query(
    `update mutation_log as held set outcome = 'rejected', code = refused.code, envelope = refused.envelope
     from jsonb_to_recordset($1::jsonb) as refused("deviceId" uuid, sequence bigint, code text, envelope jsonb)
     where held.device_id = refused."deviceId" and held.sequence = refused.sequence`,
    [JSON.stringify(rows)],
  )
}

/** The answer for a mutation handed in again; other content at the same place is a desktop restored from an old copy. */
export function outcomeAgain(remembered: Remembered | null, envelope: MutationEnvelope, contentHash: string): MutationOutcome {
  const { mutationId, sequence } = envelope
  if (remembered === null || remembered.mutationId !== mutationId.toLowerCase() || remembered.contentHash !== contentHash) {
    return { mutationId, sequence, outcome: 'rejected', code: 'SEQUENCE_REUSED' }
  }
  return { mutationId, sequence, outcome: remembered.outcome === 'applied' ? 'duplicate' : remembered.outcome, code: remembered.code }
}

/** Parked ones of these types, in the order each desktop made them. */
export function deferredMutations(reader: Transaction, types: readonly string[]): Promise<MutationLogRow[]> {
  return reader.find(mutationLogEntity, { where: { outcome: 'deferred', type: In(types) }, order: { deviceId: 'ASC', sequence: 'ASC' } })
}

/** False when it is parked no longer. The person's text stays with a rejected one. */
export async function settleDeferred(
  transaction: Transaction, { deviceId, sequence }: Pick<MutationLogRow, 'deviceId' | 'sequence'>, outcome: 'applied' | 'rejected', code: string | null,
): Promise<boolean> {
  const change = outcome === 'applied' ? { outcome, code, envelope: null } : { outcome, code }
  return (await transaction.update(mutationLogEntity, { deviceId, sequence, outcome: 'deferred' }, change)).affected === 1
}

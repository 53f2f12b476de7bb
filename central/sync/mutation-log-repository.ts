import type { MutationEnvelope, MutationOutcome } from '#shared/contract/central/sync.ts'
import { Any, In } from 'typeorm'
import type { Transaction } from '../database/open-database.ts'
import { mutationLogEntity, type MutationLogRow } from '../database/entities/log.ts'

/** A mutation in the log, without what a person wrote. */
export type Remembered = Pick<MutationLogRow, 'mutationId' | 'contentHash' | 'outcome' | 'code'>

/** A mutation as it is remembered, but for whose it is and when it came. */
export type NewMutation = Omit<MutationLogRow, 'deviceId' | 'receivedAt'>

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
 * Remembers mutations of a device in the transaction of their effect, before it. A second hand-in at the same moment waits here for the first.
 * @throws a unique violation when one of the places or ids has been taken meanwhile: nothing may be done then
 */
export async function remember(transaction: Transaction, deviceId: string, receivedAt: Date, rows: readonly NewMutation[]): Promise<void> {
  if (rows.length === 0) return
  await transaction.query(
    `insert into mutation_log (device_id, sequence, mutation_id, type, content_hash, outcome, code, envelope, received_at)
     select $1, sequence, "mutationId", type, "contentHash", outcome, code, envelope, $2
     from json_to_recordset($3::json) as fresh(sequence bigint, "mutationId" uuid, type text, "contentHash" text, outcome text, code text, envelope jsonb)
     order by sequence`,
    [deviceId, receivedAt, JSON.stringify(rows)],
  )
}

/** Those remembered as applied that a rule refused: with the person's text. */
export async function rememberRejected(transaction: Transaction, deviceId: string, rows: readonly Pick<MutationLogRow, 'sequence' | 'code' | 'envelope'>[]): Promise<void> {
  if (rows.length === 0) return
  await transaction.query(
    `update mutation_log as held set outcome = 'rejected', code = refused.code, envelope = refused.envelope
     from json_to_recordset($2::json) as refused(sequence bigint, code text, envelope jsonb)
     where held.device_id = $1 and held.sequence = refused.sequence`,
    [deviceId, JSON.stringify(rows)],
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

/** Parked ones of these types, in a form up to `schemaVersion`, in the order each desktop made them. */
export async function deferredMutations(reader: Transaction, types: readonly string[], schemaVersion: number): Promise<MutationLogRow[]> {
  const rows = await reader.find(mutationLogEntity, { where: { outcome: 'deferred', type: In(types) }, order: { deviceId: 'ASC', sequence: 'ASC' } })
  return rows.filter(({ envelope }) => Number(envelope?.['schemaVersion']) <= schemaVersion)
}

/** False when it is parked no longer. The person's text stays with a rejected one. */
export async function settleDeferred(
  transaction: Transaction, { deviceId, sequence }: Pick<MutationLogRow, 'deviceId' | 'sequence'>, outcome: 'applied' | 'rejected', code: string | null,
): Promise<boolean> {
  const change = outcome === 'applied' ? { outcome, code, envelope: null } : { outcome, code }
  return (await transaction.update(mutationLogEntity, { deviceId, sequence, outcome: 'deferred' }, change)).affected === 1
}

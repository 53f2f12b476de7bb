import type { MutationEnvelope, MutationOutcome } from '#shared/contract/central/sync.ts'
import { In } from 'typeorm'
import type { Transaction } from '../database/open-database.ts'
import { mutationLogEntity, type MutationLogRow } from '../database/entities/log.ts'

/**
 * Remembers a mutation in the transaction of its effect. A second hand-in at the same moment waits here for the first.
 * @returns false when this place or this id is taken: nothing may be done then
 */
export async function remember(transaction: Transaction, row: MutationLogRow): Promise<boolean> {
  const inserted: unknown[] = await transaction.query(
    `insert into mutation_log (device_id, sequence, mutation_id, type, content_hash, outcome, code, envelope, received_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9) on conflict do nothing returning sequence`,
    [row.deviceId, row.sequence, row.mutationId, row.type, row.contentHash, row.outcome, row.code, row.envelope === null ? null : JSON.stringify(row.envelope), row.receivedAt],
  )
  return inserted.length === 1
}

/** What became of the mutation at this place of the desktop's sequence. */
export function findRemembered(reader: Transaction, deviceId: string, sequence: number): Promise<MutationLogRow | null> {
  return reader.findOneBy(mutationLogEntity, { deviceId, sequence })
}

/** The answer for a mutation handed in again; other content at the same place is a desktop restored from an old copy. */
export function outcomeAgain(remembered: MutationLogRow | null, envelope: MutationEnvelope, contentHash: string): MutationOutcome {
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

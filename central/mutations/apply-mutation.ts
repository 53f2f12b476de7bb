/** What an older central parked because it did not know its type, or its newer form. */
import { mutationEnvelope, mutationTypes, syncSchemaVersion, type RejectionCode } from '#shared/contract/central/sync.ts'
import type { MutationLogRow } from '../database/entities/log.ts'
import { isOfItsContent, type Database, type Transaction } from '../database/open-database.ts'
import type { Clock } from '../ports.ts'
import { deferredMutations, settleDeferred } from '../sync/mutation-log-repository.ts'
import { Rejection } from './rejection.ts'
import { readMutation, startSettling } from './settling.ts'

/** @throws Rejection, after which the transaction is to be undone */
async function apply(transaction: Transaction, { deviceId, type, envelope }: MutationLogRow, now: number): Promise<void> {
  const settling = startSettling(transaction, deviceId, now)
  for (const one of await settling.prepare([readMutation({ ...mutationEnvelope.parse(envelope), type })])) {
    const code: RejectionCode | null = await settling.settle(one)
    if (code !== null) throw new Rejection(code)
  }
  await settling.flush()
}

/**
 * Applies what was parked. Run at start.
 * @returns how many were settled, applied or rejected
 */
export async function replayDeferred(database: Database, clock: Clock): Promise<number> {
  let settled = 0
  for (const row of await deferredMutations(database.reader, mutationTypes, syncSchemaVersion)) {
    try {
      const isMine = await database.transaction(async (transaction) => {
        // Another process that starts at the same moment may have been quicker.
        if (!(await settleDeferred(transaction, row, 'applied', null))) return false
        await apply(transaction, row, clock.now())
        return true
      })
      if (isMine) settled += 1
    } catch (error) {
      const code = error instanceof Rejection ? error.code : isOfItsContent(error) ? 'INVALID_PAYLOAD' : null
      if (code === null) throw error
      if (await database.transaction((transaction) => settleDeferred(transaction, row, 'rejected', code))) settled += 1
    }
  }
  return settled
}

import type { CentralReply } from '#shared/contract/central/client.ts'
import type { SessionCaller } from '../caller.ts'
import type { Database, Transaction } from '../database/open-database.ts'
import type { Clock } from '../ports.ts'
import { Refusal } from '../problem.ts'
import { findFacility, touchFacilities } from './facility-repository.ts'
import { advanceVersion, lockListInUse, recordOperation } from './list-in-use-repository.ts'
import { findSuccession, removeSuccession, storeSuccession, successorsOf, type Succession } from './succession-repository.ts'

interface Wanted {
  readonly successorCode: string
  readonly state: 'linked' | 'dismissed' | 'removed'
  readonly reason: string
}

/** @returns true where there is nothing to do. @throws Refusal NOT_FOUND, CONFLICT */
async function isSettled(transaction: Transaction, predecessorCode: string, wanted: Wanted, held: Succession | null): Promise<boolean> {
  if (wanted.state === 'removed') {
    if (held === null) return true
    if (held.successorCode !== wanted.successorCode) throw new Refusal('CONFLICT')
    return false
  }
  if (wanted.successorCode === predecessorCode) throw new Refusal('CONFLICT')
  if ((await findFacility(transaction, wanted.successorCode)) === null) throw new Refusal('NOT_FOUND')
  if (held?.successorCode === wanted.successorCode && held.state === wanted.state) return true
  // An offer that is dismissed must not take away a link that was set to another facility.
  if (wanted.state === 'dismissed' && held?.state === 'linked' && held.successorCode !== wanted.successorCode) throw new Refusal('CONFLICT')
  if (wanted.state === 'linked' && (await successorsOf(transaction, wanted.successorCode)).includes(predecessorCode)) throw new Refusal('CONFLICT')
  return false
}

/**
 * Sets, dismisses or removes the link from an old code to the facility that goes on under a new one (承継). The old code
 * may stand in the list and may even be in use (a bureau lists both for a while). Asked again, changes nothing.
 * @throws Refusal NOT_FOUND where the successor is in no list; CONFLICT for a link to itself, one that closes a circle, a
 *   dismissal or removal of another link than there is
 */
export function setSuccession(database: Database, clock: Clock, caller: SessionCaller, predecessorCode: string, wanted: Wanted): Promise<CentralReply<'setSuccession'>> {
  return database.transaction(async (transaction) => {
    const inUse = await lockListInUse(transaction)
    const held = await findSuccession(transaction, predecessorCode)
    if (await isSettled(transaction, predecessorCode, wanted, held)) return { version: inUse.version }
    const { successorCode, state, reason } = wanted
    const decided = { by: caller.staff.staffId, at: new Date(clock.now()), reason }
    // Whoever the old or the new chain leads to counts other earlier codes now.
    const before = await successorsOf(transaction, predecessorCode)
    if (state === 'removed') await removeSuccession(transaction, predecessorCode)
    else await storeSuccession(transaction, predecessorCode, { successorCode, state }, decided)
    const after = await successorsOf(transaction, predecessorCode)
    const version = await advanceVersion(transaction, inUse)
    await touchFacilities(transaction, [predecessorCode, ...before, ...after], version)
    await recordOperation(transaction, {
      operation: 'setSuccession', subject: predecessorCode, staffId: decided.by, deviceId: caller.deviceId, at: decided.at, version, details: { successorCode, state, reason },
    })
    return { version }
  })
}

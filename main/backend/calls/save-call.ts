/** A call is saved whole at every change: here at once, on its way up together with what was typed since. */
import type { EntityManager } from 'typeorm'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { CallRecord } from '#shared/contract/records.ts'
import { send, type Core, type SignedIn } from '../core.ts'
import { calls } from '../database/record-repository.ts'
import { replaceUnsent, takeRefusedSaves, unsentVersion } from '../sync/outbox-repository.ts'

/** The call, if it is this person's and not ended; a parked one is open too. */
export const requireOpenCall = async (manager: EntityManager, callId: string, session: SignedIn): Promise<CallRecord> => {
  const call = await calls.get(manager, callId)
  if (call === null) throw new DeskError('NOT_FOUND', 'CALL')
  if (call.operatorId !== session.staffId) throw new DeskError('FORBIDDEN', 'CALL_OF_ANOTHER')
  if (call.endedAt !== null) throw new DeskError('CONFLICT', 'CALL_FINISHED')
  return call
}

/**
 * Goes up with the version it was made on; here it already has the one central will give it. In the place of a save that has not left yet
 * it keeps that one's version: central will see one save, not two. After a session had ended it is made on what central did take.
 */
export const saveCall = async (manager: EntityManager, core: Core, session: SignedIn, call: CallRecord): Promise<CallRecord> => {
  const unsent = await unsentVersion(manager, session, 'call.saved', call.callId)
  const store = async (version: number): Promise<CallRecord> => {
    const next = { ...call, version: version + 1 }
    await calls.save(manager, next)
    return next
  }
  if (unsent !== null) {
    await replaceUnsent<'call.saved'>(manager, core.deps.clock, unsent.sequence, { ...call, version: unsent.version })
    return await store(unsent.version)
  }
  const here = await calls.get(manager, call.callId)
  const refused = await takeRefusedSaves(manager, 'call.saved', call.callId, here)
  const base = refused.base === undefined ? here : refused.base
  await send(manager, core, session, { type: 'call.saved', payload: { ...call, version: refused.version }, entity: 'call', entityId: call.callId, base })
  return await store(refused.version)
}

/** calls.*: a call is saved as it is typed, so that a crash loses a second at most. */
import type { EntityManager } from 'typeorm'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { CallRecord } from '#shared/contract/records.ts'
import { audit, changed, instantOf, requireSession, send, type Caller, type Core, type SignedIn } from '../core.ts'
import { calls } from '../database/record-repository.ts'
import { openCallOf } from './call-repository.ts'

/** The call, if it is this person's and still open. */
export const requireOpenCall = async (manager: EntityManager, callId: string, session: SignedIn): Promise<CallRecord> => {
  const call = await calls.get(manager, callId)
  if (call === null) throw new DeskError('NOT_FOUND', 'CALL')
  if (call.operatorId !== session.staffId) throw new DeskError('FORBIDDEN', 'CALL_OF_ANOTHER')
  if (call.endedAt !== null) throw new DeskError('CONFLICT', 'CALL_FINISHED')
  return call
}

/** A whole record goes up with the version it was made on; here it already has the one central will give it. */
const store = async (manager: EntityManager, core: Core, session: SignedIn, call: CallRecord): Promise<CallRecord> => {
  const next = { ...call, version: call.version + 1 }
  await calls.save(manager, next)
  await send(manager, core, session, { type: 'call.saved', payload: call, entity: 'call', entityId: call.callId })
  return next
}

export const createCallHandlers = (core: Core): Handlers<Caller>['calls'] => ({
  start: async (_input, caller) => {
    const session = requireSession(caller)
    const call = await core.database.write(async (manager) => {
      const started: CallRecord = {
        callId: core.deps.ids.next(), version: 0, startedAt: instantOf(core), endedAt: null, operatorId: session.staffId,
        callerName: '', callerRole: 'facility', callbackTelephone: '', question: null, facilityCodes: [], notes: '',
      }
      await audit(manager, core, { staffId: session.staffId, action: 'calls.start', subject: started.callId })
      return await store(manager, core, session, started)
    })
    changed(core, 'calls')
    return call
  },
  save: async ({ callId, ...fields }, caller) => {
    const session = requireSession(caller)
    const call = await core.database.write(async (manager) => {
      const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
      const next: CallRecord = { ...(await requireOpenCall(manager, callId, session)), ...given }
      return await store(manager, core, session, next)
    })
    changed(core)
    return call
  },
  finish: async ({ callId }, caller) => {
    const session = requireSession(caller)
    const call = await core.database.write(async (manager) => {
      const finished = { ...(await requireOpenCall(manager, callId, session)), endedAt: instantOf(core) }
      await audit(manager, core, { staffId: session.staffId, action: 'calls.finish', subject: callId })
      return await store(manager, core, session, finished)
    })
    changed(core, 'calls')
    return call
  },
  open: async (_input, caller) => await openCallOf(core.database.reader.manager, requireSession(caller).staffId),
  list: async ({ facilityCode, limit }, caller) => {
    const session = requireSession(caller)
    const manager = core.database.reader.manager
    const where = session.staff.role === 'supervisor' ? {} : { operatorId: session.staffId }
    const found = await calls.list(manager, { where, order: { startedAt: 'DESC' }, limit: facilityCode === undefined ? limit : 500 })
    return facilityCode === undefined ? found : found.filter((call) => call.facilityCodes.includes(facilityCode)).slice(0, limit)
  },
})

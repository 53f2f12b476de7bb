/** calls.*: a call is saved as it is typed, so that a crash loses a second at most. */
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { CallView } from '#shared/contract/desktop/contract.ts'
import type { CallRecord } from '#shared/contract/records.ts'
import { missingAtFinish } from '#shared/domain/call.ts'
import { telephoneKey } from '#shared/domain/search-key.ts'
import { callbackViews } from '../callbacks/callback-view.ts'
import { audit, changed, instantOf, requireSession, typed, type Caller, type Core } from '../core.ts'
import { calls } from '../database/record-repository.ts'
import { staffNames } from '../staff/staff-repository.ts'
import { callsOfFacility, openCallsOf, whatCameOf } from './call-repository.ts'
import { candidatesOf } from './candidates.ts'
import { requireOpenCall, saveCall } from './save-call.ts'

export { requireOpenCall } from './save-call.ts'

/** A slip is entered within three months. */
const longestSlipAge = 90 * 86_400_000

/** Real times, in order, of a call that is over. */
const checkSlip = (core: Core, { startedAt, endedAt }: { startedAt: string; endedAt: string }) => {
  const now = core.deps.clock.now()
  const [start, end] = [Date.parse(startedAt), Date.parse(endedAt)]
  if (start > end) throw new DeskError('INVALID_INPUT', 'PAPER_SLIP_ORDER')
  if (end > now) throw new DeskError('INVALID_INPUT', 'PAPER_SLIP_FUTURE')
  if (start < now - longestSlipAge) throw new DeskError('INVALID_INPUT', 'PAPER_SLIP_TOO_OLD')
}

export const createCallHandlers = (core: Core): Handlers<Caller>['calls'] => {
  const withNames = async (found: readonly CallRecord[]): Promise<CallView[]> => {
    const nameOf = await staffNames(core.database.reader.manager)
    return found.map((call) => ({ ...call, operatorName: nameOf(call.operatorId) }))
  }
  return {
    start: async ({ telephone, paperSlip }, caller) => {
      const session = requireSession(caller)
      if (paperSlip !== null) checkSlip(core, paperSlip)
      const call = await core.database.write(async (manager) => {
        const { active } = await openCallsOf(manager, session.staffId)
        if (active !== null && paperSlip === null) return active
        if (active !== null) throw new DeskError('CONFLICT', 'CALL_RUNNING')
        const now = instantOf(core)
        const started: CallRecord = {
          callId: core.deps.ids.next(), version: 0, startedAt: paperSlip?.startedAt ?? now, endedAt: null, operatorId: session.staffId,
          callerName: '', callerRole: 'facility', callbackTelephone: telephoneKey(telephone), question: null, facilityCodes: [], notes: '',
          parked: null, paperSlip: paperSlip === null ? null : { enteredAt: now, endedAt: paperSlip.endedAt }, outcome: null, guidedCards: [], paths: [],
        }
        await audit(manager, core, { staffId: session.staffId, action: paperSlip === null ? 'calls.start' : 'calls.startFromSlip', subject: started.callId })
        return await saveCall(manager, core, session, started)
      })
      typed(core, 'calls')
      return call
    },
    save: async ({ callId, ...fields }, caller) => {
      const session = requireSession(caller)
      const call = await core.database.write(async (manager) => {
        const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
        const next: CallRecord = { ...(await requireOpenCall(manager, callId, session)), ...given }
        return await saveCall(manager, core, session, next)
      })
      typed(core)
      return call
    },
    park: async ({ callId, note }, caller) => {
      const session = requireSession(caller)
      const open = await core.database.write(async (manager) => {
        const call = await requireOpenCall(manager, callId, session)
        await saveCall(manager, core, session, { ...call, parked: { at: call.parked?.at ?? instantOf(core), note } })
        return await openCallsOf(manager, session.staffId)
      })
      typed(core, 'calls')
      return open
    },
    resume: async ({ callId }, caller) => {
      const session = requireSession(caller)
      const open = await core.database.write(async (manager) => {
        const call = await requireOpenCall(manager, callId, session)
        const { active, parked } = await openCallsOf(manager, session.staffId)
        if (active?.callId !== callId) {
          // Whatever else is at hand: a call begun on another desktop as well.
          for (const other of [active, ...parked]) {
            if (other !== null && other.callId !== callId && other.parked === null) await saveCall(manager, core, session, { ...other, parked: { at: instantOf(core), note: '' } })
          }
          await saveCall(manager, core, session, { ...call, parked: null })
        }
        return await openCallsOf(manager, session.staffId)
      })
      typed(core, 'calls')
      return open
    },
    finish: async ({ callId }, caller) => {
      const session = requireSession(caller)
      const call = await core.database.write(async (manager) => {
        const current = await requireOpenCall(manager, callId, session)
        const missing = missingAtFinish(current, await whatCameOf(manager, current))
        if (missing.length > 0) throw new DeskError('INVALID_INPUT', 'CALL_INCOMPLETE', { fields: missing.join(' ') })
        await audit(manager, core, { staffId: session.staffId, action: 'calls.finish', subject: callId })
        return await saveCall(manager, core, session, { ...current, parked: null, endedAt: current.paperSlip?.endedAt ?? instantOf(core) })
      })
      changed(core, 'calls')
      return call
    },
    open: async (_input, caller) => await openCallsOf(core.database.reader.manager, requireSession(caller).staffId),
    get: async ({ callId }, caller) => {
      const session = requireSession(caller)
      const call = await calls.get(core.database.reader.manager, callId)
      if (call === null) throw new DeskError('NOT_FOUND', 'CALL')
      if (call.operatorId !== session.staffId) {
        await core.database.write(async (manager) => await audit(manager, core, { staffId: session.staffId, action: 'calls.get', subject: callId }))
      }
      const [view] = await withNames([call])
      return view!
    },
    list: async ({ facilityCode, limit }, caller) => {
      const { staffId } = requireSession(caller)
      const manager = core.database.reader.manager
      return await withNames(facilityCode === undefined
        ? await calls.list(manager, { where: { operatorId: staffId }, order: { startedAt: 'DESC' }, limit })
        : await callsOfFacility(manager, facilityCode, limit))
    },
    candidates: async ({ telephone }, caller) => {
      const session = requireSession(caller)
      const manager = core.database.reader.manager
      const found = await candidatesOf(manager, core.facilityList.handle(), telephone)
      return { facilities: found.facilities, callbacks: await callbackViews(manager, core, session, found.callbacks) }
    },
  }
}

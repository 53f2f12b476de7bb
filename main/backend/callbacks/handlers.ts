/** callbacks.*: promises to call back, everybody's to see. */
import type { EntityManager } from 'typeorm'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { CallbackView } from '#shared/contract/desktop/contract.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { CallbackRecord } from '#shared/contract/records.ts'
import { audit, changed, historyEventOf, instantOf, requireSession, send, type Caller, type Core, type SignedIn } from '../core.ts'
import { callbacks } from '../database/record-repository.ts'
import { currentCaseSettings, currentVerificationRule } from '../office-documents/current-settings.ts'
import { endedCallbacks, openCallbacks } from './callback-repository.ts'
import { callbackViews } from './callback-view.ts'
import { requireAhead, requireAssignable, requireOpenCallback } from './checks.ts'
import { promisedCallback } from './promise.ts'
import { settleVerification } from './settle-verification.ts'

const mostAttempts = 50

export const createCallbackHandlers = (core: Core): Handlers<Caller>['callbacks'] => {
  const store = async (manager: EntityManager, session: SignedIn, callback: CallbackRecord): Promise<CallbackRecord> => {
    const next = { ...callback, version: callback.version + 1 }
    const base = await callbacks.get(manager, callback.callbackId)
    await callbacks.save(manager, next)
    await send(manager, core, session, { type: 'callback.saved', payload: callback, entity: 'callback', entityId: callback.callbackId, base })
    return next
  }
  const viewOf = async (manager: EntityManager, session: SignedIn, callback: CallbackRecord): Promise<CallbackView> => {
    const [view] = await callbackViews(manager, core, session, [callback])
    return view!
  }
  /** One step of one promise, audited, with what the page shows afterwards. */
  const step = async (
    session: SignedIn, { callbackId, version }: { callbackId: string; version: number }, action: string,
    work: (manager: EntityManager, callback: CallbackRecord) => Promise<CallbackRecord>,
  ): Promise<CallbackView> => {
    const view = await core.database.write(async (manager) => {
      const next = await work(manager, await requireOpenCallback(manager, callbackId, version))
      await audit(manager, core, { staffId: session.staffId, action: `callbacks.${action}`, subject: callbackId })
      return await viewOf(manager, session, next)
    })
    changed(core, 'callbacks')
    return view
  }
  const eventOf = async (manager: EntityManager, session: SignedIn, to: CallbackRecord['state'], reason: string) =>
    await historyEventOf(manager, core, session.staffId, 'open', to, reason)

  return {
    list: async ({ facilityCode, withEnded }, caller) => {
      const session = requireSession(caller)
      const manager = core.database.reader.manager
      const of = facilityCode ?? null
      const ended = withEnded ? await endedCallbacks(manager, of, core.deps.clock.now()) : []
      return await callbackViews(manager, core, session, [...(await openCallbacks(manager, of)), ...ended])
    },
    promise: async (input, caller) => {
      const session = requireSession(caller)
      const { callbackMinutes } = await currentCaseSettings(core)
      const view = await core.database.write(async (manager) => {
        const callback = await store(manager, session, await promisedCallback(manager, core, session, input, callbackMinutes))
        await audit(manager, core, { staffId: session.staffId, action: 'callbacks.promise', subject: callback.callbackId })
        return await viewOf(manager, session, callback)
      })
      changed(core, 'callbacks')
      return view
    },
    attempt: async ({ result, dueAt, ...of }, caller) => {
      const session = requireSession(caller)
      requireAhead(core, dueAt)
      return await step(session, of, `attempt.${result}`, async (manager, callback) => {
        if (callback.attempts.length >= mostAttempts) throw new DeskError('CONFLICT', 'CALLBACK_ATTEMPTS')
        return await store(manager, session, { ...callback, dueAt, attempts: [...callback.attempts, { at: instantOf(core), staffId: session.staffId, result }] })
      })
    },
    finish: async ({ result, isConfirmed, ...of }, caller) => {
      const session = requireSession(caller)
      const rule = await currentVerificationRule(core)
      const view = await step(session, of, 'finish', async (manager, callback) => {
        if (callback.kind === 'verification' && isConfirmed === null) throw new DeskError('INVALID_INPUT', 'CONFIRMATION_MISSING')
        const done: CallbackRecord = { ...callback, state: 'done', result, events: [...callback.events, await eventOf(manager, session, 'done', result)] }
        const next = await store(manager, session, done)
        if (callback.kind === 'verification' && isConfirmed !== null) await settleVerification(manager, core, session, callback, { rule, isConfirmed, reason: result })
        return next
      })
      if (view.kind === 'verification') changed(core, 'verifications')
      return view
    },
    cancel: async ({ reason, ...of }, caller) => {
      const session = requireSession(caller)
      return await step(session, of, 'cancel', async (manager, callback) =>
        await store(manager, session, { ...callback, state: 'cancelled', result: reason, events: [...callback.events, await eventOf(manager, session, 'cancelled', reason)] }))
    },
    assign: async ({ assignedTo, reason, ...of }, caller) => {
      const session = requireSession(caller)
      return await step(session, of, 'assign', async (manager, callback) => {
        if (assignedTo !== null) await requireAssignable(manager, assignedTo)
        return await store(manager, session, { ...callback, assignedTo, events: [...callback.events, await eventOf(manager, session, 'open', reason)] })
      })
    },
    get: async ({ callbackId }, caller) => {
      const session = requireSession(caller)
      const manager = core.database.reader.manager
      const callback = await callbacks.get(manager, callbackId)
      if (callback === null) throw new DeskError('NOT_FOUND', 'CALLBACK')
      return await viewOf(manager, session, callback)
    },
  }
}

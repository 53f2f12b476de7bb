/**
 * The one door of the backend: who calls, may they, parse, run, and what an error means. Every host comes through here.
 */
import { mayCallProcedure, mayCallWhileLocked, type ProcedureName } from '#shared/domain/permissions.ts'
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { CallerContext, Dispatch } from '#shared/contract/desktop/router.ts'
import { audit, type Caller, type Core } from './core.ts'
import { asDatabaseError } from './database/open-errors.ts'
import type { Sessions } from './staff/sessions.ts'

/** What was typed before the lock came down is still taken, so that the machine may sleep: a page gathers typing for half a second. */
const lateSaveMilliseconds = 10_000

type AnyHandler = (input: unknown, caller: Caller) => Promise<unknown>

/** Every unexpected error gets an id: the person reads it out, IT finds it in the log. */
const understood = (core: Core, name: string, error: unknown): DeskError => {
  if (error instanceof DeskError) return error
  if (error instanceof CentralUnreachable) return new DeskError('OFFLINE', null, {}, { cause: error })
  if (error instanceof CentralProblem && error.code === 'UNAUTHENTICATED') return new DeskError('NOT_SIGNED_IN', 'SESSION_ENDED', {}, { cause: error })
  if (error instanceof CentralProblem && error.status >= 500) return new DeskError('OFFLINE', null, {}, { cause: error })
  if (error instanceof CentralProblem) return new DeskError('REFUSED', error.code === 'CLIENT_TOO_OLD' ? 'CLIENT_TOO_OLD' : 'CENTRAL_REFUSED', {}, { cause: error })
  const database = asDatabaseError(error)
  if (database !== null) {
    core.deps.log.error(name, error)
    return database
  }
  const errorId = core.deps.ids.next().slice(-12)
  core.deps.log.error(name, error, { errorId })
  return new DeskError('UNEXPECTED', null, {}, { cause: error, errorId })
}

/** It was this person who may not: by role, by whose record it is, or because somebody else must do it. A locked page asks by itself: nobody tried anything. */
const isRefusedPerson = ({ kind, data }: DeskError): boolean => (kind === 'NOT_SIGNED_IN' && data.reason !== 'LOCKED') || kind === 'FORBIDDEN' || (kind === 'REFUSED' && ['SAME_PERSON', 'CHANGED_ADDRESS'].includes(data.reason ?? ''))

export const createDispatch = (core: Core, sessions: Sessions, handlers: Handlers<Caller>): Dispatch => {
  const byName = new Map<string, AnyHandler>(
    Object.entries(handlers).flatMap(([capability, procedures]) =>
      Object.entries(procedures).map(([verb, handler]) => [`${capability}.${verb}`, handler as AnyHandler] as const)),
  )
  const run = async (name: ProcedureName, input: unknown, caller: Caller): Promise<unknown> => {
    const { session } = caller
    if (!mayCallProcedure(session?.staff.role ?? null, name)) throw new DeskError(session === null ? 'NOT_SIGNED_IN' : 'FORBIDDEN')
    const lockedAt = sessions.lockedAt(caller.clientId)
    if (lockedAt !== null && !mayCallWhileLocked(name) && !(name === 'calls.save' && core.deps.clock.now() - lockedAt < lateSaveMilliseconds)) throw new DeskError('NOT_SIGNED_IN', 'LOCKED')
    const handler = byName.get(name)
    if (handler === undefined) throw new DeskError('NOT_FOUND', 'PROCEDURE')
    return await handler(input, caller)
  }
  return async (name: ProcedureName, input: unknown, { clientId, signal }: CallerContext): Promise<unknown> => {
    const session = sessions.of(clientId)
    try {
      return await run(name, input, { clientId, session, signal })
    } catch (error) {
      const failure = understood(core, name, error)
      if (isRefusedPerson(failure)) {
        await core.database.write(async (manager) => await audit(manager, core, { staffId: session?.staffId ?? null, action: name, outcome: 'refused' }))
      }
      throw failure
    }
  }
}

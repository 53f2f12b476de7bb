/** session.*: who is signed in on this page. */
import type { CurrentSession } from '#shared/contract/desktop/contract.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { Caller, Core, SignedIn } from '../core.ts'
import { readSetting } from '../database/setting-repository.ts'
import { currentPolicy } from '../office-documents/current-settings.ts'
import type { ExternalSignIn } from './external-sign-in.ts'
import type { Sessions } from './sessions.ts'

export const createSessionHandlers = (core: Core, { sessions, external }: { readonly sessions: Sessions; readonly external: ExternalSignIn }): Handlers<Caller>['session'] => {
  const current = async (session: SignedIn | null, isLocked = false): Promise<CurrentSession> => ({
    staff: session?.staff ?? null,
    isLocked,
    idleLockMinutes: (await currentPolicy(core)).idleLockMinutes,
    isOffline: session?.isOffline ?? false,
    host: core.deps.host,
    isTrial: (await readSetting(core.database.reader.manager, 'isTrial')) === '1',
  })
  return {
    current: async (_input, caller) => await current(caller.session, sessions.lockedAt(caller.clientId) !== null),
    signIn: async ({ staffId, password }, caller) => {
      const session = await sessions.signIn(caller.clientId, staffId, password)
      core.wakeSync()
      return await current(session)
    },
    lock: async (_input, caller) => {
      await sessions.lock(caller.clientId)
      return await current(caller.session, true)
    },
    unlock: async ({ password }, caller) => {
      const session = await sessions.unlock(caller.clientId, password)
      core.wakeSync()
      return await current(session)
    },
    methods: async () => await external.methods(),
    startExternal: async (_input, caller) => await external.start(caller.clientId),
    finishExternal: async ({ number }, caller) => {
      const session = await external.finish(caller.clientId, number)
      core.wakeSync()
      return await current(session)
    },
    signOut: async (_input, caller) => {
      await sessions.signOut(caller.clientId)
      return await current(null)
    },
  }
}

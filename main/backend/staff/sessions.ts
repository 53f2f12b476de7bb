/**
 * Who has signed in on which page. Sign-in is central's; while it cannot be reached, the verifier of the person's last
 * online sign-in on this desktop serves for a limited time.
 */
import type { CentralReply } from '#shared/contract/central/client.ts'
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { offlineSignInMilliseconds } from '#shared/domain/offline-work.ts'
import type { StaffMember } from '#shared/contract/records.ts'
import { audit, type Core, type SignedIn } from '../core.ts'
import type { CentralLink } from '../sync/central-link.ts'
import type { Author } from '../sync/outbox-repository.ts'
import { fitsVerifier, makeVerifier, standInVerifier } from './password-verifier.ts'
import { findStaff, saveOnlineSignIn } from './staff-repository.ts'

interface Held extends SignedIn {
  readonly tokens: { accessToken: string; accessTokenExpiresAt: string; refreshToken: string } | null
}

/** No answer, or none that says anything about the person. */
const isAway = (error: unknown): boolean =>
  error instanceof CentralUnreachable || (error instanceof DeskError && error.kind === 'OFFLINE') || (error instanceof CentralProblem && error.status >= 500)

export type Sessions = ReturnType<typeof createSessions>

export const createSessions = (core: Core, link: CentralLink) => {
  const held = new Map<string, Held>()
  const refreshing = new Map<string, Promise<string>>()
  const afterEnd = new Set<() => void>()
  const tellEnd = () => { for (const listener of afterEnd) listener() }

  const remember = (clientId: string, staff: StaffMember, sessionId: string, tokens: Held['tokens']): SignedIn => {
    const session: Held = { staff, staffId: staff.staffId, sessionId, isOffline: tokens === null, tokens }
    held.set(clientId, session)
    return session
  }

  const endWhere = (isToEnd: (session: Held) => boolean): void => {
    let hasEnded = false
    for (const [clientId, session] of held) if (isToEnd(session)) hasEnded = held.delete(clientId) || hasEnded
    if (!hasEnded) return
    tellEnd()
    core.hub.changed('session')
  }

  /** @param offlineVerifier null where there is no password by which the person could sign in without central */
  const takeOver = async (clientId: string, reply: CentralReply<'signIn'>, offlineVerifier: string | null): Promise<SignedIn> => {
    await core.database.write(async (manager) => {
      await saveOnlineSignIn(manager, reply.staff, { offlineVerifier, at: new Date(core.deps.clock.now()).toISOString(), sessionId: reply.sessionId })
      await audit(manager, core, { staffId: reply.staff.staffId, action: 'session.signIn' })
    })
    return remember(clientId, reply.staff, reply.sessionId, reply)
  }

  const signInOnline = async (clientId: string, staffId: string, password: string): Promise<SignedIn> => {
    const reply = await link.callAsDevice('signIn', { body: { staffId, password } })
    return await takeOver(clientId, reply, await makeVerifier(password))
  }

  /** Why central let nobody in. Neutral, and in the audit trail. */
  const refusal = async (problem: CentralProblem, reason: string | null): Promise<DeskError> => {
    if (problem.code === 'TOO_MANY_REQUESTS') return new DeskError('SIGN_IN_FAILED', 'TOO_MANY_ATTEMPTS', { seconds: Math.ceil(problem.retryAfter ?? 60) })
    if (problem.code === 'DEVICE_REVOKED') return new DeskError('FORBIDDEN', 'DEVICE_REVOKED')
    await core.database.write(async (manager) => await audit(manager, core, { staffId: null, action: 'session.signIn', outcome: 'refused' }))
    return new DeskError('SIGN_IN_FAILED', reason)
  }

  const signInOffline = async (clientId: string, staffId: string, password: string): Promise<SignedIn> => {
    const row = await findStaff(core.database.reader.manager, staffId)
    const fits = await fitsVerifier(row?.offlineVerifier ?? (await standInVerifier()), password)
    const isRecent = row?.lastOnlineAt != null && core.deps.clock.now() - Date.parse(row.lastOnlineAt) < offlineSignInMilliseconds
    if (row === null || row.offlineVerifier === null || row.lastSessionId === null || !fits || !row.isActive || !isRecent) {
      await core.database.write(async (manager) => await audit(manager, core, { staffId: null, action: 'session.signIn', outcome: 'refused' }))
      throw new DeskError('SIGN_IN_FAILED', 'OFFLINE')
    }
    await core.database.write(async (manager) => await audit(manager, core, { staffId: row.staffId, action: 'session.signInOffline' }))
    const { staffId: id, displayName, role, isActive } = row
    return remember(clientId, { staffId: id, displayName, role, isActive }, row.lastSessionId, null)
  }

  const freshToken = async (clientId: string): Promise<string> => {
    const session = held.get(clientId)
    if (session === undefined) throw new DeskError('NOT_SIGNED_IN')
    if (session.tokens === null) throw new DeskError('OFFLINE', 'SIGNED_IN_OFFLINE')
    if (Date.parse(session.tokens.accessTokenExpiresAt) - core.deps.clock.now() > 60_000) return session.tokens.accessToken
    // One refresh at a time: a refresh token works once.
    const running = refreshing.get(clientId)
    if (running !== undefined) return await running
    const refresh = (async () => {
      try {
        const reply = await link.callAsDevice('refreshSession', { body: { refreshToken: session.tokens!.refreshToken } })
        // Signed out meanwhile: the answer must not sign anybody in again.
        if (held.get(clientId) !== session) throw new DeskError('NOT_SIGNED_IN')
        remember(clientId, reply.staff, reply.sessionId, reply)
        return reply.accessToken
      } catch (error) {
        if (error instanceof CentralProblem && error.code === 'UNAUTHENTICATED') endWhere((one) => one === session)
        throw error
      } finally {
        refreshing.delete(clientId)
      }
    })()
    refreshing.set(clientId, refresh)
    return await refresh
  }

  return {
    of: (clientId: string): SignedIn | null => held.get(clientId) ?? null,
    signIn: async (clientId: string, staffId: string, password: string): Promise<SignedIn> => {
      try {
        return await signInOnline(clientId, staffId, password)
      } catch (error) {
        if (isAway(error)) return await signInOffline(clientId, staffId, password)
        if (error instanceof CentralProblem) throw await refusal(error, null)
        throw error
      }
    },
    /** With what the organisation's identity provider has confirmed. There is no password of it, so none that would serve without central. */
    signInExternally: async (clientId: string, request: { handle: string; number: string }): Promise<SignedIn> => {
      try {
        return await takeOver(clientId, await link.callAsDevice('finishOidcSignIn', { body: request }), null)
      } catch (error) {
        if (error instanceof CentralProblem && error.status < 500) throw await refusal(error, 'EXTERNAL')
        throw error
      }
    },
    signOut: async (clientId: string): Promise<void> => {
      const session = held.get(clientId)
      if (session === undefined) return
      held.delete(clientId)
      tellEnd()
      await core.database.write(async (manager) => await audit(manager, core, { staffId: session.staffId, action: 'session.signOut' }))
      if (session.tokens === null) return
      try {
        await link.call('signOut', { token: session.tokens.accessToken })
      } catch (error) {
        // The token dies by itself within minutes; the person has left this page either way.
        core.deps.log.error('session.signOut', error)
      }
    },
    end: (clientId: string): void => {
      if (held.delete(clientId)) tellEnd()
    },
    /** Told after a session of any page has ended: what is kept in memory for a person goes then. */
    whenEnded: (listener: () => void): void => void afterEnd.add(listener),
    /** This desktop is revoked, or another one now. */
    endAll: (): void => endWhere(() => true),
    endSession: (sessionId: string): void => endWhere((session) => session.sessionId === sessionId),
    staffChanged: (staff: StaffMember): void =>
      endWhere((session) => session.staffId === staff.staffId && (!staff.isActive || session.staff.role !== staff.role)),
    /** Somebody signed in with central, not offline; null while there is nobody. */
    anyOnline: (): Author | null => {
      const session = [...held.values()].findLast((one) => one.tokens !== null)
      return session === undefined ? null : { staffId: session.staffId, sessionId: session.sessionId }
    },
    /** Pages whose person is signed in with central, not offline. */
    onlinePages: (): { clientId: string; session: SignedIn }[] => [...held].filter(([, one]) => one.tokens !== null).map(([clientId, session]) => ({ clientId, session })),
    /** A token of the person on this page. @throws DeskError NOT_SIGNED_IN, OFFLINE */
    freshToken,
  }
}

/**
 * Who has signed in on which page. Sign-in is central's; while it cannot be reached, the verifier of the person's last
 * online sign-in on this desktop serves for a limited time.
 */
import type { CentralReply } from '#shared/contract/central/client.ts'
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { StaffMember } from '#shared/contract/records.ts'
import { audit, type Core, type SignedIn } from '../core.ts'
import type { StaffRow } from '../database/entities/staff.ts'
import type { CentralLink } from '../sync/central-link.ts'
import type { Author } from '../sync/outbox-repository.ts'
import { knownHere } from './known-here.ts'
import { makeVerifier } from './password-verifier.ts'
import { saveOnlineSignIn, staffOf } from './staff-repository.ts'
import { beginTry, forgetTries } from './wrong-passwords.ts'

interface Held extends SignedIn {
  /** Milliseconds since the epoch; null while the person works. */
  readonly lockedAt: number | null
  readonly tokens: { accessToken: string; accessTokenExpiresAt: string; refreshToken: string } | null
}

/** No answer, or none that says anything about the person. */
const isAway = (error: unknown): boolean =>
  error instanceof CentralUnreachable || (error instanceof DeskError && error.kind === 'OFFLINE') || (error instanceof CentralProblem && error.status >= 500)

export type Sessions = ReturnType<typeof createSessions>

/** @param onReplaced somebody else has taken over the page of this person, who is told to have left it */
export const createSessions = (core: Core, link: CentralLink, onReplaced: (before: SignedIn) => Promise<void>) => {
  const held = new Map<string, Held>()
  const refreshing = new Map<string, Promise<string>>()
  const afterEnd = new Set<() => void>()
  const tellEnd = () => { for (const listener of afterEnd) listener() }

  const remember = (clientId: string, staff: StaffMember, sessionId: string, tokens: Held['tokens'], lockedAt: number | null = null): SignedIn => {
    const session: Held = { staff, staffId: staff.staffId, sessionId, isOffline: tokens === null, tokens, lockedAt }
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

  const lockWhere = async (isToLock: (clientId: string) => boolean): Promise<void> => {
    const now = core.deps.clock.now()
    const locked = [...held].filter(([clientId, session]) => session.lockedAt === null && isToLock(clientId))
    if (locked.length === 0) return
    for (const [clientId, session] of locked) held.set(clientId, { ...session, lockedAt: now })
    core.hub.changed('session')
    await core.database.write(async (manager) => {
      for (const [, { staffId }] of locked) await audit(manager, core, { staffId, action: 'session.lock' })
    })
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
    await forgetTries(core, staffId)
    return await takeOver(clientId, reply, await makeVerifier(password))
  }

  /** Why central let nobody in. Neutral, and in the audit trail. */
  const refusal = async (problem: CentralProblem, reason: string | null, action = 'session.signIn'): Promise<DeskError> => {
    if (problem.code === 'TOO_MANY_REQUESTS') return new DeskError('SIGN_IN_FAILED', 'TOO_MANY_ATTEMPTS', { seconds: Math.ceil(problem.retryAfter ?? 60) })
    if (problem.code === 'DEVICE_REVOKED') return new DeskError('FORBIDDEN', 'DEVICE_REVOKED')
    await core.database.write(async (manager) => await audit(manager, core, { staffId: null, action, outcome: 'refused' }))
    return new DeskError('SIGN_IN_FAILED', reason)
  }

  /** Without central. @throws DeskError SIGN_IN_FAILED: OFFLINE, or TOO_MANY_ATTEMPTS with `seconds` to wait */
  const provedHere = async (staffId: string, password: string, action: string): Promise<StaffRow> => {
    const pause = await beginTry(core, staffId)
    if (pause > 0) throw new DeskError('SIGN_IN_FAILED', 'TOO_MANY_ATTEMPTS', { seconds: Math.ceil(pause / 1000) })
    const row = await knownHere(core, staffId, password)
    if (row === null) {
      await core.database.write(async (manager) => await audit(manager, core, { staffId: null, action, outcome: 'refused' }))
      throw new DeskError('SIGN_IN_FAILED', 'OFFLINE')
    }
    await forgetTries(core, staffId)
    return row
  }

  const signInOffline = async (clientId: string, staffId: string, password: string): Promise<SignedIn> => {
    const row = await provedHere(staffId, password, 'session.signIn')
    // Of an enrolment that has ended: nothing may be done under it.
    if (row.lastSessionId === null) throw new DeskError('SIGN_IN_FAILED', 'OFFLINE')
    await core.database.write(async (manager) => await audit(manager, core, { staffId: row.staffId, action: 'session.signInOffline' }))
    return remember(clientId, staffOf(row), row.lastSessionId, null)
  }

  /** The token dies by itself within minutes where central is not told: the person has left this page either way. */
  const endAtCentral = async ({ tokens }: Held): Promise<void> => {
    if (tokens === null) return
    try {
      await link.call('signOut', { token: tokens.accessToken })
    } catch (error) {
      core.deps.log.error('session.signOut', error)
    }
  }

  /** Whoever proves who they are on a page takes it over; the one before has left it then. */
  const inPlaceOf = async (clientId: string, prove: () => Promise<SignedIn>): Promise<SignedIn> => {
    const before = held.get(clientId)
    const session = await prove()
    if (before !== undefined && before.staffId !== session.staffId) {
      tellEnd()
      await core.database.write(async (manager) => await audit(manager, core, { staffId: before.staffId, action: 'session.signOut' }))
      await onReplaced(before)
    }
    if (before !== undefined && before.sessionId !== session.sessionId) await endAtCentral(before)
    return session
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
        if (held.get(clientId)?.sessionId !== session.sessionId) throw new DeskError('NOT_SIGNED_IN')
        // Locked meanwhile: it stays so.
        remember(clientId, reply.staff, reply.sessionId, reply, held.get(clientId)?.lockedAt ?? null)
        return reply.accessToken
      } catch (error) {
        if (error instanceof CentralProblem && error.code === 'UNAUTHENTICATED') endWhere((one) => one.sessionId === session.sessionId)
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
    signIn: async (clientId: string, staffId: string, password: string): Promise<SignedIn> => await inPlaceOf(clientId, async () => {
      try {
        return await signInOnline(clientId, staffId, password)
      } catch (error) {
        if (isAway(error)) return await signInOffline(clientId, staffId, password)
        if (error instanceof CentralProblem) throw await refusal(error, null)
        throw error
      }
    }),
    /** null while the person of this page works, or nobody is there; else since when it is locked. */
    lockedAt: (clientId: string): number | null => held.get(clientId)?.lockedAt ?? null,
    /** Nothing is to be read or done on this page until its person, or another one, has said who they are. What runs goes on. */
    lock: async (clientId: string): Promise<void> => await lockWhere((one) => one === clientId),
    /** The machine was locked or put to sleep. */
    lockAll: async (): Promise<void> => await lockWhere(() => true),
    /** @throws DeskError NOT_SIGNED_IN, SIGN_IN_FAILED (null, OFFLINE, TOO_MANY_ATTEMPTS), FORBIDDEN DEVICE_REVOKED */
    unlock: async (clientId: string, password: string): Promise<SignedIn> => {
      const staffId = held.get(clientId)?.staffId
      if (staffId === undefined) throw new DeskError('NOT_SIGNED_IN')
      try {
        await link.callAsDevice('confirmPerson', { body: { staffId, password } })
        await forgetTries(core, staffId)
      } catch (error) {
        if (isAway(error)) await provedHere(staffId, password, 'session.unlock')
        else if (error instanceof CentralProblem) throw await refusal(error, 'PASSWORD', 'session.unlock')
        else throw error
      }
      const session = held.get(clientId)
      // Ended while the password was compared.
      if (session?.staffId !== staffId) throw new DeskError('NOT_SIGNED_IN')
      const open = { ...session, lockedAt: null }
      held.set(clientId, open)
      await core.database.write(async (manager) => await audit(manager, core, { staffId, action: 'session.unlock' }))
      core.hub.changed('session')
      return open
    },
    /** With what the organisation's identity provider has confirmed. There is no password of it, so none that would serve without central. */
    signInExternally: async (clientId: string, request: { handle: string; number: string }): Promise<SignedIn> => await inPlaceOf(clientId, async () => {
      try {
        return await takeOver(clientId, await link.callAsDevice('finishOidcSignIn', { body: request }), null)
      } catch (error) {
        if (error instanceof CentralProblem && error.status < 500) throw await refusal(error, 'EXTERNAL')
        throw error
      }
    }),
    signOut: async (clientId: string): Promise<void> => {
      const session = held.get(clientId)
      if (session === undefined) return
      held.delete(clientId)
      tellEnd()
      await core.database.write(async (manager) => await audit(manager, core, { staffId: session.staffId, action: 'session.signOut' }))
      await endAtCentral(session)
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
    /** A token of the person on this page. @param staffId whose it must be; left out: whoever is there @throws DeskError NOT_SIGNED_IN, OFFLINE */
    freshToken: async (clientId: string, staffId?: string): Promise<string> => {
      // Somebody else goes on at this page: what the one before had begun is not theirs.
      if (staffId !== undefined && held.get(clientId)?.staffId !== staffId) throw new DeskError('NOT_SIGNED_IN')
      return await freshToken(clientId)
    },
  }
}

import { offlineWorkMilliseconds } from '#shared/domain/offline-work.ts'
import { randomUUID } from 'node:crypto'
import type { CentralReply } from '#shared/contract/central/client.ts'
import { raiseAlert } from '../audit/security-alert-repository.ts'
import type { DeviceCaller, SessionCaller } from '../caller.ts'
import { clearAttempts, reserveAttempt } from '../credentials/attempt-repository.ts'
import { verifyPassword } from '../credentials/password-hash.ts'
import { createToken, hashToken } from '../credentials/secrets.ts'
import type { Database, Transaction } from '../database/open-database.ts'
import type { SessionRow, StaffRow } from '../database/entities/staff.ts'
import type { Clock } from '../ports.ts'
import { Refusal } from '../problem.ts'
import {
  endSession, giveUpUnusedSuccessor, insertRefreshToken, insertSession, lockSession, renewAccess, sessionOfRefreshToken, useRefreshToken,
} from './session-repository.ts'
import { findStaff, staffMemberOf } from './staff-repository.ts'

const accessLifeMilliseconds = 15 * 60_000
/** A desktop that stays unused longer asks for the password again. */
const refreshLifeMilliseconds = 12 * 3_600_000

async function freshTokens(transaction: Transaction, now: number, sessionId: string, givenFor: string | null) {
  const accessToken = createToken('access')
  const refreshToken = createToken('refresh')
  const stored = {
    accessHash: hashToken(accessToken),
    accessExpiresAt: new Date(now + accessLifeMilliseconds),
    refreshExpiresAt: new Date(now + refreshLifeMilliseconds),
  }
  return {
    stored,
    saveRefreshToken: () => insertRefreshToken(transaction, { tokenHash: hashToken(refreshToken), sessionId, createdAt: new Date(now), givenFor }),
    reply: (staff: StaffRow): CentralReply<'signIn'> => ({
      sessionId, accessToken, accessTokenExpiresAt: stored.accessExpiresAt.toISOString(), refreshToken, staff: staffMemberOf(staff),
    }),
  }
}

/** For somebody who has proved who they are. */
export async function startSession(transaction: Transaction, now: number, deviceId: string, staff: StaffRow): Promise<CentralReply<'signIn'>> {
  const sessionId = randomUUID()
  const tokens = await freshTokens(transaction, now, sessionId, null)
  await insertSession(transaction, { sessionId, staffId: staff.staffId, deviceId, startedAt: new Date(now), ...tokens.stored })
  await tokens.saveRefreshToken()
  return tokens.reply(staff)
}

/**
 * Neutral: an unknown id, a disabled person and a wrong password answer alike, take as long, and slow down alike.
 * @param then what the right password is good for, in the transaction that has looked again
 * @throws Refusal SIGN_IN_FAILED, TOO_MANY_REQUESTS (growing delay)
 */
async function provePassword<T>(
  database: Database, now: number, request: { staffId: string; password: string }, then: (transaction: Transaction, staff: StaffRow) => Promise<T>,
): Promise<T> {
  const wait = await database.transaction((transaction) => reserveAttempt(transaction, 'signIn', request.staffId, now))
  if (wait > 0) throw new Refusal('TOO_MANY_REQUESTS', wait)
  const found = await findStaff(database.reader, request.staffId)
  const isRight = await verifyPassword(found?.passwordHash ?? null, request.password)
  if (found === null || !isRight) throw new Refusal('SIGN_IN_FAILED')
  return database.transaction(async (transaction) => {
    // Read again: the person may have been disabled, or the password reset, while it was being verified.
    const staff = await findStaff(transaction, request.staffId)
    if (staff === null || !staff.isActive || staff.passwordHash !== found.passwordHash) throw new Refusal('SIGN_IN_FAILED')
    await clearAttempts(transaction, 'signIn', request.staffId)
    return then(transaction, staff)
  })
}

/** @throws Refusal SIGN_IN_FAILED, TOO_MANY_REQUESTS (growing delay) */
export function signIn(
  database: Database, clock: Clock, caller: DeviceCaller, request: { staffId: string; password: string },
): Promise<CentralReply<'signIn'>> {
  const now = clock.now()
  return provePassword(database, now, request, (transaction, staff) => startSession(transaction, now, caller.deviceId, staff))
}

/** Somebody who stands by at another person's desk: known by their password, and signed in nowhere. @throws as `signIn` */
export function confirmPerson(database: Database, clock: Clock, request: { staffId: string; password: string }): Promise<CentralReply<'confirmPerson'>> {
  return provePassword(database, clock.now(), request, (_transaction, staff) => Promise.resolve({ staff: staffMemberOf(staff) }))
}

/**
 * Each refresh token works once, and again while what was given out for it was never used: its answer may have been lost. One that comes
 * after that has been copied, so the session ends and a supervisor is called.
 * @throws Refusal UNAUTHENTICATED
 */
export async function refreshSession(database: Database, clock: Clock, caller: DeviceCaller, refreshToken: string): Promise<CentralReply<'refreshSession'>> {
  const now = clock.now()
  // The end of a session whose token was re-used must be kept, so the refusal is thrown after the transaction.
  const reply = await database.transaction(async (transaction) => {
    const tokenHash = hashToken(refreshToken)
    const sessionId = await sessionOfRefreshToken(transaction, tokenHash)
    const session = sessionId === null ? null : await lockSession(transaction, sessionId)
    if (session === null || session.deviceId !== caller.deviceId || session.endedAt !== null) return null
    const isUsable = (await useRefreshToken(transaction, tokenHash, new Date(now))) || (await giveUpUnusedSuccessor(transaction, session.sessionId, tokenHash, new Date(now)))
    if (!isUsable) {
      await endSession(transaction, session.sessionId, new Date(now), 'refreshTokenReused')
      await raiseAlert(transaction, { kind: 'refreshTokenReused', raisedAt: new Date(now), deviceId: caller.deviceId, noticeId: null })
      return null
    }
    const staff = await findStaff(transaction, session.staffId)
    if (session.refreshExpiresAt.getTime() <= now || staff === null || !staff.isActive) return null
    const tokens = await freshTokens(transaction, now, session.sessionId, tokenHash)
    await renewAccess(transaction, session.sessionId, tokens.stored)
    await tokens.saveRefreshToken()
    return tokens.reply(staff)
  })
  if (reply === null) throw new Refusal('UNAUTHENTICATED')
  return reply
}

export async function signOut(database: Database, clock: Clock, caller: SessionCaller): Promise<CentralReply<'signOut'>> {
  await database.transaction((transaction) => endSession(transaction, caller.sessionId, new Date(clock.now()), 'signedOut'))
  return { ended: true }
}

/**
 * True when a mutation of this person, device and moment may name this session (undefined: there is no such one). An offline sign-in names the person's last
 * session, which may have ended by signing out; one that ended for any other reason (disabled, new password, device
 * revoked, token used twice) is good for nothing after its end.
 */
export function isSessionGoodFor(session: SessionRow | undefined, mutation: { staffId: string; occurredAt: string }, deviceId: string): boolean {
  if (session === undefined || session.deviceId !== deviceId || session.staffId !== mutation.staffId) return false
  if (session.endedAt === null) return true
  const tolerance = session.endReason === 'signedOut' ? offlineWorkMilliseconds : 0
  return Date.parse(mutation.occurredAt) <= session.endedAt.getTime() + tolerance
}

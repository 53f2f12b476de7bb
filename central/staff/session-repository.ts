import { In, IsNull } from 'typeorm'
import type { Transaction } from '../database/open-database.ts'
import { refreshTokenEntity, sessionEntity, type SessionEndReason, type SessionRow } from '../database/entities/staff.ts'

export async function insertSession(transaction: Transaction, session: Omit<SessionRow, 'endedAt' | 'endReason'>): Promise<void> {
  await transaction.insert(sessionEntity, { ...session, endedAt: null, endReason: null })
}

/** Those there are of these, by their ids in small letters. */
export async function findSessions(reader: Transaction, sessionIds: readonly string[]): Promise<Map<string, SessionRow>> {
  return new Map((await reader.findBy(sessionEntity, { sessionId: In(sessionIds) })).map((session) => [session.sessionId, session]))
}

export function findSessionByAccessToken(reader: Transaction, accessHash: string): Promise<SessionRow | null> {
  return reader.findOneBy(sessionEntity, { accessHash })
}

/** The session, held until the transaction ends: two refreshes of one session follow each other. */
export async function lockSession(transaction: Transaction, sessionId: string): Promise<SessionRow | null> {
  return transaction.findOne(sessionEntity, { where: { sessionId }, lock: { mode: 'pessimistic_write' } })
}

export async function renewAccess(transaction: Transaction, sessionId: string, access: Pick<SessionRow, 'accessHash' | 'accessExpiresAt' | 'refreshExpiresAt'>): Promise<void> {
  await transaction.update(sessionEntity, { sessionId }, access)
}

export async function endSession(transaction: Transaction, sessionId: string, endedAt: Date, endReason: SessionEndReason): Promise<void> {
  await transaction.update(sessionEntity, { sessionId, endedAt: IsNull() }, { endedAt, endReason })
}

export async function endSessionsOfStaff(transaction: Transaction, staffId: string, endedAt: Date, endReason: SessionEndReason): Promise<void> {
  await transaction.update(sessionEntity, { staffId, endedAt: IsNull() }, { endedAt, endReason })
}

export async function endSessionsOfDevice(transaction: Transaction, deviceId: string, endedAt: Date): Promise<void> {
  await transaction.update(sessionEntity, { deviceId, endedAt: IsNull() }, { endedAt, endReason: 'deviceRevoked' })
}

/** @param givenFor hash of the token that was shown for it; null at sign-in */
export async function insertRefreshToken(transaction: Transaction, token: { tokenHash: string; sessionId: string; createdAt: Date; givenFor: string | null }): Promise<void> {
  await transaction.insert(refreshTokenEntity, { ...token, usedAt: null })
}

/** Session of a refresh token, used or not. */
export async function sessionOfRefreshToken(reader: Transaction, tokenHash: string): Promise<string | null> {
  return (await reader.findOneBy(refreshTokenEntity, { tokenHash }))?.sessionId ?? null
}

/** True the first time. */
export async function useRefreshToken(transaction: Transaction, tokenHash: string, usedAt: Date): Promise<boolean> {
  return (await transaction.update(refreshTokenEntity, { tokenHash, usedAt: IsNull() }, { usedAt })).affected === 1
}

/**
 * The answer to a refresh was lost: its token comes again while the one given out for it was never used. That one is given up; whoever shows
 * it from now on has a copy. Hold the session's lock.
 * @returns false where the token given out for it, or a later one, has been used: somebody has a copy
 */
export async function giveUpUnusedSuccessor(transaction: Transaction, sessionId: string, tokenHash: string, at: Date): Promise<boolean> {
  return (await transaction.update(refreshTokenEntity, { sessionId, givenFor: tokenHash, usedAt: IsNull() }, { usedAt: at })).affected === 1
}

import { randomUUID } from 'node:crypto'
import { LessThanOrEqual, MoreThan } from 'typeorm'
import type { Transaction } from '../database/open-database.ts'
import { oidcEventEntity, oidcSignInEntity, type OidcEventRow, type OidcSignInRow } from '../database/entities/oidc.ts'

/** One sign-in a desktop at a time: an earlier one that was not finished is given up. */
export async function insertSignIn(transaction: Transaction, row: Pick<OidcSignInRow, 'stateHash' | 'handleHash' | 'deviceId' | 'nonce' | 'codeVerifier' | 'expiresAt'>): Promise<void> {
  await transaction.delete(oidcSignInEntity, { deviceId: row.deviceId })
  await transaction.insert(oidcSignInEntity, { ...row, status: 'waiting', staffId: null, numberHash: null, wrongNumbers: 0 })
}

/** For the first who brings this state, in time; whoever brings it again gets null. */
export async function takeState(transaction: Transaction, stateHash: string, now: Date): Promise<OidcSignInRow | null> {
  const taken = await transaction.update(oidcSignInEntity, { stateHash, status: 'waiting', expiresAt: MoreThan(now) }, { status: 'exchanging' })
  return taken.affected === 1 ? transaction.findOneBy(oidcSignInEntity, { stateHash }) : null
}

/** The secrets of the exchange go: they have been used. False where the sign-in was given up meanwhile. */
export async function confirmSignIn(transaction: Transaction, stateHash: string, staffId: string, numberHash: string): Promise<boolean> {
  const confirmed = await transaction.update(oidcSignInEntity, { stateHash, status: 'exchanging' }, { status: 'confirmed', staffId, numberHash, nonce: '', codeVerifier: '' })
  return confirmed.affected === 1
}

export async function dropSignIn(transaction: Transaction, stateHash: string): Promise<void> {
  await transaction.delete(oidcSignInEntity, { stateHash })
}

/** The sign-in of this handle, held until the transaction ends: two tries follow each other. */
export function lockSignIn(transaction: Transaction, handleHash: string): Promise<OidcSignInRow | null> {
  return transaction.findOne(oidcSignInEntity, { where: { handleHash }, lock: { mode: 'pessimistic_write' } })
}

export async function countWrongNumber(transaction: Transaction, stateHash: string): Promise<void> {
  await transaction.increment(oidcSignInEntity, { stateHash }, 'wrongNumbers', 1)
}

export async function noteOutcome(transaction: Transaction, event: Omit<OidcEventRow, 'eventId'>): Promise<void> {
  await transaction.insert(oidcEventEntity, { ...event, eventId: randomUUID() })
}

export function listOutcomes(reader: Transaction, limit: number): Promise<OidcEventRow[]> {
  return reader.find(oidcEventEntity, { order: { at: 'DESC' }, take: limit })
}

export async function pruneOidc(transaction: Transaction, now: Date, keepEventsSince: Date): Promise<void> {
  await transaction.delete(oidcSignInEntity, { expiresAt: LessThanOrEqual(now) })
  await transaction.delete(oidcEventEntity, { at: LessThanOrEqual(keepEventsSince) })
}

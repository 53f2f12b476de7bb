import type { CentralReply } from '#shared/contract/central/client.ts'
import { plainEnrolmentCode } from '#shared/domain/enrolment-code.ts'
import { firstAuditHash } from '../audit/audit-repository.ts'
import { createReadablePassword, createToken, hashToken } from '../credentials/secrets.ts'
import type { Database, Transaction } from '../database/open-database.ts'
import type { Clock } from '../ports.ts'
import { Refusal } from '../problem.ts'
import { endSessionsOfDevice } from '../staff/session-repository.ts'
import { findDeviceByToken, insertDevice, insertEnrolmentCode, insertPortalCredential, lockDevice, markDeviceRevoked, useEnrolmentCode } from './device-repository.ts'

const codeLifeMilliseconds = 24 * 3_600_000

/** A code that enrols one desktop, valid for a day. Shown once; only its hash is kept. */
export async function createEnrolmentCode(database: Database, clock: Clock): Promise<{ code: string; expiresAt: string }> {
  const code = createReadablePassword()
  const now = clock.now()
  const expiresAt = new Date(now + codeLifeMilliseconds)
  await database.transaction((transaction) =>
    insertEnrolmentCode(transaction, { codeHash: hashToken(plainEnrolmentCode(code)), createdAt: new Date(now), expiresAt }))
  return { code, expiresAt: expiresAt.toISOString() }
}

/**
 * The end of the audit chain of the enrolment this desktop had before; that enrolment ends here. A token central does not know
 * (of another central) begins a chain.
 */
async function endFormerEnrolment(transaction: Transaction, formerDeviceToken: string | undefined, now: Date): Promise<{ auditPosition: number; auditHash: string }> {
  const former = formerDeviceToken === undefined ? null : await findDeviceByToken(transaction, hashToken(formerDeviceToken))
  const locked = former === null ? null : await lockDevice(transaction, former.deviceId)
  if (locked === null) return { auditPosition: 0, auditHash: firstAuditHash }
  await markDeviceRevoked(transaction, locked.deviceNumber, now)
  await endSessionsOfDevice(transaction, locked.deviceId, now)
  return locked
}

/**
 * The audit chain of a desktop that was enrolled before goes on where central's copy ends, under its new number.
 * @throws Refusal FORBIDDEN for a code that is unknown, used or too old
 */
export function enrolDevice(
  database: Database, clock: Clock, isTrial: boolean, request: { enrolmentCode: string; deviceName: string; formerDeviceToken?: string | undefined },
): Promise<CentralReply<'enrolDevice'>> {
  return database.transaction(async (transaction) => {
    const now = new Date(clock.now())
    if (!(await useEnrolmentCode(transaction, hashToken(plainEnrolmentCode(request.enrolmentCode)), now))) throw new Refusal('FORBIDDEN')
    const deviceToken = createToken('device')
    const { auditPosition, auditHash } = await endFormerEnrolment(transaction, request.formerDeviceToken, now)
    const device = await insertDevice(transaction, { name: request.deviceName, tokenHash: hashToken(deviceToken), enrolledAt: now, auditPosition, auditHash })
    return { ...device, deviceToken, isTrial, auditPosition }
  })
}

/** Ends the device's sessions too. False when there is no such device in use. */
export function revokeDevice(database: Database, clock: Clock, deviceNumber: number): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const now = new Date(clock.now())
    const deviceId = await markDeviceRevoked(transaction, deviceNumber, now)
    if (deviceId === null) return false
    await endSessionsOfDevice(transaction, deviceId, now)
    return true
  })
}

/** The portal's credential; shown once. */
export async function createPortalCredential(database: Database, clock: Clock): Promise<string> {
  const token = createToken('portal')
  await database.transaction((transaction) => insertPortalCredential(transaction, hashToken(token), new Date(clock.now())))
  return token
}

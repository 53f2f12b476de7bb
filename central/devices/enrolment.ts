import type { CentralReply } from '#shared/contract/central/client.ts'
import { createReadablePassword, createToken, hashToken } from '../credentials/secrets.ts'
import type { Database } from '../database/open-database.ts'
import type { Clock } from '../ports.ts'
import { Refusal } from '../problem.ts'
import { endSessionsOfDevice } from '../staff/session-repository.ts'
import { insertDevice, insertEnrolmentCode, insertPortalCredential, markDeviceRevoked, useEnrolmentCode } from './device-repository.ts'

const codeLifeMilliseconds = 24 * 3_600_000

const normaliseCode = (code: string): string => code.normalize('NFKC').toLowerCase().replace(/[^a-z0-9]/gu, '')

/** A code that enrols one desktop, valid for a day. Shown once; only its hash is kept. */
export async function createEnrolmentCode(database: Database, clock: Clock): Promise<{ code: string; expiresAt: string }> {
  const code = createReadablePassword()
  const now = clock.now()
  const expiresAt = new Date(now + codeLifeMilliseconds)
  await database.transaction((transaction) =>
    insertEnrolmentCode(transaction, { codeHash: hashToken(normaliseCode(code)), createdAt: new Date(now), expiresAt }))
  return { code, expiresAt: expiresAt.toISOString() }
}

/** @throws Refusal FORBIDDEN for a code that is unknown, used or too old */
export function enrolDevice(
  database: Database, clock: Clock, isTrial: boolean, request: { enrolmentCode: string; deviceName: string },
): Promise<CentralReply<'enrolDevice'>> {
  return database.transaction(async (transaction) => {
    const now = new Date(clock.now())
    if (!(await useEnrolmentCode(transaction, hashToken(normaliseCode(request.enrolmentCode)), now))) throw new Refusal('FORBIDDEN')
    const deviceToken = createToken('device')
    const device = await insertDevice(transaction, { name: request.deviceName, tokenHash: hashToken(deviceToken), enrolledAt: now })
    return { ...device, deviceToken, isTrial }
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

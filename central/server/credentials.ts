import type { Credential } from '#shared/contract/central/operations.ts'
import type { Caller, DeviceCaller, SessionCaller } from '../caller.ts'
import { hashToken } from '../credentials/secrets.ts'
import type { Database } from '../database/open-database.ts'
import { findCallingDevice, findDevice, findPortalCredential } from '../devices/device-repository.ts'
import type { Clock } from '../ports.ts'
import { Refusal } from '../problem.ts'
import { findSessionByAccessToken } from '../staff/session-repository.ts'
import { findStaff, staffMemberOf } from '../staff/staff-repository.ts'

/** The bearer token's hash: tokens are looked up by it, so no comparison of secrets takes a telling time. */
function bearerHash(authorization: string | undefined): string {
  const match = /^Bearer ([A-Za-z0-9_-]{20,200})$/u.exec(authorization ?? '')
  if (match?.[1] === undefined) throw new Refusal('UNAUTHENTICATED')
  return hashToken(match[1])
}

async function deviceCaller(database: Database, tokenHash: string): Promise<DeviceCaller> {
  const device = await findCallingDevice(database.reader, tokenHash)
  if (device === null) throw new Refusal('UNAUTHENTICATED')
  if (device.revokedAt !== null) throw new Refusal('DEVICE_REVOKED')
  return { kind: 'device', deviceId: device.deviceId }
}

async function sessionCaller(database: Database, clock: Clock, tokenHash: string): Promise<SessionCaller> {
  const session = await findSessionByAccessToken(database.reader, tokenHash)
  if (session === null) throw new Refusal('UNAUTHENTICATED')
  const device = await findDevice(database.reader, session.deviceId)
  if (device === null || device.revokedAt !== null) throw new Refusal('DEVICE_REVOKED')
  const staff = await findStaff(database.reader, session.staffId)
  if (session.endedAt !== null || session.accessExpiresAt.getTime() <= clock.now() || staff === null || !staff.isActive) throw new Refusal('UNAUTHENTICATED')
  return { kind: 'session', deviceId: session.deviceId, sessionId: session.sessionId, staff: staffMemberOf(staff), role: staff.role }
}

/** @throws Refusal UNAUTHENTICATED, DEVICE_REVOKED */
export async function authenticate(database: Database, clock: Clock, credential: Credential, authorization: string | undefined): Promise<Caller> {
  switch (credential) {
    case 'none':
      return { kind: 'nobody' }
    case 'device':
      return deviceCaller(database, bearerHash(authorization))
    case 'session':
      return sessionCaller(database, clock, bearerHash(authorization))
    case 'portal':
      if ((await findPortalCredential(database.reader, bearerHash(authorization))) === null) throw new Refusal('UNAUTHENTICATED')
      return { kind: 'portal' }
  }
}

import { randomUUID } from 'node:crypto'
import { In, IsNull, MoreThan } from 'typeorm'
import type { Transaction } from '../database/open-database.ts'
import { deviceEntity, enrolmentCodeEntity, portalCredentialEntity, type DeviceRow, type PortalCredentialRow } from '../database/entities/device.ts'

export function findDeviceByToken(reader: Transaction, tokenHash: string): Promise<DeviceRow | null> {
  return reader.findOneBy(deviceEntity, { tokenHash })
}

/** What every request of a desktop asks: written out, because the object mapper would take most of the time of a poll. */
export async function findCallingDevice(reader: Transaction, tokenHash: string): Promise<Pick<DeviceRow, 'deviceId' | 'revokedAt'> | null> {
  const [row]: Pick<DeviceRow, 'deviceId' | 'revokedAt'>[] = await reader.query('select device_id as "deviceId", revoked_at as "revokedAt" from device where token_hash = $1', [tokenHash])
  return row ?? null
}

export function listDevices(reader: Transaction): Promise<DeviceRow[]> {
  return reader.find(deviceEntity, { order: { deviceNumber: 'ASC' } })
}

export async function insertEnrolmentCode(transaction: Transaction, row: { codeHash: string; createdAt: Date; expiresAt: Date }): Promise<void> {
  await transaction.insert(enrolmentCodeEntity, { ...row, usedAt: null })
}

/** True for one caller only, even when several hand in the same code at once. */
export async function useEnrolmentCode(transaction: Transaction, codeHash: string, now: Date): Promise<boolean> {
  const used = await transaction.update(enrolmentCodeEntity, { codeHash, usedAt: IsNull(), expiresAt: MoreThan(now) }, { usedAt: now })
  return used.affected === 1
}

export async function insertDevice(transaction: Transaction, device: { name: string; tokenHash: string; enrolledAt: Date; auditPosition: number; auditHash: string }): Promise<{ deviceId: string; deviceNumber: number }> {
  const deviceId = randomUUID()
  const [next]: { number: string }[] = await transaction.query(`select nextval('device_number')::text as number`)
  const deviceNumber = Number(next?.number)
  await transaction.insert(deviceEntity, { ...device, deviceId, deviceNumber, revokedAt: null, auditStartPosition: device.auditPosition, auditStartHash: device.auditHash })
  return { deviceId, deviceNumber }
}

/** The id of the device revoked; null when there is none of this number or it was revoked before. */
export async function markDeviceRevoked(transaction: Transaction, deviceNumber: number, now: Date): Promise<string | null> {
  const device = await transaction.findOneBy(deviceEntity, { deviceNumber, revokedAt: IsNull() })
  if (device === null) return null
  await transaction.update(deviceEntity, { deviceId: device.deviceId }, { revokedAt: now })
  return device.deviceId
}

/** The end of this desktop's audit chain, held until the transaction ends. Rows that name the desktop may be written meanwhile. */
export function lockDevice(transaction: Transaction, deviceId: string): Promise<DeviceRow | null> {
  return transaction.findOne(deviceEntity, { where: { deviceId }, lock: { mode: 'for_no_key_update' } })
}

export async function setAuditEnd(transaction: Transaction, deviceId: string, auditPosition: number, auditHash: string): Promise<void> {
  await transaction.update(deviceEntity, { deviceId }, { auditPosition, auditHash })
}

export async function insertPortalCredential(transaction: Transaction, tokenHash: string, createdAt: Date): Promise<void> {
  await transaction.insert(portalCredentialEntity, { credentialId: randomUUID(), tokenHash, createdAt, revokedAt: null })
}

export function findPortalCredential(reader: Transaction, tokenHash: string): Promise<PortalCredentialRow | null> {
  return reader.findOneBy(portalCredentialEntity, { tokenHash, revokedAt: IsNull() })
}

/** Those of these ids, in the order of their numbers. */
export function findDevices(reader: Transaction, deviceIds: readonly string[]): Promise<DeviceRow[]> {
  return reader.find(deviceEntity, { where: { deviceId: In(deviceIds) }, order: { deviceNumber: 'ASC' } })
}

export function findDevice(reader: Transaction, deviceId: string): Promise<DeviceRow | null> {
  return reader.findOneBy(deviceEntity, { deviceId })
}

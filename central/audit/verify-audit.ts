import type { Database, Transaction } from '../database/open-database.ts'
import type { DeviceRow } from '../database/entities/device.ts'
import { findDevice, listDevices } from '../devices/device-repository.ts'
import { verifyChain } from './audit-repository.ts'

export interface ChainReport {
  readonly deviceNumber: number
  readonly entries: number
  /** Position of the first entry that is missing, changed or out of order; null = whole. */
  readonly firstBroken: number | null
}

/** A desktop's chain; one that does not end where the device row remembers was cut off or added to. */
export async function reportChain(reader: Transaction, device: DeviceRow): Promise<ChainReport> {
  const { deviceId, deviceNumber } = device
  const start = { position: device.auditStartPosition, hash: device.auditStartHash }
  const { end, firstBroken } = await verifyChain(reader, deviceId, start, { position: device.auditPosition, hash: device.auditHash })
  const entries = end - start.position
  if (firstBroken !== null || end === device.auditPosition) return { deviceNumber, entries, firstBroken }
  // Entries handed in meanwhile are no fault.
  const latest = (await findDevice(reader, deviceId))?.auditPosition ?? 0
  const isWhole = end > device.auditPosition && end <= latest
  return { deviceNumber, entries, firstBroken: isWhole ? null : Math.min(end, latest) + 1 }
}

export async function verifyAudit(database: Database): Promise<ChainReport[]> {
  const reports: ChainReport[] = []
  for (const device of await listDevices(database.reader)) reports.push(await reportChain(database.reader, device))
  return reports
}

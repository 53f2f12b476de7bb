import type { Database } from '../database/open-database.ts'
import { listDevices } from '../devices/device-repository.ts'
import { verifyChain } from './audit-repository.ts'

export interface ChainReport {
  readonly deviceNumber: number
  readonly entries: number
  /** Position of the first entry that is missing, changed or out of order; null = whole. */
  readonly firstBroken: number | null
}

/** Every desktop's chain; one that ends before the end the device row remembers was cut off. */
export async function verifyAudit(database: Database): Promise<ChainReport[]> {
  const reports: ChainReport[] = []
  for (const device of await listDevices(database.reader)) {
    const chain = await verifyChain(database.reader, device.deviceId)
    const isCutOff = chain.firstBroken === null && chain.entries !== device.auditPosition
    reports.push({ deviceNumber: device.deviceNumber, entries: chain.entries, firstBroken: isCutOff ? chain.entries + 1 : chain.firstBroken })
  }
  return reports
}

import { createHash, randomUUID } from 'node:crypto'
import type { AuditEntry } from '#shared/contract/records.ts'
import type { Transaction } from '../database/open-database.ts'
import { auditEntity, securityAlertEntity, type SecurityAlertRow } from '../database/entities/log.ts'
import { MoreThan } from 'typeorm'

export const firstAuditHash = '0'.repeat(64)

/** SHA-256 (hex) over the entry's fields in fixed order and the hash before it, as the desktop computes it. */
export function auditHash(entry: Omit<AuditEntry, 'hash'>): string {
  return createHash('sha256')
    .update(JSON.stringify([entry.position, entry.at, entry.staffId, entry.action, entry.subject, entry.outcome, entry.previousHash]))
    .digest('hex')
}

export async function appendAudit(transaction: Transaction, deviceId: string, entries: readonly AuditEntry[]): Promise<void> {
  await transaction.insert(auditEntity, entries.map((entry) => ({ ...entry, deviceId })))
}

const pageSize = 2000

/** Walks one desktop's chain. @returns entries seen, and the position of the first broken one */
export async function verifyChain(reader: Transaction, deviceId: string): Promise<{ entries: number; firstBroken: number | null }> {
  let end = { position: 0, hash: firstAuditHash }
  for (;;) {
    const rows = await reader.find(auditEntity, { where: { deviceId, position: MoreThan(end.position) }, order: { position: 'ASC' }, take: pageSize })
    for (const row of rows) {
      if (row.position !== end.position + 1 || row.previousHash !== end.hash || auditHash(row) !== row.hash) return { entries: end.position, firstBroken: end.position + 1 }
      end = { position: row.position, hash: row.hash }
    }
    if (rows.length < pageSize) return { entries: end.position, firstBroken: null }
  }
}

/** What a supervisor should look at. Details hold no personal data and nothing secret. */
export async function raiseAlert(transaction: Transaction, alert: Omit<SecurityAlertRow, 'alertId'>): Promise<void> {
  await transaction.insert(securityAlertEntity, { ...alert, alertId: randomUUID() })
}

export function listAlerts(reader: Transaction): Promise<SecurityAlertRow[]> {
  return reader.find(securityAlertEntity, { order: { raisedAt: 'ASC' } })
}

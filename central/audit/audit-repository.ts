import { createHash } from 'node:crypto'
import type { AuditEntry } from '#shared/contract/records.ts'
import type { Transaction } from '../database/open-database.ts'
import { auditEntity, type AuditRow } from '../database/entities/log.ts'
import { In, MoreThan } from 'typeorm'

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

/**
 * Walks one desktop's chain.
 * @param known an entry whose hash central keeps elsewhere: a chain whose hashes were all made anew shows by it
 * @returns entries seen, and the position of the first broken one
 */
export async function verifyChain(
  reader: Transaction, deviceId: string, known: { readonly position: number; readonly hash: string },
): Promise<{ entries: number; firstBroken: number | null }> {
  let end = { position: 0, hash: firstAuditHash }
  for (;;) {
    const rows = await reader.find(auditEntity, { where: { deviceId, position: MoreThan(end.position) }, order: { position: 'ASC' }, take: pageSize })
    for (const row of rows) {
      const isNext = row.position === end.position + 1 && row.previousHash === end.hash && auditHash(row) === row.hash
      if (!isNext || (row.position === known.position && row.hash !== known.hash)) return { entries: end.position, firstBroken: end.position + 1 }
      end = { position: row.position, hash: row.hash }
    }
    if (rows.length < pageSize) return { entries: end.position, firstBroken: null }
  }
}

/** What these desktops recorded of these subjects (numbers of notices and lots), in the order of each chain. */
export function auditOfSubjects(reader: Transaction, deviceIds: readonly string[], subjects: readonly string[]): Promise<AuditRow[]> {
  return reader.find(auditEntity, { where: { deviceId: In(deviceIds), subject: In(subjects), outcome: 'done' }, order: { deviceId: 'ASC', position: 'ASC' } })
}

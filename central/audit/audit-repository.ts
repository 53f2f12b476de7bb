import { hash } from 'node:crypto'
import type { AuditEntry } from '#shared/contract/records.ts'
import type { Transaction } from '../database/open-database.ts'
import { auditEntity, type AuditRow } from '../database/entities/log.ts'
import { In, MoreThan } from 'typeorm'

export const firstAuditHash = '0'.repeat(64)

/** SHA-256 (hex) over the entry's fields in fixed order and the hash before it, as the desktop computes it. */
export function auditHash(entry: Omit<AuditEntry, 'hash'>): string {
  return hash('sha256', JSON.stringify([entry.position, entry.at, entry.staffId, entry.action, entry.subject, entry.outcome, entry.previousHash]))
}

export async function appendAudit(transaction: Transaction, deviceId: string, entries: readonly AuditEntry[]): Promise<void> {
  await transaction.query(
    `insert into audit_entry (device_id, position, at, staff_id, action, subject, outcome, previous_hash, hash)
     select $1, position, at, "staffId", action, subject, outcome, "previousHash", hash
     from json_to_recordset($2::json) as entry(position bigint, at text, "staffId" text, action text, subject text, outcome text, "previousHash" text, hash text)`,
    [deviceId, JSON.stringify(entries)],
  )
}

const pageSize = 2000

interface ChainPlace {
  readonly position: number
  readonly hash: string
}

/**
 * Walks one desktop's chain.
 * @param start where it goes on from: position 0 and `firstAuditHash`, or the end of an earlier enrolment of that desktop
 * @param known an entry whose hash central keeps elsewhere: a chain whose hashes were all made anew shows by it
 * @returns position of the last whole entry, and of the first broken one
 */
export async function verifyChain(
  reader: Transaction, deviceId: string, start: ChainPlace, known: ChainPlace,
): Promise<{ end: number; firstBroken: number | null }> {
  let end = start
  for (;;) {
    const rows = await reader.find(auditEntity, { where: { deviceId, position: MoreThan(end.position) }, order: { position: 'ASC' }, take: pageSize })
    for (const row of rows) {
      const isNext = row.position === end.position + 1 && row.previousHash === end.hash && auditHash(row) === row.hash
      if (!isNext || (row.position === known.position && row.hash !== known.hash)) return { end: end.position, firstBroken: end.position + 1 }
      end = { position: row.position, hash: row.hash }
    }
    if (rows.length < pageSize) return { end: end.position, firstBroken: null }
  }
}

/** What these desktops recorded of these subjects (numbers of notices and lots), in the order of each chain. */
export function auditOfSubjects(reader: Transaction, deviceIds: readonly string[], subjects: readonly string[]): Promise<AuditRow[]> {
  return reader.find(auditEntity, { where: { deviceId: In(deviceIds), subject: In(subjects), outcome: 'done' }, order: { deviceId: 'ASC', position: 'ASC' } })
}

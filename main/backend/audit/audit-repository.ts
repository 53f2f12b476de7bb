/**
 * The audit trail of this desktop: append-only (the database refuses changes), each entry hashed together with the
 * hash before it, so that a missing or changed entry shows. Subjects are ids and codes, never names or what was said.
 */
import { createHash } from 'node:crypto'
import type { EntityManager } from 'typeorm'
import type { AuditEntry } from '#shared/contract/records.ts'
import { auditEntity } from '../database/entities/staff.ts'
import type { Clock } from '../ports.ts'

export interface AuditFacts {
  readonly staffId: string | null
  readonly action: string
  readonly subject?: string | null
  readonly outcome?: 'done' | 'refused' | 'failed'
}

const firstHash = '0'.repeat(64)

/** SHA-256 (hex) over the entry's fields in fixed order and the hash before it. Central computes the same. */
export const auditHash = (entry: Omit<AuditEntry, 'hash'>): string =>
  createHash('sha256')
    .update(JSON.stringify([entry.position, entry.at, entry.staffId, entry.action, entry.subject, entry.outcome, entry.previousHash]))
    .digest('hex')

export const appendAudit = async (manager: EntityManager, clock: Clock, facts: AuditFacts): Promise<void> => {
  const [last] = await manager.find(auditEntity, { order: { position: 'DESC' }, take: 1 })
  const entry = {
    position: (last?.position ?? 0) + 1,
    at: new Date(clock.now()).toISOString(),
    staffId: facts.staffId,
    action: facts.action,
    subject: facts.subject ?? null,
    outcome: facts.outcome ?? 'done',
    previousHash: last?.hash ?? firstHash,
  }
  await manager.insert(auditEntity, { ...entry, hash: auditHash(entry), isSent: false })
}

/** Entries central has not been handed yet, oldest first. */
export const unsentAudit = async (manager: EntityManager, limit: number): Promise<AuditEntry[]> => {
  const rows = await manager.find(auditEntity, { where: { isSent: false }, order: { position: 'ASC' }, take: limit })
  return rows.map(({ isSent: _isSent, ...entry }) => entry)
}

export const markAuditSent = async (manager: EntityManager, upToPosition: number): Promise<void> => {
  await manager.createQueryBuilder().update(auditEntity).set({ isSent: true }).where('position <= :upToPosition AND isSent = 0', { upToPosition }).execute()
}

/** Those entries and all after them wait to be handed in again. */
export const markAuditUnsent = async (manager: EntityManager, fromPosition: number): Promise<void> => {
  await manager.createQueryBuilder().update(auditEntity).set({ isSent: false }).where('position >= :fromPosition', { fromPosition }).execute()
}

/** Verifies the chain from its first entry. @returns the position of the first broken entry, or null */
export const firstBrokenAudit = async (manager: EntityManager): Promise<number | null> => {
  let previousHash = firstHash
  let position = 0
  for (;;) {
    const rows = await manager.find(auditEntity, { where: {}, order: { position: 'ASC' }, skip: position, take: 1000 })
    if (rows.length === 0) return null
    for (const { isSent: _isSent, ...entry } of rows) {
      position += 1
      if (entry.position !== position || entry.previousHash !== previousHash || auditHash(entry) !== entry.hash) return position
      previousHash = entry.hash
    }
  }
}

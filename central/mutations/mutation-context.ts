import type { Role } from '#shared/contract/records.ts'
import type { AuditChain } from '../audit/audit-chain.ts'
import type { Transaction } from '../database/open-database.ts'
import type { Letters } from '../notices/letters.ts'
import type { Records } from '../sync/records.ts'
import type { LookUps } from './look-ups.ts'

/**
 * Who did what where and when: facts every handler may rely on, already checked. A handler that is given this alone reaches nothing but
 * records, requests for letters and the audit trail, which may be settled in memory: many of a push are written together.
 */
export interface RecordContext {
  readonly records: Records
  readonly letters: Letters
  readonly look: LookUps
  readonly audit: AuditChain
  readonly deviceId: string
  readonly staffId: string
  readonly role: Role
  /** The desktop's clock, UTC ISO. */
  readonly occurredAt: string
  /** Central's clock, milliseconds. */
  readonly now: number
}

/** Of a handler that works on the database itself: one at a time, and its records are written at once. */
export interface MutationContext extends RecordContext {
  readonly transaction: Transaction
}

import type { Role } from '#shared/contract/records.ts'
import type { Transaction } from '../database/open-database.ts'

/** Who did what where and when: facts every handler may rely on, already checked. */
export interface MutationContext {
  readonly transaction: Transaction
  readonly deviceId: string
  readonly staffId: string
  readonly role: Role
  /** The desktop's clock, UTC ISO. */
  readonly occurredAt: string
  /** Central's clock, milliseconds. */
  readonly now: number
}

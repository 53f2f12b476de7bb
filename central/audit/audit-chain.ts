import type { AuditEntry } from '#shared/contract/records.ts'
import type { Transaction } from '../database/open-database.ts'
import { lockDevice, setAuditEnd } from '../devices/device-repository.ts'
import { appendAudit } from './audit-repository.ts'

export interface AuditEnd {
  readonly position: number
  readonly hash: string
}

/** The audit trail of one desktop as central has it. */
export interface AuditChain {
  /** Where it ends, held until the transaction ends; null where there is no such desktop. */
  readonly end: () => Promise<AuditEnd | null>
  /** Entries that go on where it ends. */
  readonly append: (entries: readonly AuditEntry[], end: AuditEnd) => void
}

export interface HeldAuditChain extends AuditChain {
  readonly begin: () => void
  /** Back to the last `begin`. */
  readonly undo: () => void
  /** Writes what was appended. */
  readonly flush: () => Promise<void>
}

export function heldAuditChain(transaction: Transaction, deviceId: string): HeldAuditChain {
  let known: AuditEnd | null = null
  let fresh: AuditEntry[] = []
  let before: { readonly known: AuditEnd | null; readonly count: number } = { known: null, count: 0 }
  return {
    end: async () => {
      if (known === null) {
        const device = await lockDevice(transaction, deviceId)
        known = device === null ? null : { position: device.auditPosition, hash: device.auditHash }
      }
      return known
    },
    append: (entries, end) => {
      for (const entry of entries) fresh.push(entry)
      known = end
    },
    begin: () => {
      before = { known, count: fresh.length }
    },
    undo: () => {
      known = before.known
      fresh.length = before.count
    },
    flush: async () => {
      if (fresh.length === 0 || known === null) return
      await appendAudit(transaction, deviceId, fresh)
      await setAuditEnd(transaction, deviceId, known.position, known.hash)
      fresh = []
      before = { known, count: 0 }
    },
  }
}

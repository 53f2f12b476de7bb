import type { MutationPayload } from '#shared/contract/central/sync.ts'
import { auditHash } from '../audit/audit-repository.ts'
import type { RecordContext } from './mutation-context.ts'
import { Rejection } from './rejection.ts'

/**
 * The chain of each desktop must go on exactly where central's copy ends, so that a missing, changed or repeated entry
 * shows at once.
 */
export async function auditRecorded({ audit }: RecordContext, { entries }: MutationPayload<'audit.recorded'>): Promise<void> {
  let end = await audit.end()
  if (end === null) throw new Rejection('NOT_FOUND')
  for (const entry of entries) {
    if (entry.position !== end.position + 1 || entry.previousHash !== end.hash || auditHash(entry) !== entry.hash) throw new Rejection('AUDIT_CHAIN_BROKEN')
    end = { position: entry.position, hash: entry.hash }
  }
  audit.append(entries, end)
}

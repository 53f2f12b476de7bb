import type { MutationPayload } from '#shared/contract/central/sync.ts'
import { appendAudit, auditHash } from '../audit/audit-repository.ts'
import { lockDevice, setAuditEnd } from '../devices/device-repository.ts'
import type { MutationContext } from './mutation-context.ts'
import { Rejection } from './rejection.ts'

/**
 * The chain of each desktop must go on exactly where central's copy ends, so that a missing, changed or repeated entry
 * shows at once.
 */
export async function auditRecorded(context: MutationContext, { entries }: MutationPayload<'audit.recorded'>): Promise<void> {
  const device = await lockDevice(context.transaction, context.deviceId)
  if (device === null) throw new Rejection('NOT_FOUND')
  let end = { position: device.auditPosition, hash: device.auditHash }
  for (const entry of entries) {
    if (entry.position !== end.position + 1 || entry.previousHash !== end.hash || auditHash(entry) !== entry.hash) throw new Rejection('AUDIT_CHAIN_BROKEN')
    end = { position: entry.position, hash: entry.hash }
  }
  await appendAudit(context.transaction, context.deviceId, entries)
  await setAuditEnd(context.transaction, context.deviceId, end.position, end.hash)
}

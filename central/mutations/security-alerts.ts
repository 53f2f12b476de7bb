import type { MutationPayload } from '#shared/contract/central/sync.ts'
import { resolveAlert } from '../audit/security-alert-repository.ts'
import type { MutationContext } from './mutation-context.ts'
import { Rejection } from './rejection.ts'

/** A supervisor has looked into it; the first one's words stand. */
export async function securityAlertResolved(context: MutationContext, { alertId, resolution }: MutationPayload<'securityAlert.resolved'>): Promise<void> {
  const resolved = { staffId: context.staffId, at: new Date(context.occurredAt), resolution }
  if (!(await resolveAlert(context.transaction, alertId, resolved))) throw new Rejection('NOT_FOUND')
}

/**
 * What a desktop keeps when it is enrolled anew. Nothing typed is lost: what was not sent is put where a person sees it, since central takes
 * a change only from the device and session it was made on. Each of them is sent again, copied or dropped by a person.
 */
import type { EntityManager } from 'typeorm'
import { markAuditUnsent } from '../audit/audit-repository.ts'
import { forgetLastSessions } from '../staff/staff-repository.ts'
import { refuseAllWaiting } from '../sync/former-outbox-repository.ts'

/** In the transaction that stores the new enrolment. @param auditPosition of the last audit entry central has of this desktop */
export const startAnew = async (manager: EntityManager, auditPosition: number): Promise<void> => {
  await refuseAllWaiting(manager)
  await markAuditUnsent(manager, auditPosition + 1)
  await forgetLastSessions(manager)
}

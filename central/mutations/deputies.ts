/** 代理: who stands in for whom. Set for oneself, by a supervisor for anybody; afterwards only ended. */
import type { MutationPayload } from '#shared/contract/central/sync.ts'
import { deputyProblem } from '#shared/domain/deputies.ts'
import { dateInJapan } from '#shared/domain/japan-days.ts'
import { listRecords } from '../sync/record-repository.ts'
import type { MutationContext } from './mutation-context.ts'
import { Rejection } from './rejection.ts'
import { saveRecord } from './save-record.ts'

type Deputy = MutationPayload<'deputy.saved'>

/** Both must be people who see to cases. */
async function requireCarer(context: MutationContext, staffId: string): Promise<void> {
  const staff = await context.look.staff(staffId)
  if (staff === null || !staff.isActive || (staff.role !== 'operator' && staff.role !== 'supervisor')) throw new Rejection('FORBIDDEN')
}

/** By the day on which the person set it, which may have been without a connection. */
async function requireNew(context: MutationContext, deputy: Deputy): Promise<void> {
  if (deputy.setBy !== context.staffId) throw new Rejection('FORBIDDEN')
  if (deputy.endedAt !== null) throw new Rejection('ILLEGAL_TRANSITION')
  await requireCarer(context, deputy.staffId)
  await requireCarer(context, deputy.deputyStaffId)
  const known = await listRecords(context.transaction, 'deputy')
  const problem = deputyProblem(deputy, dateInJapan(Date.parse(context.occurredAt)), known)
  if (problem !== null) throw new Rejection(problem === 'DEPUTY_OVERLAPS' ? 'VERSION_CONFLICT' : 'INVALID_PAYLOAD')
}

export async function deputySaved(context: MutationContext, deputy: Deputy): Promise<void> {
  if ((await context.records.find('deputy', deputy.deputyId)) === null) await requireNew(context, deputy)
  await saveRecord(context, 'deputy', deputy.deputyId, deputy, (previous) => {
    const { staffId } = previous ?? deputy
    if (staffId !== context.staffId && context.role !== 'supervisor') throw new Rejection('FORBIDDEN')
    if (previous === null) return deputy
    // Nothing but its end changes, and that once.
    if (previous.endedAt !== null || deputy.endedAt === null) throw new Rejection('ILLEGAL_TRANSITION')
    return { ...previous, endedAt: deputy.endedAt }
  })
}

/** notices.approve, undo, cancel, void, finishFollowUp: what a person may still do about a notice. */
import type { EntityManager } from 'typeorm'
import type { NoticeSummary } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { NoticeRecord } from '#shared/contract/records.ts'
import { isOpenNotice, mayApproveNotice, mayUndoNotice, requestersOf } from '#shared/domain/notice.ts'
import { changed, requireSession, type Caller, type Core, type SignedIn } from '../core.ts'
import { verifications } from '../database/record-repository.ts'
import { addressChangedBy } from '../facilities/address-changed-by.ts'
import { moveNotice, remarkOnNotice } from './move-notice.ts'
import { noticeSummaryOf } from './notice-summary.ts'
import { requireNotice } from './require-notice.ts'

/** Why a notice ended that its operator took back. */
const undoneReason = 'UNDONE'

type ChangeHandlers = Pick<Handlers<Caller>['notices'], 'approve' | 'undo' | 'cancel' | 'void' | 'finishFollowUp'>

/** Nothing is left to see to about a notice that has ended so. */
const seenTo = (notice: NoticeRecord): Partial<NoticeRecord> => (notice.followUp === 'open' ? { followUp: 'done' } : {})

const requireApprover = async (manager: EntityManager, core: Core, session: SignedIn, notice: NoticeRecord): Promise<void> => {
  // One that was sent back is first verified anew: approving it would put a stale facility back into the queue.
  if (notice.state !== 'awaitingApproval') throw new DeskError('CONFLICT', 'NOTICE_STATE', { state: notice.state })
  const control = mayApproveNotice({ approverStaffId: session.staffId, requesters: requestersOf(notice), addressChangedBy: addressChangedBy(core, notice.facilityCode) })
  if (!control.ok) throw new DeskError('REFUSED', control.reason === 'changedAddress' ? 'CHANGED_ADDRESS' : 'SAME_PERSON')
  const verification = await verifications.get(manager, notice.verificationId)
  // What could not be compared is decided on its own screen, where the results are seen; the notice follows.
  if (verification?.outcome === 'supervisor') throw new DeskError('REFUSED', 'VERIFICATION_UNDECIDED')
}

const requireUndo = (core: Core, session: SignedIn, notice: NoticeRecord): void => {
  if (notice.requestedBy !== session.staffId) throw new DeskError('FORBIDDEN', 'REQUESTED_BY_ANOTHER')
  if (!isOpenNotice(notice.state)) throw new DeskError('CONFLICT', 'NOTICE_STATE', { state: notice.state })
  // They were promised this letter: only a supervisor ends it, with a reason.
  if (notice.cases.length > 0) throw new DeskError('REFUSED', 'OTHERS_WAIT', { others: notice.cases.length })
  if (!mayUndoNotice({ now: core.deps.clock.now(), staffId: session.staffId, ...notice })) throw new DeskError('REFUSED', 'UNDO_OVER')
}

export const createChangeHandlers = (core: Core): ChangeHandlers => {
  const change = async (
    caller: Caller, noticeId: string, step: (manager: EntityManager, session: SignedIn, notice: NoticeRecord) => Promise<NoticeRecord>,
  ): Promise<NoticeSummary> => {
    const session = requireSession(caller)
    const notice = await core.database.write(async (manager) => await step(manager, session, await requireNotice(manager, noticeId)))
    changed(core, 'notices')
    return await noticeSummaryOf(core.database.reader.manager, core, session, notice)
  }

  return {
    approve: async ({ noticeId, reason }, caller) => await change(caller, noticeId, async (manager, session, notice) => {
      await requireApprover(manager, core, session, notice)
      return await moveNotice(manager, core, session, { notice, type: 'notice.approved', to: 'queued', reason, more: { approvedBy: session.staffId } })
    }),
    undo: async ({ noticeId }, caller) => await change(caller, noticeId, async (manager, session, notice) => {
      requireUndo(core, session, notice)
      return await moveNotice(manager, core, session, { notice, type: 'notice.cancelled', to: 'cancelled', reason: undoneReason, more: seenTo(notice) })
    }),
    cancel: async ({ noticeId, reason }, caller) => await change(caller, noticeId, async (manager, session, notice) => {
      if (notice.cases.length > 0 && session.staff.role !== 'supervisor') throw new DeskError('REFUSED', 'OTHERS_WAIT', { others: notice.cases.length })
      return await moveNotice(manager, core, session, { notice, type: 'notice.cancelled', to: 'cancelled', reason, more: seenTo(notice) })
    }),
    void: async ({ noticeId, reason }, caller) => await change(caller, noticeId, async (manager, session, notice) =>
      await moveNotice(manager, core, session, { notice, type: 'notice.voided', to: 'voided', reason })),
    finishFollowUp: async ({ noticeId, reason }, caller) => await change(caller, noticeId, async (manager, session, notice) => {
      if (notice.followUp !== 'open') throw new DeskError('CONFLICT', 'NOTHING_TO_FOLLOW_UP')
      return await remarkOnNotice(manager, core, session, { notice, type: 'notice.followedUp', event: 'followedUp', reason, more: { followUp: 'done' } })
    }),
  }
}

/** The end of a piece's paper. That two people stood there, and that its letter has ended, is the caller's to know. */
import type { EntityManager } from 'typeorm'
import type { NoticeRecord } from '#shared/contract/records.ts'
import { instantOf, type Core, type SignedIn } from '../core.ts'
import { remarkOnNotice } from '../notices/move-notice.ts'

export const destroyPiece = async (manager: EntityManager, core: Core, session: SignedIn, notice: NoticeRecord, witnessStaffId: string): Promise<NoticeRecord> =>
  await remarkOnNotice(manager, core, session, {
    notice, type: 'notice.destroyed', event: 'destroyed', reason: null,
    more: { destroyed: { at: instantOf(core), staffId: session.staffId, witnessStaffId } }, facts: { witnessStaffId },
  })

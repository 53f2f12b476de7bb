/** mailroom.lookUpPiece and returnPiece: letters that came back. Central down, they are written down here and count when synced. */
import type { EntityManager } from 'typeorm'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { NoticeRecord } from '#shared/contract/records.ts'
import { prefectureByNumber } from '#shared/domain/prefectures.ts'
import { parseTrackingNumber } from '#shared/domain/tracking-number.ts'
import { audit, changed, instantOf, requireSession, todayInJapan, type Caller, type Core } from '../core.ts'
import { notices } from '../database/record-repository.ts'
import { moveNotice, remarkOnNotice } from '../notices/move-notice.ts'
import { noticeSummariesOf } from '../notices/notice-summary.ts'
import { mayBeReturned } from './mail-piece.ts'
import { noticesByPiece, noticesByTrackingNumber } from './mail-repository.ts'

/** By the mark in the window, or by the number on the label; the two are never alike: one has letters in it. */
const piecesMarked = async (manager: EntityManager, mark: string): Promise<NoticeRecord[]> => {
  const trackingNumber = parseTrackingNumber(mark)
  return trackingNumber.ok ? await noticesByTrackingNumber(manager, trackingNumber.digits) : await noticesByPiece(manager, mark.normalize('NFKC').trim().toUpperCase())
}

export const createReturnHandlers = (core: Core): Pick<Handlers<Caller>['mailroom'], 'lookUpPiece' | 'returnPiece'> => ({
  lookUpPiece: async ({ mark }, caller) => {
    const session = requireSession(caller)
    const found = await core.database.write(async (manager) => {
      const pieces = await piecesMarked(manager, mark)
      const subject = pieces.map((notice) => notice.noticeNumber).join(' ').slice(0, 200)
      await audit(manager, core, { staffId: session.staffId, action: 'mailroom.lookedUp', subject: subject === '' ? null : subject })
      return pieces
    })
    const summaries = await noticeSummariesOf(core.database.reader.manager, core, session, found)
    return found.flatMap((notice, index) => {
      const summary = summaries[index]
      if (summary === undefined) return []
      const prefectureName = prefectureByNumber(notice.facility.prefectureNumber)?.name ?? ''
      return [{ ...summary, prefectureName, mayReturn: mayBeReturned(notice), isIncident: notice.state === 'redeemed' }]
    })
  },
  returnPiece: async ({ noticeId, returnReason, isOpened, note }, caller) => {
    const session = requireSession(caller)
    const notice = await core.database.write(async (manager) => {
      const current = await notices.get(manager, noticeId)
      if (current === null) throw new DeskError('NOT_FOUND', 'NOTICE')
      if (!mayBeReturned(current)) throw new DeskError('CONFLICT', 'NOTICE_STATE', { state: current.state })
      const on = todayInJapan(core)
      const returned = { on, reason: returnReason, isOpened, at: instantOf(core), staffId: session.staffId }
      const step = {
        notice: current, type: 'notice.returned' as const, reason: note === '' ? null : note, facts: { returnReason, returnedOn: on, isOpened },
      }
      await audit(manager, core, { staffId: session.staffId, action: 'mailroom.returned', subject: current.noticeNumber })
      if (current.state === 'posted') return await moveNotice(manager, core, session, { ...step, to: 'returned', more: { returned, followUp: 'open' } })
      // After it was redeemed somebody must look; what had expired or was replaced only takes note of it, as central does.
      const more = current.state === 'redeemed' ? { returned, followUp: 'open' as const } : { returned }
      return await remarkOnNotice(manager, core, session, { ...step, event: 'returned', more })
    })
    changed(core, 'mailroom', 'notices')
    const [summary] = await noticeSummariesOf(core.database.reader.manager, core, session, [notice])
    if (summary === undefined) throw new DeskError('NOT_FOUND', 'NOTICE')
    return summary
  },
})

/** lots.queue, sendBack: what waits for its lot, and what must go back to the operators first. */
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import type { NoticeRecord } from '#shared/contract/records.ts'
import { nextCollection } from '#shared/domain/delivery.ts'
import { changed, requireSession, type Caller } from '../core.ts'
import { notices } from '../database/record-repository.ts'
import { moveNotice } from '../notices/move-notice.ts'
import { listNotices } from '../notices/notice-repository.ts'
import { noticeSummariesOf } from '../notices/notice-summary.ts'
import { currentPolicy } from '../office-documents/current-settings.ts'
import { facilityToPrint, guardRefusalOf } from './letter-guard.ts'
import type { LotDesk } from './lot-desk.ts'

const queueLimit = 500
const changedSentence = '確認した後に医療機関の登録内容が変わりました。オペレーターに戻し、もう一度確認してください。'

const queuedAt = (notice: NoticeRecord): string => notice.events.findLast((event) => event.to === 'queued')?.at ?? notice.requestedAt

export const createQueue = ({ core, office }: LotDesk): Pick<Handlers<Caller>['lots'], 'queue' | 'sendBack'> => ({
  queue: async (_input, caller) => {
    const session = requireSession(caller)
    const { manager } = core.database.reader
    const queued = await listNotices(manager, { states: ['queued'], limit: queueLimit, oldestFirst: true })
    const summaries = await noticeSummariesOf(manager, core, session, queued)
    const { collectionTimes, closedDays } = await currentPolicy(core)
    return {
      notices: queued.map((notice, index) => {
        const facility = facilityToPrint(core, notice)
        const refusal = guardRefusalOf(core, notice, session.staffId)
        return {
          ...summaries[index]!,
          queuedAt: queuedAt(notice),
          problems: facility === null ? [changedSentence] : office.problemsOf(notice, facility),
          isToBeSentBack: facility === null,
          mayPrint: refusal !== 'SAME_PERSON' && refusal !== 'CHANGED_ADDRESS',
        }
      }),
      nextCollection: nextCollection({ now: core.deps.clock.now(), collectionTimes, closedDays }),
      postageClasses: office.postageClasses().map((postage) => ({ ...postage, marks: [...postage.marks] })),
    }
  },
  sendBack: async ({ noticeId }, caller) => {
    const session = requireSession(caller)
    await core.database.write(async (manager) => {
      const notice = await notices.get(manager, noticeId)
      if (notice === null) throw new DeskError('NOT_FOUND', 'NOTICE')
      if (notice.state !== 'queued') throw new DeskError('CONFLICT', 'NOTICE_STATE', { state: notice.state })
      if (facilityToPrint(core, notice) !== null) throw new DeskError('REFUSED', 'FACILITY_NOT_CHANGED')
      await moveNotice(manager, core, session, { notice, type: 'notice.sentBack', to: 'requested', reason: 'FACILITY_CHANGED', more: { followUp: 'open' } })
    })
    changed(core, 'notices', 'lots')
    return {}
  },
})

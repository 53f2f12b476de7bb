/** Notices as the page of one person shows them. */
import type { EntityManager } from 'typeorm'
import type { NoticeSummary } from '#shared/contract/desktop/contract.ts'
import type { NoticeRecord } from '#shared/contract/records.ts'
import { mayUndoNotice, undoMilliseconds } from '#shared/domain/notice.ts'
import type { Core, SignedIn } from '../core.ts'
import { staffNames } from '../staff/staff-repository.ts'
import { noticeNumbersOf } from './notice-repository.ts'

const linkedIds = ({ joinedTo, replaces }: NoticeRecord): string[] => [joinedTo, replaces].filter((id) => id !== null)

/** Others wait for the letter too: then it is no longer one person's to take back. */
const undoUntilOf = (core: Core, notice: NoticeRecord, staffId: string): string | null => {
  const mayUndo = notice.cases.length === 0 && mayUndoNotice({ now: core.deps.clock.now(), staffId, ...notice })
  return mayUndo ? new Date(Date.parse(notice.requestedAt) + undoMilliseconds).toISOString() : null
}

/** In the order given. `session`: of the person who looks; what this person may undo is told. */
export const noticeSummariesOf = async (manager: EntityManager, core: Core, session: SignedIn, list: readonly NoticeRecord[]): Promise<NoticeSummary[]> => {
  const nameOf = await staffNames(manager)
  const numbers = await noticeNumbersOf(manager, list.flatMap(linkedIds))
  const numberOf = (noticeId: string | null): string | null => (noticeId === null ? null : (numbers.get(noticeId) ?? null))
  return list.map((notice) => ({
    noticeId: notice.noticeId, noticeNumber: notice.noticeNumber, state: notice.state, reason: notice.reason,
    facilityCode: notice.facilityCode, facilityName: notice.facility.name, prefectureNumber: notice.facility.prefectureNumber,
    isSample: notice.facility.isSample, requestedAt: notice.requestedAt, requestedBy: notice.requestedBy,
    requestedByName: nameOf(notice.requestedBy), postageClass: notice.postageClass, overrideReason: notice.overrideReason, validUntil: notice.validUntil, postedOn: notice.postedOn,
    redeemedAt: notice.redeemedAt, trackingNumber: notice.trackingNumber, returned: notice.returned, followUp: notice.followUp,
    joinedToNumber: numberOf(notice.joinedTo), replacesNumber: numberOf(notice.replaces), joinedCases: notice.cases.length,
    undoUntil: undoUntilOf(core, notice, session.staffId), version: notice.version,
  }))
}

export const noticeSummaryOf = async (manager: EntityManager, core: Core, session: SignedIn, notice: NoticeRecord): Promise<NoticeSummary> =>
  (await noticeSummariesOf(manager, core, session, [notice]))[0]!

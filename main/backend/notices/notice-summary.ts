/** Notices as the page shows them. */
import type { NoticeSummary } from '#shared/contract/desktop/contract.ts'
import type { NoticeRecord } from '#shared/contract/records.ts'

export const noticeSummaryOf = (notice: NoticeRecord, nameOf: (staffId: string | null) => string): NoticeSummary => ({
  noticeId: notice.noticeId, noticeNumber: notice.noticeNumber, state: notice.state, reason: notice.reason,
  facilityCode: notice.facilityCode, facilityName: notice.facility.name, prefectureNumber: notice.facility.prefectureNumber,
  isSample: notice.facility.isSample, requestedAt: notice.requestedAt, requestedBy: notice.requestedBy,
  requestedByName: nameOf(notice.requestedBy), validUntil: notice.validUntil, postedOn: notice.postedOn,
  redeemedAt: notice.redeemedAt, trackingNumber: notice.trackingNumber, version: notice.version,
})

/** What of the queue is shown: narrowed and oldest first. */
import type { QueuedNotice } from '#shared/contract/desktop/contract.ts'
import { todayInJapan } from '../../strings/dates.ts'

export const waitingFilters = ['all', 'beforeToday', 'twoHours'] as const
export type WaitingFilter = (typeof waitingFilters)[number]

export interface QueueFilters {
  readonly waiting: WaitingFilter
  /** null = all. */
  readonly prefectureNumber: string | null
  readonly postageClass: string | null
}
export const noFilters: QueueFilters = { waiting: 'all', prefectureNumber: null, postageClass: null }
export const isNarrowed = (filters: QueueFilters): boolean => filters.waiting !== 'all' || filters.prefectureNumber !== null || filters.postageClass !== null

const twoHours = 2 * 3_600_000
const waitsLongEnough = (queuedAt: string, filter: WaitingFilter, now: Date): boolean => {
  if (filter === 'beforeToday') return todayInJapan(new Date(queuedAt)) < todayInJapan(now)
  return filter === 'all' || now.getTime() - Date.parse(queuedAt) >= twoHours
}

/** Narrowed by the filters; the one that has waited longest comes first. */
export const shownNotices = (notices: readonly QueuedNotice[], filters: QueueFilters, now: Date): QueuedNotice[] =>
  notices
    .filter((notice) => waitsLongEnough(notice.queuedAt, filters.waiting, now)
      && (filters.prefectureNumber === null || notice.prefectureNumber === filters.prefectureNumber)
      && (filters.postageClass === null || notice.postageClass === filters.postageClass))
    .sort((one, other) => one.queuedAt.localeCompare(other.queuedAt) || one.noticeNumber.localeCompare(other.noticeNumber))

export const isReady = (notice: QueuedNotice): boolean => notice.mayPrint && notice.problems.length === 0

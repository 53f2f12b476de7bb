/** What is true of the sheets of a lot, told from the lot and its notices: on any desk, whoever printed it. */
import type { LotView } from '#shared/contract/desktop/contract.ts'
import type { LotRecord, NoticeRecord } from '#shared/contract/records.ts'
import { isEndedNotice } from '#shared/domain/notice.ts'
import type { SheetStack } from '#shared/domain/sheet-stack.ts'
import { nextTrackingNumber } from '#shared/domain/tracking-number.ts'

/** Voided because two sheets were found in one envelope: also where its label was on already, it has not left the house. */
export const doubleFilledReason = 'DOUBLE_FILLED'

const isOfLot = (lot: LotRecord, notice: NoticeRecord): boolean => notice.lotId === lot.lotId

/** When it came into this state the last time. */
const reachedAt = (notice: NoticeRecord, state: NoticeRecord['state']): string | null => notice.events.findLast((event) => event.to === state)?.at ?? null

const wasPrinted = (lot: LotRecord, notice: NoticeRecord): boolean => {
  const isSheet = !lot.isPaperUncertain && lot.sheets.includes(notice.noticeId) && ['printed', 'destroying', 'closed'].includes(lot.state)
  return isOfLot(lot, notice) && (isSheet || reachedAt(notice, 'printed') !== null)
}

/** Its sheet lies in the mailroom, is worthless, and must be destroyed. What was handed to the post does not lie there. */
export const isSheetToBeDestroyed = (lot: LotRecord, notice: NoticeRecord): boolean => {
  if (notice.state !== 'voided' || notice.destroyed !== null || !wasPrinted(lot, notice)) return false
  return reachedAt(notice, 'posted') === null || notice.events.some((event) => event.to === 'voided' && event.reason === doubleFilledReason)
}

/** Sheets to be destroyed when the lot is closed; a mark read twice is one sheet more. */
export const sheetsToDestroy = (lot: LotRecord, notices: readonly NoticeRecord[]): number =>
  notices.filter((notice) => isSheetToBeDestroyed(lot, notice)).length + (lot.destruction === null ? lot.duplicates.length : 0)

/** Left the house, whatever became of it there. */
export const postedStates: readonly NoticeRecord['state'][] = ['posted', 'redeemed', 'returned', 'expired']

/** Printed stays printed: 印刷 = 発送 + 廃棄 + 手元 must add up also after voided sheets were destroyed. */
export const lotCounts = (lot: LotRecord, notices: readonly NoticeRecord[]): LotView['counts'] => {
  const own = notices.filter((notice) => isOfLot(lot, notice))
  const count = (isCounted: (notice: NoticeRecord) => boolean): number => own.filter(isCounted).length
  return {
    printed: count((notice) => wasPrinted(lot, notice)),
    sealed: count(({ state }) => state === 'sealed' || postedStates.includes(state)),
    posted: count(({ state }) => postedStates.includes(state)),
    voided: count(({ state }) => state === 'voided'),
    destroyed: count(({ destroyed }) => destroyed !== null),
  }
}

export const sheetStackOf = (lot: LotRecord, notices: readonly NoticeRecord[]): SheetStack => {
  const idsOf = (isMeant: (notice: NoticeRecord) => boolean) => new Set(notices.filter(isMeant).map((notice) => notice.noticeId))
  return {
    sheets: lot.sheets, setAside: lot.setAside, scanOrder: lot.scanOrder, isStopped: lot.stop !== null,
    sealed: idsOf((notice) => reachedAt(notice, 'sealed') !== null),
    // What was posted and is over was scanned like the others; what is over otherwise is worthless paper.
    ended: idsOf((notice) => isEndedNotice(notice.state) && !['redeemed', 'returned', 'expired'].includes(notice.state)),
  }
}

/** The sealed piece whose label comes next: in the order they were sealed. */
export const nextToPost = (lot: LotRecord, notices: readonly NoticeRecord[]): NoticeRecord | null => {
  const place = (notice: NoticeRecord): number => lot.sheets.indexOf(notice.noticeId) * (lot.scanOrder === 'descending' ? -1 : 1)
  const waiting = notices.filter((notice) => isOfLot(lot, notice) && notice.state === 'sealed')
  return waiting.toSorted((left, right) => (reachedAt(left, 'sealed') ?? '').localeCompare(reachedAt(right, 'sealed') ?? '') || place(left) - place(right))[0] ?? null
}

/** The label after the last one of these pieces; null where none of them has one. */
export const labelAfter = (posted: readonly NoticeRecord[]): string | null => {
  const labelled = posted.filter((notice) => notice.trackingNumber !== null)
  const numbers = new Set(labelled.map((notice) => notice.trackingNumber!))
  const latest = labelled.reduce((newest, notice) => ((reachedAt(notice, 'posted') ?? '') > newest ? reachedAt(notice, 'posted')! : newest), '')
  const candidates = labelled.filter((notice) => (reachedAt(notice, 'posted') ?? '') === latest).map((notice) => nextTrackingNumber(notice.trackingNumber!))
  // Within one millisecond: the end of the run on the roll.
  return candidates.findLast((next) => !numbers.has(next)) ?? null
}

/** What is true of one piece of the mailroom, told from its notice and its lot. */
import type { LotRecord, NoticeRecord } from '#shared/contract/records.ts'
import type { MailPiece } from '#shared/domain/mail-day.ts'
import { mayBeDestroyed, type NoticeState } from '#shared/domain/notice.ts'
import { doubleFilledReason, isSheetToBeDestroyed, lotCounts } from '../lots/lot-sheets.ts'
import { isUnfinished } from './mail-repository.ts'

const reachedAt = (notice: NoticeRecord, state: NoticeState): string | null => notice.events.find((event) => event.to === state)?.at ?? null

/** Labelled, and then found to hold two sheets: it never left the mailroom. */
const stayedInHouse = (notice: NoticeRecord): boolean => notice.events.some((event) => event.to === 'voided' && event.reason === doubleFilledReason)

/** When it was handed to the post; null = not, or not really. */
export const leftHouseAt = (notice: NoticeRecord): string | null => (stayedInHouse(notice) ? null : reachedAt(notice, 'posted'))

/** null where no sheet of it was printed. */
export const mailPieceOf = (lot: LotRecord, notice: NoticeRecord): MailPiece | null => {
  if (lotCounts(lot, [notice]).printed === 0) return null
  // A sheet whose printing this desk never confirmed counts from when it was made.
  const printedAt = reachedAt(notice, 'printed') ?? reachedAt(notice, 'issuing')
  return printedAt === null ? null : { printedAt, postedAt: leftHouseAt(notice), destroyedAt: notice.destroyed?.at ?? null }
}

/** Has gone out and not come back, whatever has become of its password since. */
export const mayBeReturned = (notice: NoticeRecord): boolean =>
  notice.returned === null && (['posted', 'redeemed', 'expired'].includes(notice.state) || (notice.state === 'voided' && leftHouseAt(notice) !== null))

/** Its paper lies here, is worth nothing, and does not wait for the destruction of a lot that still goes on. */
export const isLooseAndWorthless = (notice: NoticeRecord, lot: LotRecord | null): boolean => {
  if (!mayBeDestroyed(notice) || notice.destroyed !== null) return false
  if (notice.returned !== null) return true
  return lot !== null && !isUnfinished(lot) && isSheetToBeDestroyed(lot, notice)
}

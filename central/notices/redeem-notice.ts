import { redemptionRequest } from '#shared/contract/central/sync.ts'
import type { CentralReply } from '#shared/contract/central/client.ts'
import { normaliseFacilityCode } from '#shared/domain/facility-code.ts'
import { checkPassword, normalisePassword } from '#shared/domain/notice-password.ts'
import { normaliseReceiptNumber } from '#shared/domain/receipt-number.ts'
import { raiseAlert } from '../audit/security-alert-repository.ts'
import { clearAttempts, reserveAttempt } from '../credentials/attempt-repository.ts'
import { verifyPassword } from '../credentials/password-hash.ts'
import type { Database } from '../database/open-database.ts'
import type { NoticeRow } from '../database/entities/notice.ts'
import type { Clock } from '../ports.ts'
import { Refusal } from '../problem.ts'
import { tokyoDate } from '../tokyo-date.ts'
import { findLiveNoticeOf, lockNotice } from './notice-repository.ts'
import { moveNotice } from './move-notice.ts'
import { receiptsOf } from './receipt-repository.ts'

interface Attempt {
  readonly facilityCode: string
  readonly password: string
  /** Null when it cannot be one: still right for a letter that needs none. */
  readonly receiptNumber: string | null
}

/** What was typed, in one form; null when it cannot be right whatever is stored. */
function readAttempt(body: unknown): Attempt | null {
  const parsed = redemptionRequest.safeParse(body)
  if (!parsed.success) return null
  const facilityCode = normaliseFacilityCode(parsed.data.facilityCode)
  const receiptNumber = normaliseReceiptNumber(parsed.data.receiptNumber)
  if (!/^\d{10}$/u.test(facilityCode) || !checkPassword(parsed.data.password).ok) return null
  return { facilityCode, receiptNumber, password: normalisePassword(parsed.data.password) }
}

/** So many numbers are compared at least: as many callers seldom wait for one letter. */
const leastReceipts = 3

/**
 * The password and each caller's number are compared whatever is stored, and no comparison is left out because another one was
 * right, so that the time taken tells nothing.
 */
async function compare(notice: NoticeRow | null, receipts: readonly string[], attempt: Attempt | null): Promise<{ isPasswordRight: boolean; isReceiptRight: boolean }> {
  const isPasswordRight = await verifyPassword(notice?.passwordVerifier ?? null, attempt?.password ?? '')
  let isNumberRight = false
  for (let index = 0; index < Math.max(leastReceipts, receipts.length); index += 1) {
    const isThisRight = await verifyPassword(receipts[index] ?? null, attempt?.receiptNumber ?? '')
    isNumberRight ||= isThisRight
  }
  return { isPasswordRight, isReceiptRight: isNumberRight || notice?.needsSecondNumber === false }
}

/** Takes the letter, once; false when it was taken, ended or expired since it was looked at. */
function take(database: Database, now: number, noticeId: string): Promise<boolean> {
  return database.transaction(async (transaction) => {
    const notice = await lockNotice(transaction, noticeId)
    if (notice === null || notice.state !== 'posted' || notice.validUntil === null || notice.validUntil < tokyoDate(now)) return false
    const redeemedAt = new Date(now)
    const actor = { at: redeemedAt.toISOString(), staffId: null, deviceId: null, reason: null }
    if (!(await moveNotice(transaction, notice, 'redeemed', actor, { redeemedAt }))) return false
    await clearAttempts(transaction, 'redemption', notice.facilityCode)
    return true
  })
}

/**
 * The portal redeems a letter: code, the letter's password and a 受付番号控え together, once, only when posted. Wrong
 * tries of a facility are slowed down (at most 15 minutes), never locked: codes are public.
 * @param body as received, read here: malformed input must answer like any other failure
 * @throws Refusal REDEMPTION_REFUSED for every failure alike
 */
export async function redeemNotice(database: Database, clock: Clock, body: unknown): Promise<CentralReply<'redeemNotice'>> {
  const now = clock.now()
  const attempt = readAttempt(body)
  const wait = attempt === null ? 0 : await database.transaction((transaction) => reserveAttempt(transaction, 'redemption', attempt.facilityCode, now))
  const notice = attempt === null || wait > 0 ? null : await findLiveNoticeOf(database.reader, attempt.facilityCode)
  const receipts = notice === null ? [] : await receiptsOf(database.reader, notice.noticeId)
  const { isPasswordRight, isReceiptRight } = await compare(notice, receipts, attempt)
  if (notice !== null && isPasswordRight && notice.state !== 'posted') {
    // Somebody knows the password of a letter that has not left the house.
    await database.transaction((transaction) =>
      raiseAlert(transaction, { kind: 'passwordUsedBeforePosting', raisedAt: new Date(now), deviceId: null, noticeId: notice.noticeId }))
  }
  if (notice === null || !isPasswordRight || !isReceiptRight || !(await take(database, now, notice.noticeId))) throw new Refusal('REDEMPTION_REFUSED')
  return { facilityCode: notice.facilityCode, redeemedAt: new Date(now).toISOString() }
}

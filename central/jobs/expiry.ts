import { pruneAttempts } from '../credentials/attempt-repository.ts'
import type { Database, Transaction } from '../database/open-database.ts'
import { lockNotice, noticesIssuingSince, noticesValidBefore } from '../notices/notice-repository.ts'
import { moveNotice } from '../notices/move-notice.ts'
import type { Clock } from '../ports.ts'
import { tokyoDate } from '../tokyo-date.ts'

const unconfirmedAfterMilliseconds = 60 * 60_000

async function end(transaction: Transaction, noticeId: string, from: 'issuing' | 'posted', now: number): Promise<boolean> {
  const notice = await lockNotice(transaction, noticeId)
  // Another process, or the desktop, may have been quicker.
  if (notice === null || notice.state !== from) return false
  const actor = { at: new Date(now).toISOString(), staffId: null, deviceId: null, reason: from === 'issuing' ? 'unconfirmed' : null }
  return moveNotice(transaction, notice, from === 'issuing' ? 'voided' : 'expired', actor)
}

/** Voids letters accepted but not confirmed as printed within 60 minutes, and expires those past their last day. */
export async function endOverdueNotices(database: Database, clock: Clock): Promise<{ voided: number; expired: number }> {
  const now = clock.now()
  let [voided, expired] = [0, 0]
  for (const noticeId of await noticesIssuingSince(database.reader, new Date(now - unconfirmedAfterMilliseconds))) {
    if (await database.transaction((transaction) => end(transaction, noticeId, 'issuing', now))) voided += 1
  }
  for (const noticeId of await noticesValidBefore(database.reader, tokyoDate(now))) {
    if (await database.transaction((transaction) => end(transaction, noticeId, 'posted', now))) expired += 1
  }
  await database.transaction((transaction) => pruneAttempts(transaction, now))
  return { voided, expired }
}

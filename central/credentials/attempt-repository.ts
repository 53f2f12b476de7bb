import type { Transaction } from '../database/open-database.ts'

/** Growing delay, never a lock: three free tries, then 2, 4, 8 … seconds, at most 15 minutes. Forgotten after a day. */
const freeTries = 3
const longestDelaySeconds = 900
const forgottenAfterMilliseconds = 86_400_000

export const attemptDelaySeconds = (failures: number): number =>
  failures <= freeTries ? 0 : Math.min(longestDelaySeconds, 2 ** Math.min(20, failures - freeTries))

export type AttemptKind = 'signIn' | 'redemption'

/**
 * Counts a try as failed before it is judged, so that parallel guesses cannot share one count; `clearAttempts` takes
 * it back when it was right.
 * @returns seconds still to wait; 0 = the try may go on
 */
export async function reserveAttempt(transaction: Transaction, kind: AttemptKind, subject: string, now: number): Promise<number> {
  const rows: { failures: number; last_failed_at: Date; blocked_until: Date }[] = await transaction.query(
    `insert into attempt (kind, subject, failures, last_failed_at, blocked_until) values ($1, $2, 0, $3, $3)
     on conflict (kind, subject) do update set kind = excluded.kind
     returning failures, last_failed_at, blocked_until`,
    [kind, subject, new Date(now)],
  )
  const row = rows[0]
  if (row === undefined) throw new Error('An attempt could not be counted')
  const wait = row.blocked_until.getTime() - now
  if (wait > 0) return Math.ceil(wait / 1000)
  const failures = now - row.last_failed_at.getTime() > forgottenAfterMilliseconds ? 1 : row.failures + 1
  await transaction.query(
    'update attempt set failures = $3, last_failed_at = $4, blocked_until = $5 where kind = $1 and subject = $2',
    [kind, subject, failures, new Date(now), new Date(now + attemptDelaySeconds(failures) * 1000)],
  )
  return 0
}

export async function clearAttempts(transaction: Transaction, kind: AttemptKind, subject: string): Promise<void> {
  await transaction.query('delete from attempt where kind = $1 and subject = $2', [kind, subject])
}

/** Unknown names and codes leave rows too: they go after a day. */
export async function pruneAttempts(transaction: Transaction, now: number): Promise<void> {
  await transaction.query('delete from attempt where last_failed_at < $1', [new Date(now - forgottenAfterMilliseconds)])
}

import type { Transaction } from '../database/open-database.ts'

type CountedBy = 'mailQuestionFacility' | 'mailQuestionStaff'

/**
 * Counts one question of a day, whatever becomes of it. Rows go with the other attempts a day later.
 * @param subject code of the facility, or id of the person
 * @returns how many it makes on that day
 */
export async function countMailQuestion(transaction: Transaction, kind: CountedBy, subject: string, { day, now }: { readonly day: string; readonly now: number }): Promise<number> {
  const [row]: { failures: number }[] = await transaction.query(
    `insert into attempt (kind, subject, failures, last_failed_at, blocked_until) values ($1, $2, 1, $3, $3)
     on conflict (kind, subject) do update set failures = attempt.failures + 1, last_failed_at = excluded.last_failed_at
     returning failures`,
    [kind, `${day} ${subject}`, new Date(now)],
  )
  if (row === undefined) throw new Error('A question could not be counted')
  return row.failures
}

/** Both are asked for every question, so that one answer takes as long as another. */
export async function mailHashesOf(reader: Transaction, facilityCode: string, hash: string): Promise<{ readonly onFile: string | null; readonly isUsedElsewhere: boolean }> {
  const [own]: { mail_hash: string | null }[] = await reader.query('select mail_hash from portal_account where facility_code = $1', [facilityCode])
  const [others]: { is_used: boolean }[] = await reader.query(
    'select exists (select 1 from portal_account where mail_hash = $1 and facility_code <> $2) as is_used', [hash, facilityCode],
  )
  return { onFile: own?.mail_hash ?? null, isUsedElsewhere: others?.is_used === true }
}

/** Who asked about which facility, and what for: neither the address nor the answer. Rows are only ever added. */
export async function recordMailQuestion(
  transaction: Transaction, entry: { readonly facilityCode: string; readonly staffId: string; readonly deviceId: string; readonly at: Date; readonly details: object },
): Promise<void> {
  await transaction.query(
    `insert into facility_operation (operation, subject, staff_id, device_id, at, list_version, details) values ('compareMail', $1, $2, $3, $4, null, $5::jsonb)`,
    [entry.facilityCode, entry.staffId, entry.deviceId, entry.at, JSON.stringify(entry.details)],
  )
}

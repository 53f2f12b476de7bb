/** E-mail-change requests that wait for a verification go on with it: 受付 becomes 確認済, and what its letter has come to. */
import type { HistoryEvent, VerificationRecord } from '#shared/contract/records.ts'
import { emailChangeAfterVerification } from '#shared/domain/email-change-request.ts'
import type { NoticeRow } from '../database/entities/notice.ts'
import type { Actor } from '../notices/move-notice.ts'
import type { Records } from '../sync/records.ts'

export const isConfirmed = ({ outcome }: Pick<VerificationRecord, 'outcome'>): boolean => outcome === 'passed' || outcome === 'approved'

interface Reached {
  readonly records: Pick<Records, 'lockRequestsOf' | 'store'>
  readonly look: { readonly notice: (noticeId: string) => Promise<NoticeRow | null> }
}

/**
 * To be called in the transaction that stores the outcome.
 * @param actor `deviceId` names the desktop whose mutation decided: it foresees the same, so this belongs to its run of saves;
 *   null where central decided by itself
 * @param wasForeseen the desktop took it for passed: where it is not, the requests go down as they are
 */
export async function moveWaitingRequests(
  { records, look }: Reached, verification: Pick<VerificationRecord, 'verificationId' | 'facilityCode' | 'outcome'>, actor: Actor, wasForeseen = false,
): Promise<void> {
  if (!isConfirmed(verification) && !wasForeseen) return
  for (const { id, record } of await records.lockRequestsOf(verification.verificationId)) {
    const { body } = record
    if (body.facilityCode !== verification.facilityCode) continue
    const notice = body.noticeId === null ? null : await look.notice(body.noticeId)
    const state = emailChangeAfterVerification(body.state, isConfirmed(verification), notice?.state ?? null)
    if (state === body.state && !wasForeseen) continue
    const event: HistoryEvent = { ...actor, from: body.state, to: state }
    await records.store('emailChangeRequest', id, record, { ...body, state, events: state === body.state ? body.events : [...body.events, event] }, actor.deviceId)
  }
}

/** Callers of one facility wait for one letter: a request that meets an open notice joins it (docs/decisions/0018). */
import type { NoticeCase } from '#shared/contract/records.ts'
import type { NoticeState } from '#shared/domain/notice.ts'
import type { Transaction } from '../database/open-database.ts'
import type { NoticeRow } from '../database/entities/notice.ts'
import { beginNotice, moveNotice, noteOnNotice, type Actor } from './move-notice.ts'
import { addReceipt } from './receipt-repository.ts'

/** The contract's limit; more callers for one letter do not occur. */
export const mostCases = 20

export type JoiningRequest = NoticeRow & { state: Exclude<NoticeState, 'joined'> }

/**
 * Ends the request as `joined` and adds its caller to the open notice. One that was sent back, because the facility changed since it
 * was verified, takes over the new verification and goes on.
 * @param survivor the facility's open notice, locked
 * @param request as it would begin by itself: its state is the one the guard gives
 */
export async function joinNotice(
  transaction: Transaction, survivor: NoticeRow, request: JoiningRequest, receiptVerifier: string | null, actor: Actor,
): Promise<void> {
  const { noticeId, callId, verificationId } = request
  const joined: NoticeCase = { noticeId, callId, verificationId, staffId: request.requestedBy, at: actor.at }
  const cases = [...survivor.cases, joined]
  // Told no number, this caller could not use a letter that asks for one.
  const needsSecondNumber = survivor.needsSecondNumber && request.needsSecondNumber
  if (survivor.state === 'requested') {
    await moveNotice(transaction, survivor, request.state, { ...actor, reason: 'verifiedAnew' }, {
      cases, needsSecondNumber, facility: request.facility, verificationId, followUp: survivor.followUp === null ? null : 'done',
    })
  } else {
    await noteOnNotice(transaction, survivor, 'callerJoined', actor, { cases, needsSecondNumber })
  }
  await beginNotice(transaction, { ...request, state: 'joined', joinedTo: survivor.noticeId, replaces: null }, actor)
  if (receiptVerifier !== null) await addReceipt(transaction, { noticeId: survivor.noticeId, verifier: receiptVerifier, verificationId })
}

/** Handlers of the steps of a notice from approval to the post. */
import type { MutationPayload } from '#shared/contract/central/sync.ts'
import { addressChangerOf, mayApproveNotice, mayPrintNotice, mayUndoNotice, requestersOf, type NoticeState } from '#shared/domain/notice.ts'
import type { NoticeRow } from '../database/entities/notice.ts'
import { findFacility } from '../facility-lists/facility-repository.ts'
import { moveNotice, type Actor } from '../notices/move-notice.ts'
import { lockNotice } from '../notices/notice-repository.ts'
import { findRecord } from '../sync/record-repository.ts'
import type { MutationContext } from './mutation-context.ts'
import { Rejection } from './rejection.ts'
import { settledOutcome } from './settled-outcome.ts'

/** The notice, held until the transaction ends. @throws Rejection NOT_FOUND */
export async function existingNotice(context: MutationContext, noticeId: string): Promise<NoticeRow> {
  const row = await lockNotice(context.transaction, noticeId)
  if (row === null) throw new Rejection('NOT_FOUND')
  return row
}

export const actorOf = ({ occurredAt, staffId, deviceId }: MutationContext, reason: string | null): Actor => ({ at: occurredAt, staffId, deviceId, reason })

/** Who may neither approve nor print, because the address the letter goes to is of their making. */
async function addressChangedBy(context: MutationContext, row: NoticeRow): Promise<string | null> {
  return addressChangerOf((await findFacility(context.transaction, row.facilityCode))?.addressChange ?? null, context.now)
}

/** @throws Rejection ILLEGAL_TRANSITION where the table of states does not allow the step */
export async function step(context: MutationContext, row: NoticeRow, to: NoticeState, reason: string | null, change: Partial<NoticeRow> = {}): Promise<void> {
  if (!(await moveNotice(context.transaction, row, to, actorOf(context, reason), change))) throw new Rejection('ILLEGAL_TRANSITION')
}

export async function noticeApproved(context: MutationContext, { noticeId, reason }: MutationPayload<'notice.approved'>): Promise<void> {
  const row = await existingNotice(context, noticeId)
  const decision = mayApproveNotice({
    approverStaffId: context.staffId, requesters: requestersOf(row), addressChangedBy: await addressChangedBy(context, row),
  })
  if (!decision.ok) throw new Rejection('SAME_PERSON')
  // One that was sent back is first verified anew: approving it would put a stale facility back into the queue.
  if (row.state !== 'awaitingApproval') throw new Rejection('ILLEGAL_TRANSITION')
  // A verification refused meanwhile is not overruled by approving its letter.
  const verification = await findRecord(context.transaction, 'verification', row.verificationId)
  if (verification === null) throw new Rejection('NOT_VERIFIED')
  settledOutcome(verification.body.outcome)
  await step(context, row, 'queued', reason, { approvedBy: context.staffId })
}

/** Reason of a request taken back by the person who made it, within the minutes allowed. */
const undone = 'UNDONE'

function requireUndo(context: MutationContext, row: NoticeRow): void {
  const { staffId, occurredAt } = context
  const { state, requestedBy, requestedAt } = row
  if (!mayUndoNotice({ now: Date.parse(occurredAt), staffId, state, requestedBy, requestedAt })) throw new Rejection('FORBIDDEN')
}

/** Others may wait for the same letter: then it is a supervisor's to cancel. */
export async function noticeCancelled(context: MutationContext, { noticeId, reason }: MutationPayload<'notice.cancelled'>): Promise<void> {
  const row = await existingNotice(context, noticeId)
  if (row.cases.length > 0 && context.role !== 'supervisor') throw new Rejection('FORBIDDEN')
  if (reason === undone) requireUndo(context, row)
  await step(context, row, 'cancelled', reason, row.followUp === 'open' ? { followUp: 'done' } : {})
}

/** In every live state, by whoever has a reason. */
export async function noticeVoided(context: MutationContext, { noticeId, reason }: MutationPayload<'notice.voided'>): Promise<void> {
  if (reason === null || reason.trim() === '') throw new Rejection('INVALID_PAYLOAD')
  await step(context, await existingNotice(context, noticeId), 'voided', reason)
}

/** From the mailroom back to the operators: the facility is no longer what was verified. */
export async function noticeSentBack(context: MutationContext, { noticeId, reason }: MutationPayload<'notice.sentBack'>): Promise<void> {
  await step(context, await existingNotice(context, noticeId), 'requested', reason, { followUp: 'open' })
}

/** The piece central accepted, handled by somebody who neither requested nor approved it, nor changed where it goes. */
async function pieceInHand(context: MutationContext, payload: { noticeId: string; pieceId: string }): Promise<NoticeRow> {
  const row = await existingNotice(context, payload.noticeId)
  if (row.pieceId === null || row.pieceId !== payload.pieceId) throw new Rejection('WRONG_PIECE')
  const decision = mayPrintNotice({
    printerStaffId: context.staffId, requesters: requestersOf(row), approvedBy: row.approvedBy, addressChangedBy: await addressChangedBy(context, row),
  })
  if (!decision.ok) throw new Rejection('SAME_PERSON')
  return row
}

export async function noticePrinted(context: MutationContext, payload: MutationPayload<'notice.printed'>): Promise<void> {
  await step(context, await pieceInHand(context, payload), 'printed', payload.reason)
}

export async function noticeSealed(context: MutationContext, payload: MutationPayload<'notice.sealed'>): Promise<void> {
  await step(context, await pieceInHand(context, payload), 'sealed', payload.reason)
}

export async function noticePosted(context: MutationContext, payload: MutationPayload<'notice.posted'>): Promise<void> {
  const row = await pieceInHand(context, payload)
  await step(context, row, 'posted', payload.reason, { trackingNumber: payload.trackingNumber, postedOn: payload.postedOn })
}

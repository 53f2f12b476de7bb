/** Handlers of what becomes of a piece after the post, or instead of it: returned, destroyed, printed twice, seen to. */
import type { MutationPayload } from '#shared/contract/central/sync.ts'
import { mayBeDestroyed, type NoticeState } from '#shared/domain/notice.ts'
import { raiseAlert } from '../audit/security-alert-repository.ts'
import { noteOnNotice } from '../notices/move-notice.ts'
import { recordPortalEvent } from '../office/portal-events.ts'
import type { MutationContext } from './mutation-context.ts'
import { actorOf, existingNotice, step } from './notice-steps.ts'
import { Rejection } from './rejection.ts'
import { requireWitness } from './witness.ts'

/** Letters whose password is worth nothing any more: that they came back is written down, and nothing follows from it. */
const returnableLate: readonly NoticeState[] = ['returned', 'expired', 'voided']

/**
 * A posted letter is void from now on and its case open again. One that was redeemed has been used by somebody else: the portal is
 * asked to suspend the account, and a supervisor is called.
 */
export async function noticeReturned(context: MutationContext, payload: MutationPayload<'notice.returned'>): Promise<void> {
  const { transaction, staffId, occurredAt } = context
  const row = await existingNotice(context, payload.noticeId)
  if (row.returned !== null) throw new Rejection('ILLEGAL_TRANSITION')
  const { returnReason: reason, returnedOn: on, isOpened } = payload
  const returned = { on, reason, isOpened, at: occurredAt, staffId }
  if (row.state === 'posted') return step(context, row, 'returned', payload.reason, { returned, followUp: 'open' })
  const actor = actorOf(context, payload.reason)
  if (returnableLate.includes(row.state)) return noteOnNotice(transaction, row, 'returned', actor, { returned })
  if (row.state !== 'redeemed') throw new Rejection('ILLEGAL_TRANSITION')
  await noteOnNotice(transaction, row, 'returned', actor, { returned, followUp: 'open' })
  await raiseAlert(transaction, { kind: 'returnedAfterRedeemed', raisedAt: new Date(context.now), deviceId: context.deviceId, noticeId: row.noticeId })
  await recordPortalEvent(transaction, { kind: 'accountSuspension', facilityCode: row.facilityCode, noticeNumber: row.noticeNumber, at: new Date(occurredAt) })
}

export async function noticeDestroyed(context: MutationContext, { noticeId, witnessStaffId }: MutationPayload<'notice.destroyed'>): Promise<void> {
  const row = await existingNotice(context, noticeId)
  await requireWitness(context, witnessStaffId)
  if (!mayBeDestroyed(row) || row.destroyed !== null) throw new Rejection('ILLEGAL_TRANSITION')
  const destroyed = { at: context.occurredAt, staffId: context.staffId, witnessStaffId }
  await noteOnNotice(context.transaction, row, 'destroyed', actorOf(context, null), { destroyed })
}

export async function noticeFollowedUp(context: MutationContext, { noticeId, reason }: MutationPayload<'notice.followedUp'>): Promise<void> {
  const row = await existingNotice(context, noticeId)
  if (row.followUp !== 'open') throw new Rejection('ILLEGAL_TRANSITION')
  await noteOnNotice(context.transaction, row, 'followedUp', actorOf(context, reason), { followUp: 'done' })
}

/** Two sheets with one password: one of them is somewhere it should not be. */
export async function pieceDuplicated(context: MutationContext, { noticeId, pieceId }: MutationPayload<'piece.duplicated'>): Promise<void> {
  const row = await existingNotice(context, noticeId)
  if (row.pieceId === null || row.pieceId !== pieceId) throw new Rejection('WRONG_PIECE')
  await raiseAlert(context.transaction, { kind: 'duplicateSheet', raisedAt: new Date(context.now), deviceId: context.deviceId, noticeId: row.noticeId })
}

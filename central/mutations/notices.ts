/** Handlers of the steps of a notice. Central decides; the desktop's state is a wish. */
import { isAcceptableVerifier } from '#shared/contract/central/verifier.ts'
import type { MutationPayload } from '#shared/contract/central/sync.ts'
import type { NoticeRecord, VerificationRecord } from '#shared/contract/records.ts'
import { addressChangerOf, facilitySnapshotsEqual, mayApproveNotice, mayPrintNotice, noticeRequestGuard, type NoticeState } from '#shared/domain/notice.ts'
import { isUniqueViolation } from '../database/open-database.ts'
import type { NoticeRow } from '../database/entities/notice.ts'
import { findFacility } from '../facility-lists/facility-repository.ts'
import { accountStateOf } from '../facility-lists/portal-account-repository.ts'
import { hasOpenNotice, insertNotice, lockNotice } from '../notices/notice-repository.ts'
import { moveNotice } from '../notices/move-notice.ts'
import { findRecord } from '../sync/record-repository.ts'
import type { MutationContext } from './mutation-context.ts'
import { Rejection } from './rejection.ts'

/** A supervisor's approval counts as passed; what was refused or put off does not. */
function settledOutcome(outcome: VerificationRecord['outcome']): 'passed' | 'supervisor' {
  if (outcome === 'passed' || outcome === 'approved') return 'passed'
  if (outcome === 'supervisor') return 'supervisor'
  throw new Rejection('NOT_VERIFIED')
}

/** In which state the notice begins: what central knows decides; the desktop may only ask for more care. */
async function firstState(context: MutationContext, notice: NoticeRecord, verification: VerificationRecord): Promise<NoticeState> {
  const { transaction } = context
  const facility = await findFacility(transaction, notice.facilityCode)
  if (facility === null) throw new Rejection('FACILITY_CHANGED')
  if (!facilitySnapshotsEqual(notice.facility, verification.facility).equal) throw new Rejection('FACILITY_CHANGED')
  if (!facilitySnapshotsEqual(notice.facility, facility).equal) throw new Rejection('FACILITY_CHANGED')
  const decision = noticeRequestGuard({
    accountState: await accountStateOf(transaction, notice.facilityCode),
    verificationOutcome: settledOutcome(verification.outcome),
    openNotice: await hasOpenNotice(transaction, notice.facilityCode),
    facilityStatus: facility.status,
    isSuperseded: facility.succession?.state === 'linked',
  })
  if (decision.ok) {
    // The portal has no account under this code as far as central knows: a supervisor looks into it.
    return decision.state === 'queued' && notice.state !== 'awaitingApproval' ? 'queued' : 'awaitingApproval'
  }
  switch (decision.reason) {
    case 'facilityClosed':
    case 'facilitySuperseded':
      throw new Rejection('FACILITY_CHANGED')
    case 'openNoticeExists':
      throw new Rejection('NOTICE_ALREADY_OPEN')
    case 'notRegistered':
    case 'provisionalRegistrationOnly':
      throw new Rejection('NOT_REGISTERED')
    case 'verificationPending':
    case 'callbackFirst':
    case 'addressDiffers':
      throw new Rejection('NOT_VERIFIED')
  }
}

const requestable: readonly NoticeState[] = ['requested', 'awaitingApproval', 'queued']

export async function noticeRequested(context: MutationContext, { notice, receiptVerifier }: MutationPayload<'notice.requested'>): Promise<void> {
  const { transaction } = context
  if (notice.requestedBy !== context.staffId) throw new Rejection('FORBIDDEN')
  if (!requestable.includes(notice.state) || notice.version !== 0) throw new Rejection('ILLEGAL_TRANSITION')
  if (!isAcceptableVerifier(receiptVerifier) || notice.facility.facilityCode !== notice.facilityCode) throw new Rejection('INVALID_PAYLOAD')
  const verification = await findRecord(transaction, 'verification', notice.verificationId)
  if (verification === null || verification.body.facilityCode !== notice.facilityCode) throw new Rejection('NOT_VERIFIED')
  const state = await firstState(context, notice, verification.body)
  const row: NoticeRow = {
    noticeId: notice.noticeId, version: 1, noticeNumber: notice.noticeNumber, facilityCode: notice.facilityCode, facility: notice.facility,
    reason: notice.reason, state, callId: notice.callId, verificationId: notice.verificationId, requestedBy: context.staffId, requestedAt: notice.requestedAt,
    // What later steps fill in is never taken from a request.
    approvedBy: null, lotId: null, pieceId: null, validUntil: null, trackingNumber: null, postedOn: null, redeemedAt: null, issuingSince: null,
    receiptVerifier, passwordVerifier: null,
  }
  try {
    await insertNotice(transaction, row, { at: context.occurredAt, staffId: context.staffId, deviceId: context.deviceId, from: null, to: state, reason: null })
  } catch (error) {
    // Two desks at once: the index lets one through.
    if (isUniqueViolation(error, 'notice_one_open')) throw new Rejection('NOTICE_ALREADY_OPEN')
    if (isUniqueViolation(error, 'notice_pkey')) throw new Rejection('ILLEGAL_TRANSITION')
    throw error
  }
}

async function existingNotice(context: MutationContext, noticeId: string): Promise<NoticeRow> {
  const row = await lockNotice(context.transaction, noticeId)
  if (row === null) throw new Rejection('NOT_FOUND')
  return row
}

/** Who may neither approve nor print, because the address the letter goes to is of their making. */
async function addressChangedBy(context: MutationContext, row: NoticeRow): Promise<string | null> {
  return addressChangerOf((await findFacility(context.transaction, row.facilityCode))?.addressChange ?? null, context.now)
}

async function step(context: MutationContext, row: NoticeRow, to: NoticeState, reason: string | null, change: Partial<NoticeRow> = {}): Promise<void> {
  const actor = { at: context.occurredAt, staffId: context.staffId, deviceId: context.deviceId, reason }
  if (!(await moveNotice(context.transaction, row, to, actor, change))) throw new Rejection('ILLEGAL_TRANSITION')
}

export async function noticeApproved(context: MutationContext, { noticeId, reason }: MutationPayload<'notice.approved'>): Promise<void> {
  const row = await existingNotice(context, noticeId)
  const decision = mayApproveNotice({
    approverStaffId: context.staffId, requestedBy: row.requestedBy, addressChangedBy: await addressChangedBy(context, row),
  })
  if (!decision.ok) throw new Rejection('SAME_PERSON')
  // A verification refused meanwhile is not overruled by approving its letter.
  const verification = await findRecord(context.transaction, 'verification', row.verificationId)
  if (verification === null) throw new Rejection('NOT_VERIFIED')
  settledOutcome(verification.body.outcome)
  await step(context, row, 'queued', reason, { approvedBy: context.staffId })
}

export async function noticeCancelled(context: MutationContext, { noticeId, reason }: MutationPayload<'notice.cancelled'>): Promise<void> {
  await step(context, await existingNotice(context, noticeId), 'cancelled', reason)
}

export async function noticeVoided(context: MutationContext, { noticeId, reason }: MutationPayload<'notice.voided'>): Promise<void> {
  await step(context, await existingNotice(context, noticeId), 'voided', reason)
}

/** The piece central accepted, handled by somebody who neither requested nor approved it, nor changed where it goes. */
async function pieceInHand(context: MutationContext, payload: { noticeId: string; pieceId: string }): Promise<NoticeRow> {
  const row = await existingNotice(context, payload.noticeId)
  if (row.pieceId === null || row.pieceId !== payload.pieceId) throw new Rejection('WRONG_PIECE')
  const decision = mayPrintNotice({
    printerStaffId: context.staffId, requestedBy: row.requestedBy, approvedBy: row.approvedBy, addressChangedBy: await addressChangedBy(context, row),
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

export async function noticeReturned(context: MutationContext, { noticeId, reason }: MutationPayload<'notice.returned'>): Promise<void> {
  await step(context, await existingNotice(context, noticeId), 'returned', reason)
}

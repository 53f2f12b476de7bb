/** A letter is requested: central decides in which state it begins, and whether it joins one there is. The desktop's state is a wish. */
import { isAcceptableVerifier } from '#shared/contract/central/verifier.ts'
import type { MutationPayload } from '#shared/contract/central/sync.ts'
import type { NoticeRecord, VerificationRecord } from '#shared/contract/records.ts'
import { facilitySnapshotsEqual, noticeRequestGuard, type NoticeState } from '#shared/domain/notice.ts'
import { isUniqueViolation } from '../database/open-database.ts'
import type { NoticeRow } from '../database/entities/notice.ts'
import { mostCases } from '../notices/join-notice.ts'
import type { Actor } from '../notices/move-notice.ts'
import type { RecordContext } from './mutation-context.ts'
import { Rejection } from './rejection.ts'
import { settledOutcome } from './settled-outcome.ts'

type FirstState = 'queued' | 'awaitingApproval'

/** What central knows decides; the desktop may only ask for more care. Whether the facility has an open notice is asked elsewhere. */
async function firstState(context: RecordContext, notice: NoticeRecord, verification: VerificationRecord): Promise<FirstState> {
  const facility = await context.look.facility(notice.facilityCode)
  if (facility === null) throw new Rejection('FACILITY_CHANGED')
  if (!facilitySnapshotsEqual(notice.facility, verification.facility).equal) throw new Rejection('FACILITY_CHANGED')
  if (!facilitySnapshotsEqual(facility, notice.facility).equal) throw new Rejection('FACILITY_CHANGED')
  const decision = noticeRequestGuard({
    accountState: await context.look.accountState(notice.facilityCode),
    verificationOutcome: settledOutcome(verification.outcome),
    openNotice: false,
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

/** `joined`: the desktop knew of an open notice, which may have ended since. */
const requestable: readonly NoticeState[] = ['requested', 'awaitingApproval', 'queued', 'joined']

/** @returns whether redeeming will need a number told to a caller */
async function secondNumber(context: RecordContext, receiptVerifier: string | null): Promise<boolean> {
  if (receiptVerifier !== null && !isAcceptableVerifier(receiptVerifier)) throw new Rejection('INVALID_PAYLOAD')
  const { isSecondNumberUsed } = await context.look.policy()
  if (receiptVerifier === null && isSecondNumberUsed) throw new Rejection('INVALID_PAYLOAD')
  return isSecondNumberUsed
}

export async function noticeRequested(context: RecordContext, { notice, receiptVerifier }: MutationPayload<'notice.requested'>): Promise<void> {
  const { letters, staffId, deviceId } = context
  if (notice.requestedBy !== staffId) throw new Rejection('FORBIDDEN')
  if (!requestable.includes(notice.state) || notice.version !== 0) throw new Rejection('ILLEGAL_TRANSITION')
  if (notice.facility.facilityCode !== notice.facilityCode) throw new Rejection('INVALID_PAYLOAD')
  const needsSecondNumber = await secondNumber(context, receiptVerifier)
  const verification = await context.records.find('verification', notice.verificationId)
  if (verification === null || verification.body.facilityCode !== notice.facilityCode) throw new Rejection('NOT_VERIFIED')
  await letters.lockRequestsOf(notice.facilityCode)
  const state = await firstState(context, notice, verification.body)
  const actor: Actor = { at: context.occurredAt, staffId, deviceId, reason: null }
  const request: NoticeRow & { state: FirstState } = {
    noticeId: notice.noticeId, version: 1, noticeNumber: notice.noticeNumber, facilityCode: notice.facilityCode, facility: notice.facility,
    reason: notice.reason, overrideReason: notice.overrideReason, state, callId: notice.callId, verificationId: notice.verificationId, requestedBy: staffId, requestedAt: notice.requestedAt,
    postageClass: notice.postageClass, needsSecondNumber,
    // What later steps fill in is never taken from a request.
    approvedBy: null, cases: [], joinedTo: null, replaces: null, lotId: null, pieceId: null, template: null, validUntil: null, trackingNumber: null,
    postedOn: null, redeemedAt: null, issuingSince: null, returned: null, destroyed: null, followUp: null, passwordVerifier: null,
  }
  try {
    const open = await letters.lockOpenOf(notice.facilityCode)
    if (open === null) {
      await letters.begin({ ...request, replaces: await letters.takeOver(notice.facilityCode, actor) }, receiptVerifier, actor)
    } else {
      if (open.cases.length >= mostCases) throw new Rejection('NOTICE_ALREADY_OPEN')
      await letters.join(open, request, receiptVerifier, actor)
    }
  } catch (error) {
    if (isUniqueViolation(error, 'notice_pkey')) throw new Rejection('ILLEGAL_TRANSITION')
    throw error
  }
}

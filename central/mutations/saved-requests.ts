/** Requests of callers, saved whole by desktops: central decides on steps, history and who may see to them. */
import type { MutationPayload } from '#shared/contract/central/sync.ts'
import { emailChangeAfterNotice, emailChangeAfterVerification } from '#shared/domain/email-change-request.ts'
import { mayHandInMutation } from '#shared/domain/permissions.ts'
import type { NoticeRow } from '../database/entities/notice.ts'
import { isConfirmed } from '../verification/move-waiting-requests.ts'
import type { RecordContext } from './mutation-context.ts'
import { Rejection } from './rejection.ts'
import { holdsWhatItsStateNeeds, mayMoveEmailChangeRequest, mayMoveProvisionalCodeRequest } from './request-transitions.ts'
import { saveRecord, settledEvents } from './save-record.ts'
import { requireSelf } from './saved-records.ts'

function requireMove(isAllowed: boolean): void {
  if (!isAllowed) throw new Rejection('ILLEGAL_TRANSITION')
}

/** The letter a request waits for, of the same facility: where its notice joined another, that one. */
async function noticeOf(context: RecordContext, request: MutationPayload<'emailChangeRequest.saved'>): Promise<NoticeRow | null> {
  if (request.noticeId === null) return null
  const held = await context.look.heldNotice(request.noticeId)
  if (held === null || held.named.facilityCode !== request.facilityCode) throw new Rejection('NOT_FOUND')
  return held.survivor
}

/** Who sees to a request works on requests. @throws Rejection FORBIDDEN */
async function requireAssignable(context: RecordContext, previous: string | null, assignedTo: string | null): Promise<void> {
  if (assignedTo === null || assignedTo === previous) return
  const staff = await context.look.staff(assignedTo)
  if (staff === null || !staff.isActive || !mayHandInMutation(staff.role, 'emailChangeRequest.saved')) throw new Rejection('FORBIDDEN')
}

/**
 * Whether the caller of this request was verified. A verification under way comes up only when it is concluded: until then the
 * request stays where it began. @throws Rejection NOT_VERIFIED
 */
async function isCallerVerified(context: RecordContext, request: MutationPayload<'emailChangeRequest.saved'>): Promise<boolean> {
  if (request.verificationId === null) return false
  const verification = await context.records.find('verification', request.verificationId)
  if (verification === null && request.state === 'received') return false
  if (verification === null || verification.body.facilityCode !== request.facilityCode) throw new Rejection('NOT_VERIFIED')
  return isConfirmed(verification.body)
}

export async function emailChangeRequestSaved(context: RecordContext, saved: MutationPayload<'emailChangeRequest.saved'>): Promise<void> {
  const notice = await noticeOf(context, saved)
  const sent = { ...saved, noticeId: notice?.noticeId ?? null }
  const isVerified = await isCallerVerified(context, sent)
  const known = await context.records.find('emailChangeRequest', sent.requestId)
  await requireAssignable(context, known?.body.assignedTo ?? null, sent.assignedTo)
  await saveRecord(context, 'emailChangeRequest', sent.requestId, sent, (previous) => {
    requireMove(mayMoveEmailChangeRequest(previous?.state ?? null, sent.state))
    // Newly linked to a letter that has gone further than the desktop knew, or verified before it came up.
    const isNewLink = notice !== null && previous?.noticeId !== notice.noticeId
    const linked = isNewLink ? emailChangeAfterNotice(sent.state, notice.state) : sent.state
    const request = { ...sent, state: previous === null ? emailChangeAfterVerification(linked, isVerified, notice?.state ?? null) : linked }
    const events = settledEvents(context, previous, request)
    if (previous === null) {
      requireSelf(context, request.requestedBy)
      return { ...request, events }
    }
    return {
      ...request, events, facilityCode: previous.facilityCode, callId: previous.callId, requestNumber: previous.requestNumber,
      requestedBy: previous.requestedBy, requestedAt: previous.requestedAt,
    }
  })
}

export async function provisionalCodeRequestSaved(context: RecordContext, request: MutationPayload<'provisionalCodeRequest.saved'>): Promise<void> {
  if (!holdsWhatItsStateNeeds(request) || request.twinRequestId === request.requestId) throw new Rejection('INVALID_PAYLOAD')
  const known = await context.records.find('provisionalCodeRequest', request.requestId)
  await requireAssignable(context, known?.body.assignedTo ?? null, request.assignedTo)
  // The list of central may be newer than that of the desktop, never older.
  if (request.facilityCode !== null && request.facilityCode !== known?.body.facilityCode && (await context.look.facility(request.facilityCode)) === null) throw new Rejection('NOT_FOUND')
  await saveRecord(context, 'provisionalCodeRequest', request.requestId, request, (previous) => {
    requireMove(mayMoveProvisionalCodeRequest(previous?.state ?? null, request.state))
    const events = settledEvents(context, previous, request)
    if (previous === null) {
      requireSelf(context, request.requestedBy)
      return { ...request, events }
    }
    return {
      ...request, events, callId: previous.callId, requestNumber: previous.requestNumber, twinRequestId: previous.twinRequestId,
      requestedBy: previous.requestedBy, requestedAt: previous.requestedAt,
    }
  })
}

/** Handlers of the mutations that carry a whole record. */
import type { MutationPayload } from '#shared/contract/central/sync.ts'
import { emailChangeAfterNotice } from '#shared/domain/email-change-request.ts'
import type { NoticeRow } from '../database/entities/notice.ts'
import type { MutationContext } from './mutation-context.ts'
import { findRecord } from '../sync/record-repository.ts'
import { lockNotice } from '../notices/notice-repository.ts'
import { Rejection } from './rejection.ts'
import { saveRecord, settledEvents } from './save-record.ts'
import { mayMoveEmailChangeRequest, mayMoveProvisionalCodeRequest } from './request-transitions.ts'

/** Nobody writes in another's name. */
function requireSelf(context: MutationContext, staffId: string): void {
  if (staffId !== context.staffId) throw new Rejection('FORBIDDEN')
}

function requireMove(isAllowed: boolean): void {
  if (!isAllowed) throw new Rejection('ILLEGAL_TRANSITION')
}

export async function callSaved(context: MutationContext, call: MutationPayload<'call.saved'>): Promise<void> {
  await saveRecord(context, 'call', call.callId, call, (previous) => {
    if (previous === null) requireSelf(context, call.operatorId)
    return previous === null ? call : { ...call, operatorId: previous.operatorId, startedAt: previous.startedAt }
  })
}

/** The letter a request waits for, of the same facility: where its notice joined another, that one. */
async function noticeOf(context: MutationContext, request: MutationPayload<'emailChangeRequest.saved'>): Promise<NoticeRow | null> {
  if (request.noticeId === null) return null
  const named = await lockNotice(context.transaction, request.noticeId)
  if (named === null || named.facilityCode !== request.facilityCode) throw new Rejection('NOT_FOUND')
  return named.joinedTo === null ? named : lockNotice(context.transaction, named.joinedTo)
}

export async function emailChangeRequestSaved(context: MutationContext, saved: MutationPayload<'emailChangeRequest.saved'>): Promise<void> {
  const notice = await noticeOf(context, saved)
  const sent = { ...saved, noticeId: notice?.noticeId ?? null }
  if (sent.verificationId !== null) {
    const verification = await findRecord(context.transaction, 'verification', sent.verificationId)
    if (verification === null || verification.body.facilityCode !== sent.facilityCode) throw new Rejection('NOT_VERIFIED')
  }
  await saveRecord(context, 'emailChangeRequest', sent.requestId, sent, (previous) => {
    requireMove(mayMoveEmailChangeRequest(previous?.state ?? null, sent.state))
    // Newly linked to a letter that has gone further than the desktop knew.
    const isNewLink = notice !== null && previous?.noticeId !== notice.noticeId
    const request = isNewLink ? { ...sent, state: emailChangeAfterNotice(sent.state, notice.state) } : sent
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

export async function provisionalCodeRequestSaved(context: MutationContext, request: MutationPayload<'provisionalCodeRequest.saved'>): Promise<void> {
  await saveRecord(context, 'provisionalCodeRequest', request.requestId, request, (previous) => {
    requireMove(mayMoveProvisionalCodeRequest(previous?.state ?? null, request.state))
    const events = settledEvents(context, previous, request)
    if (previous === null) {
      requireSelf(context, request.requestedBy)
      return { ...request, events }
    }
    return {
      ...request, events, callId: previous.callId, requestNumber: previous.requestNumber,
      requestedBy: previous.requestedBy, requestedAt: previous.requestedAt,
    }
  })
}

/** Who settles which mutation, and whether it may be settled in memory together with those around it. */
import { mutationPayloads, type MutationPayload, type MutationType } from '#shared/contract/central/sync.ts'
import type { RequestedLetter } from '../notices/letters.ts'
import type { Announced, RecordName } from '../sync/records.ts'
import { auditRecorded } from './audit.ts'
import { callbackSaved, verificationCalledBack } from './callbacks.ts'
import { deputySaved } from './deputies.ts'
import { lotSaved, mailDayClosed, postingSlipSaved } from './mailroom-records.ts'
import type { MutationContext, RecordContext } from './mutation-context.ts'
import { noticeRequested } from './notice-request.ts'
import { noticeApproved, noticeCancelled, noticePosted, noticePrinted, noticeSealed, noticeSentBack, noticeVoided } from './notice-steps.ts'
import { noticeDestroyed, noticeFollowedUp, noticeReturned, pieceDuplicated } from './returned-pieces.ts'
import { callSaved } from './saved-records.ts'
import { emailChangeRequestSaved, provisionalCodeRequestSaved } from './saved-requests.ts'
import { securityAlertResolved } from './security-alerts.ts'
import { addressWaitRecorded, verificationDecided, verificationRecorded } from './verifications.ts'

/** What a mutation will look at; leaving something out costs time only. */
export interface Reach extends Announced {
  readonly noticeIds: readonly string[]
  readonly letters: readonly RequestedLetter[]
}

/** A mutation whose content has been read, ready to be settled. */
export type Step =
  | { readonly isAlone: true; readonly settle: (context: MutationContext) => Promise<void> }
  | { readonly isAlone: false; readonly reach: Reach; readonly settle: (context: RecordContext) => Promise<void> }

type StepOf<P> = (payload: P) => Step

/** Works on the database itself: one at a time. */
const alone = <P>(handler: (context: MutationContext, payload: P) => Promise<void>): StepOf<P> =>
  (payload) => ({ isAlone: true, settle: (context) => handler(context, payload) })

/** Reaches records only: settled in memory with those around it. */
const together = <P>(handler: (context: RecordContext, payload: P) => Promise<void>, reach: (payload: P) => Partial<Reach> = () => ({})): StepOf<P> =>
  (payload) => ({ isAlone: false, reach: { locks: [], reads: [], verificationIds: [], noticeIds: [], letters: [], ...reach(payload) }, settle: (context) => handler(context, payload) })

const verificationOf = (verificationId: string | null): RecordName[] => (verificationId === null ? [] : [{ kind: 'verification', id: verificationId }])

const addressWait = alone(addressWaitRecorded)
const concludedVerification = together(verificationRecorded, ({ verificationId, outcome }: MutationPayload<'verification.recorded'>) =>
  ({ locks: verificationOf(verificationId), verificationIds: outcome === 'passed' ? [verificationId] : [] }))

const steps: { readonly [T in MutationType]: StepOf<MutationPayload<T>> } = {
  'call.saved': together(callSaved, ({ callId }) => ({ locks: [{ kind: 'call', id: callId }] })),
  'callback.saved': together(callbackSaved, ({ callbackId, verificationId }) => ({ locks: [{ kind: 'callback', id: callbackId }], reads: verificationOf(verificationId) })),
  'deputy.saved': alone(deputySaved),
  'verification.recorded': (sent) => (sent.outcome === 'addressDiffers' ? addressWait(sent) : concludedVerification(sent)),
  'verification.calledBack': together(verificationCalledBack, ({ verificationId, callbackId }) =>
    ({ locks: verificationOf(verificationId), reads: [{ kind: 'callback', id: callbackId }], verificationIds: [verificationId] })),
  'verification.decided': together(verificationDecided, ({ verificationId }) => ({ locks: verificationOf(verificationId), verificationIds: [verificationId] })),
  'notice.requested': together(noticeRequested, ({ notice: { facilityCode, noticeId, verificationId } }) =>
    ({ letters: [{ facilityCode, noticeId }], reads: verificationOf(verificationId) })),
  'notice.approved': alone(noticeApproved),
  'notice.cancelled': alone(noticeCancelled),
  'notice.voided': alone(noticeVoided),
  'notice.printed': alone(noticePrinted),
  'notice.sealed': alone(noticeSealed),
  'notice.posted': alone(noticePosted),
  'notice.sentBack': alone(noticeSentBack),
  'notice.returned': alone(noticeReturned),
  'notice.destroyed': alone(noticeDestroyed),
  'notice.followedUp': alone(noticeFollowedUp),
  'lot.saved': together(lotSaved, ({ lotId }) => ({ locks: [{ kind: 'lot', id: lotId }] })),
  'postingSlip.saved': alone(postingSlipSaved),
  'mailDay.closed': alone(mailDayClosed),
  'piece.duplicated': alone(pieceDuplicated),
  'securityAlert.resolved': alone(securityAlertResolved),
  'emailChangeRequest.saved': together(emailChangeRequestSaved, ({ requestId, verificationId, noticeId }) =>
    ({ locks: [{ kind: 'emailChangeRequest', id: requestId }], reads: verificationOf(verificationId), noticeIds: noticeId === null ? [] : [noticeId] })),
  'provisionalCodeRequest.saved': together(provisionalCodeRequestSaved, ({ requestId }) => ({ locks: [{ kind: 'provisionalCodeRequest', id: requestId }] })),
  'audit.recorded': together(auditRecorded),
}

export const isKnownType = (type: string): type is MutationType => Object.hasOwn(steps, type)

/** Null for content that does not fit its type. */
export function stepOf<T extends MutationType>(type: T, payload: unknown): Step | null {
  const parsed = mutationPayloads[type].safeParse(payload)
  return parsed.success ? steps[type](parsed.data as MutationPayload<T>) : null
}

/** Promises to call back: anybody who answers calls may take the next step of one, in their own name. */
import type { MutationPayload } from '#shared/contract/central/sync.ts'
import { settledByCallback, type CallbackState } from '#shared/domain/callback.ts'
import type { RecordBody } from '../sync/record-repository.ts'
import { moveWaitingRequests } from '../verification/move-waiting-requests.ts'
import type { RecordContext } from './mutation-context.ts'
import { Rejection } from './rejection.ts'
import { saveRecord, settledEvents } from './save-record.ts'

type Callback = MutationPayload<'callback.saved'>

const steps: Readonly<Record<CallbackState, readonly CallbackState[]>> = { open: ['open', 'done', 'cancelled'], done: [], cancelled: [] }

/** A new one is its author's; of kind `listUpdated` are only central's own. A listed number is never written down. */
function checkNew(context: RecordContext, callback: Callback): void {
  if (callback.createdBy !== context.staffId || callback.kind === 'listUpdated') throw new Rejection('FORBIDDEN')
  if (callback.state !== 'open') throw new Rejection('ILLEGAL_TRANSITION')
  if (callback.target === 'listed' && (callback.telephone !== '' || callback.facilityCode === null)) throw new Rejection('INVALID_PAYLOAD')
  if (callback.kind === 'verification' && (callback.target !== 'listed' || callback.verificationId === null)) throw new Rejection('INVALID_PAYLOAD')
}

async function checkVerification(context: RecordContext, { kind, facilityCode, verificationId }: Callback): Promise<void> {
  if (verificationId === null) return
  const verification = await context.records.find('verification', verificationId)
  if (verification === null || verification.body.facilityCode !== facilityCode) throw new Rejection('NOT_FOUND')
  if (kind === 'verification' && verification.body.outcome !== 'callback') throw new Rejection('ILLEGAL_TRANSITION')
}

/** What was tried stays as it was; what is new was tried by who sends it. */
function attemptsOf(context: RecordContext, previous: RecordBody<'callback'>, sent: Callback): Callback['attempts'] {
  const added = sent.attempts.slice(previous.attempts.length).map((attempt) => ({ ...attempt, staffId: context.staffId }))
  return [...previous.attempts, ...added]
}

export async function callbackSaved(context: RecordContext, callback: Callback): Promise<void> {
  if ((await context.records.find('callback', callback.callbackId)) === null) {
    checkNew(context, callback)
    await checkVerification(context, callback)
  }
  await saveRecord(context, 'callback', callback.callbackId, callback, (previous) => {
    const events = settledEvents(context, previous, callback)
    if (previous === null) return { ...callback, events }
    if (!steps[previous.state].includes(callback.state)) throw new Rejection('ILLEGAL_TRANSITION')
    const { dueAt, assignedTo, state, result, version } = callback
    return { ...previous, version, dueAt, assignedTo, state, result, attempts: attemptsOf(context, previous, callback), events }
  })
}

/**
 * The listed number was called. Counts for who finished the promise, from the same desktop; settled the same way already, nothing happens again.
 * @throws Rejection NOT_FOUND, NOT_VERIFIED for a promise of another verification or number, ILLEGAL_TRANSITION
 */
export async function verificationCalledBack(context: RecordContext, { verificationId, callbackId, isConfirmed, reason }: MutationPayload<'verification.calledBack'>): Promise<void> {
  const callback = await context.records.find('callback', callbackId)
  const previous = await context.records.lock('verification', verificationId)
  if (callback === null || previous === null) throw new Rejection('NOT_FOUND')
  const { kind, target, events } = callback.body
  if (kind !== 'verification' || target !== 'listed' || callback.body.verificationId !== verificationId) throw new Rejection('NOT_VERIFIED')
  const end = events.findLast(({ to }) => to === 'done')
  if (end?.staffId !== context.staffId || end.deviceId !== context.deviceId) throw new Rejection('ILLEGAL_TRANSITION')
  const outcome = settledByCallback(await context.look.verificationRule(), isConfirmed)
  const { body } = previous
  if (body.outcome === outcome && body.decidedBy === context.staffId && body.decisionReason === reason) return
  if (body.outcome !== 'callback') throw new Rejection('ILLEGAL_TRANSITION')
  await context.records.store('verification', verificationId, previous, {
    ...body, outcome, decidedBy: context.staffId, decidedAt: context.occurredAt, decisionReason: reason,
  }, context.deviceId)
  await moveWaitingRequests(context, { ...body, outcome }, { at: context.occurredAt, staffId: context.staffId, deviceId: context.deviceId, reason }, isConfirmed)
}

/** One mutation: checked, applied and remembered in one transaction, exactly once. */
import { createHash } from 'node:crypto'
import {
  mutationEnvelope, mutationPayloads, mutationTypes, type MutationEnvelope, type MutationOutcome, type MutationPayload, type MutationType, type RejectionCode,
} from '#shared/contract/central/sync.ts'
import { mayHandInMutation } from '#shared/domain/permissions.ts'
import type { SecurityAlertKind } from '#shared/domain/security-alerts.ts'
import { raiseAlert } from '../audit/security-alert-repository.ts'
import type { Database, Transaction } from '../database/open-database.ts'
import { isStorableJson } from '../plain-json.ts'
import type { Clock } from '../ports.ts'
import { isSessionGoodFor } from '../staff/sessions.ts'
import { findStaff } from '../staff/staff-repository.ts'
import { deferredMutations, findRemembered, outcomeAgain, remember, settleDeferred } from '../sync/mutation-log-repository.ts'
import { auditRecorded } from './audit.ts'
import type { MutationContext } from './mutation-context.ts'
import { lotSaved, mailDayClosed, postingSlipSaved } from './mailroom-records.ts'
import { noticeRequested } from './notice-request.ts'
import { noticeApproved, noticeCancelled, noticePosted, noticePrinted, noticeSealed, noticeSentBack, noticeVoided } from './notice-steps.ts'
import { noticeDestroyed, noticeFollowedUp, noticeReturned, pieceDuplicated } from './returned-pieces.ts'
import { Rejection } from './rejection.ts'
import { callSaved, emailChangeRequestSaved, provisionalCodeRequestSaved } from './saved-records.ts'
import { securityAlertResolved } from './security-alerts.ts'
import { verificationDecided, verificationRecorded } from './verifications.ts'

type Handlers = { readonly [T in MutationType]: (context: MutationContext, payload: MutationPayload<T>) => Promise<void> }

const handlers: Handlers = {
  'call.saved': callSaved,
  'verification.recorded': verificationRecorded,
  'verification.decided': verificationDecided,
  'notice.requested': noticeRequested,
  'notice.approved': noticeApproved,
  'notice.cancelled': noticeCancelled,
  'notice.voided': noticeVoided,
  'notice.printed': noticePrinted,
  'notice.sealed': noticeSealed,
  'notice.posted': noticePosted,
  'notice.sentBack': noticeSentBack,
  'notice.returned': noticeReturned,
  'notice.destroyed': noticeDestroyed,
  'notice.followedUp': noticeFollowedUp,
  'lot.saved': lotSaved,
  'postingSlip.saved': postingSlipSaved,
  'mailDay.closed': mailDayClosed,
  'piece.duplicated': pieceDuplicated,
  'securityAlert.resolved': securityAlertResolved,
  'emailChangeRequest.saved': emailChangeRequestSaved,
  'provisionalCodeRequest.saved': provisionalCodeRequestSaved,
  'audit.recorded': auditRecorded,
}

const isKnownType = (type: string): type is MutationType => Object.hasOwn(handlers, type)

async function run<T extends MutationType>(type: T, context: MutationContext, payload: unknown): Promise<void> {
  const parsed = mutationPayloads[type].safeParse(payload)
  if (!parsed.success) throw new Rejection('INVALID_PAYLOAD')
  await handlers[type](context, parsed.data as MutationPayload<T>)
}

/** The person's rights at the time count, proved by the session: somebody disabled since may still have acted before. */
async function apply(transaction: Transaction, type: MutationType, envelope: MutationEnvelope, deviceId: string, now: number): Promise<void> {
  if (!(await isSessionGoodFor(transaction, envelope, deviceId))) throw new Rejection('SESSION_ENDED')
  const staff = await findStaff(transaction, envelope.staffId)
  if (staff === null || !mayHandInMutation(staff.role, type)) throw new Rejection('FORBIDDEN')
  const { staffId, occurredAt } = envelope
  await run(type, { transaction, deviceId, staffId, role: staff.role, occurredAt, now }, envelope.payload)
}

// What cannot be stored may also be nested too deeply to be written out: its id must do.
const contentHashOf = (envelope: MutationEnvelope, isStorable: boolean): string =>
  createHash('sha256').update(isStorable ? JSON.stringify(envelope) : envelope.mutationId).digest('hex')

/** Thrown to undo a transaction whose place in the sequence turned out to be taken. */
class AlreadyRemembered extends Error {}

/** Refusals that point at tampering or at a desktop restored from an old copy. */
const alarming: Partial<Record<RejectionCode, SecurityAlertKind>> = { AUDIT_CHAIN_BROKEN: 'auditChainBroken' }

/** @param deviceId the device that hands it in: a mutation is bound to it */
export async function applyMutation(database: Database, clock: Clock, deviceId: string, envelope: MutationEnvelope): Promise<MutationOutcome> {
  const { mutationId, sequence, type } = envelope
  const now = clock.now()
  const isStorable = isStorableJson(envelope)
  const contentHash = contentHashOf(envelope, isStorable)
  const row = { deviceId, sequence, mutationId, type: isStorable ? type : '', contentHash, receivedAt: new Date(now) }
  // What is not applied keeps the person's text, unless it cannot be stored at all.
  const kept = isStorable ? envelope : null
  const again = async (): Promise<MutationOutcome> => {
    const outcome = outcomeAgain(await findRemembered(database.reader, deviceId, sequence), envelope, contentHash)
    if (outcome.code === 'SEQUENCE_REUSED') {
      await database.transaction((transaction) => raiseAlert(transaction, { kind: 'sequenceReused', raisedAt: new Date(now), deviceId, noticeId: null }))
    }
    return outcome
  }

  const rememberWithout = async (outcome: 'rejected' | 'deferred', code: RejectionCode | null): Promise<MutationOutcome> => {
    const isNew = await database.transaction(async (transaction) => {
      const isRemembered = await remember(transaction, { ...row, outcome, code, envelope: kept })
      const alert = code === null ? undefined : alarming[code]
      if (isRemembered && alert !== undefined) await raiseAlert(transaction, { kind: alert, raisedAt: new Date(now), deviceId, noticeId: null })
      return isRemembered
    })
    return isNew ? { mutationId, sequence, outcome, code } : again()
  }

  if (!isStorable) return rememberWithout('rejected', 'INVALID_PAYLOAD')
  if (!isKnownType(type)) return rememberWithout('deferred', null)
  try {
    await database.transaction(async (transaction) => {
      // First the place in the sequence, so that the same mutation handed in twice at once waits here.
      if (!(await remember(transaction, { ...row, outcome: 'applied', code: null, envelope: null }))) throw new AlreadyRemembered()
      await apply(transaction, type, envelope, deviceId, now)
    })
    return { mutationId, sequence, outcome: 'applied', code: null }
  } catch (error) {
    if (error instanceof AlreadyRemembered) return again()
    if (error instanceof Rejection) return rememberWithout('rejected', error.code)
    throw error
  }
}

/**
 * Applies what an older central parked because it did not know its type. Run at start.
 * @returns how many were settled, applied or rejected
 */
export async function replayDeferred(database: Database, clock: Clock): Promise<number> {
  let settled = 0
  for (const row of await deferredMutations(database.reader, mutationTypes)) {
    const envelope = mutationEnvelope.parse(row.envelope)
    try {
      const isMine = await database.transaction(async (transaction) => {
        // Another process that starts at the same moment may have been quicker.
        if (!(await settleDeferred(transaction, row, 'applied', null))) return false
        await apply(transaction, row.type as MutationType, envelope, row.deviceId, clock.now())
        return true
      })
      if (isMine) settled += 1
    } catch (error) {
      if (!(error instanceof Rejection)) throw error
      if (await database.transaction((transaction) => settleDeferred(transaction, row, 'rejected', error.code))) settled += 1
    }
  }
  return settled
}

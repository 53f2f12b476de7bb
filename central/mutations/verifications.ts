import type { MutationPayload } from '#shared/contract/central/sync.ts'
import { mayHavePassed } from '#shared/domain/verification.ts'
import { findFacility } from '../facility-lists/facility-repository.ts'
import { wakeAddressWait } from '../verification/wake-address-wait.ts'
import { moveWaitingRequests } from '../verification/move-waiting-requests.ts'
import type { MutationContext, RecordContext } from './mutation-context.ts'
import { Rejection } from './rejection.ts'
import { saveRecord } from './save-record.ts'

type Verification = MutationPayload<'verification.recorded'>
const isDecided = (verification: Pick<Verification, 'outcome'>): boolean => verification.outcome === 'approved' || verification.outcome === 'refused'

/** Where the published rule leaves the last word to somebody else, what agrees goes to a supervisor, whatever the desktop knew of the rule. */
async function settled(context: RecordContext, sent: Verification): Promise<Verification> {
  const spokenAddressHash = sent.outcome === 'addressDiffers' ? sent.spokenAddressHash : null
  const { confirmedBy } = await context.look.verificationRule()
  const outcome = sent.outcome === 'passed' && confirmedBy !== 'operator' ? 'supervisor' : sent.outcome
  return { ...sent, outcome, spokenAddressHash }
}

/** The desktop had an older list: what the caller told may be in the one in use already. */
async function wakeWhereListed(context: MutationContext, { verificationId, facilityCode, facility }: Verification): Promise<void> {
  const inUse = await findFacility(context.transaction, facilityCode)
  if (inUse !== null && inUse.address !== facility.address) await wakeAddressWait(context.transaction, verificationId, context.now)
}

/** What comparing gave. A decision comes only by `verification.decided`; that the list was updated is central's to say. */
export async function verificationRecorded(context: RecordContext, sent: Verification): Promise<void> {
  if (isDecided(sent) || sent.outcome === 'listUpdated' || sent.decidedBy !== null || sent.decidedAt !== null) throw new Rejection('FORBIDDEN')
  if (sent.performedBy !== context.staffId) throw new Rejection('FORBIDDEN')
  if (sent.facility.facilityCode !== sent.facilityCode) throw new Rejection('INVALID_PAYLOAD')
  if (sent.outcome === 'passed' && !mayHavePassed(sent.comparisons)) throw new Rejection('NOT_VERIFIED')
  const verification = await settled(context, sent)
  await saveRecord(context, 'verification', verification.verificationId, verification, (previous) => {
    if (previous === null) return verification
    if (previous.performedBy !== context.staffId || previous.facilityCode !== verification.facilityCode) throw new Rejection('FORBIDDEN')
    if (isDecided(previous)) throw new Rejection('ILLEGAL_TRANSITION')
    return { ...verification, performedAt: previous.performedAt, callId: previous.callId }
  })
  await moveWaitingRequests(context, verification, { at: context.occurredAt, staffId: context.staffId, deviceId: context.deviceId, reason: null }, sent.outcome === 'passed')
}

/** One that waits for the list: where the list in use is newer than the desktop's, it wakes at once. */
export async function addressWaitRecorded(context: MutationContext, sent: Verification): Promise<void> {
  await verificationRecorded(context, sent)
  await wakeWhereListed(context, sent)
}

const decidable: readonly Verification['outcome'][] = ['supervisor', 'callback', 'addressDiffers']

export async function verificationDecided(context: RecordContext, decision: MutationPayload<'verification.decided'>): Promise<void> {
  const previous = await context.records.lock('verification', decision.verificationId)
  if (previous === null) throw new Rejection('NOT_FOUND')
  if (previous.body.performedBy === context.staffId) throw new Rejection('SAME_PERSON')
  if (!decidable.includes(previous.body.outcome)) throw new Rejection('ILLEGAL_TRANSITION')
  await context.records.store('verification', decision.verificationId, previous, {
    ...previous.body, outcome: decision.decision, decidedBy: context.staffId, decidedAt: context.occurredAt, decisionReason: decision.reason,
  }, context.deviceId)
  const actor = { at: context.occurredAt, staffId: context.staffId, deviceId: context.deviceId, reason: decision.reason }
  await moveWaitingRequests(context, { ...previous.body, outcome: decision.decision }, actor)
}

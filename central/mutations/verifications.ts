import type { MutationPayload } from '#shared/contract/central/sync.ts'
import { lockRecord, storeRecord } from '../sync/record-repository.ts'
import type { MutationContext } from './mutation-context.ts'
import { Rejection } from './rejection.ts'
import { saveRecord } from './save-record.ts'

type Verification = MutationPayload<'verification.recorded'>
const isDecided = (verification: Pick<Verification, 'outcome'>): boolean => verification.outcome === 'approved' || verification.outcome === 'refused'

/** What comparing gave. A decision comes only by `verification.decided`. */
export async function verificationRecorded(context: MutationContext, verification: Verification): Promise<void> {
  if (isDecided(verification) || verification.decidedBy !== null || verification.decidedAt !== null) throw new Rejection('FORBIDDEN')
  if (verification.performedBy !== context.staffId) throw new Rejection('FORBIDDEN')
  if (verification.facility.facilityCode !== verification.facilityCode) throw new Rejection('INVALID_PAYLOAD')
  await saveRecord(context, 'verification', verification.verificationId, verification, (previous) => {
    if (previous === null) return verification
    if (previous.performedBy !== context.staffId || previous.facilityCode !== verification.facilityCode) throw new Rejection('FORBIDDEN')
    if (isDecided(previous)) throw new Rejection('ILLEGAL_TRANSITION')
    return { ...verification, performedAt: previous.performedAt, callId: previous.callId }
  })
}

const decidable: readonly Verification['outcome'][] = ['supervisor', 'callback', 'addressDiffers']

export async function verificationDecided(context: MutationContext, decision: MutationPayload<'verification.decided'>): Promise<void> {
  const previous = await lockRecord(context.transaction, 'verification', decision.verificationId)
  if (previous === null) throw new Rejection('NOT_FOUND')
  if (previous.body.performedBy === context.staffId) throw new Rejection('SAME_PERSON')
  if (!decidable.includes(previous.body.outcome)) throw new Rejection('ILLEGAL_TRANSITION')
  await storeRecord(context.transaction, 'verification', decision.verificationId, previous, {
    ...previous.body, outcome: decision.decision, decidedBy: context.staffId, decidedAt: context.occurredAt, decisionReason: decision.reason,
  }, context.deviceId)
}

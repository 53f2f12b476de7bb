/** The listed number was called: what it means for the verification that had failed. */
import type { EntityManager } from 'typeorm'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { CallbackRecord } from '#shared/contract/records.ts'
import { settledByCallback } from '#shared/domain/callback.ts'
import type { VerificationRule } from '#shared/domain/verification-rule.ts'
import { audit, instantOf, send, type Core, type SignedIn } from '../core.ts'
import { verifications } from '../database/record-repository.ts'
import { moveRequestsOfVerification } from '../requests/after-verification.ts'

/** After the promise itself was sent up as done: central asks for that. */
export const settleVerification = async (
  manager: EntityManager, core: Core, session: SignedIn, callback: CallbackRecord, answer: { rule: VerificationRule; isConfirmed: boolean; reason: string },
): Promise<void> => {
  const verification = callback.verificationId === null ? null : await verifications.get(manager, callback.verificationId)
  if (verification === null) throw new DeskError('NOT_FOUND', 'VERIFICATION')
  if (verification.outcome !== 'callback') throw new DeskError('CONFLICT', 'VERIFICATION_DECIDED')
  const { verificationId } = verification
  const { isConfirmed, reason } = answer
  const outcome = settledByCallback(answer.rule, isConfirmed)
  const settled = { ...verification, outcome, decidedBy: session.staffId, decidedAt: instantOf(core), decisionReason: reason }
  await verifications.save(manager, settled)
  const foreseen = await moveRequestsOfVerification(manager, core, session.staffId, settled)
  await send(manager, core, session, {
    type: 'verification.calledBack', payload: { verificationId, callbackId: callback.callbackId, isConfirmed, reason }, entity: 'verification', entityId: verificationId, foreseen,
  })
  await audit(manager, core, { staffId: session.staffId, action: `verifications.calledBack.${outcome}`, subject: verification.facilityCode })
}

/** E-mail-change requests that wait for a verification go on with it: foreseen here, decided by central with the verification itself. */
import type { EntityManager } from 'typeorm'
import type { VerificationRecord } from '#shared/contract/records.ts'
import { emailChangeAfterVerification } from '#shared/domain/email-change-request.ts'
import { historyEventOf, type Core } from '../core.ts'
import type { Foreseen } from '../database/entities/sync.ts'
import { emailChangeRequests, notices } from '../database/record-repository.ts'
import { receivedEmailChanges } from './request-repository.ts'

const confirmedOutcomes: readonly VerificationRecord['outcome'][] = ['passed', 'approved']
export const isConfirmed = (verification: Pick<VerificationRecord, 'outcome'> | null): boolean => verification !== null && confirmedOutcomes.includes(verification.outcome)

/**
 * To be called in the transaction that stores the outcome of a verification. Nothing goes up for it: central moves the
 * requests in the same step, and counts that as this desktop's save.
 * @returns the requests it moved, to go with what is sent up
 */
export const moveRequestsOfVerification = async (manager: EntityManager, core: Core, staffId: string, verification: VerificationRecord): Promise<Foreseen[]> => {
  const foreseen: Foreseen[] = []
  if (!isConfirmed(verification)) return foreseen
  for (const request of await receivedEmailChanges(manager, verification.facilityCode)) {
    if (request.verificationId !== verification.verificationId) continue
    const notice = request.noticeId === null ? null : await notices.get(manager, request.noticeId)
    const state = emailChangeAfterVerification(request.state, true, notice?.state ?? null)
    if (state === request.state) continue
    const event = await historyEventOf(manager, core, staffId, request.state, state, verification.decisionReason)
    const record = { ...request, state, version: request.version + 1, events: [...request.events, event] }
    await emailChangeRequests.save(manager, record)
    foreseen.push({ entity: 'emailChangeRequest', id: request.requestId, record })
  }
  return foreseen
}

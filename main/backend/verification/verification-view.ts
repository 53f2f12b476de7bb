/** A verification as the operator sees it, worked out from its results alone. */
import type { VerificationView } from '#shared/contract/desktop/contract.ts'
import type { VerificationRecord } from '#shared/contract/records.ts'
import {
  decideVerification, defaultVerificationPolicy, verificationItems, type VerificationContext, type VerificationDecision, type VerificationResult,
} from '#shared/domain/verification.ts'
import { maskFacility } from '../facilities/masked-facility.ts'

const resultsOf = (verification: VerificationRecord): VerificationResult[] =>
  verification.comparisons.map(({ item, result, reason }) => ({ item, result, ...(reason !== null && { reason }) }) as VerificationResult)

const contextOf = (verification: VerificationRecord): VerificationContext => {
  const matched = (item: string) => verification.comparisons.some((comparison) => comparison.item === item && (comparison.result === 'match' || comparison.result === 'close'))
  const moved = verification.comparisons.findLast((comparison) => comparison.item === 'movedRecently')
  return {
    identifiedBy: matched('facilityCode') ? 'code' : matched('nameAndTown') ? 'uniqueNameTown' : 'none',
    movedRecently: moved === undefined ? null : moved.result !== 'match',
  }
}

export const decisionOf = (verification: VerificationRecord): VerificationDecision => decideVerification(resultsOf(verification), contextOf(verification))

const attemptsMade = (verification: VerificationRecord, item: string): number =>
  verification.comparisons.filter((comparison) => comparison.item === item && comparison.result !== 'notAsked' && comparison.result !== 'notHeld').length

export const attemptsLeft = (verification: VerificationRecord, item: string): number =>
  Math.max(0, defaultVerificationPolicy.attemptsPerItem - attemptsMade(verification, item))

export const viewOf = (verification: VerificationRecord): VerificationView => {
  const decision = decisionOf(verification)
  return {
    verificationId: verification.verificationId,
    callId: verification.callId,
    facility: maskFacility(verification.facility),
    items: verificationItems.map((item) => {
      const last = verification.comparisons.findLast((comparison) => comparison.item === item)
      return { item, isHeld: last?.result !== 'notHeld', result: last?.result ?? 'notAsked', reason: last?.reason ?? null, attemptsLeft: attemptsLeft(verification, item) }
    }),
    outcome: verification.outcome === 'pending' ? decision.outcome : verification.outcome,
    missing: verification.outcome === 'pending' ? [...decision.missing] : [],
    because: decision.because,
    isConcluded: verification.outcome !== 'pending',
    decisionReason: verification.decisionReason,
  }
}

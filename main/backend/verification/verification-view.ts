/** A verification as the operator sees it, worked out from its results and the rule in use alone. */
import type { VerificationView } from '#shared/contract/desktop/contract.ts'
import type { VerificationRecord } from '#shared/contract/records.ts'
import { addDays, dateInJapan } from '#shared/domain/japan-days.ts'
import { decideComparisons, verificationItems, type VerificationItem } from '#shared/domain/verification.ts'
import type { VerificationRule } from '#shared/domain/verification-rule.ts'
import { maskFacility } from '../facilities/masked-facility.ts'

/** What was asked again, or has still to be asked of central, is no attempt. */
const isAttempt = ({ result }: { readonly result: string }): boolean => result !== 'notAsked' && result !== 'notHeld' && result !== 'unconfirmed'

export const attemptsLeft = (verification: VerificationRecord, item: string, { attemptsPerItem }: VerificationRule): number =>
  Math.max(0, attemptsPerItem - verification.comparisons.filter((comparison) => comparison.item === item && isAttempt(comparison)).length)

const countsOf = (item: VerificationItem, rule: VerificationRule): 'must' | 'plus' | null => {
  if (item === 'facilityCode' || item === 'nameAndTown' || item === 'addressNumbers') return 'must'
  if (item === 'movedRecently') return rule.musts.includes(item) ? 'must' : null
  return rule.plus.includes(item) ? 'plus' : null
}

/** The day a 住所相違・一覧待ち goes to a supervisor, in Japan. */
export const waitsUntilOf = (verification: VerificationRecord, rule: VerificationRule): string => addDays(dateInJapan(Date.parse(verification.performedAt)), rule.addressWaitDays)

export const viewOf = (verification: VerificationRecord, rule: VerificationRule): VerificationView => {
  const decision = decideComparisons(verification.comparisons, rule)
  const isPending = verification.outcome === 'pending'
  return {
    verificationId: verification.verificationId,
    callId: verification.callId,
    facility: maskFacility(verification.facility),
    items: verificationItems.map((item) => {
      const last = verification.comparisons.findLast((comparison) => comparison.item === item)
      return {
        item, isHeld: last?.result !== 'notHeld', result: last?.result ?? 'notAsked', reason: last?.reason ?? null, attemptsLeft: attemptsLeft(verification, item, rule),
        counts: countsOf(item, rule),
      }
    }),
    outcome: isPending ? decision.outcome : verification.outcome,
    missing: isPending ? [...decision.missing] : [],
    because: decision.because,
    isConcluded: !isPending,
    decisionReason: verification.decisionReason,
    confirmedBy: rule.confirmedBy,
    neutralSentence: rule.neutralSentence,
    waitsUntil: verification.outcome === 'addressDiffers' || (isPending && decision.outcome === 'addressDiffers') ? waitsUntilOf(verification, rule) : null,
  }
}

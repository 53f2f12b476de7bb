/**
 * 登録情報の確認: which facts are compared, what the results mean together, and what follows.
 * How one item is compared stands in verification-items.ts.
 *
 * Name, address, telephone and founder of every facility are public: knowing them proves little.
 * The letter's safety rests on the listed address, on the second number, and on calling back.
 */

import type { VerificationItem, VerificationResult } from './verification-result.ts'

export * from './verification-result.ts'
export { compareItem } from './verification-items.ts'
export type { FacilityHistory, HeldFacility, SpokenAnswers } from './verification-items.ts'

/** Items of which one is enough beside the musts. */
export const plusItems = ['telephone', 'founder', 'manager'] as const
export type PlusItem = (typeof plusItems)[number]

export type VerificationOutcome = 'passed' | 'pending' | 'supervisor' | 'callback' | 'addressDiffers'

export type VerificationBecause =
  /** Every must and enough of the rest. */
  | 'enough'
  /** Still to be asked: see `missing`. */
  | 'itemsMissing'
  /** Wrong once: to be asked a second time, see `missing`. */
  | 'retryLeft'
  /** The list holds nothing to compare beyond the musts. */
  | 'nothingElseHeld'
  /** A must was wrong twice. */
  | 'mustFailed'
  /** Everything held beyond the musts was wrong twice. */
  | 'plusFailed'
  /** Failed, and the list holds no telephone to call back. */
  | 'noTelephoneForCallback'
  /** The caller says that the facility moved: 住所相違・一覧待ち. */
  | 'movedRecently'

export interface VerificationDecision {
  readonly outcome: VerificationOutcome
  /** What is to be asked next, in the order of a call. Empty unless pending. */
  readonly missing: readonly VerificationItem[]
  readonly because: VerificationBecause
}

/** The rule as a setting. */
export interface VerificationPolicy {
  /** How many of telephone, founder, manager must be right. */
  readonly plusNeeded: number
  /** How often an item may be answered: 2 = one retry. */
  readonly attemptsPerItem: number
}
export const defaultVerificationPolicy: VerificationPolicy = { plusNeeded: 1, attemptsPerItem: 2 }

export interface VerificationContext {
  /** How the facility was found: by its 10-digit code, or by a name and town that give exactly one. */
  readonly identifiedBy: 'code' | 'uniqueNameTown' | 'none'
  /** The caller's answer to "moved recently?"; null = not asked. */
  readonly movedRecently: boolean | null
}

const nameItems: readonly VerificationItem[] = ['nameAndTown', 'founder', 'manager']

/** True when a result counts for the caller: a match; close for names; a former code, whose successor is linked. */
export function comparisonPasses(result: VerificationResult): boolean {
  if (result.result === 'match') return true
  return result.result === 'close' && (nameItems.includes(result.item) || result.reason === 'formerCode')
}

type ItemState = 'passed' | 'failed' | 'retry' | 'notHeld' | 'open'

function itemState(item: VerificationItem, results: readonly VerificationResult[], attempts: number): ItemState {
  const answers = results.filter((entry) => entry.item === item && entry.result !== 'notAsked')
  if (answers.some((entry) => entry.result === 'notHeld')) return 'notHeld'
  // What is answered after the last allowed attempt does not count: no guessing until it fits.
  const counted = answers.slice(0, attempts)
  if (counted.some(comparisonPasses)) return 'passed'
  if (counted.length >= attempts) return 'failed'
  return counted.length > 0 ? 'retry' : 'open'
}

/**
 * What follows from the results so far. Give every comparison in the order made, a second attempt as
 * a second entry of its item, and `notHeld` for whatever the list does not hold (asked or not).
 */
export function decideVerification(
  results: readonly VerificationResult[],
  context: VerificationContext,
  policy: VerificationPolicy = defaultVerificationPolicy,
): VerificationDecision {
  const state = (item: VerificationItem): ItemState => itemState(item, results, policy.attemptsPerItem)
  const ended = (outcome: VerificationOutcome, because: VerificationBecause): VerificationDecision => ({ outcome, missing: [], because })
  const callback = (because: VerificationBecause): VerificationDecision =>
    state('telephone') === 'notHeld' ? ended('supervisor', 'noTelephoneForCallback') : ended('callback', because)

  if (context.movedRecently === true) return ended('addressDiffers', 'movedRecently')

  const identification: VerificationItem = context.identifiedBy === 'uniqueNameTown' ? 'nameAndTown' : 'facilityCode'
  // Finding the facility by code or by name and town was a first answer; comparing it again can only fail it.
  const identified = context.identifiedBy !== 'none'
  const identificationState = state(identification)
  const musts: readonly (readonly [VerificationItem, ItemState])[] = [
    [identification, identified && identificationState === 'open' ? 'passed' : identificationState],
    ['addressNumbers', state('addressNumbers')],
    ['movedRecently', context.movedRecently === false ? 'passed' : 'open'],
  ]
  if (musts.some(([, must]) => must === 'failed')) return callback('mustFailed')

  const plus = plusItems.map((item) => [item, state(item)] as const)
  const plusHeld = plus.filter(([, entry]) => entry !== 'notHeld')
  const plusPassed = plus.filter(([, entry]) => entry === 'passed').length
  const plusLeft = plus.filter(([, entry]) => entry === 'open' || entry === 'retry')
  // Never more than the list holds: an item that is not held counts neither way.
  const plusNeeded = Math.min(policy.plusNeeded, plusHeld.length)
  if (plusPassed + plusLeft.length < plusNeeded) return callback('plusFailed')

  const mustsLeft = musts.filter(([, must]) => must === 'open' || must === 'retry')
  const asked = [...mustsLeft, ...(plusPassed < plusNeeded ? plusLeft : [])]
  if (asked.length > 0) {
    const missing = asked.map(([item]) => item)
    return { outcome: 'pending', missing, because: asked.some(([, entry]) => entry === 'retry') ? 'retryLeft' : 'itemsMissing' }
  }
  if (plusHeld.length === 0 && policy.plusNeeded > 0) return ended('supervisor', 'nothingElseHeld')
  return ended('passed', 'enough')
}

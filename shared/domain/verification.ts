/**
 * 登録情報の確認: which facts are compared, what the results mean together, and what follows.
 * How one item is compared stands in verification-items.ts.
 *
 * Name, address, telephone and founder of every facility are public: knowing them proves little.
 * The letter's safety rests on the listed address, on the second number, and on calling back.
 */

import type { ComparisonResult, VerificationItem, VerificationResult } from './verification-result.ts'
import { defaultVerificationRule, type Confirmer, type VerificationRule } from './verification-rule.ts'

export * from './verification-result.ts'
export { compareItem } from './verification-items.ts'
export type { FacilityHistory, HeldFacility, SpokenAnswers } from './verification-items.ts'

export type VerificationOutcome = 'passed' | 'pending' | 'supervisor' | 'callback' | 'addressDiffers'

export type VerificationBecause =
  /** Every must and enough of the rest. */
  | 'enough'
  /** The same, and the last word is a supervisor's, or the client's (支払基金), by the rule. */
  | 'confirmedBySupervisor'
  | 'confirmedByClient'
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

/** What of the rule decides; the whole rule will do. */
export type DecidingRule = Pick<VerificationRule, 'confirmedBy' | 'musts' | 'plus' | 'plusNeeded' | 'attemptsPerItem'>

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
  // Said, and central has still to be asked: neither right nor wrong until then.
  if (counted.some((entry) => entry.result === 'unconfirmed')) return 'open'
  if (counted.length >= attempts) return 'failed'
  return counted.length > 0 ? 'retry' : 'open'
}

/** What everything being right leads to, by who has the last word. */
const agreed: Readonly<Record<Confirmer, readonly [VerificationOutcome, VerificationBecause]>> = {
  operator: ['passed', 'enough'], supervisor: ['supervisor', 'confirmedBySupervisor'], client: ['supervisor', 'confirmedByClient'],
}

/**
 * What follows from the results so far. Give every comparison in the order made, a second attempt as
 * a second entry of its item, and `notHeld` for whatever nobody has on file (asked or not).
 * A caller who says that the facility moved ends in 住所相違・一覧待ち under every rule: the letter would go to the old
 * address. Whether it has to be asked at all is the rule's.
 */
export function decideVerification(
  results: readonly VerificationResult[],
  context: VerificationContext,
  rule: DecidingRule = defaultVerificationRule,
): VerificationDecision {
  const state = (item: VerificationItem): ItemState => itemState(item, results, rule.attemptsPerItem)
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
    ...(rule.musts.includes('movedRecently') ? [['movedRecently', context.movedRecently === false ? 'passed' : 'open'] as const] : []),
  ]
  if (musts.some(([, must]) => must === 'failed')) return callback('mustFailed')

  const plus = [...new Set(rule.plus)].map((item) => [item, state(item)] as const)
  const plusHeld = plus.filter(([, entry]) => entry !== 'notHeld')
  const plusPassed = plus.filter(([, entry]) => entry === 'passed').length
  const plusLeft = plus.filter(([, entry]) => entry === 'open' || entry === 'retry')
  // Never more than there is on file: an item that is not held counts neither way.
  const plusNeeded = Math.min(rule.plusNeeded, plusHeld.length)
  if (plusPassed + plusLeft.length < plusNeeded) return callback('plusFailed')

  const mustsLeft = musts.filter(([, must]) => must === 'open' || must === 'retry')
  const asked = [...mustsLeft, ...(plusPassed < plusNeeded ? plusLeft : [])]
  if (asked.length > 0) {
    const missing = asked.map(([item]) => item)
    return { outcome: 'pending', missing, because: asked.some(([, entry]) => entry === 'retry') ? 'retryLeft' : 'itemsMissing' }
  }
  if (plusHeld.length === 0 && rule.plusNeeded > 0) return ended('supervisor', 'nothingElseHeld')
  return ended(...agreed[rule.confirmedBy])
}

/** A comparison as it is kept on a verification. */
interface KeptComparison {
  readonly item: VerificationItem
  readonly result: ComparisonResult
  readonly reason: string | null
}

const resultOf = ({ item, result, reason }: KeptComparison): VerificationResult => ({ item, result, ...(reason !== null && { reason }) }) as VerificationResult

function contextOf(comparisons: readonly KeptComparison[]): VerificationContext {
  const isFoundBy = (item: VerificationItem) => comparisons.some((comparison) => comparison.item === item && comparisonPasses(resultOf(comparison)))
  const moved = comparisons.findLast((comparison) => comparison.item === 'movedRecently' && comparison.result !== 'notAsked')
  return {
    identifiedBy: isFoundBy('facilityCode') ? 'code' : isFoundBy('nameAndTown') ? 'uniqueNameTown' : 'none',
    movedRecently: moved === undefined ? null : moved.result !== 'match',
  }
}

/** `decideVerification` of the comparisons a verification keeps, in the order they were made. */
export function decideComparisons(comparisons: readonly KeptComparison[], rule: DecidingRule): VerificationDecision {
  return decideVerification(comparisons.map(resultOf), contextOf(comparisons), rule)
}

/**
 * 住所相違・一覧待ち has come to its end: the list has the address the caller told. As if the 番地 agreed and nobody had
 * moved. What is still to be asked, or failed, is for the call that is made next (`listUpdated`).
 */
export function decideAfterListUpdate(comparisons: readonly KeptComparison[], rule: DecidingRule): { readonly outcome: 'passed' | 'supervisor' | 'listUpdated'; readonly because: VerificationBecause } {
  const others = comparisons.filter(({ item }) => item !== 'addressNumbers' && item !== 'movedRecently')
  const right = { result: 'match', reason: null } as const
  const { outcome, because } = decideComparisons([...others, { item: 'addressNumbers', ...right }, { item: 'movedRecently', ...right }], rule)
  return { outcome: outcome === 'passed' || outcome === 'supervisor' ? outcome : 'listUpdated', because }
}

/**
 * True when some rule may let such a verification pass: the facility was identified and the 番地 was right or is none.
 * Both are musts of every rule; what else is needed may have changed since.
 */
export function mayHavePassed(comparisons: readonly KeptComparison[]): boolean {
  const results = comparisons.map(resultOf)
  const address = results.filter((entry) => entry.item === 'addressNumbers')
  const isIdentified = results.some((entry) => (entry.item === 'facilityCode' || entry.item === 'nameAndTown') && comparisonPasses(entry))
  return isIdentified && address.some((entry) => entry.result === 'notHeld' || comparisonPasses(entry)) && contextOf(comparisons).movedRecently !== true
}

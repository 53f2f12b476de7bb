/** Promises to call back: nobody's to forget. */
import type { VerificationRule } from './verification-rule.ts'

/**
 * `promised`: the caller was told so; `verification`: what was said did not agree, the listed number is called; `listUpdated`: the list now
 * has the address a caller told (住所相違・一覧待ち).
 */
export const callbackKinds = ['promised', 'verification', 'listUpdated'] as const
export type CallbackKind = (typeof callbackKinds)[number]

export const callbackStates = ['open', 'done', 'cancelled'] as const
export type CallbackState = (typeof callbackStates)[number]

/** Which number is called: the one in the facility list, or one the caller told. A verification is only ever settled over the listed one. */
export const callbackTargets = ['listed', 'told'] as const
export type CallbackTarget = (typeof callbackTargets)[number]

/** 応答なし, 話し中, 担当者不在. */
export const callbackAttemptResults = ['noAnswer', 'busy', 'personAway'] as const
export type CallbackAttemptResult = (typeof callbackAttemptResults)[number]

/**
 * What becomes of a verification whose facility was called at its listed number (domain §5: failures lead to a callback, not to a block).
 * Confirmed it passes, unless somebody other than the operator has the last word (`confirmedBy`): then a supervisor decides.
 */
export const settledByCallback = (rule: Pick<VerificationRule, 'confirmedBy'>, isConfirmed: boolean): 'passed' | 'supervisor' | 'refused' => {
  if (!isConfirmed) return 'refused'
  return rule.confirmedBy === 'operator' ? 'passed' : 'supervisor'
}

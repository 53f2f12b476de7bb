import type { DeskFailure } from '../api/desk-failure.ts'
import { ja } from './ja.ts'

/** The sentence for a failure: by its reason where there is one, else by its kind; facts filled in. */
export function failureText(failure: DeskFailure): string {
  const { reason, kind, facts } = failure
  const byReason = reason !== null && Object.hasOwn(ja.errors.reasons, reason) ? ja.errors.reasons[reason] : undefined
  const sentence = byReason ?? ja.errors.kinds[kind]
  return sentence.replace(/\{(\w+)\}/gu, (whole, name: string) => (Object.hasOwn(facts, name) ? String(facts[name]) : whole))
}

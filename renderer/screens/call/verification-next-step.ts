import type { VerificationView } from '#shared/contract/desktop/contract.ts'
import { day } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'

const text = ja.verification.next

/** What the operator does next, for what came out. */
export function nextStepText({ outcome, isConcluded, confirmedBy, waitsUntil }: Pick<VerificationView, 'outcome' | 'isConcluded' | 'confirmedBy' | 'waitsUntil'>): string {
  switch (outcome) {
    case 'passed': return isConcluded ? text.passedConcluded : text.passed
    case 'supervisor': return confirmedBy === 'client' ? text.client : text.supervisor
    case 'addressDiffers': return waitsUntil === null ? text.addressDiffersSoon : text.addressDiffers(day(waitsUntil))
    default: return text[outcome]
  }
}

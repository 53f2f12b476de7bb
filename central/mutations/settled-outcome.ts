import type { VerificationRecord } from '#shared/contract/records.ts'
import { Rejection } from './rejection.ts'

/** A supervisor's approval counts as passed. @throws Rejection NOT_VERIFIED for what was refused or put off */
export function settledOutcome(outcome: VerificationRecord['outcome']): 'passed' | 'supervisor' {
  if (outcome === 'passed' || outcome === 'approved') return 'passed'
  if (outcome === 'supervisor') return 'supervisor'
  throw new Rejection('NOT_VERIFIED')
}

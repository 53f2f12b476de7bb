/** The comparisons a verification keeps: results, never what was said. */
import type { Comparison, VerificationRecord } from '#shared/contract/records.ts'
import type { VerificationResult } from '#shared/domain/verification.ts'

export const asComparison = (result: VerificationResult, attempts: number): Comparison => ({ item: result.item, result: result.result, reason: result.reason ?? null, attempts })

/** An answer takes the place of one central had still to be asked about; "moved recently?" may be put right; everything else adds up. */
export const withComparison = (verification: VerificationRecord, result: VerificationResult): VerificationRecord => {
  const kept = verification.comparisons.filter(({ item, result: earlier }) => item !== result.item || (item !== 'movedRecently' && earlier !== 'unconfirmed'))
  return { ...verification, comparisons: [...kept, asComparison(result, kept.filter(({ item }) => item === result.item).length + 1)] }
}

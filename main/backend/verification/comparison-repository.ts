/** How much has been compared: counted from the verifications of this desktop and those that came down, nothing is kept for it. */
import { MoreThanOrEqual, type EntityManager } from 'typeorm'
import type { VerificationRecord } from '#shared/contract/records.ts'
import { beginningOfDay, dateInJapan } from '#shared/domain/japan-days.ts'
import type { VerificationRule } from '#shared/domain/verification-rule.ts'
import { verifications } from '../database/record-repository.ts'

const hourMilliseconds = 3_600_000

const comparisonsIn = (found: readonly VerificationRecord[]): number =>
  found.reduce((sum, { comparisons }) => sum + comparisons.filter(({ attempts }) => attempts > 0).length, 0)

/** The limit that is reached, of the facility today (Asia/Tokyo) or of the person within the last hour; null = one more comparison may be made. */
export const reachedLimit = async (
  manager: EntityManager, { facilityCode, staffId, now }: { readonly facilityCode: string; readonly staffId: string; readonly now: number }, rule: VerificationRule,
): Promise<'COMPARISON_LIMIT_FACILITY' | 'COMPARISON_LIMIT_OPERATOR' | null> => {
  const today = await verifications.list(manager, { where: { facilityCode, performedAt: MoreThanOrEqual(beginningOfDay(dateInJapan(now))) } })
  if (comparisonsIn(today) >= rule.comparisonsPerFacilityAndDay) return 'COMPARISON_LIMIT_FACILITY'
  const lastHour = await verifications.list(manager, { where: { performedAt: MoreThanOrEqual(new Date(now - hourMilliseconds).toISOString()) } })
  return comparisonsIn(lastHour.filter(({ performedBy }) => performedBy === staffId)) >= rule.comparisonsPerOperatorAndHour ? 'COMPARISON_LIMIT_OPERATOR' : null
}

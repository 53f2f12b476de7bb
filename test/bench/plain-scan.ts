/** What the search must answer, by looking at every row: the tiers of shared/domain/facility-query.ts and nothing else. */
import { facilityKeys, facilityRank, type FacilityKeys } from '#shared/domain/facility-keys.ts'
import { answersTier, findTiers, type FindTier } from '#shared/domain/facility-query.ts'
import type { BenchFacility } from './facilities/generate.ts'

/** Keys in order of rank. */
export const rankedKeys = (rows: readonly BenchFacility[]): FacilityKeys[] =>
  rows.map(({ facility, reading }) => {
    const keys = facilityKeys({ ...facility, reading })
    return { keys, rank: facilityRank(facility.status, keys) }
  }).sort((left, right) => left.rank - right.rank).map(({ keys }) => keys)

const fieldOf = (keys: FacilityKeys, order: 'code' | 'postalCode'): string => (order === 'code' ? keys.facilityCode : keys.postalCode)

const inOrder = (found: FacilityKeys[], { order }: FindTier): FacilityKeys[] => {
  if (order === 'rank') return found
  // A stable sort: rows of one postal code stay in the order of their rank.
  return found.sort((left, right) => (fieldOf(left, order) < fieldOf(right, order) ? -1 : fieldOf(left, order) > fieldOf(right, order) ? 1 : 0))
}

/** Facility codes, best first. */
export const plainScan = (ranked: readonly FacilityKeys[], question: string, limit: number): string[] => {
  const found = new Set<string>()
  for (const tier of findTiers(question)) {
    if (found.size >= limit) break
    const rows = tier.order === 'rank' ? ranked : inOrder(ranked.filter((keys) => answersTier(keys, tier)), tier)
    for (const keys of rows) {
      if (found.size >= limit) break
      if (tier.order !== 'rank' || answersTier(keys, tier)) found.add(keys.facilityCode)
    }
  }
  return [...found]
}

/** Who may be calling from a number: facilities and promises to call back. Nothing is chosen. */
import type { EntityManager } from 'typeorm'
import type { FoundFacility } from '#shared/contract/desktop/contract.ts'
import type { CallbackRecord } from '#shared/contract/records.ts'
import { telephoneKey } from '#shared/domain/search-key.ts'
import { openCallbacks } from '../callbacks/callback-repository.ts'
import type { SqliteHandle } from '../database/sqlite-handle.ts'
import { facilitiesByCodes } from '../facilities/facility-repository.ts'
import { findFacilities } from '../facilities/find-repository.ts'
import { foundFacilityOf } from '../facilities/found-facility.ts'

/** Shorter ones are extensions, or a number cut off. */
const fewestDigits = 9
const mostFacilities = 50

export interface Candidates {
  readonly facilities: FoundFacility[]
  readonly callbacks: CallbackRecord[]
}

/** Both sides normalised (telephoneKey); the whole number must be the same. */
export const candidatesOf = async (manager: EntityManager, list: SqliteHandle, telephone: string): Promise<Candidates> => {
  const digits = telephoneKey(telephone)
  if (digits.length < fewestDigits) return { facilities: [], callbacks: [] }
  const { results } = findFacilities(list, { query: digits, limit: mostFacilities, prefectureNumber: null, listKind: null })
  const listed = new Set(facilitiesByCodes(list, results.map(({ facility }) => facility.facilityCode))
    .filter((facility) => telephoneKey(facility.telephone ?? '') === digits)
    .map((facility) => facility.facilityCode))
  const open = await openCallbacks(manager, null)
  return {
    facilities: results.filter(({ facility }) => listed.has(facility.facilityCode)).map((result) => foundFacilityOf(list, { ...result, matchedBy: 'telephone', formerCode: null })),
    callbacks: open.filter((callback) => callback.target === 'told'
      ? telephoneKey(callback.telephone) === digits
      : callback.facilityCode !== null && listed.has(callback.facilityCode)),
  }
}

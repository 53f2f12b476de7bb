/** A facility found, as the page may see it: masked, with what 承継 says of it. */
import type { FoundFacility } from '#shared/contract/desktop/contract.ts'
import type { FacilityRecord } from '#shared/contract/records.ts'
import type { SqliteHandle } from '../database/sqlite-handle.ts'
import type { FoundRow } from './database/facility-row.ts'
import { facilityByCode } from './facility-repository.ts'
import { currentFacility, type FindResult } from './find-repository.ts'
import { maskFacility } from './masked-facility.ts'

/** The facility that goes on today under another code, or null. */
export const successorOf = (list: SqliteHandle, facility: FoundRow): { facilityCode: string; name: string | null } | null => {
  const current = currentFacility(list, facility)
  return current.facilityCode === facility.facilityCode ? null : { facilityCode: current.facilityCode, name: current.name }
}

export const predecessorsOf = (list: SqliteHandle, facility: FacilityRecord): { facilityCode: string; name: string | null }[] =>
  facility.predecessorCodes.map((facilityCode) => ({ facilityCode, name: facilityByCode(list, facilityCode)?.name ?? null }))

export const foundFacilityOf = (list: SqliteHandle, { facility, matchedBy, formerCode }: FindResult): FoundFacility => ({
  ...maskFacility(facility), matchedBy, formerCode, successor: successorOf(list, facility),
})

/**
 * What was typed to find the facility, as a first answer (domain §5): the caller has said it already. Only what agrees
 * counts; a beginning or a part that was enough for finding is no answer, and no wrong one either.
 */
import type { FacilityRecord } from '#shared/contract/records.ts'
import { addressTown } from '#shared/domain/address-town.ts'
import { meansFacilityAlone } from '#shared/domain/said-facility.ts'
import { nameKey } from '#shared/domain/search-key.ts'
import { compareItem, type FacilityHistory, type VerificationResult } from '#shared/domain/verification.ts'
import type { SqliteHandle } from '../database/sqlite-handle.ts'
import { findFacilities } from '../facilities/find-repository.ts'

/** Former names, founders and codes: said instead of today's, they are close, with the reason. A reading only where it is none of the dictionary's guesses. */
export const historyOf = (facility: FacilityRecord): FacilityHistory => ({
  formerCodes: facility.predecessorCodes, formerNames: facility.formerNames, formerFounders: facility.formerFounders,
  nameReadings: facility.reading === null || facility.readingSource === 'dictionary' ? [] : [facility.reading],
})

/** More facilities than this of one name in one prefecture are not looked through: the code has to be asked. */
const mostNamesakes = 200

type Namesake = Pick<FacilityRecord, 'name' | 'address' | 'status'>

/** Facilities in use of the same name; null = too many to say. `prefectureNumber` null = in the whole list. */
const namesakes = (list: SqliteHandle, facility: FacilityRecord, prefectureNumber: string | null): Namesake[] | null => {
  const key = nameKey(facility.name)
  const { results, hasMore } = findFacilities(list, { query: key, limit: mostNamesakes, prefectureNumber, listKind: null })
  const same = results.map((found) => found.facility).filter((found) => found.status !== 'closed' && nameKey(found.name) === key)
  // Equal names come first: where the last answer is another name, all of them were among the answers.
  return hasMore && same.length === results.length ? null : same
}

/** Name and town that say exactly one facility of the list. */
const isOnlyOneOfNameAndTown = (list: SqliteHandle, facility: FacilityRecord): boolean =>
  namesakes(list, facility, facility.prefectureNumber)?.filter((found) => addressTown(found.address) === addressTown(facility.address)).length === 1

const nameAndTown = (list: SqliteHandle, facility: FacilityRecord, typed: string): VerificationResult | null => {
  const words = typed.trim().split(/[\s\u3000]+/u)
  const whole = compareItem('nameAndTown', { name: typed, town: addressTown(facility.address) }, facility)
  // The name alone is enough where no other facility of the country has it.
  if (whole.result === 'match' && namesakes(list, facility, null)?.length === 1) return whole
  for (let index = 0; words.length > 1 && index < words.length; index += 1) {
    const name = words.filter((_, other) => other !== index).join('')
    const answer = compareItem('nameAndTown', { name, town: words[index] ?? '' }, facility)
    if (answer.result === 'match' && isOnlyOneOfNameAndTown(list, facility)) return answer
  }
  return null
}

/**
 * True where name and town, as they were said, mean this facility alone: no other one in use of its prefecture answers to
 * them, or only less exactly.
 */
export const saysThisFacilityAlone = (list: SqliteHandle, facility: FacilityRecord, said: { readonly name: string; readonly town: string }): boolean => {
  const key = nameKey(said.name)
  if (key === '') return true
  const { results, hasMore } = findFacilities(list, { query: key, limit: mostNamesakes, prefectureNumber: facility.prefectureNumber, listKind: null })
  // More than can be looked through: the code has to be asked.
  return !hasMore && meansFacilityAlone(said, facility, historyOf(facility), results.map((found) => found.facility).filter(({ status }) => status !== 'closed'))
}

/** Answers that the words typed into the search give to the verification of the facility that was opened. */
export const carriedOver = (list: SqliteHandle, facility: FacilityRecord, typed: string): VerificationResult[] => {
  if (typed.trim() === '') return []
  const answers = [compareItem('facilityCode', typed, facility), compareItem('telephone', typed, facility)].filter((answer) => answer.result === 'match')
  const named = answers.length > 0 ? null : nameAndTown(list, facility, typed)
  return named === null ? answers : [...answers, named]
}

/** Which facilities of the list in use the demo is about: chosen by what it needs of them, whatever the list is. */
import type { Backend } from '#backend/index.ts'
import { findFacilities } from '#backend/facilities/find-repository.ts'
import { createLetterOffice } from '#backend/lots/letter-office.ts'
import { snapshotOf } from '#backend/facilities/masked-facility.ts'
import type { FacilityRecord, NoticeRecord } from '#shared/contract/records.ts'
import { addressTown } from '#shared/domain/address-town.ts'
import { addressNumbers } from '#shared/domain/address-numbers.ts'
import { nameKey } from '#shared/domain/search-key.ts'

const holdsPlusItem = (facility: FacilityRecord): boolean => facility.telephone !== null || facility.founder !== null || facility.manager !== null

/** Drawn only to see whether the letter can be made; it is asked for later by a person. */
const noticeOf = (facility: FacilityRecord): NoticeRecord => ({
  noticeId: '00000000-0000-7000-8000-000000000000', version: 0, noticeNumber: 'N000-000000-000', facilityCode: facility.facilityCode, facility: snapshotOf(facility),
  reason: 'emailUnknown', state: 'queued', callId: '00000000-0000-7000-8000-000000000000', verificationId: '00000000-0000-7000-8000-000000000000',
  requestedBy: 'demo', requestedAt: '2026-01-01T00:00:00.000Z', approvedBy: null, needsSecondNumber: true, postageClass: 'simplifiedRegistered', cases: [], joinedTo: null, replaces: null,
  lotId: null, pieceId: null, template: null, validUntil: null, trackingNumber: null, postedOn: null, redeemedAt: null, returned: null, destroyed: null,
  followUp: null, overrideReason: null, events: [],
})

export interface ChosenFacilities {
  /** The facility that gets the letter: one with nothing to compare beyond the address, where the list has such a one. */
  readonly main: FacilityRecord
  /** True: a supervisor decides because nothing is left to compare. False: because its account was made with a 仮コード. */
  readonly isBare: boolean
  /** Another one, with a telephone: passes by itself. Null where the list has none. */
  readonly comparable: FacilityRecord | null
}

/** @throws Error where no facility of the list can be posted a letter */
export const chooseFacilities = (backend: Backend, pages: readonly FacilityRecord[]): ChosenFacilities => {
  const office = createLetterOffice(backend.core)
  const usable = (facility: FacilityRecord): boolean => {
    if (facility.status !== 'active' || facility.postalCode === null || addressNumbers(facility.address) === null) return false
    if (addressTown(facility.address).length < 3 || [...nameKey(facility.name)].length < 4) return false
    if (office.problemsOf(noticeOf(facility)).length > 0) return false
    // Found by its name among the first: what an operator would pick from the list.
    return findFacilities(backend.core.facilityList.handle(), { query: nameKey(facility.name), limit: 5, prefectureNumber: null, listKind: null })
      .results.some((found) => found.facility.facilityCode === facility.facilityCode)
  }
  const bare = pages.find((facility) => !holdsPlusItem(facility) && usable(facility))
  const [first, second] = pages.filter((facility) => facility.telephone !== null).filter(usable)
  const main = bare ?? first
  if (main === undefined) throw new Error('この一覧には、確認して通知書を送れる医療機関がありません')
  return { main, isBare: bare !== undefined, comparable: (bare === undefined ? second : first) ?? null }
}

/** What the page may see of a facility before anything was compared. */
import type { MaskedFacility } from '#shared/contract/desktop/contract.ts'
import type { FacilityRecord, FacilitySnapshot } from '#shared/contract/records.ts'
import { addressTown } from '#shared/domain/address-town.ts'
import { prefectureByNumber } from '#shared/domain/prefectures.ts'

type Maskable = Pick<FacilityRecord, 'facilityCode' | 'name' | 'address' | 'type' | 'status' | 'listKind' | 'prefectureNumber' | 'isSample'>

export const maskFacility = (facility: Maskable): MaskedFacility => {
  const prefectureName = prefectureByNumber(facility.prefectureNumber)?.name ?? ''
  return {
    facilityCode: facility.facilityCode,
    name: facility.name,
    type: facility.type,
    listKind: facility.listKind,
    prefectureNumber: facility.prefectureNumber,
    prefectureName,
    town: addressTown(facility.address, prefectureName),
    status: facility.status,
    isSample: facility.isSample,
  }
}

export const snapshotOf = (facility: FacilityRecord): FacilitySnapshot => ({
  facilityCode: facility.facilityCode, name: facility.name, postalCode: facility.postalCode, address: facility.address,
  founder: facility.founder, type: facility.type, status: facility.status, listKind: facility.listKind,
  prefectureNumber: facility.prefectureNumber, isSample: facility.isSample,
})

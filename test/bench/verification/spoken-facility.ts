/** A facility of the bench with what a caller of it could say. */
import { addressTown } from '#shared/domain/address-town.ts'
import { prefectures } from '#shared/domain/prefectures.ts'
import type { FacilityHistory, HeldFacility } from '#shared/domain/verification.ts'
import { spokenLot, type SpokenLot } from './spoken-lot.ts'

export interface BenchedFacility extends HeldFacility {
  readonly prefectureNumber: string
  readonly reading: string | null
}
export interface Speaker {
  readonly facility: BenchedFacility
  readonly history: FacilityHistory
  readonly town: string
  /** Null where the address has no 番地 to say. */
  readonly lot: SpokenLot | null
  readonly prefectureName: string
}

/** Of nobody else: two facilities that had one name between them are none of this bench's questions. */
const formerNameOf = ({ facilityCode, name }: BenchedFacility): string => `町立${facilityCode.slice(2)}${name.normalize('NFKC').replace(/[\s\u3000]+/gu, '').slice(-4)}分院`

/** Every facility has had another name, made up from its own, so that callers can say it. */
export const speakerOf = (facility: BenchedFacility): Speaker => {
  const prefectureName = prefectures.find(({ number }) => number === facility.prefectureNumber)?.name ?? ''
  return {
    facility, prefectureName, town: addressTown(facility.address, prefectureName), lot: spokenLot(facility.address),
    history: { formerNames: [formerNameOf(facility)], nameReadings: facility.reading === null ? [] : [facility.reading] },
  }
}

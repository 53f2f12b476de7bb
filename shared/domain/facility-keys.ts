/** What a facility is found by: its keys, and its place among facilities that answer a question equally well. */
import { facilityStatuses, type FacilityListKind, type FacilityStatus } from './facility.ts'
import { readingKey } from './reading-key.ts'
import { addressKey, nameKeys, telephoneKey } from './search-key.ts'

/** Keys of one facility (domain §7). Never shown or printed. */
export interface FacilityKeys {
  readonly facilityCode: string
  /** The name with its association (慶香会坂野産科婦人科); where the short name is no ending of it, both, parted by U+0000. */
  readonly names: string
  /** Where in `names` the short name (坂野産科婦人科) begins, in UTF-16 units. */
  readonly shortNameStart: number
  /** readingKey of the フリガナ; empty where there is none. */
  readonly reading: string
  readonly address: string
  readonly telephone: string
  readonly postalCode: string
  readonly prefectureNumber: string
  readonly listKind: FacilityListKind
}

interface KeyedFacility {
  readonly facilityCode: string
  readonly name: string
  readonly address: string
  readonly telephone: string | null
  readonly postalCode: string | null
  readonly prefectureNumber: string
  readonly listKind: FacilityListKind
  readonly reading: string | null
}

/** Between two keys in one text: no question holds it. */
const separator = '\u0000'

export const facilityKeys = (facility: KeyedFacility): FacilityKeys => {
  const { spoken, short } = nameKeys(facility.name)
  const names = spoken.endsWith(short) ? spoken : `${spoken}${separator}${short}`
  return {
    facilityCode: facility.facilityCode,
    names,
    shortNameStart: names.length - short.length,
    reading: facility.reading === null ? '' : readingKey(facility.reading),
    address: addressKey(facility.address),
    telephone: telephoneKey(facility.telephone ?? ''),
    postalCode: facility.postalCode ?? '',
    prefectureNumber: facility.prefectureNumber,
    listKind: facility.listKind,
  }
}

/**
 * Place among facilities that answer equally well, a whole number below 2^44, unique per code: in use before 休止 before
 * closed, then shorter names first (田中医院 before 田中医院分院), then by code, which groups prefectures.
 */
export const facilityRank = (status: FacilityStatus, keys: Pick<FacilityKeys, 'names' | 'shortNameStart' | 'facilityCode'>): number => {
  const nameLength = Math.min(255, keys.names.length - keys.shortNameStart)
  return (facilityStatuses.indexOf(status) * 256 + nameLength) * 2 ** 34 + Number(keys.facilityCode)
}

/** Closed facilities have this rank or a higher one, all others a lower one. */
export const firstClosedRank = facilityStatuses.indexOf('closed') * 2 ** 42

/** The code in a rank. */
export const codeOfRank = (rank: number): string => String(rank % 2 ** 34).padStart(10, '0')

/** The status in a rank. */
export const statusOfRank = (rank: number): FacilityStatus => facilityStatuses[Math.floor(rank / 2 ** 42)] ?? 'closed'

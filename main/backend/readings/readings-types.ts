import type { FacilityListKind, ReadingSource } from '#shared/domain/facility.ts'

/** A facility of the list in use whose reading is wanted. */
export interface FacilityToRead {
  readonly facilityCode: string
  readonly name: string
  readonly address: string
  /** '01'–'47' */
  readonly prefectureNumber: string
  readonly listKind: FacilityListKind
  /** Where the reading it has is from; null where it has none. */
  readonly readingSource: ReadingSource | null
}

export interface FoundReading {
  readonly facilityCode: string
  /** The name it was found for, as the list prints it. */
  readonly name: string
  /** Katakana, perhaps with spaces; the legal person left out. At most 400 characters. */
  readonly reading: string
  readonly source: 'official' | 'dictionary'
}

export type PublishedKind = 'hospital' | 'clinic' | 'dental' | 'pharmacy'

/** One facility of 医療情報ネット's open data: what of it the join needs. */
export interface PublishedRow {
  /** '01'–'47' */
  readonly prefectureNumber: string
  /** null where neither the row nor the file tells it. */
  readonly kind: PublishedKind | null
  readonly name: string
  readonly reading: string
  /** 略称 with its reading; null unless both are there. */
  readonly abbreviation: { readonly name: string; readonly reading: string } | null
  readonly address: string
}

/** The longest reading central takes. */
export const readingCharacters = 400

import type { InspectedFile } from '#shared/contract/desktop/contract.ts'
import type { FacilityListKind, ListColumn, ListForm, PublishedFacility } from '#shared/domain/facility.ts'
import type { CorrectableItem } from '#shared/domain/gaiji-correction.ts'
import type { ListFilePlace } from './list-file-error.ts'
import type { ListFileLimits } from './list-file-limits.ts'

/** A file on disk, or one that came through the page. `name` is what people are shown and what tells the prefecture. */
export type ListFileSource = { readonly name: string; readonly path: string } | { readonly name: string; readonly bytes: Uint8Array }

/**
 * Heading of the column for each item, as `headingNames` gives it; '' = no column holds it. Items left out are found by
 * their known headings. A mapping holds for the tables that have all its headings; in others the known headings come
 * first, so that tables of several origins may be read together.
 */
export type ColumnMapping = { readonly [column in ListColumn]?: string | undefined }

export interface ReadListOptions {
  /** '01'–'47': for lists that do not name their prefecture. One that names another is refused. */
  readonly prefectureNumber?: string
  /** For lists that do not name their kind. One that names another is refused. */
  readonly listKind?: FacilityListKind
  readonly columns?: ColumnMapping
  /** Aborting rejects with the signal's reason. */
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ListFilesProgress) => void
  readonly limits?: ListFileLimits
}

export interface ListFilesProgress {
  readonly file: string
  /** From 1. */
  readonly fileNumber: number
  readonly fileCount: number
  readonly records: number
  /** 0–1 over all files, by bytes. */
  readonly fraction: number
}

/** What is remarkable about an accepted record. */
export type RecordWarning =
  | 'checkDigitMismatch'
  | 'checkDigitOfOtherList'
  | 'leadingZeroRestored'
  | 'postalCodeMissing'
  | 'telephoneUnreadable'
  | 'designatedOnUnreadable'
  | 'typeGuessed'
  | 'statusMissing'
  | 'unprintableCharacter'

export interface RecordSource {
  readonly file: string
  /** Name of the sheet; empty for CSV. */
  readonly sheet: string
  readonly row: number
}

export interface ParsedRecord {
  readonly facility: PublishedFacility
  readonly listKind: FacilityListKind
  readonly prefectureNumber: string
  readonly source: RecordSource
  readonly warnings: readonly RecordWarning[]
}

export type RefusalReason =
  | 'codeUnreadable'
  | 'codePrefectureUnknown'
  | 'codeListKindUnknown'
  | 'nameMissing'
  | 'addressMissing'
  | 'itemsInOtherColumns'
  | 'itemTooLong'
  | 'codeRepeatedWithOtherContent'

export interface RefusedRow {
  readonly file: string
  readonly sheet: string
  readonly row: number
  readonly reason: RefusalReason
  /** The code where it could be read: such a facility is refused, not gone. */
  readonly facilityCode: string | null
  /** Japanese, for the person who imports. */
  readonly message: string
}

/** A character in a published item that no font of ours draws (外字): to be corrected before it can be printed. */
export interface CharacterToCorrect {
  readonly facilityCode: string
  readonly item: CorrectableItem
  readonly character: string
  /** "U+E38B" */
  readonly codePoint: string
  readonly source: RecordSource
}

export type ListFileWarning = { readonly file: string; readonly sheet?: string; readonly code: 'entryIgnored' | 'sheetWithoutRecords' | 'fileNameNamesOtherPrefecture'; readonly message: string }

/** What one sheet (or CSV) held of one prefecture and kind. */
export interface ListSheetReport {
  readonly file: string
  readonly sheet: string
  readonly prefectureNumber: string
  readonly listKind: FacilityListKind
  /** ISO date of "… 現在" in the heading; null where there is none. */
  readonly asOf: string | null
  readonly records: number
  /** Records that had been read before, with the same content (併設 lists repeat rows). */
  readonly repeated: number
  /** True for a 併設 list, which holds only a part of its prefecture and kind. */
  readonly isPartial: boolean
  /** `bureauReport` = the bureau's print report; `table` = a table with column headings, of unknown origin. */
  readonly form: ListForm
}

/** A prefecture and kind that the files hold as a whole: only inside these may a missing facility count as gone. */
export interface ListCoverage {
  readonly prefectureNumber: string
  readonly listKind: FacilityListKind
  readonly asOf: string | null
  /** `table` as soon as any of its rows came from one: only what the bureau alone says needs no second look. */
  readonly form: ListForm
  /**
   * Refused rows that belong here, or may (a table's row tells its place by its code), and whose code could not be read.
   * So many of the facilities that seem to be gone may still be there. Refused rows with a code are told in `refused`.
   */
  readonly unreadableCodes: number
}

export interface ListFilesReport {
  readonly records: number
  readonly sheets: readonly ListSheetReport[]
  readonly refused: readonly RefusedRow[]
  readonly warnings: readonly ListFileWarning[]
  /** How many records carry each warning. */
  readonly recordWarnings: Readonly<Partial<Record<RecordWarning, number>>>
  readonly charactersToCorrect: readonly CharacterToCorrect[]
  readonly coverage: readonly ListCoverage[]
}

/** What the beginning of a file shows, as the page is told it (see the contract). */
export type InspectedListFile = Omit<InspectedFile, 'fileId'>

export interface InspectListOptions {
  readonly columns?: ColumnMapping
  /** Aborting rejects with the signal's reason. */
  readonly signal?: AbortSignal
  readonly limits?: ListFileLimits
}

export interface ListRecordSink {
  /** Called with at most 500 records at a time; the next call comes when the promise has settled. */
  records(batch: ParsedRecord[]): Promise<void>
}

export type { ListFilePlace }

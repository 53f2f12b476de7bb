/** Why a facility list cannot be read as a whole. A single bad row is a refused row instead. */
export type ListFileErrorCode =
  | 'unreadable'
  | 'notAList'
  | 'legacyWorkbook'
  | 'passwordProtected'
  | 'truncated'
  | 'damaged'
  | 'tooLarge'
  | 'formula'
  | 'cellTooLong'
  | 'columnsMixedUp'
  | 'headingMissing'
  | 'noRecords'
  | 'prefectureUnknown'
  | 'prefectureContradicts'
  | 'listKindUnknown'
  | 'listKindContradicts'
  | 'severalAsOfDates'

export interface ListFilePlace {
  /** Name of the file as given; a file inside a zip is "bundle.zip › inner.xlsx". */
  readonly file: string
  readonly sheet?: string
  /** Row of the sheet or line of the CSV, counted from 1. */
  readonly row?: number
}

/**
 * A list that cannot be read: nothing of the whole reading counts, whatever was delivered before.
 * `message` is a Japanese sentence that says what happened and what to do; it names the place and
 * holds nothing of the content.
 */
export class ListFileError extends Error {
  readonly code: ListFileErrorCode
  readonly file: string
  readonly sheet?: string
  readonly row?: number
  /** `message` without the place. */
  readonly sentence: string

  constructor(code: ListFileErrorCode, place: ListFilePlace, sentence: string, options?: ErrorOptions) {
    super(`${describePlace(place)}: ${sentence}`, options)
    this.name = 'ListFileError'
    this.code = code
    this.sentence = sentence
    this.file = place.file
    if (place.sheet !== undefined) this.sheet = place.sheet
    if (place.row !== undefined) this.row = place.row
  }
}

/** "list.xlsx シート「福井」 15行目" */
export function describePlace(place: ListFilePlace): string {
  const sheet = place.sheet === undefined || place.sheet === '' ? '' : ` シート「${place.sheet}」`
  const row = place.row === undefined ? '' : ` ${place.row}行目`
  return `${place.file}${sheet}${row}`
}

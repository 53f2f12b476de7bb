import { checkFacilityCode } from '#shared/domain/facility-code.ts'
import { listKindByDigit } from '#shared/domain/facility-list-kind.ts'
import { prefectureByName, prefectureByNumber } from '#shared/domain/prefectures.ts'
import { listKindUnknown, prefectureUnknown, printedPrefecture, requireSameListKind, requireSamePrefecture } from './list-context.ts'
import type { ListFilePlace } from './list-file-error.ts'
import type { ReadListOptions } from './list-files-types.ts'
import { codeDigits, type RawRecord } from './print-report.ts'
import type { RecordContext } from './published-record.ts'
import { folded } from './published-text.ts'
import { prefectureInName, type ReportHeading } from './report-heading.ts'

/**
 * Where a row of a table belongs. A 10-digit code says so itself and must agree with what was chosen;
 * a 7-digit one needs the prefecture of the row, of the titles above the table, the chosen one, or the file's name, and
 * a kind from the titles or chosen.
 * @throws ListFileError prefectureUnknown, listKindUnknown, prefectureContradicts, listKindContradicts
 */
export function tableContext(raw: RawRecord, titles: ReportHeading, options: ReadListOptions, place: ListFilePlace): RecordContext {
  const digits = codeDigits(raw.code)
  if (digits.length === 10) {
    const prefecture = checkFacilityCode(digits).prefecture
    const listKind = listKindByDigit(digits.charAt(2))
    if (prefecture !== null) requireSamePrefecture(prefecture.number, options, place)
    if (listKind !== null) requireSameListKind(listKind, options, place)
    return { prefectureNumber: null, listKind: null }
  }
  const printed = prefectureOfRow(raw.prefecture) ?? printedPrefecture(titles, place)
  if (printed !== null) requireSamePrefecture(printed, options, place)
  if (titles.listKind !== null) requireSameListKind(titles.listKind, options, place)
  const prefectureNumber = printed ?? options.prefectureNumber ?? prefectureInName(place.file)
  const listKind = titles.listKind ?? options.listKind ?? null
  if (digits.length === 7 && prefectureNumber === null) throw prefectureUnknown(place)
  if (digits.length === 7 && listKind === null) throw listKindUnknown(place)
  return { prefectureNumber, listKind }
}

function prefectureOfRow(text: string): string | null {
  const plain = folded(text)
  if (plain === '') return null
  return (prefectureByName(plain) ?? prefectureByNumber(plain.padStart(2, '0')))?.number ?? null
}

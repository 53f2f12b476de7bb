import { checkFacilityCode } from '#shared/domain/facility-code.ts'
import { listKindByDigit } from '#shared/domain/facility-list-kind.ts'
import { prefectureByName, prefectureByNumber } from '#shared/domain/prefectures.ts'
import { listKindUnknown, prefectureUnknown, requireSameListKind, requireSamePrefecture } from './list-context.ts'
import type { ListFilePlace } from './list-file-error.ts'
import type { ReadListOptions } from './list-files-types.ts'
import { codeDigits, type RawRecord } from './print-report.ts'
import type { RecordContext } from './published-record.ts'
import { folded } from './published-text.ts'
import { prefectureInName } from './report-heading.ts'

/**
 * Where a row of a table belongs. A 10-digit code says so itself and must agree with what was chosen;
 * a 7-digit one needs the row's prefecture, the chosen one, or the file's name, and a chosen kind.
 * @throws ListFileError prefectureUnknown, listKindUnknown, prefectureContradicts, listKindContradicts
 */
export function tableContext(raw: RawRecord, options: ReadListOptions, place: ListFilePlace): RecordContext {
  const digits = codeDigits(raw.code)
  if (digits.length === 10) {
    const prefecture = checkFacilityCode(digits).prefecture
    const listKind = listKindByDigit(digits.charAt(2))
    if (prefecture !== null) requireSamePrefecture(prefecture.number, options, place)
    if (listKind !== null) requireSameListKind(listKind, options, place)
    return { prefectureNumber: null, listKind: null }
  }
  const inRow = prefectureOfRow(raw.prefecture)
  if (inRow !== null) requireSamePrefecture(inRow, options, place)
  const prefectureNumber = inRow ?? options.prefectureNumber ?? prefectureInName(place.file)
  const listKind = options.listKind ?? null
  if (digits.length === 7 && prefectureNumber === null) throw prefectureUnknown(place)
  if (digits.length === 7 && listKind === null) throw listKindUnknown(place)
  return { prefectureNumber, listKind }
}

function prefectureOfRow(text: string): string | null {
  const plain = folded(text)
  if (plain === '') return null
  return (prefectureByName(plain) ?? prefectureByNumber(plain.padStart(2, '0')))?.number ?? null
}

import { listKindNames } from '#shared/domain/facility-list-kind.ts'
import type { FacilityListKind } from '#shared/domain/facility.ts'
import { prefectureByNumber } from '#shared/domain/prefectures.ts'
import { ListFileError, type ListFilePlace } from './list-file-error.ts'
import type { ReadListOptions } from './list-files-types.ts'
import { prefectureInName, type ReportHeading } from './report-heading.ts'

/** Prefecture and kind of a print report: its heading first, then what was chosen, then its names. */
export interface ReportContext {
  readonly prefectureNumber: string
  readonly listKind: FacilityListKind
  /** True where the file's name speaks of another prefecture than the one chosen. */
  readonly isNamedOtherwise: boolean
}

/**
 * @throws ListFileError prefectureContradicts, listKindContradicts (the list says something else than
 *   was chosen), prefectureUnknown, listKindUnknown (neither says anything)
 */
export function reportContext(heading: ReportHeading, options: ReadListOptions, place: ListFilePlace): ReportContext {
  const printed = printedPrefecture(heading, place)
  if (printed !== null) requireSamePrefecture(printed, options, place)
  if (heading.listKind !== null) requireSameListKind(heading.listKind, options, place)
  const named = prefectureInName(place.file)
  const prefectureNumber = printed ?? options.prefectureNumber ?? named
  if (prefectureNumber === null) throw prefectureUnknown(place)
  const listKind = heading.listKind ?? options.listKind
  if (listKind === undefined) throw listKindUnknown(place)
  return { prefectureNumber, listKind, isNamedOtherwise: printed === null && named !== null && named !== prefectureNumber }
}

/** The prefecture that stands in the list itself: in its heading or as the name of its sheet. */
export function printedPrefecture(heading: ReportHeading, place: ListFilePlace): string | null {
  return heading.prefectureNumber ?? prefectureInName(place.sheet ?? '')
}

export function requireSamePrefecture(found: string, options: ReadListOptions, place: ListFilePlace): void {
  const chosen = options.prefectureNumber
  if (chosen === undefined || chosen === found) return
  throw new ListFileError('prefectureContradicts', place, `一覧は${prefectureName(found)}のものですが、${prefectureName(chosen)}が選ばれています。都道府県の選択を外すか、ファイルを選び直してください。`)
}

export function requireSameListKind(found: FacilityListKind, options: ReadListOptions, place: ListFilePlace): void {
  const chosen = options.listKind
  if (chosen === undefined || chosen === found) return
  throw new ListFileError('listKindContradicts', place, `一覧は${listKindNames[found]}のものですが、${listKindNames[chosen]}が選ばれています。種別の選択を外すか、ファイルを選び直してください。`)
}

export function prefectureUnknown(place: ListFilePlace): ListFileError {
  return new ListFileError('prefectureUnknown', place, 'どの都道府県の一覧か書かれていません。都道府県を選んでください。')
}

export function listKindUnknown(place: ListFilePlace): ListFileError {
  return new ListFileError('listKindUnknown', place, '医科・歯科・薬局・訪問看護のどの一覧か分かりません。種別を選んでください。')
}

function prefectureName(number: string): string {
  return prefectureByNumber(number)?.name ?? number
}

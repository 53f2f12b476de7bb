import type { FacilityListKind } from '#shared/domain/facility.ts'
import { listKindByName } from '#shared/domain/facility-list-kind.ts'
import { prefectureByName, prefectures, shortPrefectureName } from '#shared/domain/prefectures.ts'
import { findWareki } from '#shared/domain/wareki.ts'
import { folded } from './published-text.ts'

/** What the heading of a print report says; what it leaves open is null. */
export interface ReportHeading {
  readonly prefectureNumber: string | null
  /** Null also where it names several (医科・歯科併設). */
  readonly listKind: FacilityListKind | null
  readonly asOf: string | null
  /** 併設: the rows stand in another list too, and are only a part of this one. */
  readonly isPartial: boolean
}

export const emptyHeading: ReportHeading = { prefectureNumber: null, listKind: null, asOf: null, isPartial: false }

const titles = /コード内容別|医療機関一覧表|薬局一覧表|訪問看護.*一覧表/u

/** True for a row of the page heading (title, or "[… 現在 医科 現存/休止]"). */
export function isHeadingRow(cells: readonly string[]): boolean {
  return cells.some((cell) => titles.test(cell) || (cell.includes('現在') && findWareki(cell) !== null))
}

const columnTitles = /^(項番|番号|医療機関(等)?(番号|コード|名称|所在地)|薬局(番号|名称)|名称|所在地|電話(番号)?|.*勤務医数.*|開設者(氏名)?|管理者(氏名)?|指定年月日|登録理由|指定期間始|病床数|診療科名?|種別|備考)/u

/** Sorts out most lines of records before they are folded. */
const mayBeColumnTitle = /^\s*[項番医薬名所電開管指登病診種備]|勤\s*務/u

/** Some printings repeat column titles on each page. */
export function isColumnTitleRow(cells: readonly string[]): boolean {
  if (cells.filter((cell) => cell !== '').length < 3) return false
  return cells.filter((cell) => mayBeColumnTitle.test(cell) && columnTitles.test(folded(cell))).length >= 3
}

/** Adds what one row before the records says. What is said again replaces what was said before. */
export function addHeadingRow(heading: ReportHeading, cells: readonly string[]): ReportHeading {
  let { prefectureNumber, listKind, asOf, isPartial } = heading
  for (const cell of cells) {
    if (cell === '') continue
    for (const [, inside = ''] of cell.matchAll(/[[［【]([^\]］】]*)[\]］】]/gu)) {
      prefectureNumber = prefectureByName(inside)?.number ?? prefectureNumber
    }
    if (!isHeadingRow([cell])) continue
    if (cell.includes('現在')) asOf = findWareki(cell) ?? asOf
    const kinds = listKindsNamed(cell)
    if (kinds.length > 0) listKind = kinds.length === 1 ? (kinds[0] ?? null) : null
    if (cell.includes('併設')) isPartial = true
  }
  return { prefectureNumber, listKind, asOf, isPartial }
}

function listKindsNamed(text: string): FacilityListKind[] {
  const words = folded(text).match(/医科|歯科|薬局|調剤|訪問看護/gu) ?? []
  return [...new Set(words.map((word) => listKindByName(word)).filter((kind) => kind !== null))]
}

/** Names of files are often in Roman letters: as spelt by the prefectures themselves. */
const romanNames =
  'hokkaido aomori iwate miyagi akita yamagata fukushima ibaraki tochigi gunma saitama chiba tokyo kanagawa niigata toyama ishikawa fukui yamanashi nagano gifu shizuoka aichi mie shiga kyoto osaka hyogo nara wakayama tottori shimane okayama hiroshima yamaguchi tokushima kagawa ehime kochi fukuoka saga nagasaki kumamoto oita miyazaki kagoshima okinawa'.split(
    ' ',
  )

/**
 * The one prefecture a file or sheet name holds ("18福井_医科.xlsx", "shimane-ken.xlsx"); null for
 * none or several. A bare number is not taken: it may be a month.
 */
export function prefectureInName(name: string): string | null {
  // A file inside a zip ("a.zip › b.xlsx") is named more closely than the zip.
  for (const part of name.split(' › ').reverse()) {
    const found = prefectureInPart(part)
    if (found !== null) return found
  }
  return null
}

function prefectureInPart(name: string): string | null {
  let rest = name.normalize('NFKC')
  const found = new Set<string>()
  // Whole names first: 東京都 holds 京都.
  for (const prefecture of prefectures) {
    if (!rest.includes(prefecture.name)) continue
    found.add(prefecture.number)
    rest = rest.replaceAll(prefecture.name, '/')
  }
  for (const short of ['東京', ...prefectures.map((prefecture) => shortPrefectureName(prefecture.name))]) {
    if (!rest.includes(short)) continue
    const number = prefectureByName(short)?.number
    if (number !== undefined) found.add(number)
    rest = rest.replaceAll(short, '/')
  }
  for (const word of rest.toLowerCase().split(/[^a-z]+/u)) {
    const index = romanNames.indexOf(word.replace(/(ken|fu|to)$/u, ''))
    const exact = romanNames.indexOf(word)
    const position = exact === -1 ? index : exact
    if (position !== -1) found.add(String(position + 1).padStart(2, '0'))
  }
  return found.size === 1 ? ([...found][0] ?? null) : null
}

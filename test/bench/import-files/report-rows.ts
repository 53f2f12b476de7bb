/** A print report of a bureau as rows of cells, in the layouts of the real ones (domain: 2–14 lines a record, or lines within cells). */
import type { PublishedFacilityRecord } from '#shared/contract/records.ts'
import { facilityTypeNames, listKindNames } from '#shared/domain/facility-list-kind.ts'
import type { FacilityListKind } from '#shared/domain/facility.ts'
import { formatWareki } from '#shared/domain/wareki.ts'
import type { SeededRandom } from '#trial/seeded-random.ts'

export interface ReportLayout {
  /** How the seven digits of a code are printed. */
  readonly code: (digits: string) => string
  /** "[福井県]" in row 3, or blank. */
  readonly prefecture: string
  /** Lines within the cells of one row, instead of several rows. */
  readonly isOneRowEach: boolean
  /** 薬局: some lists have no column of beds and departments; 種別 moves into its place. */
  readonly hasDepartments: boolean
  /** The page heading comes again after so many records; null = never. */
  readonly recordsAPage: number | null
  readonly isPartial: boolean
}

const groups = (digits: string, first: number, second: number): [string, string, string] => [digits.slice(0, first), digits.slice(first, second), digits.slice(second)]
const between = (separator: string) => (digits: string): string => groups(digits, 2, 6).join(separator)

/** Every way of printing a code that was seen. */
export const codeForms: readonly ((digits: string) => string)[] = [
  between(','), between('-'), between('－'), (digits) => digits, (digits) => groups(digits, 3, 6).join(','),
  (digits) => { const [first, second, third] = groups(digits, 3, 6); return `${first},${second}.${third}` }, between('・'),
  (digits) => `${digits.slice(0, 2)}-${digits.slice(2)} `, (digits) => { const [first, second, third] = groups(digits, 3, 6); return `${first} ${second}.${third}\n市医${digits.slice(3, 5)}` },
]

const widths = { name: 20, address: 20, founder: 10, manager: 8 } as const

/** As the reporting program wraps it: after so many characters. */
const wrapped = (text: string, width: number): string[] => {
  const characters = [...text]
  if (characters.length <= width) return [text]
  const lines: string[] = []
  for (let start = 0; start < characters.length; start += width) lines.push(characters.slice(start, start + width).join(''))
  return lines
}

/** 2023-10-23 → "令5.10.23", 1989-09-01 → "平元. 9. 1". */
const printedDate = (iso: string | null): string =>
  iso === null ? '' : formatWareki(iso).replace(/^(.).(.+)年(.+)月(.+)日$/u, (_, era: string, year: string, month: string, day: string) => `${era}${year}.${month.padStart(2)}.${day.padStart(2)}`)

const departmentNames = ['内', '外', '整外', '眼', '皮', '耳い', '小', '産婦', '胃腸', '循環', '精', '神内', '脳外', 'リハ', '放', '泌', '形外', '呼内', '麻', 'アレ', '心内', '消化', 'リウ', '歯', '矯歯', '小歯', '歯外']

const departmentLines = ({ listKind, type }: PublishedFacilityRecord, random: SeededRandom): string[] => {
  if (listKind === 'pharmacy') return []
  const lines = type === 'hospital' ? random.integer(4, 12) : random.chance(0.08) ? random.integer(7, 11) : random.integer(3, 6)
  return Array.from({ length: lines }, (_, line) => (line === 0 && listKind === 'medical' && random.chance(0.2) ? `一般　　${random.integer(1, 400)}` : [1, 2, 3].map(() => random.pick(departmentNames)).join('　')))
}

const postal = (code: string | null): string => (code === null ? '' : `〒${code.slice(0, 3)}－${code.slice(3)}`)
const statusNames = { active: '現存', suspended: '休止', closed: '休止' } as const

const columnsOf = (facility: PublishedFacilityRecord, layout: ReportLayout, random: SeededRandom): string[][] => {
  const date = printedDate(facility.designatedOn)
  const doctors = facility.listKind === 'pharmacy' ? ['常　勤:     1', '(薬       1)'] : ['常　勤:     2', `(医       ${random.integer(1, 9)})`, '非常勤:     1']
  const type = [facilityTypeNames[facility.type].replace('歯科診療所', '診療所'), '', statusNames[facility.status]]
  const common = [
    layout.code(facility.facilityCode.slice(3)).split('\n'), wrapped(facility.name, widths.name), wrapped(`${postal(facility.postalCode)}${facility.address}`, widths.address),
    [facility.telephone ?? '', ...doctors], wrapped(facility.founder ?? '', widths.founder), wrapped(facility.manager ?? '', widths.manager), [date, random.pick(['新規', '交代', '移動', '組織変更', 'その他']), date],
  ]
  return layout.hasDepartments ? [...common, departmentLines(facility, random), type] : [...common, type]
}

function* heading(listKind: FacilityListKind, layout: ReportLayout, page: number): Generator<readonly string[]> {
  yield []
  yield []
  yield ['コード内容別医療機関一覧表', '', '', '', '', layout.prefecture]
  yield []
  yield [`[令和 8年 7月 1日現在　${listKindNames[listKind]}${layout.isPartial ? '（併設）' : ''}　現存/休止]`, '', '', '', '', '', '', '', `令和 8年 7月 3日作成　　  ${page}頁`]
}

/** Rows of one sheet, from row 1. Data begins in row 12. */
export function* reportRows(facilities: readonly PublishedFacilityRecord[], listKind: FacilityListKind, layout: ReportLayout, random: SeededRandom): Generator<readonly string[]> {
  yield* heading(listKind, layout, 1)
  for (let row = 6; row < 12; row += 1) yield []
  for (const [index, facility] of facilities.entries()) {
    if (layout.recordsAPage !== null && index > 0 && index % layout.recordsAPage === 0) yield* heading(listKind, layout, 1 + index / layout.recordsAPage)
    const columns = columnsOf(facility, layout, random)
    if (layout.isOneRowEach) {
      yield [String(index + 1), ...columns.map((lines) => lines.join('\n'))]
      continue
    }
    const lines = Math.max(2, ...columns.map((column) => column.length))
    for (let line = 0; line < lines; line += 1) yield [line === 0 ? String(index + 1) : '', ...columns.map((column) => column[line] ?? '')]
  }
}

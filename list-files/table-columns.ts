import { listColumns, type ListColumn } from '#shared/domain/facility.ts'
import { ListFileError, type ListFilePlace } from './list-file-error.ts'
import type { ColumnMapping } from './list-files-types.ts'
import { column as reportColumn } from './print-report.ts'
import { folded } from './published-text.ts'

/** Headings seen in published tables, folded; the first that stands in the file is taken. */
const knownHeadings: Readonly<Record<ListColumn, readonly string[]>> = {
  facilityCode: ['医療機関等コード', '医療機関コード', '保険医療機関コード', '保険医療機関等コード', '薬局コード', 'コード', '医療機関等番号', '医療機関番号', '保険医療機関番号', '薬局番号', 'code10', 'code'],
  name: ['医療機関名称', '医療機関等名称', '医療機関名', '保険医療機関名称', '薬局名称', '薬局名', '施設名称', '施設名', '名称', 'name'],
  postalCode: ['郵便番号', '〒', 'postal', 'postalcode'],
  address: ['所在地', '医療機関所在地', '医療機関住所', '住所', 'address'],
  telephone: ['電話番号', '電話', 'tel', 'phone', 'telephone'],
  founder: ['開設者氏名', '開設者名', '開設者', 'founder'],
  manager: ['管理者氏名', '管理者名', '管理者', 'manager'],
  designatedOn: ['指定年月日', '指定日', 'designatedon'],
  type: ['種別', '施設種別', '医療機関種別', '病院・診療所の別', 'type'],
  status: ['現存/休止', '現存・休止', '状態', '状況', '備考', 'status'],
  beds: ['病床数', '許可病床数', '総病床数'],
  prefecture: ['都道府県', '都道府県名', '都道府県番号', '都道府県コード'],
}

export type TableColumns = ReadonlyMap<ListColumn, number>

/** "AB" for 27: as a spreadsheet calls its columns. */
function columnLetters(index: number): string {
  return index < 0 ? '' : columnLetters(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26))
}

/** The headings by which people choose: one without text is called "C列", one that is repeated "名称（E列）". */
export function headingNames(cells: readonly string[]): string[] {
  const seen = new Set<string>()
  return cells.map((cell, index) => {
    const name = cell.replace(/\s+/gu, ' ').trim()
    const isKnown = seen.has(comparable(name))
    seen.add(comparable(name))
    if (name === '') return `${columnLetters(index)}列`
    return isKnown ? `${name}（${columnLetters(index)}列）` : name
  })
}

function comparable(heading: string): string {
  return folded(heading).toLowerCase()
}

/** True for a row that names at least the code and the name: the heading of a table. */
export function isTableHeading(cells: readonly string[], mapping: ColumnMapping = {}): boolean {
  const columns = findColumns(cells, mapping)
  return columns.has('facilityCode') && columns.has('name')
}

/** Items with a column of their own in the print report. */
const reportItems = ['name', 'address', 'telephone', 'founder', 'manager', 'designatedOn'] as const

/**
 * True for the heading of a table whose columns are not those of the print report: some tables stand under its title,
 * and some printings of the report repeat the titles of its columns.
 */
export function isHeadingOfOtherTable(cells: readonly string[], mapping: ColumnMapping): boolean {
  const columns = findColumns(cells, mapping)
  if (!columns.has('facilityCode') || !columns.has('name') || !columns.has('address')) return false
  const isElsewhere = (item: (typeof reportItems)[number]): boolean => columns.has(item) && columns.get(item) !== reportColumn[item]
  return columns.has('postalCode') || columns.get('facilityCode') !== reportColumn.code || reportItems.some(isElsewhere)
}

/**
 * Which column holds what, by the mapping and the known headings (see ColumnMapping).
 * @throws ListFileError headingMissing: no column for code, name or address
 */
export function tableColumns(cells: readonly string[], mapping: ColumnMapping, place: ListFilePlace): TableColumns {
  const columns = findColumns(cells, mapping)
  const missing = (['facilityCode', 'name', 'address'] as const).filter((column) => !columns.has(column))
  if (missing.length > 0) {
    const names = { facilityCode: '医療機関等コード', name: '医療機関名称', address: '所在地' }
    throw new ListFileError('headingMissing', place, `見出しの行に${missing.map((column) => `「${names[column]}」`).join('')}の列が見つかりません。見出しのあるCSVか確かめ、見出しの名前が違うときは「一覧の管理」の画面で列の対応を選んでください。`)
  }
  return columns
}

/** Headings of the mapping that do not stand in the row. */
export function absentHeadings(cells: readonly string[], mapping: ColumnMapping): string[] {
  const names = headingNames(cells).map(comparable)
  return Object.values(mapping).filter((heading) => heading !== undefined && heading !== '' && !names.includes(comparable(heading))).map(String)
}

/** As `tableColumns`, whatever is missing. */
export function findColumns(cells: readonly string[], mapping: ColumnMapping): Map<ListColumn, number> {
  const names = headingNames(cells).map(comparable)
  const holdsWholly = absentHeadings(cells, mapping).length === 0
  const columns = new Map<ListColumn, number>()
  const byMapping = (column: ListColumn): void => {
    const heading = mapping[column]
    const index = heading === undefined || heading === '' ? -1 : names.indexOf(comparable(heading))
    if (index !== -1 && !columns.has(column)) columns.set(column, index)
  }
  const byName = (column: ListColumn): void => {
    if (columns.has(column) || (holdsWholly && mapping[column] !== undefined)) return
    const taken = new Set(columns.values())
    const index = knownHeadings[column].map((heading) => names.indexOf(heading)).find((found) => found !== -1 && !taken.has(found))
    if (index !== undefined) columns.set(column, index)
  }
  for (const find of holdsWholly ? [byMapping, byName] : [byName, byMapping]) listColumns.forEach(find)
  return columns
}

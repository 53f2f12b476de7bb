import { ListFileError, type ListFilePlace } from './list-file-error.ts'
import type { ColumnMapping, ListColumn } from './list-files-types.ts'
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

/** True for a row that names at least the code and the name: the heading of a table. */
export function isTableHeading(cells: readonly string[], mapping: ColumnMapping = {}): boolean {
  const columns = findColumns(cells, mapping)
  return columns.has('facilityCode') && columns.has('name')
}

/**
 * Which column holds what, by the mapping first and the known headings after it.
 * @throws ListFileError headingMissing: no column for code, name or address, or the mapping names
 *   headings that are not there
 */
export function tableColumns(cells: readonly string[], mapping: ColumnMapping, place: ListFilePlace): TableColumns {
  const headings = new Set(cells.map(folded))
  const absent = Object.values(mapping).filter((heading) => heading !== undefined && !headings.has(folded(heading)))
  if (absent.length > 0) {
    throw new ListFileError('headingMissing', place, `列の対応で指定した見出し（${absent.join('、')}）がファイルにありません。列の対応を指定し直してください。`)
  }
  const columns = findColumns(cells, mapping)
  const missing = (['facilityCode', 'name', 'address'] as const).filter((column) => !columns.has(column))
  if (missing.length > 0) {
    const names = { facilityCode: '医療機関等コード', name: '医療機関名称', address: '所在地' }
    throw new ListFileError('headingMissing', place, `見出しの行に${missing.map((column) => `「${names[column]}」`).join('')}の列が見つかりません。見出しのあるCSVか確かめ、見出しの名前が違うときは列の対応を指定してください。`)
  }
  return columns
}

function findColumns(cells: readonly string[], mapping: ColumnMapping): Map<ListColumn, number> {
  const headings = cells.map((cell) => folded(cell).toLowerCase())
  const columns = new Map<ListColumn, number>()
  for (const column of Object.keys(knownHeadings) as ListColumn[]) {
    const chosen = mapping[column]
    const wanted = chosen === undefined ? knownHeadings[column] : [folded(chosen).toLowerCase()]
    const heading = wanted.find((candidate) => headings.includes(candidate))
    if (heading !== undefined) columns.set(column, headings.indexOf(heading))
  }
  return columns
}

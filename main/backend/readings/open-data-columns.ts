import { ListFileError, type ListFilePlace } from '#list-files/list-file-error.ts'
import type { PublishedKind } from './readings-types.ts'

/** Places of the columns in a row, from 0; -1 = the file has none. */
export interface OpenDataColumns {
  readonly name: number
  readonly reading: number
  readonly abbreviation: number
  readonly abbreviationReading: number
  readonly category: number
  readonly prefecture: number
  readonly address: number
  readonly isPharmacy: boolean
}

/** Width, spaces and brackets of a heading do not matter: 正式名称（フリガナ） = 正式名称(フリガナ). */
const headingKey = (heading: string): string => heading.normalize('NFKC').replace(/[\s"'\uFEFF]/gu, '')

/**
 * The columns by their headings, in any order; other columns are ignored. The pharmacies' file says 名称 and フリガナ
 * where the others say 正式名称 and 正式名称（フリガナ） (domain §6).
 * @returns null when this is another file of the open data (診療科・診療時間 …)
 */
export function openDataColumns(headings: readonly string[]): OpenDataColumns | null {
  const keys = headings.map(headingKey)
  const at = (...names: string[]): number => keys.findIndex((key) => names.includes(key))
  const name = at('正式名称', '名称')
  const reading = at('正式名称(フリガナ)', '名称(フリガナ)', 'フリガナ')
  const address = at('所在地')
  if (name < 0 || reading < 0 || address < 0) return null
  return {
    name, reading, address,
    abbreviation: at('略称'),
    abbreviationReading: at('略称(フリガナ)'),
    category: at('機関区分'),
    prefecture: at('都道府県コード'),
    isPharmacy: keys[name] === '名称',
  }
}

export function headingMissing(place: ListFilePlace): ListFileError {
  return new ListFileError('headingMissing', place, '「正式名称」「正式名称（フリガナ）」「所在地」（薬局は「名称」「フリガナ」「所在地」）の見出しがありません。医療情報ネットのオープンデータの施設票か確かめてください。')
}

/** 機関区分 of the open data; 助産所 (4) are no facility of ours. */
const categories: Readonly<Record<string, PublishedKind | 'maternity'>> = { 1: 'hospital', 2: 'clinic', 3: 'dental', 4: 'maternity', 5: 'pharmacy' }

/** What the rows of a file are, by its name (01-1_hospital_facility_info_20260601.csv) and its headings. */
export function kindOfFile(file: string, columns: Pick<OpenDataColumns, 'isPharmacy'>): PublishedKind | 'maternity' | null {
  const inner = file.split(' › ').at(-1)?.toLowerCase() ?? ''
  if (inner.includes('hospital')) return 'hospital'
  if (inner.includes('dental')) return 'dental'
  if (inner.includes('clinic')) return 'clinic'
  if (inner.includes('maternity')) return 'maternity'
  return columns.isPharmacy || inner.includes('pharmacy') ? 'pharmacy' : null
}

/** The row's own 機関区分 where it has one, else what the file is. */
export const kindOfRow = (category: string, ofFile: PublishedKind | 'maternity' | null): PublishedKind | 'maternity' | null => categories[category.normalize('NFKC').trim()] ?? ofFile

import { strToU8, zipSync } from 'fflate'
import iconv from 'iconv-lite'

/** A row of the open data, made up. */
export interface PrintedRow {
  readonly name: string
  readonly reading: string
  readonly address: string
  readonly prefecture?: string
  readonly category?: string
  readonly abbreviation?: string
  readonly abbreviationReading?: string
}

const quoted = (cell: string): string => (/[",\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const line = (cells: readonly string[]): string => cells.map(quoted).join(',')

/** A table of hospitals, clinics or dental clinics, with its BOM. */
export function facilityTable(rows: readonly PrintedRow[]): string {
  const heading = ['ID', '正式名称', '正式名称（フリガナ）', '略称', '略称（フリガナ）', '英語表記（ローマ字表記）', '機関区分', '都道府県コード', '市区町村コード', '所在地', '所在地座標（緯度）', '所在地座標（経度）', '案内用ホームページアドレス']
  const lines = rows.map((row, index) => line([`98${String(index).padStart(11, '0')}`, row.name, row.reading, row.abbreviation ?? '', row.abbreviationReading ?? '', '', row.category ?? '', row.prefecture ?? '18', '201', row.address, '36.0', '136.2', '']))
  return `\uFEFF${[line(heading), ...lines].join('\r\n')}\r\n`
}

/** The pharmacies' table: other headings in another order. */
export function pharmacyTable(rows: readonly PrintedRow[]): string {
  const lines = rows.map((row, index) => line([String(index), row.prefecture ?? '18', row.name, row.reading, 'romaji', row.address]))
  return `\uFEFF${['ID,都道府県コード,名称,フリガナ,ローマ字,所在地', ...lines].join('\n')}\n`
}

export const csvBytes = (text: string): Uint8Array => strToU8(text)

/** A zip whose entry names are CP932 without the UTF-8 flag. */
export function zipOf(files: Readonly<Record<string, string>>): Uint8Array {
  const names = Object.keys(files).map((name, index) => {
    const bytes = iconv.encode(name, 'cp932')
    return { name, bytes, placeholder: `${'q'.repeat(bytes.length - 1)}${String.fromCharCode(65 + index)}` }
  })
  const zip = Buffer.from(zipSync(Object.fromEntries(names.map(({ name, placeholder }) => [placeholder, csvBytes(files[name] ?? '')]))))
  for (const { bytes, placeholder } of names) {
    for (let at = zip.indexOf(placeholder); at !== -1; at = zip.indexOf(placeholder, at + 1)) bytes.copy(zip, at)
  }
  return new Uint8Array(zip)
}

/** Reads 医療情報ネット(ナビイ)'s open data: the facilities with their フリガナ (domain §6). */
import { prefectureByNumber, prefectureOfAddress } from '#shared/domain/prefectures.ts'
import { readCsvRows } from '#list-files/csv-text.ts'
import { ListFileError } from '#list-files/list-file-error.ts'
import { listFileLimits, type ListFileLimits } from '#list-files/list-file-limits.ts'
import type { ListFileSource } from '#list-files/list-files-types.ts'
import { identifySource } from '#list-files/source-kind.ts'
import { openZip, type InflationBudget } from '#list-files/zip-archive.ts'
import { katakanaReading } from './kana-text.ts'
import { headingMissing, kindOfFile, kindOfRow, openDataColumns, type OpenDataColumns } from './open-data-columns.ts'
import type { PublishedKind, PublishedRow } from './readings-types.ts'

export interface OpenDataOptions {
  readonly limits?: ListFileLimits
  /** Rows read so far, of all sources. */
  readonly onProgress?: (rows: number) => void
}

export interface OpenDataReport {
  /** Rows with a name, an address, a prefecture and a reading: what was handed to the sink. */
  readonly rows: number
  /** Rows without one of these, and 助産所. */
  readonly skipped: number
  /** Files inside zips that are another table of the open data (診療科・診療時間). */
  readonly ignoredFiles: readonly string[]
}

/** A file whose first rows all say no prefecture has its columns mixed up; one bad row does not. */
const rowsToJudge = 50
const headingRows = 5

class OpenDataReader {
  rows = 0
  skipped = 0
  readonly ignoredFiles: string[] = []
  readonly #limits: ListFileLimits
  readonly #onProgress: (rows: number) => void
  readonly #sink: (rows: readonly PublishedRow[]) => void

  constructor({ limits = listFileLimits, onProgress = () => {} }: OpenDataOptions, sink: (rows: readonly PublishedRow[]) => void) {
    this.#limits = limits
    this.#onProgress = onProgress
    this.#sink = sink
  }

  /** @returns true when the source held the facilities' table */
  async read(source: ListFileSource): Promise<boolean> {
    if ((await identifySource(source)) === 'text') return await this.#readCsv(source)
    const budget: InflationBudget = { limits: this.#limits, inflated: 0 }
    const zip = await openZip(source, budget)
    try {
      const tables = zip.entries.filter((entry) => /\.csv$/iu.test(entry.name) && !/(^|\/)(__MACOSX\/|[.~])/u.test(entry.name))
      if (tables.length === 0) throw notOpenData(source.name)
      let isFound = false
      for (const entry of tables) {
        const name = `${source.name} › ${entry.name}`
        // One at a time: the largest table of the country has some tens of MB.
        if (await this.#readCsv({ name, bytes: await zip.bytes(entry) })) isFound = true
        else this.ignoredFiles.push(name)
      }
      return isFound
    } finally {
      zip.close()
    }
  }

  async #readCsv(source: ListFileSource): Promise<boolean> {
    let table: Table | null = null
    let looked = 0
    for await (const piece of readCsvRows(source, this.#limits, () => {})) {
      const found: PublishedRow[] = []
      for (const { row, cells } of piece) {
        if (table !== null) {
          const published = table.take(cells, row)
          if (published === null) this.skipped++
          else found.push(published)
          continue
        }
        const columns = openDataColumns(cells)
        if (columns !== null) table = new Table(source.name, columns, this.#limits)
        else if (++looked >= headingRows) return false
      }
      this.rows += found.length
      this.#sink(found)
      this.#onProgress(this.rows)
    }
    return table !== null
  }
}

class Table {
  readonly #file: string
  readonly #columns: OpenDataColumns
  readonly #kind: PublishedKind | 'maternity' | null
  readonly #limits: ListFileLimits
  #judged = 0
  #withPrefecture = 0

  constructor(file: string, columns: OpenDataColumns, limits: ListFileLimits) {
    this.#file = file
    this.#columns = columns
    this.#kind = kindOfFile(file, columns)
    this.#limits = limits
  }

  /** @throws ListFileError columnsMixedUp */
  take(cells: readonly string[], row: number): PublishedRow | null {
    const text = (column: number): string => (column < 0 ? '' : (cells[column] ?? '').trim())
    const address = text(this.#columns.address)
    const prefectureNumber = prefectureOf(text(this.#columns.prefecture), address)
    this.#judge(prefectureNumber !== null, row)
    const kind = kindOfRow(text(this.#columns.category), this.#kind)
    const name = text(this.#columns.name)
    const reading = katakanaReading(text(this.#columns.reading))
    const isTooLong = name.length > this.#limits.itemCharacters || address.length > this.#limits.itemCharacters
    if (name === '' || address === '' || isTooLong || reading === null || prefectureNumber === null || kind === 'maternity') return null
    return { prefectureNumber, kind, name, reading, address, abbreviation: this.#abbreviation(text) }
  }

  #abbreviation(text: (column: number) => string): PublishedRow['abbreviation'] {
    const name = text(this.#columns.abbreviation)
    const reading = katakanaReading(text(this.#columns.abbreviationReading))
    return name === '' || name.length > this.#limits.itemCharacters || reading === null ? null : { name, reading }
  }

  #judge(hasPrefecture: boolean, row: number): void {
    if (this.#judged >= rowsToJudge) return
    this.#judged++
    if (hasPrefecture) this.#withPrefecture++
    if (this.#judged < rowsToJudge || this.#withPrefecture > 0) return
    throw new ListFileError('columnsMixedUp', { file: this.#file, row }, '都道府県が読み取れない行が続いています。見出しと中身の列がずれていないか確かめ、もう一度ダウンロードしてください。')
  }
}

/** 都道府県コード ('1', '01', '13'), else the prefecture the address begins with. */
function prefectureOf(code: string, address: string): string | null {
  const number = code.normalize('NFKC')
  if (/^\d{1,2}$/u.test(number)) return prefectureByNumber(number.padStart(2, '0'))?.number ?? null
  return prefectureOfAddress(address)?.number ?? null
}

function notOpenData(file: string): ListFileError {
  return new ListFileError('notAList', { file }, '医療情報ネットのオープンデータではありません。施設票のCSVか、それを圧縮したzipを選んでください。')
}

/**
 * Reads CSV files and zips of them (UTF-8 with or without BOM; entry names in CP932 too). Rows go to the sink while the
 * files are read; only one table of a zip is in memory at a time.
 *
 * @throws ListFileError with a Japanese sentence that names the file and the row; whatever was handed over does not count
 */
export async function readOpenData(sources: readonly ListFileSource[], options: OpenDataOptions, sink: (rows: readonly PublishedRow[]) => void): Promise<OpenDataReport> {
  const reader = new OpenDataReader(options, sink)
  for (const source of sources) {
    const before = reader.rows
    if (!(await reader.read(source))) throw headingMissing({ file: source.name, row: 1 })
    if (reader.rows === before) throw new ListFileError('noRecords', { file: source.name }, 'フリガナのある行がありません。医療情報ネットのオープンデータの施設票か確かめてください。')
  }
  return { rows: reader.rows, skipped: reader.skipped, ignoredFiles: reader.ignoredFiles }
}

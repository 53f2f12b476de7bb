import { stat } from 'node:fs/promises'
import { notAList, readCsvRows } from './csv-text.ts'
import { ListRows, type ListRowsOptions } from './list-rows.ts'
import type { ListFilesReport, ListFileSource, ListRecordSink } from './list-files-types.ts'
import { RecordCollector } from './record-collector.ts'
import type { SheetRow } from './sheet-xml.ts'
import { visitListSource, type FractionOfFile } from './visit-list-source.ts'
import { openWorkbook } from './workbook.ts'
import type { InflationBudget, ZipArchive } from './zip-archive.ts'

/** How far a file is read (0–1), its name, and the records of all files so far. */
type Progress = (fractionOfFile: number, file: string, records: number) => void

/** Reads one file after the other into one collector. */
export class ListReader {
  readonly #options: ListRowsOptions
  readonly #collector: RecordCollector

  constructor(options: ListRowsOptions, sink: ListRecordSink) {
    this.#options = options
    this.#collector = new RecordCollector(sink, options.columns)
  }

  async read(source: ListFileSource, progress: Progress): Promise<void> {
    const budget = { limits: this.#options.limits, inflated: 0 }
    await visitListSource(
      source,
      budget,
      {
        text: (text, fraction) => this.#readCsv(text, fraction, progress),
        workbook: (file, zip, fraction) => this.#readWorkbook(file, zip, budget, fraction, progress),
        ignored: (file) => this.#collector.warn({ file, code: 'entryIgnored', message: '一覧のファイルではないので読み飛ばしました。' }),
      },
      this.#options.signal,
    )
    progress(1, source.name, this.#collector.records)
  }

  /** @throws ListFileError headingMissing: no table had a heading that the mapping names */
  async finish(): Promise<ListFilesReport> {
    this.#collector.requireMappedHeadings()
    await this.#collector.flush()
    return this.#collector.report()
  }

  async #readWorkbook(file: string, zip: ZipArchive, budget: InflationBudget, fraction: FractionOfFile, progress: Progress): Promise<void> {
    const stated = zip.entries.reduce((sum, entry) => sum + entry.statedBytes, 0)
    const before = budget.inflated
    const workbook = await openWorkbook(file, zip, budget)
    let lists = 0
    try {
      for (const sheet of workbook.sheets) {
        const list = new ListRows({ file, sheet: sheet.name }, this.#options, this.#collector, null)
        await this.#pour(list, sheet.rows(), () => progress(fraction((budget.inflated - before) / stated), file, this.#collector.records))
        if (list.end()) lists++
        else this.#collector.warn({ file, sheet: sheet.name, code: 'sheetWithoutRecords', message: '医療機関の行がないシートなので読み飛ばしました。' })
      }
    } finally {
      await workbook.close()
    }
    if (lists === 0) throw notAList(file)
  }

  async #readCsv(source: ListFileSource, fraction: FractionOfFile, progress: Progress): Promise<void> {
    const size = 'bytes' in source ? source.bytes.length : (await stat(source.path)).size
    let read = 0
    const rows = readCsvRows(source, this.#options.limits, (count) => {
      read += count
    })
    const list = new ListRows({ file: source.name }, this.#options, this.#collector, 'table')
    await this.#pour(list, rows, () => progress(fraction(read / size), source.name, this.#collector.records))
    list.end()
  }

  async #pour(list: ListRows, rows: AsyncIterable<SheetRow[]>, progress: () => void): Promise<void> {
    for await (const piece of rows) {
      this.#options.signal?.throwIfAborted()
      for (const row of piece) {
        list.take(row)
        if (this.#collector.hasFullBatch) await this.#collector.flush()
      }
      progress()
      if (list.isNoList) return
    }
  }
}

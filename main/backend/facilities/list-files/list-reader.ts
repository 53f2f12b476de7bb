import { stat } from 'node:fs/promises'
import { notAList, readCsvRows } from './csv-text.ts'
import { ListRows, type ListRowsOptions } from './list-rows.ts'
import type { ListFilesReport, ListFileSource, ListRecordSink } from './list-files-types.ts'
import { RecordCollector } from './record-collector.ts'
import type { SheetRow } from './sheet-xml.ts'
import { identifySource, legacyWorkbook } from './source-kind.ts'
import { isBinaryWorkbook, isWorkbook, openWorkbook } from './workbook.ts'
import { openZip, type InflationBudget, type ZipArchive } from './zip-archive.ts'

/** How far a file is read (0–1), its name, and the records of all files so far. */
type Progress = (fractionOfFile: number, file: string, records: number) => void

/** Zips inside a zip: a region's bundle may hold one bundle a prefecture. */
const zipDepth = 2

/** Reads one file after the other into one collector. */
export class ListReader {
  readonly #options: ListRowsOptions
  readonly #collector: RecordCollector

  constructor(options: ListRowsOptions, sink: ListRecordSink) {
    this.#options = options
    this.#collector = new RecordCollector(sink)
  }

  async read(source: ListFileSource, progress: Progress): Promise<void> {
    await this.#readSource(source, { limits: this.#options.limits, inflated: 0 }, progress, 0)
    progress(1, source.name, this.#collector.records)
  }

  async finish(): Promise<ListFilesReport> {
    await this.#collector.flush()
    return this.#collector.report()
  }

  async #readSource(source: ListFileSource, budget: InflationBudget, progress: Progress, depth: number): Promise<void> {
    this.#options.signal?.throwIfAborted()
    if ((await identifySource(source)) === 'text') {
      await this.#readCsv(source, progress)
      return
    }
    const zip = await openZip(source, budget)
    try {
      if (isWorkbook(zip)) await this.#readWorkbook(source.name, zip, budget, progress)
      else if (isBinaryWorkbook(zip)) throw legacyWorkbook(source.name)
      else await this.#readBundle(source.name, zip, budget, progress, depth)
    } finally {
      zip.close()
    }
  }

  async #readBundle(file: string, zip: ZipArchive, budget: InflationBudget, progress: Progress, depth: number): Promise<void> {
    const lists = zip.entries.filter((entry) => /\.(xlsx|xlsm|csv|txt|zip|xls)$/iu.test(entry.name) && !/(^|\/)(__MACOSX\/|[.~])/u.test(entry.name))
    for (const entry of zip.entries) {
      if (!lists.includes(entry)) this.#collector.warn({ file: `${file} › ${entry.name}`, code: 'entryIgnored', message: '一覧のファイルではないので読み飛ばしました。' })
    }
    if (lists.length === 0 || depth >= zipDepth) throw notAList(file)
    for (const [index, entry] of lists.entries()) {
      const name = `${file} › ${entry.name}`
      const inner: Progress = (fraction, innerFile, records) => progress((index + fraction) / lists.length, innerFile, records)
      await this.#readSource({ name, bytes: await zip.bytes(entry) }, budget, inner, depth + 1)
    }
  }

  async #readWorkbook(file: string, zip: ZipArchive, budget: InflationBudget, progress: Progress): Promise<void> {
    const stated = zip.entries.reduce((sum, entry) => sum + entry.statedBytes, 0)
    const before = budget.inflated
    const sheets = await openWorkbook(file, zip, budget)
    let lists = 0
    for (const sheet of sheets) {
      const list = new ListRows({ file, sheet: sheet.name }, this.#options, this.#collector, null)
      await this.#pour(list, sheet.rows(), () => progress((budget.inflated - before) / stated, file, this.#collector.records))
      if (await list.end()) lists++
      else this.#collector.warn({ file, sheet: sheet.name, code: 'sheetWithoutRecords', message: '医療機関の行がないシートなので読み飛ばしました。' })
    }
    if (lists === 0) throw notAList(file)
  }

  async #readCsv(source: ListFileSource, progress: Progress): Promise<void> {
    const size = 'bytes' in source ? source.bytes.length : (await stat(source.path)).size
    let read = 0
    const rows = readCsvRows(source, this.#options.limits, (count) => {
      read += count
    })
    const list = new ListRows({ file: source.name }, this.#options, this.#collector, 'table')
    await this.#pour(list, rows, () => progress(read / size, source.name, this.#collector.records))
    await list.end()
  }

  async #pour(list: ListRows, rows: AsyncIterable<SheetRow[]>, progress: () => void): Promise<void> {
    for await (const piece of rows) {
      this.#options.signal?.throwIfAborted()
      for (const row of piece) await list.take(row)
      progress()
      if (list.isNoList) return
    }
  }
}

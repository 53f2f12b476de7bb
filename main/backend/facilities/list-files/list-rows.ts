import { notAList } from './csv-text.ts'
import { reportContext, type ReportContext } from './list-context.ts'
import { ListFileError, type ListFilePlace } from './list-file-error.ts'
import type { ListFileLimits } from './list-file-limits.ts'
import type { ReadListOptions } from './list-files-types.ts'
import { PrintReport, type RawRecord } from './print-report.ts'
import { judgeRecord, type JudgedRecord } from './published-record.ts'
import type { RecordCollector, RecordList } from './record-collector.ts'
import type { ReportHeading } from './report-heading.ts'
import { formShownBy, rowsToDecide, type SheetForm } from './sheet-form.ts'
import type { SheetRow } from './sheet-xml.ts'
import { isTableHeading, tableColumns, type TableColumns } from './table-columns.ts'
import { tableContext } from './table-context.ts'
import { tableRecord } from './table-record.ts'

export type ListRowsOptions = ReadListOptions & { readonly limits: ListFileLimits }

/** Refused records from which on a list is looked upon as one whose columns are mixed up. */
const refusalsToStop = 1_000

/** The rows of one sheet or CSV, one after the other. */
export class ListRows {
  readonly #place: ListFilePlace
  readonly #options: ListRowsOptions
  readonly #collector: RecordCollector
  #form: SheetForm | null
  #columns: TableColumns | null = null
  readonly #report = new PrintReport()
  #context: { heading: ReportHeading; resolved: ReportContext } | null = null
  #rowsSeen = 0
  #rowsAfterHeading = 0
  #firstRow: SheetRow | null = null
  #accepted = 0
  #refused = 0
  #firstRefused = 0

  constructor(place: ListFilePlace, options: ListRowsOptions, collector: RecordCollector, form: SheetForm | null) {
    this.#place = place
    this.#options = options
    this.#collector = collector
    this.#form = form
  }

  /** True once it is clear that the sheet holds no list. */
  get isNoList(): boolean {
    return this.#form === null && this.#rowsSeen >= rowsToDecide
  }

  async take(row: SheetRow): Promise<void> {
    this.#rowsSeen++
    this.#firstRow ??= row
    this.#form ??= formShownBy(row.cells, this.#options.columns ?? {})
    if (this.#form === 'table') {
      await this.#takeTableRow(row)
      return
    }
    if (this.#form !== null) this.#rowsAfterHeading++
    const done = this.#report.push(row)
    if (done !== null) await this.#takeReportRecord(done.record, done.heading)
  }

  /** Ends the list; false if it was none. */
  async end(): Promise<boolean> {
    if (this.#form === 'bureauReport') {
      const last = this.#report.end()
      if (last !== null) await this.#takeReportRecord(last.record, last.heading)
    }
    // A CSV without any heading we know: say which are missing.
    if (this.#form === 'table' && this.#columns === null) {
      if (this.#firstRow === null) throw notAList(this.#place.file)
      tableColumns(this.#firstRow.cells, this.#options.columns ?? {}, { ...this.#place, row: this.#firstRow.row })
    }
    const records = this.#accepted + this.#refused
    if (this.#refused > 0 && this.#accepted === 0) throw this.#mixedUp()
    // A whole report of rows in which no record begins: column A is not where it should be.
    if (records === 0 && this.#form === 'bureauReport' && this.#rowsAfterHeading > 20) throw this.#mixedUp()
    if (records === 0 && this.#form === 'table') throw new ListFileError('noRecords', this.#place, '見出しの下に医療機関の行がありません。一覧のファイルか確かめてください。')
    return records > 0
  }

  async #takeTableRow(row: SheetRow): Promise<void> {
    const mapping = this.#options.columns ?? {}
    if (this.#columns === null) {
      // Titles may stand above the headings.
      if (isTableHeading(row.cells, mapping)) this.#columns = tableColumns(row.cells, mapping, { ...this.#place, row: row.row })
      else if (this.#rowsSeen >= rowsToDecide) tableColumns(this.#firstRow?.cells ?? [], mapping, { ...this.#place, row: this.#firstRow?.row ?? 1 })
      return
    }
    if (row.cells.every((cell) => cell.trim() === '')) return
    const raw = tableRecord(this.#columns, row.row, row.cells)
    const context = tableContext(raw, this.#options, { ...this.#place, row: row.row })
    const judged = judgeRecord(raw, context, this.#options.limits.itemCharacters)
    const { sheet, file } = this.#source(row.row)
    await this.#count(judged, row.row, (accepted) => ({ file, sheet, prefectureNumber: accepted.prefectureNumber, listKind: accepted.listKind, asOf: null, isPartial: false, form: 'table' }))
  }

  async #takeReportRecord(raw: RawRecord, heading: ReportHeading): Promise<void> {
    if (this.#context?.heading !== heading) this.#context = { heading, resolved: this.#resolve(heading, raw.row) }
    const { resolved } = this.#context
    const judged = judgeRecord(raw, resolved, this.#options.limits.itemCharacters)
    const { sheet, file } = this.#source(raw.row)
    const isPartial = heading.isPartial || `${sheet}${file}`.includes('併設')
    await this.#count(judged, raw.row, (accepted) => ({ file, sheet, prefectureNumber: accepted.prefectureNumber, listKind: accepted.listKind, asOf: heading.asOf, isPartial, form: 'bureauReport' }))
  }

  #resolve(heading: ReportHeading, row: number): ReportContext {
    const resolved = reportContext(heading, this.#options, { ...this.#place, row })
    if (resolved.isNamedOtherwise) {
      this.#collector.warn({ file: this.#place.file, code: 'fileNameNamesOtherPrefecture', message: 'ファイル名の都道府県と、指定した都道府県が違います。指定したほうで読みました。' })
    }
    return resolved
  }

  async #count(judged: JudgedRecord, row: number, listOf: (accepted: JudgedRecord & { ok: true }) => RecordList): Promise<void> {
    const source = this.#source(row)
    if (!judged.ok) {
      this.#refused++
      this.#firstRefused ||= row
      this.#collector.refuse(source, judged.reason, judged.facilityCode)
      if (this.#refused >= refusalsToStop && this.#refused > this.#accepted) throw this.#mixedUp()
      return
    }
    this.#accepted++
    const { facility, listKind, prefectureNumber, warnings } = judged
    await this.#collector.accept(listOf(judged), { facility, listKind, prefectureNumber, source, warnings })
  }

  #source(row: number): { file: string; sheet: string; row: number } {
    return { file: this.#place.file, sheet: this.#place.sheet ?? '', row }
  }

  #mixedUp(): ListFileError {
    const row = this.#firstRefused === 0 ? this.#firstRow?.row : this.#firstRefused
    return new ListFileError('columnsMixedUp', row === undefined ? this.#place : { ...this.#place, row }, '列の並びが一覧表の形と違い、医療機関コード・名称・所在地を読み取れません。列を動かしていない元のファイルを選ぶか、見出しのあるCSVにして列の対応を指定してください。')
  }
}

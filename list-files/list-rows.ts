import type { FacilityListKind, ListForm } from '#shared/domain/facility.ts'
import { notAList } from './csv-text.ts'
import { reportContext, type ReportContext } from './list-context.ts'
import { ListFileError, type ListFilePlace } from './list-file-error.ts'
import type { ListFileLimits } from './list-file-limits.ts'
import type { ColumnMapping, ReadListOptions } from './list-files-types.ts'
import { PrintReport, type RawRecord } from './print-report.ts'
import { judgeRecord, type JudgedRecord, type RecordContext } from './published-record.ts'
import type { RecordCollector, RecordList } from './record-collector.ts'
import { addHeadingRow, emptyHeading, type ReportHeading } from './report-heading.ts'
import { formShownBy, rowsToDecide } from './sheet-form.ts'
import type { SheetRow } from './sheet-xml.ts'
import { isHeadingOfOtherTable, isTableHeading, tableColumns, type TableColumns } from './table-columns.ts'
import { tableContext } from './table-context.ts'
import { tableRecord } from './table-record.ts'

export type ListRowsOptions = ReadListOptions & { readonly limits: ListFileLimits }

/** Refused records from which on a list is looked upon as one whose columns are mixed up. */
const refusalsToStop = 1_000

/** Where the headings of a table stand, and what its columns hold. */
export interface FoundTable {
  readonly heading: SheetRow
  readonly columns: TableColumns
}

/** The rows of one sheet or CSV, one after the other. */
export class ListRows {
  readonly #place: ListFilePlace
  readonly #options: ListRowsOptions
  readonly #collector: RecordCollector
  #form: ListForm | null
  #table: FoundTable | null = null
  readonly #report = new PrintReport()
  #titles: ReportHeading = emptyHeading
  #context: { heading: ReportHeading; resolved: ReportContext } | null = null
  #list: RecordList | null = null
  #listHeading: ReportHeading | null = null
  #rowsSeen = 0
  #rowsAfterHeading = 0
  #firstRow: SheetRow | null = null
  #accepted = 0
  #refused = 0
  #firstRefused = 0

  constructor(place: ListFilePlace, options: ListRowsOptions, collector: RecordCollector, form: ListForm | null) {
    this.#place = place
    this.#options = options
    this.#collector = collector
    this.#form = form
  }

  /** True once it is clear that the sheet holds no list. */
  get isNoList(): boolean {
    return this.#form === null && this.#rowsSeen >= rowsToDecide
  }

  /** What the rows so far have shown the list to be. */
  get form(): ListForm | null {
    return this.#form
  }

  /** The table whose headings have been found. */
  get table(): FoundTable | null {
    return this.#table
  }

  /** @throws ListFileError about the list as a whole; a bad row is refused instead */
  take(row: SheetRow): void {
    this.#rowsSeen++
    this.#firstRow ??= row
    this.#form ??= formShownBy(row.cells, this.#mapping)
    // The title of a report stands over some tables, too.
    if (this.#form === 'bureauReport' && !this.#report.hasRecord && isHeadingOfOtherTable(row.cells, this.#mapping)) this.#form = 'table'
    if (this.#form === 'table') {
      this.#takeTableRow(row)
      return
    }
    if (this.#form !== null) this.#rowsAfterHeading++
    const done = this.#report.push(row)
    if (done !== null) this.#takeReportRecord(done.record, done.heading)
  }

  /** Ends the list; false if it was none. */
  end(): boolean {
    if (this.#form === 'bureauReport') {
      const last = this.#report.end()
      if (last !== null) this.#takeReportRecord(last.record, last.heading)
    }
    // A CSV without any heading we know: say which are missing.
    if (this.#form === 'table' && this.#table === null) {
      if (this.#firstRow === null) throw notAList(this.#place.file)
      tableColumns(this.#firstRow.cells, this.#mapping, { ...this.#place, row: this.#firstRow.row })
    }
    const records = this.#accepted + this.#refused
    if (this.#refused > 0 && this.#accepted === 0) throw this.#mixedUp()
    // A whole report of rows in which no record begins: column A is not where it should be.
    if (records === 0 && this.#form === 'bureauReport' && this.#rowsAfterHeading > 20) throw this.#mixedUp()
    if (records === 0 && this.#form === 'table') throw new ListFileError('noRecords', this.#place, '見出しの下に医療機関の行がありません。一覧のファイルか確かめてください。')
    return records > 0
  }

  #takeTableRow(row: SheetRow): void {
    if (this.#table === null) {
      // Titles may stand above the headings.
      if (isTableHeading(row.cells, this.#mapping)) {
        this.#table = { heading: row, columns: tableColumns(row.cells, this.#mapping, { ...this.#place, row: row.row }) }
        this.#collector.noteTable(this.#place.file, row.cells)
      } else if (this.#rowsSeen >= rowsToDecide) tableColumns(this.#firstRow?.cells ?? [], this.#mapping, { ...this.#place, row: this.#firstRow?.row ?? 1 })
      else this.#titles = addHeadingRow(this.#titles, row.cells)
      return
    }
    if (row.cells.every((cell) => cell.trim() === '')) return
    const titles = this.#report.heading === emptyHeading ? this.#titles : this.#report.heading
    const raw = tableRecord(this.#table.columns, row.row, row.cells)
    const context = tableContext(raw, titles, this.#options, { ...this.#place, row: row.row })
    this.#count(judgeRecord(raw, context, this.#options.limits.itemCharacters), row.row, context, titles)
  }

  #takeReportRecord(raw: RawRecord, heading: ReportHeading): void {
    if (this.#context?.heading !== heading) this.#context = { heading, resolved: this.#resolve(heading, raw.row) }
    const { resolved } = this.#context
    this.#count(judgeRecord(raw, resolved, this.#options.limits.itemCharacters), raw.row, resolved, heading)
  }

  #resolve(heading: ReportHeading, row: number): ReportContext {
    const resolved = reportContext(heading, this.#options, { ...this.#place, row })
    if (resolved.isNamedOtherwise) {
      this.#collector.warn({ file: this.#place.file, code: 'fileNameNamesOtherPrefecture', message: 'ファイル名の都道府県と、指定した都道府県が違います。指定したほうで読みました。' })
    }
    return resolved
  }

  #count(judged: JudgedRecord, row: number, context: RecordContext, heading: ReportHeading): void {
    const source = this.#source(row)
    if (!judged.ok) {
      this.#refused++
      this.#firstRefused ||= row
      // A row that says itself where it belongs may belong anywhere when its code cannot be read.
      this.#collector.refuse(source, judged.reason, judged.facilityCode, { prefectureNumber: context.prefectureNumber, listKind: context.listKind })
      if (this.#refused >= refusalsToStop && this.#refused > this.#accepted) throw this.#mixedUp()
      return
    }
    this.#accepted++
    const { facility, listKind, prefectureNumber, warnings } = judged
    this.#collector.accept(this.#listOf(prefectureNumber, listKind, heading), { facility, listKind, prefectureNumber, source, warnings })
  }

  /** The same object for rows of the same list. */
  #listOf(prefectureNumber: string, listKind: FacilityListKind, heading: ReportHeading): RecordList {
    const known = this.#list
    if (known?.prefectureNumber === prefectureNumber && known.listKind === listKind && this.#listHeading === heading) return known
    const { file, sheet = '' } = this.#place
    const isPartial = heading.isPartial || `${sheet}${file}`.includes('併設')
    this.#listHeading = heading
    this.#list = { file, sheet, prefectureNumber, listKind, asOf: heading.asOf, isPartial, form: this.#form ?? 'table' }
    return this.#list
  }

  get #mapping(): ColumnMapping {
    return this.#options.columns ?? {}
  }

  #source(row: number): { file: string; sheet: string; row: number } {
    return { file: this.#place.file, sheet: this.#place.sheet ?? '', row }
  }

  #mixedUp(): ListFileError {
    const row = this.#firstRefused === 0 ? this.#firstRow?.row : this.#firstRefused
    return new ListFileError('columnsMixedUp', row === undefined ? this.#place : { ...this.#place, row }, '列の並びが一覧表の形と違い、医療機関コード・名称・所在地を読み取れません。列を動かしていない元のファイルを選ぶか、見出しのあるCSVにして「一覧の管理」の画面で列の対応を選んでください。')
  }
}

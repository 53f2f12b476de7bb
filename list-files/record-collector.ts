import type { FacilityListKind, PublishedFacility } from '#shared/domain/facility.ts'
import { listKindNames } from '#shared/domain/facility-list-kind.ts'
import { correctableItems, unprintableCharacters } from '#shared/domain/gaiji-correction.ts'
import { codePointLabel } from '#shared/domain/japanese-text.ts'
import { prefectureByNumber } from '#shared/domain/prefectures.ts'
import { ListFileError } from './list-file-error.ts'
import type {
  CharacterToCorrect,
  ColumnMapping,
  ListCoverage,
  ListFilesReport,
  ListFileWarning,
  ListRecordSink,
  ListSheetReport,
  ParsedRecord,
  RecordSource,
  RecordWarning,
  RefusalReason,
  RefusedRow,
} from './list-files-types.ts'
import { absentHeadings } from './table-columns.ts'

const batchSize = 500
/** Real lists hold about two in a thousand; a file of nothing else must not fill the memory. */
const charactersKept = 20_000

const refusals: Readonly<Record<RefusalReason, string>> = {
  codeUnreadable: '医療機関コードが7桁または10桁の数字として読めません。',
  codePrefectureUnknown: '医療機関コードの都道府県番号がありません（01〜47、51〜97）。',
  codeListKindUnknown: '医療機関コードの点数表番号がありません（1 医科、3 歯科、4 薬局、6 訪問看護）。',
  nameMissing: '医療機関名称がありません。',
  addressMissing: '所在地がありません。',
  itemsInOtherColumns: '項目が別の列に入っています（列がずれています）。',
  itemTooLong: '長すぎる項目があります。',
  codeRepeatedWithOtherContent: '同じコードの行が、違う内容でもう一度出てきました。先の行を使います。',
}

/** What tells one list of a sheet from another. */
export type RecordList = Omit<ListSheetReport, 'records' | 'repeated'>

type SheetTotals = { -readonly [Key in keyof ListSheetReport]: ListSheetReport[Key] }

/** Where a refused row belongs, as far as that is known without its code. */
export interface RefusedScope {
  readonly prefectureNumber: string | null
  readonly listKind: FacilityListKind | null
}

const anyScope: RefusedScope = { prefectureNumber: null, listKind: null }

/** Gathers the records of all files: hands them on in batches, keeps repeated ones once, and writes the report. */
export class RecordCollector {
  records = 0
  readonly #sink: ListRecordSink
  readonly #mapping: ColumnMapping
  #batch: ParsedRecord[] = []
  #firstTable: string | null = null
  /** Headings of the mapping that no table has had so far. */
  #absent: ReadonlySet<string> | null = null
  readonly #seen = new Map<string, number>()
  readonly #sheets = new Map<string, SheetTotals>()
  #last: { readonly list: RecordList; readonly totals: SheetTotals } | null = null
  readonly #refused: RefusedRow[] = []
  readonly #unreadable: (RefusedScope & { readonly file: string; readonly sheet: string; count: number })[] = []
  readonly #warnings: ListFileWarning[] = []
  readonly #recordWarnings: Partial<Record<RecordWarning, number>> = {}
  readonly #characters: CharacterToCorrect[] = []

  constructor(sink: ListRecordSink, mapping: ColumnMapping = {}) {
    this.#sink = sink
    this.#mapping = mapping
  }

  /** Remembers that the headings of a table have been found. */
  noteTable(file: string, headings: readonly string[]): void {
    this.#firstTable ??= file
    this.#absent = this.#absent === null ? new Set(absentHeadings(headings, this.#mapping)) : new Set(absentHeadings(headings, this.#mapping).filter((heading) => this.#absent?.has(heading)))
  }

  /**
   * To be asked after the last file.
   * @throws ListFileError headingMissing: there were tables, and none of them has a heading the mapping names
   */
  requireMappedHeadings(): void {
    if (this.#firstTable === null || this.#absent === null || this.#absent.size === 0) return
    throw new ListFileError('headingMissing', { file: this.#firstTable }, `列の対応で選んだ見出し（${[...this.#absent].join('、')}）がファイルにありません。「一覧の管理」の画面で列の対応を選び直してください。`)
  }

  /** True when it is time to `flush`: the reader waits for the sink between rows, not inside of one. */
  get hasFullBatch(): boolean {
    return this.#batch.length >= batchSize
  }

  /** Takes a record of a list; a repeated one only counts. Throws ListFileError severalAsOfDates as `#totals` does. */
  accept(list: RecordList, record: ParsedRecord): void {
    const { facilityCode } = record.facility
    const fingerprint = fingerprintOf(record.facility)
    const before = this.#seen.get(facilityCode)
    const totals = this.#totals(list)
    if (before !== undefined) {
      if (before !== fingerprint) this.refuse(record.source, 'codeRepeatedWithOtherContent', facilityCode)
      else totals.repeated++
      return
    }
    this.#seen.set(facilityCode, fingerprint)
    this.records++
    totals.records++
    for (const warning of record.warnings) this.#recordWarnings[warning] = (this.#recordWarnings[warning] ?? 0) + 1
    if (record.warnings.includes('unprintableCharacter')) this.#noteCharacters(record)
    this.#batch.push(record)
  }

  refuse(source: RecordSource, reason: RefusalReason, facilityCode: string | null, scope: RefusedScope = anyScope): void {
    this.#refused.push({ ...source, reason, facilityCode, message: refusals[reason] })
    if (facilityCode !== null) return
    const known = this.#unreadable.find((other) => other.file === source.file && other.sheet === source.sheet && other.prefectureNumber === scope.prefectureNumber && other.listKind === scope.listKind)
    if (known === undefined) this.#unreadable.push({ file: source.file, sheet: source.sheet, ...scope, count: 1 })
    else known.count++
  }

  warn(warning: ListFileWarning): void {
    const isKnown = this.#warnings.some((known) => known.file === warning.file && known.sheet === warning.sheet && known.code === warning.code)
    if (!isKnown) this.#warnings.push(warning)
  }

  async flush(): Promise<void> {
    if (this.#batch.length === 0) return
    const batch = this.#batch
    this.#batch = []
    await this.#sink.records(batch)
  }

  report(): ListFilesReport {
    return {
      records: this.records,
      sheets: [...this.#sheets.values()],
      refused: this.#refused,
      warnings: this.#warnings,
      recordWarnings: this.#recordWarnings,
      charactersToCorrect: this.#characters,
      coverage: this.#coverage(),
    }
  }

  /** A 併設 list alone covers nothing: what it leaves out is not gone. */
  #coverage(): ListCoverage[] {
    const scopes = new Map<string, SheetTotals[]>()
    for (const sheet of this.#sheets.values()) {
      if (sheet.isPartial || sheet.records + sheet.repeated === 0) continue
      const key = `${sheet.prefectureNumber}${sheet.listKind}`
      scopes.set(key, [...(scopes.get(key) ?? []), sheet])
    }
    return [...scopes.values()].map((sheets) => this.#scope(sheets)).filter((scope) => scope !== null)
  }

  #scope(sheets: readonly SheetTotals[]): ListCoverage | null {
    const [first] = sheets
    if (first === undefined) return null
    const { prefectureNumber, listKind } = first
    const isHere = (row: RefusedScope & { file: string; sheet: string }): boolean =>
      (row.prefectureNumber ?? prefectureNumber) === prefectureNumber &&
      (row.listKind ?? listKind) === listKind &&
      sheets.some((sheet) => sheet.file === row.file && sheet.sheet === row.sheet)
    return {
      prefectureNumber,
      listKind,
      asOf: sheets.find((sheet) => sheet.asOf !== null)?.asOf ?? null,
      form: sheets.some((sheet) => sheet.form === 'table') ? 'table' : 'bureauReport',
      unreadableCodes: this.#unreadable.filter(isHere).reduce((sum, row) => sum + row.count, 0),
    }
  }

  /**
   * The totals a record of this list counts in.
   * @throws ListFileError severalAsOfDates: of two states of one list only one can be taken over
   */
  #totals(list: RecordList): SheetTotals {
    if (this.#last?.list !== list) this.#last = { list, totals: this.#findTotals(list) }
    return this.#last.totals
  }

  #findTotals(list: RecordList): SheetTotals {
    const key = Object.values(list).join('\u0000')
    const known = this.#sheets.get(key)
    if (known !== undefined) return known
    for (const other of this.#sheets.values()) {
      const isSameList = other.prefectureNumber === list.prefectureNumber && other.listKind === list.listKind
      if (!isSameList || other.asOf === null || list.asOf === null || other.asOf === list.asOf) continue
      const which = `${prefectureByNumber(list.prefectureNumber)?.name ?? ''}の${listKindNames[list.listKind]}`
      throw new ListFileError('severalAsOfDates', { file: list.file, sheet: list.sheet }, `${which}の一覧が、違う時点（${other.asOf}と${list.asOf}）で2つ指定されています。新しいほうだけを選んでください。`)
    }
    const totals: SheetTotals = { ...list, records: 0, repeated: 0 }
    this.#sheets.set(key, totals)
    return totals
  }

  #noteCharacters(record: ParsedRecord): void {
    const { facility, source } = record
    for (const item of correctableItems) {
      for (const character of unprintableCharacters(facility[item] ?? '')) {
        if (this.#characters.length >= charactersKept) return
        this.#characters.push({ facilityCode: facility.facilityCode, item, character, codePoint: codePointLabel(character), source })
      }
    }
  }
}

/** 53 bits are plenty to tell a repeated row from a changed one, and cost one number a facility (cyrb53, public domain). */
function fingerprintOf(facility: PublishedFacility): number {
  const text = Object.values(facility).join('\u0000')
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}

import { hash } from 'node:crypto'
import type { PublishedFacility } from '#shared/domain/facility.ts'
import { listKindNames } from '#shared/domain/facility-list-kind.ts'
import { prefectureByNumber } from '#shared/domain/prefectures.ts'
import { ListFileError } from './list-file-error.ts'
import type {
  CharacterToCorrect,
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
import { codePointName, unprintableCharacters } from './published-text.ts'

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

/** Gathers the records of all files: hands them on in batches, keeps repeated ones once, and writes the report. */
export class RecordCollector {
  records = 0
  readonly #sink: ListRecordSink
  #batch: ParsedRecord[] = []
  readonly #seen = new Map<string, number>()
  readonly #sheets = new Map<string, SheetTotals>()
  readonly #refused: RefusedRow[] = []
  readonly #warnings: ListFileWarning[] = []
  readonly #recordWarnings: Partial<Record<RecordWarning, number>> = {}
  readonly #characters: CharacterToCorrect[] = []

  constructor(sink: ListRecordSink) {
    this.#sink = sink
  }

  /** Hands on a record of a list; a repeated one only counts. Throws ListFileError severalAsOfDates as `#totals` does. */
  async accept(list: RecordList, record: ParsedRecord): Promise<void> {
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
    if (this.#batch.length >= batchSize) await this.flush()
  }

  refuse(source: RecordSource, reason: RefusalReason, facilityCode: string | null): void {
    this.#refused.push({ ...source, reason, facilityCode, message: refusals[reason] })
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
    const coverage = new Map<string, ListCoverage>()
    for (const { prefectureNumber, listKind, asOf, isPartial, records, repeated } of this.#sheets.values()) {
      if (isPartial || records + repeated === 0) continue
      const key = `${prefectureNumber}${listKind}`
      const known = coverage.get(key)
      coverage.set(key, { prefectureNumber, listKind, asOf: known?.asOf ?? asOf })
    }
    return [...coverage.values()]
  }

  /**
   * The totals a record of this list counts in.
   * @throws ListFileError severalAsOfDates: of two states of one list only one can be taken over
   */
  #totals(list: RecordList): SheetTotals {
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
    for (const item of ['name', 'address', 'founder', 'manager'] as const) {
      for (const character of new Set(unprintableCharacters(facility[item] ?? ''))) {
        if (this.#characters.length >= charactersKept) return
        this.#characters.push({ facilityCode: facility.facilityCode, item, character, codePoint: codePointName(character), source })
      }
    }
  }
}

/** 48 bits are plenty to tell a repeated row from a changed one, and cost one number a facility. */
function fingerprintOf(facility: PublishedFacility): number {
  return hash('sha256', Object.values(facility).join('\u0000'), 'buffer').readUIntBE(0, 6)
}

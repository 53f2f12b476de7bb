import { Readable } from 'node:stream'
import { CsvError, parse, type Info } from 'csv-parse'
import { ListFileError } from './list-file-error.ts'
import type { ListFileLimits } from './list-file-limits.ts'
import type { ListFileSource } from './list-files-types.ts'
import type { SheetRow } from './sheet-xml.ts'
import { sourceBytes } from './zip-archive.ts'

type CsvEncoding = 'utf-8' | 'shift_jis' | 'utf-16le'
type CsvDelimiter = ',' | '\t' | ';'

interface CsvForm {
  readonly encoding: CsvEncoding
  readonly delimiter: CsvDelimiter
}

/**
 * The rows of a CSV: UTF-8 with or without mark, CP932, or a spreadsheet's UTF-16; comma, tab or
 * semicolon. `onBytes` hears how many bytes were taken in. The file is read twice: an encoding is believed only when the
 * whole file is valid in it, or its first `trialBytes`, which are enough where only the first rows are wanted.
 * @throws ListFileError notAList, damaged, cellTooLong
 */
export async function* readCsvRows(source: ListFileSource, limits: ListFileLimits, onBytes: (count: number) => void, trialBytes = Number.POSITIVE_INFINITY): AsyncGenerator<SheetRow[]> {
  const form = await detectForm(source, trialBytes)
  const place = { file: source.name }
  const parser = parse({
    delimiter: form.delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: limits.cellCharacters * 4,
  })
  const text = Readable.from(decoded(source, form.encoding, onBytes))
  text.on('error', (error) => parser.destroy(error))
  text.pipe(parser)
  let rows: SheetRow[] = []
  try {
    for await (const { info, record } of parser as AsyncIterable<{ info: Info; record: string[] }>) {
      const row = lineOf(info, record)
      if (record.some((cell) => cell.length > limits.cellCharacters)) throw cellTooLong(source.name, row)
      rows.push({ row, cells: record })
      if (rows.length < 200) continue
      yield rows
      rows = []
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (error.code === 'CSV_MAX_RECORD_SIZE') throw cellTooLong(source.name, lineOfError(error))
    throw new ListFileError('damaged', { ...place, row: lineOfError(error) }, 'CSVとして読めません。引用符（"）が閉じているか確かめるか、もう一度書き出してください。', { cause: error })
  } finally {
    text.destroy()
    parser.destroy()
  }
  if (rows.length > 0) yield rows
}

/** The parser counts lines at the end of a record; a quoted cell may hold line breaks. */
function lineOf(info: Info, record: readonly string[]): number {
  const breaks = record.reduce((count, cell) => count + (cell.match(/\r\n|\r|\n/gu)?.length ?? 0), 0)
  return Math.max(1, info.lines - breaks)
}

/** The parser hangs the place onto its errors as `lines`, which its types do not tell. */
function lineOfError(error: CsvError): number {
  return 'lines' in error && typeof error.lines === 'number' ? error.lines : 1
}

function cellTooLong(file: string, row: number): ListFileError {
  return new ListFileError('cellTooLong', { file, row }, '1つの欄の内容が長すぎます。引用符（"）の閉じ忘れがないか、一覧のファイルかを確かめてください。')
}

async function* decoded(source: ListFileSource, encoding: CsvEncoding, onBytes: (count: number) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const piece of sourceBytes(source)) {
    onBytes(piece.length)
    const text = decoder.decode(piece, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

/** A decoder that notices when the bytes are not in its encoding. */
class Trial {
  readonly encoding: CsvEncoding
  readonly #decoder: TextDecoder
  holds = true
  /** The beginning of the text, where the delimiter shows. */
  start = ''

  constructor(encoding: CsvEncoding) {
    this.encoding = encoding
    this.#decoder = new TextDecoder(encoding, { fatal: true })
  }

  take(piece?: Uint8Array): void {
    if (!this.holds) return
    try {
      const text = piece === undefined ? this.#decoder.decode() : this.#decoder.decode(piece, { stream: true })
      if (this.start.length < 10_000) this.start += text
      if (text.includes('\u0000')) this.holds = false
    } catch {
      this.holds = false
    }
  }
}

async function detectForm(source: ListFileSource, trialBytes: number): Promise<CsvForm> {
  const trials: Trial[] = []
  let tried = 0
  for await (const piece of sourceBytes(source)) {
    if (trials.length === 0) {
      const isUtf16 = piece[0] === 0xff && piece[1] === 0xfe
      trials.push(...(isUtf16 ? (['utf-16le'] as const) : (['utf-8', 'shift_jis'] as const)).map((encoding) => new Trial(encoding)))
    }
    for (const trial of trials) trial.take(piece)
    tried += piece.length
    if (tried >= trialBytes) break
  }
  // A character cut in two is no fault where there is more to come.
  if (tried < trialBytes) for (const trial of trials) trial.take()
  const found = trials.find((trial) => trial.holds)
  if (found === undefined || found.start.trim() === '' || /^\s*(%PDF|<|\{|\[\s*\{)/u.test(found.start)) throw notAList(source.name)
  return { encoding: found.encoding, delimiter: delimiterOf(found.start) }
}

/** The sign that stands most often in the first line that has any. */
function delimiterOf(start: string): CsvDelimiter {
  const line = start.split(/\r\n|\r|\n/u).find((candidate) => /[,\t;]/u.test(candidate)) ?? ''
  const count = (sign: string): number => line.split(sign).length
  return count('\t') > count(',') ? '\t' : count(';') > count(',') ? ';' : ','
}

export function notAList(file: string): ListFileError {
  return new ListFileError('notAList', { file }, '医療機関一覧表として読めるファイルではありません。地方厚生局の一覧（xlsx、それをまとめたzip）か、見出しのあるCSVを選んでください。')
}

import { ListFileError, type ListFilePlace } from './list-file-error.ts'
import { PackedStrings } from './packed-strings.ts'
import { attribute, XmlScanner, type XmlHandler, type XmlTag } from './xml-scanner.ts'

/** One row that holds something. `cells[0]` is column A; an empty cell is ''. */
export interface SheetRow {
  readonly row: number
  readonly cells: readonly string[]
}

/** The shared strings of a workbook, as the cells refer to them. */
export interface StringTable {
  /** Undefined for an index that is not there. */
  at(index: number): string | undefined
  /** True for a string that was longer than allowed and has not been kept. */
  isTooLong(index: number): boolean
}

type Bytes = AsyncIterable<Uint8Array>

export function brokenXml(place: ListFilePlace, cause: unknown): ListFileError {
  return new ListFileError('damaged', place, 'ファイルの中身が壊れています。もう一度ダウンロードするか、Excelで開いて保存し直してください。', { cause })
}

/** Feeds a part of a workbook to a handler; comes back after each piece, so that what it completed can be taken. */
async function* feed(bytes: Bytes, handler: XmlHandler, place: ListFilePlace): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8')
  const scanner = new XmlScanner(handler)
  try {
    for await (const piece of bytes) {
      scanner.write(decoder.decode(piece, { stream: true }))
      yield
    }
    scanner.write(decoder.decode())
    scanner.end()
  } catch (error) {
    throw error instanceof ListFileError ? error : brokenXml(place, error)
  }
  yield
}

const nothing = (): void => undefined

/** Every start tag of a small part (workbook.xml, relationships). */
export async function readTags(bytes: Bytes, place: ListFilePlace): Promise<XmlTag[]> {
  const tags: XmlTag[] = []
  for await (const _ of feed(bytes, { open: (tag) => tags.push(tag), text: nothing, close: nothing }, place)) void _
  return tags
}

/** Excel writes characters XML does not allow as _xHHHH_ (a carriage return in a cell is _x000D_). */
function unescapeCharacters(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text
}

/**
 * Reads xl/sharedStrings.xml; comes back after each piece, so that a reader of the first rows need not wait for all.
 * Readings (<rPh>, フリガナ) are left out: they are not part of the text.
 */
export async function* readSharedStrings(bytes: Bytes, place: ListFilePlace, strings: PackedStrings): AsyncGenerator<void> {
  let text = ''
  let isInText = false
  let readings = 0
  yield* feed(
    bytes,
    {
      open: ({ name }) => {
        if (name === 'si') text = ''
        else if (name === 'rPh') readings++
        else if (name === 't') isInText = readings === 0
      },
      text: (piece) => {
        // What is too long already is not gathered any further.
        if (isInText && text.length <= strings.maximumLength) text += piece
      },
      close: (name) => {
        if (name === 't') isInText = false
        else if (name === 'rPh') readings--
        else if (name === 'si') strings.add(unescapeCharacters(text))
      },
    },
    place,
  )
}

/** 'AB12' → 27; -1 for a reference without column. */
export function columnIndex(reference: string): number {
  let index = 0
  for (let position = 0; position < reference.length; position++) {
    const letter = reference.charCodeAt(position) & ~0x20
    if (letter < 65 || letter > 90) break
    index = index * 26 + letter - 64
  }
  return index - 1
}

/** A print report has 10 columns and a table a few more; what stands further right is not read. */
const columnsRead = 64

/**
 * The rows of one sheet, in pieces of some hundred.
 * @throws ListFileError damaged, formula, cellTooLong
 */
export async function* readSheetRows(bytes: Bytes, place: ListFilePlace, strings: StringTable, maximumLength: number): AsyncGenerator<SheetRow[]> {
  const reader = new SheetReader(place, strings, maximumLength)
  for await (const _ of feed(bytes, reader, place)) {
    void _
    const rows = reader.take()
    if (rows.length > 0) yield rows
  }
}

class SheetReader implements XmlHandler {
  readonly #place: ListFilePlace
  readonly #strings: StringTable
  readonly #maximumLength: number
  #rows: SheetRow[] = []
  #row = 0
  #cells: string[] = []
  #column = -1
  #type = ''
  #text = ''
  #isInText = false
  #readings = 0

  constructor(place: ListFilePlace, strings: StringTable, maximumLength: number) {
    this.#place = place
    this.#strings = strings
    this.#maximumLength = maximumLength
  }

  take(): SheetRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  open(tag: XmlTag): void {
    const { name } = tag
    if (name === 'c') {
      const reference = attribute(tag, 'r')
      this.#column = reference === undefined ? this.#column + 1 : columnIndex(reference)
      this.#type = attribute(tag, 't') ?? 'n'
      this.#text = ''
    } else if (name === 'v') this.#isInText = true
    else if (name === 't') this.#isInText = this.#readings === 0
    else if (name === 'rPh') this.#readings++
    else if (name === 'row') {
      const number = Number(attribute(tag, 'r'))
      this.#row = Number.isInteger(number) && number > 0 ? number : this.#row + 1
      this.#cells = []
      this.#column = -1
    } else if (name === 'f') throw this.#formula()
  }

  text(piece: string): void {
    if (!this.#isInText) return
    this.#text += piece
    if (this.#text.length > this.#maximumLength) throw this.#tooLong()
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#isInText = false
    else if (name === 'rPh') this.#readings--
    else if (name === 'c') this.#finishCell()
    else if (name === 'row' && this.#cells.length > 0) {
      const cells: string[] = []
      for (let index = 0; index < this.#cells.length; index++) cells.push(this.#cells[index] ?? '')
      this.#rows.push({ row: this.#row, cells })
    }
  }

  #finishCell(): void {
    if (this.#text === '' || this.#column < 0 || this.#column >= columnsRead) return
    const text = this.#cellText()
    if (text.trim() !== '') this.#cells[this.#column] = text
  }

  #cellText(): string {
    if (this.#type === 's') {
      const index = Number(this.#text)
      if (this.#strings.isTooLong(index)) throw this.#tooLong()
      const shared = this.#strings.at(index)
      if (shared === undefined) throw brokenXml({ ...this.#place, row: this.#row }, undefined)
      return shared
    }
    // 'e' is an error value (#REF!): as good as empty, and never a name.
    return this.#type === 'e' ? '' : unescapeCharacters(this.#text)
  }

  #formula(): ListFileError {
    return new ListFileError('formula', { ...this.#place, row: this.#row }, '数式の入ったセルがあります。値だけにして（コピーして「値の貼り付け」）保存し直してください。')
  }

  #tooLong(): ListFileError {
    return new ListFileError('cellTooLong', { ...this.#place, row: this.#row }, `1つのセルに${this.#maximumLength.toLocaleString('ja-JP')}文字を超える内容があります。一覧のファイルか確かめてください。`)
  }
}

import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { ListFileError, type ListFilePlace } from './list-file-error.ts'
import { PackedStrings } from './packed-strings.ts'

/** One row that holds something. `cells[0]` is column A; an empty cell is ''. */
export interface SheetRow {
  readonly row: number
  readonly cells: readonly string[]
}

type Bytes = AsyncIterable<Uint8Array>

/** The name without its namespace prefix: some programs write <x:row>. */
function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

/** An attribute by its local name (r:id and id, whatever the prefix). */
export function attribute(tag: SaxesTagPlain, name: string): string | undefined {
  const exact = tag.attributes[name]
  if (exact !== undefined) return exact
  const key = Object.keys(tag.attributes).find((candidate) => localName(candidate) === name)
  return key === undefined ? undefined : tag.attributes[key]
}

export function brokenXml(place: ListFilePlace, cause: unknown): ListFileError {
  return new ListFileError('damaged', place, 'ファイルの中身が壊れています。もう一度ダウンロードするか、Excelで開いて保存し直してください。', { cause })
}

/** Feeds a part of a workbook to a parser; after each piece `drain` hands out what it completed. */
async function* feed<T>(bytes: Bytes, parser: SaxesParser, place: ListFilePlace, drain: () => T[]): AsyncGenerator<T[]> {
  const decoder = new TextDecoder('utf-8')
  try {
    for await (const piece of bytes) {
      parser.write(decoder.decode(piece, { stream: true }))
      const done = drain()
      if (done.length > 0) yield done
    }
    parser.write(decoder.decode()).close()
  } catch (error) {
    throw error instanceof ListFileError ? error : brokenXml(place, error)
  }
  const done = drain()
  if (done.length > 0) yield done
}

/** Every start tag of a small part (workbook.xml, relationships). */
export async function readTags(bytes: Bytes, place: ListFilePlace): Promise<{ name: string; tag: SaxesTagPlain }[]> {
  const tags: { name: string; tag: SaxesTagPlain }[] = []
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('opentag', (tag) => tags.push({ name: localName(tag.name), tag }))
  for await (const _ of feed(bytes, parser, place, () => [])) void _
  return tags
}

/** Excel writes characters XML does not allow as _xHHHH_ (a carriage return in a cell is _x000D_). */
function unescapeCharacters(text: string): string {
  return text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text
}

/** Reads xl/sharedStrings.xml. Readings (<rPh>, フリガナ) are left out: they are not part of the text. */
export async function readSharedStrings(bytes: Bytes, place: ListFilePlace, maximumLength: number): Promise<PackedStrings> {
  const strings = new PackedStrings(maximumLength)
  const parser = new SaxesParser({ xmlns: false, position: false })
  let text = ''
  let isInText = false
  let readings = 0
  parser.on('opentag', (tag) => {
    const name = localName(tag.name)
    if (name === 'si') text = ''
    else if (name === 'rPh') readings++
    else if (name === 't') isInText = readings === 0
  })
  parser.on('text', (piece) => {
    if (isInText) text += piece
  })
  parser.on('cdata', (piece) => {
    if (isInText) text += piece
  })
  parser.on('closetag', (tag) => {
    const name = localName(tag.name)
    if (name === 't') isInText = false
    else if (name === 'rPh') readings--
    else if (name === 'si') strings.add(unescapeCharacters(text))
  })
  for await (const _ of feed(bytes, parser, place, () => [])) void _
  return strings
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
export async function* readSheetRows(bytes: Bytes, place: ListFilePlace, strings: PackedStrings, maximumLength: number): AsyncGenerator<SheetRow[]> {
  const reader = new SheetReader(place, strings, maximumLength)
  yield* feed(bytes, reader.parser, place, () => reader.take())
}

class SheetReader {
  readonly parser = new SaxesParser({ xmlns: false, position: false })
  readonly #place: ListFilePlace
  readonly #strings: PackedStrings
  readonly #maximumLength: number
  #rows: SheetRow[] = []
  #row = 0
  #cells: string[] = []
  #column = -1
  #type = ''
  #text = ''
  #isInText = false
  #readings = 0

  constructor(place: ListFilePlace, strings: PackedStrings, maximumLength: number) {
    this.#place = place
    this.#strings = strings
    this.#maximumLength = maximumLength
    this.parser.on('opentag', (tag) => this.#open(localName(tag.name), tag))
    this.parser.on('text', (piece) => this.#take(piece))
    this.parser.on('cdata', (piece) => this.#take(piece))
    this.parser.on('closetag', (tag) => this.#close(localName(tag.name)))
  }

  take(): SheetRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  #open(name: string, tag: SaxesTagPlain): void {
    if (name === 'c') {
      const reference = tag.attributes['r']
      this.#column = reference === undefined ? this.#column + 1 : columnIndex(reference)
      this.#type = tag.attributes['t'] ?? 'n'
      this.#text = ''
    } else if (name === 'v') this.#isInText = true
    else if (name === 't') this.#isInText = this.#readings === 0
    else if (name === 'rPh') this.#readings++
    else if (name === 'row') {
      const number = Number(tag.attributes['r'])
      this.#row = Number.isInteger(number) && number > 0 ? number : this.#row + 1
      this.#cells = []
      this.#column = -1
    } else if (name === 'f') throw this.#formula()
  }

  #take(piece: string): void {
    if (!this.#isInText) return
    this.#text += piece
    if (this.#text.length > this.#maximumLength) throw this.#tooLong()
  }

  #close(name: string): void {
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

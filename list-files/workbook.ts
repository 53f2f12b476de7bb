import { ListFileError, type ListFilePlace } from './list-file-error.ts'
import { PackedStrings } from './packed-strings.ts'
import { brokenXml, readSharedStrings, readSheetRows, readTags, type SheetRow, type StringTable } from './sheet-xml.ts'
import { attribute } from './xml-scanner.ts'
import type { InflationBudget, ZipArchive, ZipEntry } from './zip-archive.ts'

export interface Workbook {
  /** In their order; shared strings and rows are read when asked for. */
  readonly sheets: readonly WorkbookSheet[]
  /** Lets go of what is half read. */
  close(): Promise<void>
}

export interface WorkbookSheet {
  readonly name: string
  rows(): AsyncGenerator<SheetRow[]>
  /** The first rows that hold something; of the sheet and the shared strings only the beginning is read. */
  firstRows(count: number): Promise<SheetRow[]>
}

/** True if the zip is an Excel workbook in XML form. */
export function isWorkbook(zip: ZipArchive): boolean {
  return zip.entries.some((entry) => entry.name === 'xl/workbook.xml')
}

/** True for the binary form (.xlsb), which is not read. */
export function isBinaryWorkbook(zip: ZipArchive): boolean {
  return zip.entries.some((entry) => entry.name === 'xl/workbook.bin')
}

/** "worksheets/sheet1.xml" of xl/workbook.xml → "xl/worksheets/sheet1.xml"; absolute targets begin with a slash. */
function resolveTarget(target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const parts: string[] = ['xl']
  for (const part of target.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

/**
 * Opens a workbook; to be closed before its zip is.
 * @throws ListFileError damaged, cellTooLong, formula, tooLarge; also from the sheets' rows
 */
export async function openWorkbook(file: string, zip: ZipArchive, budget: InflationBudget): Promise<Workbook> {
  const place = { file }
  const entries = new Map(zip.entries.map((entry) => [entry.name, entry]))
  const part = (name: string): ZipEntry => {
    const entry = entries.get(name)
    if (entry === undefined) throw brokenXml(place, undefined)
    return entry
  }
  const targets = new Map<string, string>()
  let stringsPath: string | undefined
  for (const tag of await readTags(zip.stream(part('xl/_rels/workbook.xml.rels')), place)) {
    if (tag.name !== 'Relationship') continue
    const target = resolveTarget(attribute(tag, 'Target') ?? '')
    targets.set(attribute(tag, 'Id') ?? '', target)
    if ((attribute(tag, 'Type') ?? '').endsWith('/sharedStrings')) stringsPath = target
  }
  const limit = budget.limits.cellCharacters
  const stringsEntry = stringsPath === undefined ? undefined : entries.get(stringsPath)
  const strings = new SharedStrings(limit, (into) => (stringsEntry === undefined ? null : readSharedStrings(zip.stream(stringsEntry), place, into)))
  const sheets: WorkbookSheet[] = []
  for (const tag of await readTags(zip.stream(part('xl/workbook.xml')), place)) {
    if (tag.name !== 'sheet') continue
    const target = targets.get(attribute(tag, 'id') ?? '')
    // A chart sheet has no rows; its part lies in another folder.
    if (target === undefined || !target.includes('worksheets/')) continue
    const entry = part(target)
    sheets.push(new Sheet({ file, sheet: attribute(tag, 'name') ?? '' }, () => zip.stream(entry), strings, limit))
  }
  if (sheets.length === 0) throw new ListFileError('noRecords', place, 'シートがありません。医療機関一覧表のファイルか確かめてください。')
  return { sheets, close: () => strings.close() }
}

/** Reads the shared strings as far as they are needed. */
class SharedStrings {
  readonly table: PackedStrings
  readonly #source: AsyncGenerator<void> | null

  constructor(maximumLength: number, read: (into: PackedStrings) => AsyncGenerator<void> | null) {
    this.table = new PackedStrings(maximumLength)
    this.#source = read(this.table)
  }

  /** Reads on until the string with this index is there, or all are. */
  async readTo(index: number): Promise<PackedStrings> {
    while (this.table.count <= index && this.#source !== null && (await this.#source.next()).done !== true);
    return this.table
  }

  async close(): Promise<void> {
    await this.#source?.return(undefined)
  }
}

/** Stands for the shared strings while it is still open which of them are needed. */
class NeededStrings implements StringTable {
  highest = -1

  at(index: number): string {
    // Whoever refers to no string at all is told so when the rows are really read.
    if (Number.isInteger(index)) this.highest = Math.max(this.highest, index)
    return 'x'
  }

  isTooLong(): boolean {
    return false
  }
}

class Sheet implements WorkbookSheet {
  readonly name: string
  readonly #place: ListFilePlace
  readonly #bytes: () => AsyncGenerator<Uint8Array>
  readonly #strings: SharedStrings
  readonly #limit: number

  constructor(place: ListFilePlace & { readonly sheet: string }, bytes: () => AsyncGenerator<Uint8Array>, strings: SharedStrings, limit: number) {
    this.name = place.sheet
    this.#place = place
    this.#bytes = bytes
    this.#strings = strings
    this.#limit = limit
  }

  async *rows(): AsyncGenerator<SheetRow[]> {
    yield* readSheetRows(this.#bytes(), this.#place, await this.#strings.readTo(Number.POSITIVE_INFINITY), this.#limit)
  }

  async firstRows(count: number): Promise<SheetRow[]> {
    const needed = new NeededStrings()
    await this.#first(count, needed)
    return await this.#first(count, await this.#strings.readTo(needed.highest))
  }

  async #first(count: number, strings: StringTable): Promise<SheetRow[]> {
    const rows: SheetRow[] = []
    for await (const piece of readSheetRows(this.#bytes(), this.#place, strings, this.#limit)) {
      rows.push(...piece)
      if (rows.length >= count) break
    }
    return rows.slice(0, count)
  }
}

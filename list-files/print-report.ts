import { cellLines, folded, joinLines, looksLikeTelephone } from './published-text.ts'
import { addHeadingRow, emptyHeading, isColumnTitleRow, isHeadingRow, type ReportHeading } from './report-heading.ts'
import type { SheetRow } from './sheet-xml.ts'

/** The items of one facility before they are judged: text as it stands in its cells. */
export interface RawRecord {
  readonly row: number
  readonly code: string
  readonly name: string
  /** Postal code and address in one. */
  readonly address: string
  /** A separate postal code column (tables only). */
  readonly postalCode: string
  readonly telephone: string
  readonly founder: string
  readonly manager: string
  readonly designatedOn: string
  /** 種別 without 現存/休止. */
  readonly type: string
  /** 現存, 休止 or ''. */
  readonly status: string
  /** 病床数 (tables only). */
  readonly beds: string
  /** Prefecture named in the row (tables only). */
  readonly prefecture: string
  /** True where the telephone's cell holds another item instead. */
  readonly hasOddTelephone: boolean
}

/** Columns of the print report, A = 0. */
export const column = { number: 0, code: 1, name: 2, address: 3, telephone: 4, founder: 5, manager: 6, designatedOn: 7, departments: 8, type: 9 } as const

const runningNumber = /^[0-9][0-9,]*\.?$/u
const statusWord = /^[(（]?(現存|休止)/u
const typeWord = /^(.*病院|特定機能.*|地域.*|(歯科)?診療所|(保険)?薬局|訪問看護.*|(現存|休止).*)$/u

/**
 * Puts the lines of the bureau's print report together again: a record begins where column A holds
 * its 項番 (or, where that is missing, at a code beside an address with 〒) and goes on until the next.
 * The heading that was in force when the record began comes with it.
 */
export class PrintReport {
  #heading: ReportHeading = emptyHeading
  #open: OpenRecord | null = null

  /** The heading as read so far. */
  get heading(): ReportHeading {
    return this.#heading
  }

  /** True once a record has begun. */
  get hasRecord(): boolean {
    return this.#open !== null
  }

  /** Takes the next row; returns the record it completes, if any. */
  push(row: SheetRow): { record: RawRecord; heading: ReportHeading } | null {
    if (beginsRecord(row.cells)) {
      const done = this.end()
      this.#open = new OpenRecord(row, this.#heading)
      return done
    }
    if (isHeadingRow(row.cells) || this.#open === null) {
      this.#heading = addHeadingRow(this.#heading, row.cells)
      this.#open?.turnPage()
    } else if ((row.cells[column.number] ?? '') === '' && !isColumnTitleRow(row.cells)) {
      this.#open.add(row.cells)
    }
    return null
  }

  /** The last record. */
  end(): { record: RawRecord; heading: ReportHeading } | null {
    const open = this.#open
    this.#open = null
    return open === null ? null : { record: open.finish(), heading: open.heading }
  }
}

/** True for the first line of a record. */
export function beginsRecord(cells: readonly string[]): boolean {
  const filled = (index: number): boolean => (cells[index] ?? '') !== ''
  const printed = cells[column.number] ?? ''
  const number = printed === '' ? '' : folded(printed)
  if (runningNumber.test(number)) return filled(column.code) || filled(column.name) || filled(column.address)
  if (number !== '') return false
  return codeDigits(cells[column.code] ?? '').length === 7 && (cells[column.address] ?? '').includes('〒')
}

/** The digits of the first line of a code cell: separators differ from list to list, a second line is a remark. */
export function codeDigits(cell: string): string {
  const line = cellLines(cell).find((candidate) => candidate.trim() !== '') ?? ''
  const plain = line.normalize('NFKC')
  // A line with letters in it is no code, whatever digits it holds.
  return /\p{L}/u.test(plain.replace(/[ー]/gu, '')) ? '' : plain.replace(/[^0-9]/gu, '')
}

class OpenRecord {
  readonly heading: ReportHeading
  readonly #row: number
  readonly #code: string
  readonly #designatedOn: string
  readonly #name: string[] = []
  readonly #address: string[] = []
  readonly #telephone: string[] = []
  readonly #founder: string[] = []
  readonly #manager: string[] = []
  readonly #type: string[] = []
  #isPastPage = false

  constructor(row: SheetRow, heading: ReportHeading) {
    this.heading = heading
    this.#row = row.row
    this.#code = row.cells[column.code] ?? ''
    // The first line only: the second is the reason, the third the begin of the period.
    this.#designatedOn = (cellLines(row.cells[column.designatedOn] ?? '')[0] ?? '').trim()
    this.add(row.cells)
  }

  /** From here on only 現存/休止 is taken: what a page heading leaves in the other columns is not the record's. */
  turnPage(): void {
    this.#isPastPage = true
  }

  add(cells: readonly string[]): void {
    const lines = (index: number): string[] => cellLines(cells[index] ?? '')
    for (let index: number = column.departments; index < cells.length; index++) {
      // Lists of pharmacies have no column of departments: 種別 may stand in its place.
      this.#type.push(...lines(index).filter((line) => index === column.type || typeWord.test(folded(line))))
    }
    if (this.#isPastPage) return
    this.#name.push(...lines(column.name))
    this.#address.push(...lines(column.address))
    this.#telephone.push(...lines(column.telephone))
    this.#founder.push(...lines(column.founder))
    this.#manager.push(...lines(column.manager))
  }

  finish(): RawRecord {
    const typeLines = this.#type.filter((line) => !statusWord.test(folded(line)))
    const status = this.#type.map((line) => statusWord.exec(folded(line))?.[1]).find((word) => word !== undefined) ?? ''
    const telephone = telephoneOf(this.#telephone)
    return {
      row: this.#row,
      code: this.#code,
      name: joinLines(this.#name),
      address: joinLines(this.#address),
      postalCode: '',
      telephone,
      founder: joinLines(this.#founder),
      manager: joinLines(this.#manager),
      designatedOn: this.#designatedOn,
      type: folded(typeLines.join('')),
      status,
      beds: '',
      prefecture: '',
      hasOddTelephone: telephone === '' && this.#telephone.some((line) => line.includes('〒')),
    }
  }
}

/** The number stands first, the counts of doctors below it; a number may be wrapped, and may be missing. */
function telephoneOf(lines: readonly string[]): string {
  const parts: string[] = []
  for (const line of lines) {
    if (line.trim() === '') continue
    const digits = folded(parts.join('')).replace(/[^0-9]/gu, '').length
    const fits = parts.length === 0 ? looksLikeTelephone(line) : digits < 10 && /^[0-9()‐‑‒–—―−ー-]+$/u.test(folded(line))
    if (!fits) break
    parts.push(line)
  }
  return joinLines(parts)
}

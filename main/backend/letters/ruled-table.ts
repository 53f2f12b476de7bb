import { millimetresPerPoint, undrawableCharacters } from './fonts.ts'
import type { Typeface } from './fonts.ts'
import { fittingLines } from './notice-page.ts'
import type { Painter } from './painter.ts'

/** Ruled tables of the forms of the mailroom: columns side by side, rows of one height, texts that are never cut. Millimetres. */

export interface Column {
  readonly label: string
  readonly width: number
  readonly align: 'left' | 'centre' | 'right'
  readonly typeface: Typeface
  /** Points: a text too long for the column is set smaller, then in more lines, down to `smallest`. */
  readonly largest: number
  readonly smallest: number
  /** Two when absent. */
  readonly mostLines?: number
}

export interface PlacedColumn extends Column {
  readonly left: number
  readonly right: number
}

export const innerRule = { width: 0.15, grey: 0.35 } as const
const padding = 1.6
const headingTint = 0.92

/** The columns from a left edge on. */
export function placeColumns(columns: readonly Column[], left: number): PlacedColumn[] {
  let edge = left
  return columns.map((column) => {
    const placed = { ...column, left: edge, right: edge + column.width }
    edge = placed.right
    return placed
  })
}

interface FittedText {
  readonly size: number
  readonly lines: readonly string[]
}

const leadingOf = (em: number): number => em * 1.18

/** Largest type of so many lines in a row of this height. */
const ceilingOf = (lines: number, height: number): number => Math.floor((height * 0.94 * 4) / (millimetresPerPoint * (1 + (lines - 1) * leadingOf(1)))) / 4

/** One line as large as it fits, else more; null = not even in so many lines of the smallest size. A "\n" begins a new line where each part fits one. */
function fitted(text: string, column: Column, height: number): FittedText | null {
  const { typeface, largest, smallest, mostLines = 2 } = column
  const width = column.width - 2 * padding
  if (text.includes('\n')) {
    const lines = text.split('\n')
    const sizes = lines.map((line) => fittingLines(line, typeface, { width, lines: 1 }, Math.min(largest, ceilingOf(lines.length, height)), smallest)?.size ?? null)
    if (sizes.every((size) => size !== null)) return { size: Math.min(...sizes), lines }
    return fitted(text.replaceAll('\n', ' '), column, height)
  }
  // One line is read more easily than two, unless it would have to be much smaller.
  const oneLine = fittingLines(text, typeface, { width, lines: 1 }, largest, Math.max(smallest, largest * 0.72))
  if (oneLine !== null) return oneLine
  let best: FittedText | null = null
  for (let lines = 2; lines <= mostLines; lines += 1) {
    const fit = fittingLines(text, typeface, { width, lines }, Math.min(largest, ceilingOf(lines, height)), smallest)
    if (fit !== null && fit.size > (best?.size ?? 0)) best = fit
  }
  return best
}

/** @throws RangeError naming the row (not its text) where a cell cannot be printed as it is */
export function requireDrawable(cells: readonly string[], columns: readonly Column[], row: number, height: number): void {
  for (const [index, text] of cells.entries()) {
    const column = columns[index]
    if (column === undefined || text === '') continue
    const [undrawable] = undrawableCharacters(text.replaceAll('\n', ''))
    if (undrawable !== undefined) throw new RangeError(`Row ${row}: ${column.label} holds a character that cannot be printed (${undrawable.codePoint})`)
    if (fitted(text, column, height) === null) throw new RangeError(`Row ${row}: ${column.label} is too long for its column`)
  }
}

export interface Band {
  readonly top: number
  readonly height: number
}

/** Baselines of some lines in the middle of a band, for a type size in points. */
export function baselines({ top, height }: Band, size: number, lines: number): number[] {
  const em = size * millimetresPerPoint
  const leading = leadingOf(em)
  const first = top + height / 2 + em * 0.37 - ((lines - 1) * leading) / 2
  return Array.from({ length: lines }, (_line, index) => first + index * leading)
}

const anchorOf = ({ left, right, align }: PlacedColumn): number => (align === 'left' ? left + padding : align === 'right' ? right - padding : (left + right) / 2)

/** A cell's text in the middle of its row. */
export function drawCell(painter: Painter, column: PlacedColumn, band: Band, text: string): void {
  if (text === '') return
  const fit = fitted(text, column, band.height)
  if (fit === null) throw new RangeError(`${column.label} was not checked before drawing`)
  for (const [index, baseline] of baselines(band, fit.size, fit.lines.length).entries()) {
    painter.text(fit.lines[index] ?? '', anchorOf(column), baseline, { typeface: column.typeface, size: fit.size, align: column.align })
  }
}

/** Labels on a tinted band, with rules between the columns. */
export function drawHeadings(painter: Painter, columns: readonly PlacedColumn[], band: Band, size: number): void {
  const [first] = columns
  const last = columns.at(-1)
  if (first === undefined || last === undefined) return
  painter.rectangle({ left: first.left, right: last.right, top: band.top, bottom: band.top + band.height }, { fill: headingTint })
  for (const column of columns) {
    const labels = column.label.split('\n')
    for (const [index, baseline] of baselines(band, size, labels.length).entries()) {
      painter.text(labels[index] ?? '', (column.left + column.right) / 2, baseline, { typeface: 'gothicBold', size, align: 'centre' })
    }
  }
}

/** The rules of a table: a frame, lines between rows (heavier after every fifth, so that the eye keeps its row) and columns. */
export function drawRules(painter: Painter, columns: readonly PlacedColumn[], heading: Band, row: { readonly height: number; readonly count: number }): void {
  const left = columns[0]?.left ?? 0
  const right = columns.at(-1)?.right ?? 0
  const body = heading.top + heading.height
  const bottom = body + row.height * row.count
  for (let index = 1; index < row.count; index += 1) {
    const y = body + index * row.height
    painter.line(left, y, right, y, index % 5 === 0 ? { width: 0.25, grey: 0.15 } : innerRule)
  }
  for (const { right: edge } of columns.slice(0, -1)) painter.line(edge, heading.top, edge, bottom, innerRule)
  painter.line(left, body, right, body, { width: 0.3 })
  painter.rectangle({ left, right, top: heading.top, bottom }, { stroke: 0, lineWidth: 0.45 })
}

export interface Fact {
  readonly label: string
  readonly text: string
}

/** Label on a tint, value beside it; one row a fact. @returns the lower edge */
export function drawFacts(painter: Painter, facts: readonly Fact[], place: { left: number; right: number; top: number; labelWidth: number; rowHeight: number; size: number }): number {
  const { left, right, top, labelWidth, rowHeight, size } = place
  const value: PlacedColumn = {
    label: '', width: right - left - labelWidth, left: left + labelWidth, right, align: 'left', typeface: 'gothic', largest: size, smallest: 4, mostLines: 3,
  }
  const bottom = top + rowHeight * facts.length
  painter.rectangle({ left, right: left + labelWidth, top, bottom }, { fill: headingTint })
  for (const [index, fact] of facts.entries()) {
    const band = { top: top + index * rowHeight, height: rowHeight }
    const [baseline = 0] = baselines(band, size - 1, 1)
    painter.text(fact.label, left + padding, baseline, { typeface: 'gothicBold', size: size - 1 })
    drawCell(painter, value, band, fact.text)
    if (index > 0) painter.line(left, band.top, right, band.top, innerRule)
  }
  painter.line(left + labelWidth, top, left + labelWidth, bottom, innerRule)
  painter.rectangle({ left, right, top, bottom }, { stroke: 0, lineWidth: 0.3 })
  return bottom
}

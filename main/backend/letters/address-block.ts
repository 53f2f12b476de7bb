import { formatPostalCode } from '#shared/domain/postal-code.ts'
import { alwaysVisibleBox } from '#templates/letters/envelope.ts'
import type { Box, EnvelopeProduct } from '#templates/letters/envelope.ts'
import { millimetresPerPoint } from './fonts.ts'
import type { Typeface } from './fonts.ts'
import { lineSetter } from './line-breaking.ts'
import type { LineSetter } from './line-breaking.ts'
import { fullAddress } from './notice-content.ts'
import type { NoticeContent } from './notice-content.ts'
import type { Painter } from './painter.ts'
import { pieceMarkSymbol } from './symbols.ts'
import type { PieceMark } from './symbols.ts'

/**
 * The address and the piece mark, set inside the box that the window shows wherever the sheet has slid:
 * as large as it goes, in whole words, nothing abbreviated.
 */

interface AddressLine {
  readonly text: string
  readonly typeface: Typeface
  readonly size: number
  readonly baseline: number
}

export interface AddressBlock {
  readonly lines: readonly AddressLine[]
  readonly left: number
  readonly mark: { readonly symbol: PieceMark; readonly left: number; readonly top: number }
}

export type AddressContent = Pick<NoticeContent, 'facilityName' | 'prefectureName' | 'postalCode' | 'address' | 'founder' | 'pieceMark'>

export interface AddressSizes {
  readonly largestSize: number
  readonly smallestSize: number
}

/** Room left free at the edges of the always-visible box, for the tolerance of folding (mm). */
const foldingTolerance = 0.5
const gapBesideMark = 1.5

interface Paragraph {
  readonly setLines: LineSetter
  readonly typeface: Typeface
  /** Parts of the name's size; never below the smallest size. */
  readonly scale: number
  /** Space before, in parts of the line height. */
  readonly before: number
}

function paragraph(text: string, typeface: Typeface, scale: number, before: number): Paragraph {
  return { setLines: lineSetter(text, typeface), typeface, scale, before }
}

function paragraphsOf(content: AddressContent): Paragraph[] {
  const founder = content.founder?.trim() ?? ''
  return [
    ...(content.postalCode === null ? [] : [paragraph(formatPostalCode(content.postalCode), 'gothic', 0.94, 0)]),
    paragraph(fullAddress(content), 'gothic', 0.92, 0),
    paragraph(`${content.facilityName.trim()}　御中`, 'gothicBold', 1, 0.3),
    ...(founder === '' ? [] : [paragraph(`開設者　${founder}　様`, 'gothic', 0.92, 0.12)]),
  ]
}

function setAt(size: number, smallest: number, paragraphs: readonly Paragraph[], box: Box, markBox: Box, mayBreakWords: boolean): AddressLine[] | null {
  const leading = size >= 9 ? 1.32 : 1.2
  const lines: AddressLine[] = []
  let top = box.top
  for (const paragraph of paragraphs) {
    const lineSize = Math.max(smallest, Math.round(size * paragraph.scale * 4) / 4)
    const height = lineSize * leading * millimetresPerPoint
    // The em box, in which all ink lies, stands in the middle of its line.
    const em = lineSize * millimetresPerPoint
    const baselineOf = (line: number): number => top + height * line + (height - em) / 2 + em * 0.88
    top += lines.length === 0 ? 0 : paragraph.before * height
    const widthOfLine = (line: number): number => (top + height * line < markBox.bottom ? markBox.left : box.right) - box.left
    const broken = paragraph.setLines({ size: lineSize, widthOfLine, mayBreakWords })
    if (broken === null) return null
    for (const [index, text] of broken.entries()) lines.push({ text, typeface: paragraph.typeface, size: lineSize, baseline: baselineOf(index) })
    top += height * broken.length
    if (top > box.bottom + 1e-6) return null
  }
  const spare = (box.bottom - top) / 2
  return lines.map((line) => ({ ...line, baseline: line.baseline + spare }))
}

const set = new WeakMap<AddressContent, { readonly envelope: EnvelopeProduct; readonly sizes: AddressSizes; readonly block: AddressBlock | null }>()

/** @returns null when the block does not fit the window of this envelope at the smallest size */
export function setAddressBlock(content: AddressContent, envelope: EnvelopeProduct, sizes: AddressSizes): AddressBlock | null {
  // Asked before a password exists and again when the letter is drawn.
  const known = set.get(content)
  if (known !== undefined && known.envelope === envelope && known.sizes === sizes) return known.block
  const block = fitAddressBlock(content, envelope, sizes)
  set.set(content, { envelope, sizes, block })
  return block
}

function fitAddressBlock(content: AddressContent, envelope: EnvelopeProduct, sizes: AddressSizes): AddressBlock | null {
  const symbol = pieceMarkSymbol(content.pieceMark)
  if (symbol === null) return null
  const visible = alwaysVisibleBox(envelope)
  const box = {
    left: visible.left + foldingTolerance,
    top: visible.top + foldingTolerance,
    right: visible.right - foldingTolerance,
    bottom: visible.bottom - foldingTolerance,
  }
  // The quiet zone of one module lies inside the box too.
  const mark = { symbol, left: box.right - symbol.module - symbol.size, top: box.top + symbol.module }
  const markBox = { left: mark.left - gapBesideMark, top: box.top, right: box.right, bottom: mark.top + symbol.size + symbol.module }
  const paragraphs = paragraphsOf(content)
  for (const mayBreakWords of [false, true]) {
    for (let size = sizes.largestSize; size >= sizes.smallestSize; size -= 0.25) {
      const lines = setAt(size, sizes.smallestSize, paragraphs, box, markBox, mayBreakWords)
      if (lines !== null) return { lines, left: box.left, mark }
    }
  }
  return null
}

export function drawAddressBlock(painter: Painter, block: AddressBlock): void {
  for (const { text, typeface, size, baseline } of block.lines) {
    painter.text(text, block.left, baseline, { typeface, size, part: 'address' })
  }
  painter.modules(block.mark.symbol.matrix, block.mark.left, block.mark.top, block.mark.symbol.module, 'pieceMark')
}

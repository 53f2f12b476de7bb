import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import * as fontkit from 'fontkit'
import type { Font, Glyph } from 'fontkit'
import type { Box } from '#templates/letters/envelope.ts'
import type { Pixels, PlacedText } from './placed-text.ts'

/**
 * The glyphs a text must show, drawn from the outlines of the font files and not from the finished PDF: what the PDF
 * shows is compared with them pixel by pixel, so a wrong, missing or misplaced glyph is seen whatever its text says.
 */

const files: Readonly<Record<string, string>> = {
  'BIZUDPGothic-Regular': '@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf',
  'BIZUDPGothic-Bold': '@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf',
  'NotoSansJP-Regular': '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
  'NotoSansJP-Bold': '@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf',
}

const fonts = new Map<string, Font>()
const resolveModule = createRequire(import.meta.url).resolve

function fontOf(name: string): Font {
  const known = fonts.get(name)
  if (known !== undefined) return known
  const file = files[name]
  if (file === undefined) throw new RangeError(`The letters know no font ${name}`)
  const font = fontkit.create(readFileSync(resolveModule(file)))
  fonts.set(name, font)
  return font
}

/** The glyph of a character, or of the form its variation selector asks for, straight from the font's own table. */
function glyphOf(font: Font, character: string): Glyph {
  const [base = 0, selector] = [...character].map((one) => one.codePointAt(0) ?? 0)
  const sequences = font.cmap.tables.flatMap(({ table }) => (table.version === 14 ? (table.varSelectors?.toArray() ?? []) : []))
  const form = sequences.find((one) => one.varSelector === selector)?.nonDefaultUVS?.find((one) => one.unicodeValue === base)
  return form === undefined ? font.glyphForCodePoint(base) : font.getGlyph(form.glyphID)
}

/** One glyph with its place in millimetres. */
export interface PlacedGlyph {
  readonly character: string
  readonly box: Box
  /** Left end of its baseline. */
  readonly origin: { readonly x: number; readonly y: number }
  /** Millimetres a font unit. */
  readonly scale: number
  readonly glyph: Glyph
  readonly font: Font
}

const millimetresPerPoint = 25.4 / 72
const charactersOf = (text: string): string[] => text.match(/\P{M}[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]*/gu) ?? []

/**
 * Where each glyph of a text stands, by the widths of the font file; what is left of the text's own width is space
 * between its characters.
 */
export function placedGlyphs(text: PlacedText): PlacedGlyph[] {
  const font = fontOf(text.font)
  const scale = (text.size * millimetresPerPoint) / font.unitsPerEm
  const widthOf = (glyphs: readonly { glyph: Glyph }[]): number => glyphs.reduce((sum, { glyph }) => sum + glyph.advanceWidth * scale, 0)
  const asRead = charactersOf(text.text).map((character) => ({ character, glyph: glyphOf(font, character) }))
  const isSpaced = Math.abs(widthOf(asRead) - (text.right - text.left)) > 0.02
  // Between characters set apart the reader of the PDF sees spaces that are not in it.
  const glyphs = isSpaced ? asRead.filter(({ character }) => character !== ' ') : asRead
  const space = isSpaced ? (text.right - text.left - widthOf(glyphs)) / (glyphs.length - 1) : 0
  let x = text.left
  return glyphs.map(({ character, glyph }): PlacedGlyph => {
    const left = x
    const right = left + glyph.advanceWidth * scale
    x = right + space
    return { character, glyph, font, scale, origin: { x: left, y: text.baseline }, box: { left, right, top: text.top, bottom: text.bottom } }
  })
}

/** The same place with the glyph of another character: what a wrong glyph would look like. */
export function asCharacter(placed: PlacedGlyph, character: string): PlacedGlyph {
  return { ...placed, glyph: glyphOf(placed.font, character) }
}

/** Fills the outlines of glyphs, black. */
export function drawOutlines(context: CanvasRenderingContext2D, glyphs: readonly PlacedGlyph[], pixelsPerMillimetre: number): void {
  context.fillStyle = '#000'
  for (const { glyph, origin, scale } of glyphs) {
    const at = (args: readonly number[], index: number): [number, number] => [
      (origin.x + (args[index] ?? 0) * scale) * pixelsPerMillimetre,
      (origin.y - (args[index + 1] ?? 0) * scale) * pixelsPerMillimetre,
    ]
    context.beginPath()
    for (const { command, args } of glyph.path.commands) {
      if (command === 'moveTo') context.moveTo(...at(args, 0))
      else if (command === 'lineTo') context.lineTo(...at(args, 0))
      else if (command === 'quadraticCurveTo') context.quadraticCurveTo(...at(args, 0), ...at(args, 2))
      else if (command === 'bezierCurveTo') context.bezierCurveTo(...at(args, 0), ...at(args, 2), ...at(args, 4))
      else context.closePath()
    }
    context.fill()
  }
}

interface Window { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }

function pixelsOf({ scale, width, height }: Pixels, box: Box): Window {
  return {
    left: Math.max(0, Math.floor(box.left * scale)),
    top: Math.max(0, Math.floor(box.top * scale)),
    right: Math.min(width, Math.ceil(box.right * scale)),
    bottom: Math.min(height, Math.ceil(box.bottom * scale)),
  }
}

/**
 * How much the page's ink differs from the outline's, in parts of the outline's ink: 0 = the same glyph in the same
 * place, black on paper of any grey or white on black. A blank glyph gives 1.
 */
export function glyphDifference(page: Pixels, outlines: Pixels, glyph: PlacedGlyph): number {
  const window = pixelsOf(page, glyph.box)
  let lightest = 1
  for (let y = window.top; y < window.bottom; y++) {
    for (let x = window.left; x < window.right; x++) lightest = Math.max(lightest, page.data[(y * page.width + x) * 4] ?? 255)
  }
  let ink = 0
  let onPaper = 0
  let onBlack = 0
  for (let y = window.top; y < window.bottom; y++) {
    for (let x = window.left; x < window.right; x++) {
      const at = (y * page.width + x) * 4
      const wanted = (255 - (outlines.data[at] ?? 255)) / 255
      const seen = page.data[at] ?? 255
      ink += wanted
      onPaper += Math.abs((lightest - seen) / lightest - wanted)
      onBlack += Math.abs(seen / 255 - wanted)
    }
  }
  return ink === 0 ? 0 : Math.min(onPaper, onBlack) / ink
}

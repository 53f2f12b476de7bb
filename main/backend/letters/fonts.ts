import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import * as fontkit from 'fontkit'
import type { Font } from 'fontkit'

/**
 * The typefaces of letters and forms, parsed once and shared by every document.
 * BIZ UDP covers JIS X 0208 and 0213; what it lacks (𠮷, 槗) comes from Noto Sans JP, character by character.
 */

export const typefaces = ['gothic', 'gothicBold', 'mincho', 'minchoBold', 'fixed', 'fixedBold'] as const
export type Typeface = (typeof typefaces)[number]

/** Those a password notice and its challenge sheet are set in: only their fonts need be in memory for a lot. */
export const noticeTypefaces = ['gothic', 'gothicBold'] as const satisfies readonly Typeface[]

type FontFile = Typeface | 'fallback' | 'fallbackBold'

const fontFiles: Readonly<Record<FontFile, string>> = {
  gothic: '@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf',
  gothicBold: '@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf',
  mincho: '@expo-google-fonts/biz-udpmincho/400Regular/BIZUDPMincho_400Regular.ttf',
  minchoBold: '@expo-google-fonts/biz-udpmincho/700Bold/BIZUDPMincho_700Bold.ttf',
  fixed: '@expo-google-fonts/biz-udgothic/400Regular/BIZUDGothic_400Regular.ttf',
  fixedBold: '@expo-google-fonts/biz-udgothic/700Bold/BIZUDGothic_700Bold.ttf',
  fallback: '@expo-google-fonts/noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf',
  fallbackBold: '@expo-google-fonts/noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf',
}

const fallbackOf: Readonly<Record<Typeface, FontFile>> = {
  gothic: 'fallback',
  gothicBold: 'fallbackBold',
  mincho: 'fallback',
  minchoBold: 'fallbackBold',
  fixed: 'fallback',
  fixedBold: 'fallbackBold',
}

type Variations = ReadonlyMap<number, ReadonlyMap<number, number | null>>

/** A font with what drawing looks up again and again. */
export interface LetterFont {
  readonly file: FontFile
  readonly font: Font
  /** Variation selector → base character → glyph of that form; null = the font's ordinary form is that form. */
  readonly variations: Variations
}

/** One character (with its variation selector, where it has one) as a font draws it. */
export interface DrawnGlyph {
  readonly font: LetterFont
  readonly glyphId: number
  /** Width in 1/1000 of the type size. */
  readonly advance: number
  readonly codePoints: readonly number[]
}

export interface UndrawableCharacter {
  /** The character itself, variation selector included. */
  readonly character: string
  /** "U+E38B", or "U+845B U+E0105" for a form that no font has. */
  readonly codePoint: string
}

const resolveModule = createRequire(import.meta.url).resolve
let fontDirectory: string | null = null

/**
 * Where the fonts lie in a packaged application (laid out like node_modules/@expo-google-fonts); null = in node_modules.
 * One place a process: to be told before the first letter.
 */
export function useFontDirectory(directory: string | null): void {
  fontDirectory = directory
}

const pathOf = (file: FontFile): string =>
  fontDirectory === null ? resolveModule(fontFiles[file]) : join(fontDirectory, fontFiles[file].replace('@expo-google-fonts/', ''))

const opened = new Map<FontFile, LetterFont>()

function open(file: FontFile): LetterFont {
  const known = opened.get(file)
  if (known !== undefined) return known
  const font = fontkit.create(readFileSync(pathOf(file)))
  const letterFont: LetterFont = { file, font, variations: variationsOf(font) }
  opened.set(file, letterFont)
  return letterFont
}

// fontkit draws the ordinary form, silently, when a font does not list a variation, and also when the selector has
// ordinary forms among its entries (倦 U+E0100): so the font's own list is read.
function variationsOf(font: Font): Variations {
  const variations = new Map<number, Map<number, number | null>>()
  for (const { table } of font.cmap.tables) {
    for (const sequences of table.version === 14 ? (table.varSelectors?.toArray() ?? []) : []) {
      const forms = new Map<number, number | null>()
      for (const range of sequences.defaultUVS ?? []) {
        for (let offset = 0; offset <= range.additionalCount; offset++) forms.set(range.startUnicodeValue + offset, null)
      }
      for (const entry of sequences.nonDefaultUVS ?? []) forms.set(entry.unicodeValue, entry.glyphID)
      variations.set(sequences.varSelector, forms)
    }
  }
  return variations
}

function isVariationSelector(codePoint: number): boolean {
  return (codePoint >= 0xfe00 && codePoint <= 0xfe0f) || (codePoint >= 0xe0100 && codePoint <= 0xe01ef) || (codePoint >= 0x180b && codePoint <= 0x180d)
}

const neverDrawable = /[\p{Co}\p{Cc}\p{Cf}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\p{Mn}\p{Me}]/u

// CJK compatibility ideographs (神 福 塚 …) are forms of their own in CP932 names; NFC would print the ordinary form instead.
const notCompatibilityIdeographs = /[^\u{F900}-\u{FAFF}\u{2F800}-\u{2FA1F}]+/gu

/** The text as it is drawn: composed (NFC), compatibility ideographs left as published. */
export function composeText(text: string): string {
  if (/^[\u0020-\u007e]*$/u.test(text)) return text
  return text.replace(notCompatibilityIdeographs, (part) => part.normalize('NFC'))
}

/** Characters of a composed text, each with the variation selectors that follow it. */
export function charactersOf(text: string): string[] {
  const characters: string[] = []
  for (const character of composeText(text)) {
    const previous = characters.length - 1
    if (previous >= 0 && isVariationSelector(character.codePointAt(0) ?? 0)) characters[previous] += character
    else characters.push(character)
  }
  return characters
}

function glyphIn(letterFont: LetterFont, character: string): DrawnGlyph | null {
  const { font, variations } = letterFont
  const codePoints = [...character].map((one) => one.codePointAt(0) ?? 0)
  const [base = 0, selector, ...more] = codePoints
  if (more.length > 0 || !font.hasGlyphForCodePoint(base)) return null
  const form = selector === undefined ? null : variations.get(selector)?.get(base)
  if (form === undefined) return null
  const glyph = form === null ? font.glyphForCodePoint(base) : font.getGlyph(form, codePoints)
  if (glyph.id === 0) return null
  return { font: letterFont, glyphId: glyph.id, advance: (glyph.advanceWidth * 1000) / font.unitsPerEm, codePoints }
}

const drawable = new Map<Typeface, Map<string, DrawnGlyph | null>>(typefaces.map((typeface) => [typeface, new Map()]))

function drawableGlyph(character: string, typeface: Typeface): DrawnGlyph | null {
  const known = drawable.get(typeface)?.get(character)
  if (known !== undefined) return known
  const glyph = findDrawable(character, typeface)
  drawable.get(typeface)?.set(character, glyph)
  return glyph
}

function findDrawable(character: string, typeface: Typeface): DrawnGlyph | null {
  if (neverDrawable.test([...character][0] ?? '')) return null
  return glyphIn(open(typeface), character) ?? glyphIn(open(fallbackOf[typeface]), character)
}

/**
 * The glyphs of a text, falling back per character.
 * @throws RangeError for a character no font has: ask `undrawableCharacters` first
 */
export function glyphsOf(text: string, typeface: Typeface): DrawnGlyph[] {
  return charactersOf(text).map((character) => {
    const glyph = drawableGlyph(character, typeface)
    if (glyph === null) throw new RangeError('A character without a glyph cannot be drawn')
    return glyph
  })
}

/** Width of a text in millimetres at a type size in points, with extra space after each character but the last. */
export function textWidth(text: string, typeface: Typeface, size: number, tracking = 0): number {
  return widthOfGlyphs(glyphsOf(text, typeface), size, tracking)
}

/** Width of glyphs in millimetres, as `textWidth`. */
export function widthOfGlyphs(glyphs: readonly DrawnGlyph[], size: number, tracking = 0): number {
  const advance = glyphs.reduce((sum, glyph) => sum + glyph.advance, 0)
  return (advance / 1000) * size * millimetresPerPoint + tracking * Math.max(0, glyphs.length - 1)
}

export const millimetresPerPoint = 25.4 / 72

/**
 * Characters that would print as a box, or not as written: private use (外字), variation selectors the
 * fonts do not know, control characters, combining marks that do not compose, glyphs no font has.
 * Each is named once, in the order of the text.
 * @param among the typefaces it must be drawable in; all of them when absent
 */
export function undrawableCharacters(text: string, among: readonly Typeface[] = typefaces): UndrawableCharacter[] {
  const found = new Map<string, UndrawableCharacter>()
  for (const character of charactersOf(text)) {
    if (among.every((typeface) => drawableGlyph(character, typeface) !== null)) continue
    const codePoint = [...character].map((one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`).join(' ')
    found.set(character, { character, codePoint })
  }
  return [...found.values()]
}

/** Reads and parses the fonts of some typefaces, a file a turn, so that the first letter is quick and nothing is blocked meanwhile. */
export async function warmFonts(wanted: readonly Typeface[] = typefaces): Promise<void> {
  for (const file of new Set<FontFile>([...wanted, ...wanted.map((typeface) => fallbackOf[typeface])])) {
    if (opened.has(file)) continue
    glyphIn(open(file), '字')
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}

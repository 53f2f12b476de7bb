import LineBreaker from 'linebreak'
import { composeText, glyphsOf, millimetresPerPoint } from './fonts.ts'
import type { Typeface } from './fonts.ts'

/**
 * Setting Japanese lines: 禁則 by the Unicode rules (UAX #14), and on top of them what a reader must not
 * see cut in two: numbers (２－１－３８, 0800-080-4583), a number and its counter (６丁目), katakana and latin words.
 */

export interface LineMetrics {
  readonly typeface: Typeface
  /** Points. */
  readonly size: number
}

const dash = '[-‐‑‒–—―−－ー~〜～の]'
const digits = '[0-9０-９]+'
const kanjiDigits = '[〇一二三四五六七八九十百千]+'
const counter = '(?:丁目|番地|番|号室|号館|号棟|号|階|条|線|地割|区|F|Ｆ|桁|文字|回|日|年|月|時|つ)'
const number = `(?:第?${digits}(?:[.,．，]${digits})*(?:${dash}${digits})*${counter}?|第${kanjiDigits}${counter}?|${kanjiDigits}(?:丁目|番地|番|号|条|線|地割))`

/** Stretches inside which a line never ends. */
const neverBroken: readonly RegExp[] = [
  // 番地 with their counters, all that follow one another: ２－１－３８, 七丁目３番１号, 第１０地割
  new RegExp(`${number}+`, 'gu'),
  /[A-Za-zＡ-Ｚａ-ｚ0-9０-９][A-Za-zＡ-Ｚａ-ｚ0-9０-９.,:/@&'’()_-]*/gu,
  // The form of address stays with the last word of the name.
  /[　 ](?:御中|様)/gu,
]

/** Words that are broken only when nothing fits otherwise. */
const seldomBroken: readonly RegExp[] = [
  /[\u30a1-\u30faｦ-ﾟ][\u30a1-\u30fcｦ-ﾟ・]*/gu,
  // Hiragana in a row: in a name a word (さくら), in a sentence a particle or an ending.
  /[\u3041-\u309f][\u3041-\u309fー]+/gu,
  // Words of nearly every name, which a break would make hard to read.
  /訪問看護(?:ステーション)?|(?:地方)?独立行政法人|(?:社会)?医療法人(?:社団|財団)?|社会福祉法人|国立病院機構|(?:総合|附属|付属)?病院|医院|診療所|(?:調剤)?薬局|薬剤師会|歯科|内科|外科|小児科|眼科|皮膚科|大学|機構|医療|支援|地域|事業所|出張所/gu,
]

/** A stretch longer than this many characters may be broken after all: it would not fit a line. */
const longestUnbroken = 18

// Better places to end a line of an address or name, best first: a space, then the end of a part.
const partEnd = /(?:[都道府県市区町村郡]|丁目|番地|番|号|会|法人|団|組合|機構|大学|病院|医院|センター|クリニック|ステーション|薬局)$/u

interface BreakPlace {
  readonly position: number
  /** Added to the raggedness of a line that ends here; 0 = good. */
  readonly penalty: number
  readonly isInWord: boolean
}

function penaltyAfter(before: string, after: string): number {
  if (/[\s　]$/u.test(before)) return 0
  if (/[、。，．）」』]$/u.test(before)) return 0.05
  if (partEnd.test(before)) return 0.1
  // From hiragana to anything else a new phrase usually begins (文節).
  return /[\u3041-\u309f]$/u.test(before) && !/^[\u3041-\u309f]/u.test(after) ? 0.3 : 0.5
}

function placesInside(text: string, patterns: readonly RegExp[]): Set<number> {
  const forbidden = new Set<number>()
  for (const pattern of patterns) {
    for (const match of text.matchAll(pattern)) {
      if (match[0].length > longestUnbroken) continue
      for (let offset = 1; offset < match[0].length; offset++) forbidden.add(match.index + offset)
    }
  }
  return forbidden
}

function breakPlaces(text: string): BreakPlace[] {
  const forbidden = placesInside(text, neverBroken)
  const inWords = placesInside(text, seldomBroken)
  const breaker = new LineBreaker(text)
  const places: BreakPlace[] = []
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
    if (next.position >= text.length || forbidden.has(next.position)) continue
    const before = text.slice(0, next.position)
    const isInWord = inWords.has(next.position)
    places.push({ position: next.position, isInWord, penalty: isInWord ? 1.5 : penaltyAfter(before, text.slice(next.position)) })
  }
  return [...places, { position: text.length, penalty: 0, isInWord: false }]
}

interface PreparedText {
  readonly text: string
  readonly places: readonly BreakPlace[]
  /** Width in parts of the type size from the beginning up to each place, trailing spaces left out. */
  readonly upTo: readonly number[]
  /** Width from the beginning up to where a line after each place begins. */
  readonly from: readonly number[]
}

const isSpace = (character: string): boolean => /^\s$/u.test(character)

function prepare(text: string, typeface: Typeface): PreparedText {
  const composed = composeText(text).trim()
  const widths = new Float64Array(composed.length + 1)
  let index = 0
  for (const glyph of glyphsOf(composed, typeface)) {
    const next = index + glyph.codePoints.reduce((length, codePoint) => length + (codePoint > 0xffff ? 2 : 1), 0)
    widths.fill((widths[index] ?? 0) + glyph.advance / 1000, index + 1, next + 1)
    index = next
  }
  const places = composed === '' ? [] : breakPlaces(composed)
  const inkEnd = (position: number): number => {
    let end = position
    while (end > 0 && isSpace(composed.charAt(end - 1))) end -= 1
    return end
  }
  const lineStart = (position: number): number => {
    let start = position
    while (start < composed.length && isSpace(composed.charAt(start))) start += 1
    return start
  }
  return {
    text: composed,
    places,
    upTo: places.map(({ position }) => widths[inkEnd(position)] ?? 0),
    from: places.map(({ position }) => widths[lineStart(position)] ?? 0),
  }
}

interface WayToSet {
  readonly cost: number
  /** Places at which the lines end, the last line first. */
  readonly place: number
  readonly before: WayToSet | null
}

function linesOf({ text, places }: PreparedText, last: WayToSet): string[] {
  const lines: string[] = []
  for (let way: WayToSet | null = last; way !== null; way = way.before) {
    const begin = way.before === null ? 0 : (places[way.before.place]?.position ?? 0)
    lines.unshift(text.slice(begin, places[way.place]?.position).trim())
  }
  return lines
}

function setLines(prepared: PreparedText, size: number, widthOfLine: (line: number) => number, mostLines: number, mayBreakWords: boolean): string[] | null {
  const { places, upTo, from } = prepared
  if (places.length === 0) return []
  const scale = size * millimetresPerPoint
  const end = places.length - 1
  // The cheapest way to set everything up to each place in exactly so many lines, one line more a turn.
  let ways: (WayToSet | null)[] = [null]
  for (let line = 0; line < mostLines; line++) {
    const room = widthOfLine(line)
    const next = new Map<number, WayToSet>()
    for (const before of ways) {
      const begin = before === null ? 0 : (from[before.place] ?? 0)
      for (let place = (before?.place ?? -1) + 1; place <= end; place++) {
        const width = ((upTo[place] ?? 0) - begin) * scale
        if (width > room + 1e-6) break
        if (!mayBreakWords && places[place]?.isInWord === true) continue
        const cost = (before?.cost ?? 0) + (place === end ? 0 : ((room - width) / room) ** 2 + (places[place]?.penalty ?? 0))
        const known = next.get(place)
        if (known === undefined || cost < known.cost) next.set(place, { cost, place, before })
      }
    }
    const whole = next.get(end)
    if (whole !== undefined) return linesOf(prepared, whole)
    if (next.size === 0) return null
    ways = [...next.values()]
  }
  return null
}

export interface LineRequest {
  /** Points. */
  readonly size: number
  /** Room in millimetres for line 0, 1, 2 … */
  readonly widthOfLine: (line: number) => number
  readonly mostLines?: number
  /** False: rather no lines than a word in two. */
  readonly mayBreakWords: boolean
}

export type LineSetter = (request: LineRequest) => string[] | null

/**
 * Prepares a paragraph to be set at several sizes.
 * @returns a function that breaks it into as few lines as possible, and among those into the ones that end in
 *   good places, or gives null when it does not fit
 */
export function lineSetter(text: string, typeface: Typeface): LineSetter {
  const prepared = prepare(text, typeface)
  return ({ size, widthOfLine, mostLines = 12, mayBreakWords }) => setLines(prepared, size, widthOfLine, mostLines, mayBreakWords)
}

/** Breaks wording in which "\n" begins a new line. */
export function breakWording(text: string, metrics: LineMetrics, width: number): string[] | null {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    const setter = lineSetter(paragraph, metrics.typeface)
    const request = { size: metrics.size, widthOfLine: () => width }
    const set = setter({ ...request, mayBreakWords: false }) ?? setter({ ...request, mayBreakWords: true })
    if (set === null) return null
    lines.push(...set)
  }
  return lines
}

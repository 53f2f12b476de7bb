/**
 * Where the words somebody typed stand in a text as it is printed, although both are written differently: width,
 * variant kanji, hiragana and katakana, ヶ and が, dashes, spaces, 一丁目 and 1丁目 (the folding: search-key.ts).
 *
 * The printed text is folded piece by piece, so that each position of its key leads back to a piece. Where the key of
 * the whole is not what the pieces say (numerals, lot words, (医)), both are laid side by side by edit distance, and a
 * match counts only once the printed span itself holds the word.
 */
import { normaliseFacilityCode } from './facility-code.ts'
import { hasKanji } from './japanese-text.ts'
import { addressKey, nameKey, searchKey, spokenNameKey } from './search-key.ts'

/** Positions in UTF-16 units, as String.prototype.slice counts; never inside a character. */
export interface PrintedSpan {
  readonly start: number
  readonly end: number
}

interface LaidOut {
  readonly key: string
  /** Of each UTF-16 unit of the key, the piece of the printed text it comes from. */
  readonly pieceOf: Uint16Array
  /** Where each piece begins, and at the end the length of the text. */
  readonly starts: readonly number[]
  /** The key is what the pieces give one by one. */
  readonly isPlain: boolean
}

/** One character with the marks that belong to it. */
const pieces = /[^][\p{M}\p{Variation_Selector}\u{FF9E}\u{FF9F}゛゜]*/gu

/** Keeps the last answers; emptied when full, which costs one slow key stroke in thousands. */
const remembering = <Answer>(most: number, answer: (text: string) => Answer): ((text: string) => Answer) => {
  const known = new Map<string, Answer>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    if (known.size >= most) known.clear()
    const fresh = answer(text)
    known.set(text, fresh)
    return fresh
  }
}

const pieceKey = remembering(8000, searchKey)

/** The same by what stands before it: a dash lengthens a kana, a lengthening mark after no kana is a dash (foldDashes). */
const dashInPlace = (key: string, before: string): string => {
  if (key !== '-' && key !== 'ー') return key
  if (/[ァ-ヺー]$/u.test(before)) return 'ー'
  return before === '' ? key : '-'
}

/** For each unit of the key, the place in `from` whose piece it comes from: the cheapest way to write one as the other. */
function sideBySide(from: readonly string[], key: string): number[] {
  const width = key.length + 1
  const costs = new Uint16Array((from.length + 1) * width)
  for (let column = 0; column < width; column++) costs[column] = column
  for (let row = 1; row <= from.length; row++) {
    costs[row * width] = row
    for (let column = 1; column < width; column++) {
      const swap = (costs[(row - 1) * width + column - 1] ?? 0) + (from[row - 1] === key[column - 1] ? 0 : 1)
      costs[row * width + column] = Math.min(swap, (costs[(row - 1) * width + column] ?? 0) + 1, (costs[row * width + column - 1] ?? 0) + 1)
    }
  }
  const places = new Array<number>(key.length).fill(0)
  let row = from.length
  let column = key.length
  while (column > 0) {
    const cost = costs[row * width + column] ?? 0
    const swap = (costs[(row - 1) * width + column - 1] ?? 0) + (from[row - 1] === key[column - 1] ? 0 : 1)
    if (row > 0 && cost === swap) places[--column] = --row
    else if (row > 0 && cost === (costs[(row - 1) * width + column] ?? 0) + 1) row--
    else places[--column] = Math.max(0, row - 1)
  }
  return places
}

/** Kana, kanji and Latin of any width: what folds each by itself. */
const plainWriting = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{ASCII}\s、。・ー－‐−―〇\u{FF01}-\u{FF9F}]*$/u
/** What the key folds by its neighbours (search-key.ts): numerals that count, lot words, 字, short legal forms, loose dakuten. */
const foldsByNeighbours = /[0-9〇一二三四五六七八九十百千][丁番号条ノ之]|字|^医|[\u{3099}\u{309A}]/u
/** True where the joined pieces are the key, so that it need not be made again: it costs ten times as much. */
const isSurely = (printed: string, joined: string): boolean => plainWriting.test(printed) && !/[(（]/u.test(printed) && !foldsByNeighbours.test(joined)

function layOut(printed: string): LaidOut {
  const starts: number[] = []
  const units: string[] = []
  const pieceOfUnit: number[] = []
  let joined = ''
  for (const match of printed.matchAll(pieces)) {
    const folded = dashInPlace(pieceKey(match[0]), joined)
    for (let unit = 0; unit < folded.length; unit++) {
      units.push(folded.charAt(unit))
      pieceOfUnit.push(starts.length)
    }
    joined += folded
    starts.push(match.index)
  }
  starts.push(printed.length)
  const key = isSurely(printed, joined) ? joined : searchKey(printed)
  const isPlain = joined === key
  const pieceOf = Uint16Array.from(isPlain ? pieceOfUnit : sideBySide(units, key).map((place) => pieceOfUnit[place] ?? 0))
  return { key, pieceOf, starts, isPlain }
}

const laidOut = remembering(2000, layOut)

/** How many pieces a span may grow by until it holds its word: (医) for 医療法人, 三丁目 for 3. */
const mostGrowth = 8

/** The smallest span of whole pieces around the given ones whose own key holds the word, or null. */
function spanThatHolds(printed: string, { starts }: LaidOut, first: number, last: number, word: string): PrintedSpan | null {
  for (let growth = 0; growth <= mostGrowth; growth++) {
    for (let left = 0; left <= growth; left++) {
      const start = starts[first - left]
      const end = starts[last + 1 + growth - left]
      if (start !== undefined && end !== undefined && searchKey(printed.slice(start, end)).includes(word)) return { start, end }
    }
  }
  return null
}

function spansOfWord(printed: string, laid: LaidOut, word: string): PrintedSpan[] {
  const spans: PrintedSpan[] = []
  const isCertain = laid.isPlain && !/^[-ー]/u.test(word)
  for (let at = laid.key.indexOf(word); at >= 0; at = laid.key.indexOf(word, at + word.length)) {
    const first = laid.pieceOf[at] ?? 0
    const last = laid.pieceOf[at + word.length - 1] ?? 0
    const span = isCertain ? { start: laid.starts[first] ?? 0, end: laid.starts[last + 1] ?? printed.length } : spanThatHolds(printed, laid, first, last, word)
    if (span !== null) spans.push(span)
  }
  return spans
}

/** Fewest characters of a word that count where the printed text breaks off inside it. */
const fewestAtCut = 2

/** The end of a text that was cut off, where it is the beginning of the word: 本郷 for 本郷7-3-1. */
function spanAtCut(printed: string, laid: LaidOut, word: string): PrintedSpan | null {
  for (let length = Math.min(word.length - 1, laid.key.length); length >= fewestAtCut; length--) {
    if (!laid.key.endsWith(word.slice(0, length))) continue
    const [span] = spansOfWord(printed, laid, word.slice(0, length)).filter(({ end }) => laid.key.endsWith(searchKey(printed.slice(end))) && searchKey(printed.slice(end)) === '')
    return span ?? null
  }
  return null
}

/** A word of kana and kanji in its runs, as the search takes it where it stands nowhere as a whole (facility-query.ts): 伊藤|クリニック, たなか|医院. */
export const wordRuns = (word: string): string[] =>
  hasKanji(word) ? (word.match(/[\p{Script=Hiragana}\p{Script=Katakana}ー]+|[^\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu) ?? []) : [word]

interface WordKeys {
  readonly whole: string
  /** Without what a list may leave out: legal person, prefecture. */
  readonly shorter: readonly string[]
  readonly runs: readonly string[]
}
const mostWords = 12
const keysOfWords = remembering(20, (query: string): readonly WordKeys[] =>
  query.split(/\s+/u).slice(0, mostWords).flatMap((word) => {
    const whole = searchKey(word)
    return whole === '' ? [] : [{ whole, shorter: [spokenNameKey(word), nameKey(word), addressKey(word)].filter((key) => key !== '' && key !== whole), runs: wordRuns(word).map(searchKey).filter((key) => key !== '' && key !== whole) }]
  }))

/** In order, those that touch or overlap as one. */
function merged(spans: readonly PrintedSpan[]): PrintedSpan[] {
  const result: { start: number; end: number }[] = []
  for (const span of [...spans].sort((left, right) => left.start - right.start || left.end - right.end)) {
    const last = result.at(-1)
    if (last !== undefined && span.start <= last.end) last.end = Math.max(last.end, span.end)
    else result.push({ ...span })
  }
  return result
}

export interface PrintedMatchOptions {
  /** The printed text was cut off, as a town is without its 番地: a word may begin in it and go on beyond. */
  readonly isCut?: boolean
}

/**
 * Where the words of `query`, in any order, stand in `printed`: in order, apart from each other. Each place a word
 * stands at is marked. A word that matches only the reading (kana or rōmaji for kanji), or nothing, marks nothing.
 */
export function printedMatches(printed: string, query: string, { isCut = false }: PrintedMatchOptions = {}): PrintedSpan[] {
  if (printed === '') return []
  const words = keysOfWords(query)
  if (words.length === 0) return []
  const laid = laidOut(printed)
  return merged(words.flatMap(({ whole, shorter, runs }) => {
    for (const key of [whole, ...shorter]) {
      const spans = spansOfWord(printed, laid, key)
      if (spans.length > 0) return spans
    }
    // In a name the runs of a word may stand apart: 伊藤歯科クリニック for 伊藤クリニック.
    if (!isCut) return runs.flatMap((key) => spansOfWord(printed, laid, key))
    const atCut = spanAtCut(printed, laid, whole)
    return atCut === null ? [] : [atCut]
  }))
}

/** A word that is digits and what people put between them. */
const isDigits = (word: string): boolean => /^[\d\s・.,、‐‑‒–—―−ーｰ－-]+$/u.test(word.normalize('NFKC')) && /\d/u.test(word.normalize('NFKC'))

/** The digits of a facility code (ten digits) that were typed, in one piece or as the number of a word; the beginning counts first. */
export function codeMatches(facilityCode: string, query: string): PrintedSpan[] {
  const words = isDigits(query) ? [query] : query.split(/\s+/u).filter(isDigits)
  return merged(words.flatMap((word) => {
    const digits = normaliseFacilityCode(word)
    const start = digits === '' ? -1 : facilityCode.indexOf(digits)
    return start < 0 ? [] : [{ start, end: start + digits.length }]
  }))
}

/** The digits in which a code differs from the one typed; none where their lengths differ. */
export function differingDigits(facilityCode: string, typed: string): PrintedSpan[] {
  const digits = normaliseFacilityCode(typed)
  if (digits.length !== facilityCode.length) return []
  return merged([...facilityCode].flatMap((digit, at) => (digit === digits[at] ? [] : [{ start: at, end: at + 1 }])))
}

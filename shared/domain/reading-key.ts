/**
 * Finding by sound: keys under which フリガナ are searched, and kana of rōmaji as people type it.
 * Keys are never shown or printed.
 */
import { toKatakana as kanaOfRomaji } from 'wanakana'
import { toKatakana } from './japanese-text.ts'
import { untilStable } from './until-stable.ts'

/** Kana that sound like another one today; ヴ with its small vowel is one sound (ヴァ = バ). */
const sameSounds: Readonly<Record<string, string>> = {
  ヂ: 'ジ', ヅ: 'ズ', ヲ: 'オ', ヱ: 'エ', ヰ: 'イ', ヶ: 'ケ', ヵ: 'カ', ヮ: 'ワ', ヷ: 'バ', ヸ: 'ビ', ヹ: 'ベ', ヺ: 'ボ',
  ヴァ: 'バ', ヴィ: 'ビ', ヴェ: 'ベ', ヴォ: 'ボ', ヴ: 'ブ',
}
const soundPattern = /ヴ[ァィェォ]?|[ヂヅヲヱヰヶヵヮヷヸヹヺ]/gu

const columns = {
  a: 'アカサタナハマヤラワガザダバパァャ',
  i: 'イキシチニヒミリギジビピィ',
  u: 'ウクスツヌフムユルグズブプゥュ',
  e: 'エケセテネヘメレゲゼデベペェ',
  o: 'オコソトノホモヨロゴゾドボポォョ',
} as const
type Vowel = keyof typeof columns

const vowelOf = new Map<string, Vowel>(
  (Object.keys(columns) as Vowel[]).flatMap((vowel) => [...columns[vowel]].map((kana): [string, Vowel] => [kana, vowel])),
)

/** What only lengthens the vowel before it: トウ = トオ = トー, ケイ = ケエ. ティ and ドゥ are sounds of their own. */
const lengthens: Readonly<Record<Vowel, string>> = { a: 'アァ', i: 'イィ', u: 'ウゥ', e: 'エイェ', o: 'オウォ' }

/** Decides on each kana by what stands before it alone, so that a key only grows while one goes on typing. */
function dropLongVowels(kana: string): string {
  let key = ''
  let vowel: Vowel | undefined
  for (const character of kana) {
    if (character === 'ー' || (vowel !== undefined && lengthens[vowel].includes(character))) continue
    key += character
    vowel = vowelOf.get(character)
  }
  return key
}

function foldOnce(text: string): string {
  const letters = text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  const kana = toKatakana(letters).replace(soundPattern, (sound) => sameSounds[sound] ?? sound)
  return dropLongVowels(kana)
}

/**
 * The key under which a reading is searched "as it sounds": NFKC, hiragana as katakana, spaces and
 * marks dropped, ヂ = ジ, ヅ = ズ, ヲ = オ, ヴァ = バ, small ヶ ヵ = ケ カ, and long vowels as short ones
 * (オオタ = オータ = オウタ = オタ, ケイ = ケエ = ケ). Both sides of a comparison go through it, so what a
 * short vowel confuses (オオノ, オノ) is found together. What is not kana stays.
 *
 * Idempotent, and stable while typing: the key of the first kana of a text is the beginning of the
 * key of the whole text (a kana being one with its voicing mark and its small vowel: ヴァ).
 */
export function readingKey(kana: string): string {
  return untilStable(kana, foldOnce)
}

const longVowelLetters: Readonly<Record<string, string>> = {
  ā: 'a-', ī: 'i-', ū: 'u-', ē: 'e-', ō: 'o-', â: 'a-', î: 'i-', û: 'u-', ê: 'e-', ô: 'o-',
}

/** What may begin a syllable and is still waiting for its vowel. */
const openSyllable = /(?:(?<doubled>[bcdfghjkpqrstvwz])(?=\k<doubled>))?(?:sh|ch|ts|th|dh|kw|gw|xts?|[kgszjtdcnhfbpmrv]y|[bcdfghjkmpqrstvwxyz])$/u

/** The spellings wanakana does not read as they are meant ('-' is its ー): checked on 5.3.1. */
function spellingOf(word: string): string {
  return word
    .replace(/[āīūēōâîûêô]/gu, (letter) => longVowelLetters[letter] ?? letter)
    .replaceAll('l', 'r')
    .replace(/oh(?![aiueo])/gu, 'o-')
    .replace(/m(?=[bpm])/gu, 'n')
    .replace(/tc(?=h|$)/gu, 'cc')
    .replace(/d(?=[zj])/gu, '')
    .replace(/n{3,}/gu, 'nn')
    .replace(/nn(?![aiueoyn])/gu, 'n')
}

/** Without the consonant whose vowel is still to come; a doubled one (sapp) has its ッ already. */
function dropOpenSyllable(spelling: string): { closed: string; tail: string } {
  const match = openSyllable.exec(spelling)
  if (match === null) return { closed: spelling, tail: '' }
  return { closed: spelling.slice(0, match.index), tail: match.groups?.doubled === undefined ? '' : 'ッ' }
}

/**
 * Katakana of rōmaji as people type it: Hepburn or kunrei (shi/si, tsu/tu), long vowels as ō, ô, oh,
 * ou or not at all, m or n before b, m, p, n' or a hyphen between syllables. An unfinished syllable at
 * the end ("tanak", "sh") is left out; an n at the end is ン.
 * @returns null when the text is not rōmaji (another letter, digits, consonants no syllable has), or
 * nothing is left
 */
export function romajiReading(text: string): string | null {
  const plain = text.normalize('NFKC').toLowerCase().replace(/[’‘`´]/gu, "'").replace(/[‐‑‒–—―−]/gu, '-')
  if (!/^[a-zāīūēōâîûêô\s'-]+$/u.test(plain)) return null
  const isOpen = /[a-zāīūēōâîûêô]$/u.test(plain)
  const words = plain.split(/[\s'-]+/u).filter((word) => word !== '')
  const kana = words.map((word, index) => {
    const spelling = spellingOf(word)
    const { closed, tail } = isOpen && index === words.length - 1 ? dropOpenSyllable(spelling) : { closed: spelling, tail: '' }
    return kanaOfRomaji(closed) + tail
  }).join('')
  return /^[ァ-ヺー]+$/u.test(kana) ? kana : null
}

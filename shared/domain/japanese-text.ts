/** Small facts about Japanese text that searching, verifying and printing share. */

/** "U+E38B", at least four hexadecimal digits. */
export function codePointLabel(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** Hiragana as katakana; everything else unchanged. */
export function toKatakana(text: string): string {
  return text.replace(/[ぁ-ゖゝゞ]/gu, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) + 0x60))
}

/** True when the text is written in kana alone (spaces, ー and ・ allowed), so that only its sound is known. */
export function isKanaOnly(text: string): boolean {
  return /^[\p{Script=Hiragana}\p{Script=Katakana}ー・\s]+$/u.test(text.normalize('NFKC')) && /[ぁ-ゖァ-ヺ]/u.test(text.normalize('NFKC'))
}

export function hasKanji(text: string): boolean {
  return /\p{Script=Han}/u.test(text)
}

const kanjiDigits = '〇一二三四五六七八九'
const kanjiUnits: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }

/** Characters kanjiNumber reads, for use inside a character class. */
export const kanjiNumeralCharacters = '〇一二三四五六七八九十百千'

/**
 * The value of a kanji numeral, by units (二十三, 百五) or by position (二〇, 三二五).
 * @returns null when the text is empty or holds anything else
 */
export function kanjiNumber(text: string): number | null {
  let total = 0
  let digits = ''
  for (const character of text) {
    const unit = kanjiUnits[character]
    if (unit !== undefined) {
      total += (digits === '' ? 1 : Number(digits)) * unit
      digits = ''
      continue
    }
    const digit = kanjiDigits.indexOf(character)
    if (digit < 0) return null
    digits += String(digit)
  }
  return text === '' ? null : total + Number(digits)
}

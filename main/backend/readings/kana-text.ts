/** フリガナ as people fill it in. */
import { toKatakana } from '#shared/domain/japanese-text.ts'
import { readingCharacters } from './readings-types.ts'
import { figuresAsKana, lettersAsKana } from './spelled-kana.ts'

/**
 * A フリガナ field as katakana with single spaces: any width, hiragana too; marks and brackets fall away, figures and
 * Latin letters are spelled out.
 * @returns null where it is no reading: empty, or with kanji or a word that cannot be spelled
 */
export function katakanaReading(text: string): string | null {
  const spelled = text.normalize('NFKC').replace(/[0-9]+/gu, figuresAsKana).replace(/[A-Za-z]+/gu, (letters) => lettersAsKana(letters) ?? letters)
  const plain = toKatakana(spelled).replace(/[‐‑‒–—―−─-]/gu, 'ー').replace(/[^\p{L}\p{N}ー\s]/gu, ' ')
  const reading = plain.replace(/(?<![ァ-ヺー])ー+/gu, ' ').replace(/\s+/gu, ' ').trim()
  return /^[ァ-ヺー ]+$/u.test(reading) && reading.length <= readingCharacters ? reading : null
}

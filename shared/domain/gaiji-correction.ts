/**
 * 外字: characters of a published list that no font can draw (private use, replacement characters, characters our fonts
 * lack). A correction replaces those characters and nothing else (domain §4), each by a spelling a person has looked up,
 * and is applied anew to every later list.
 */
import { isDrawable } from './drawable-characters.ts'
import type { PublishedFacility } from './facility.ts'

/** Items of a facility that reach a letter or a screen as published. */
export const correctableItems = ['name', 'address', 'founder', 'manager'] as const satisfies readonly (keyof PublishedFacility)[]
export type CorrectableItem = (typeof correctableItems)[number]

export interface Replacement {
  /** One character as published. */
  readonly character: string
  readonly replacement: string
}

/** Longest replacement of one character: 外字 also stand for short words (㈱-like signs). */
const longestReplacement = 8

/**
 * True for a character that cannot be printed as published: private use, the replacement character, unassigned, and
 * whatever no font of ours draws. Digits, kana and common kanji never are.
 */
export const isUnprintable = (character: string): boolean => !isDrawable(character)

export type ReplacementProblem = 'empty' | 'tooLong' | 'unprintable' | 'digit' | 'notALetter'

/**
 * Whether a spelling may stand for a 外字. Digits are refused: no correction may turn an address. Only letters (kanji,
 * kana, Latin) and the marks 々〆ヶー・ are spellings, and only what our fonts draw.
 */
export const replacementProblem = (replacement: string): ReplacementProblem | null => {
  const characters = [...replacement]
  if (characters.length === 0) return 'empty'
  if (characters.length > longestReplacement) return 'tooLong'
  if (characters.some(isUnprintable)) return 'unprintable'
  // Kanji numerals count as text: 三 in 三田 is no number, but 〇 and full-width digits are only that.
  if (/[\p{Nd}〇]/u.test(replacement.normalize('NFKC'))) return 'digit'
  if (!/^(?:\p{L}|[々〆ヶー・]|[\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}])+$/u.test(replacement)) return 'notALetter'
  return null
}

/** Each unprintable character of a text once, in order. */
export const unprintableCharacters = (text: string): string[] => [...new Set(Array.from(text).filter(isUnprintable))]

/**
 * The text with its corrected characters. What no replacement names stays as published, and only unprintable characters
 * are ever replaced, whatever is asked.
 */
export const applyReplacements = (published: string, replacements: readonly Replacement[]): string => {
  const byCharacter = new Map(replacements.map(({ character, replacement }) => [character, replacement]))
  return Array.from(published, (character) => (isUnprintable(character) ? (byCharacter.get(character) ?? character) : character)).join('')
}

/** Whether the rest of `corrected` is the rest of `published` with each unprintable character kept or spelt out. */
const continues = (corrected: readonly string[], published: readonly string[], at: number, from: number): boolean => {
  const character = published[from]
  if (character === undefined) return at === corrected.length
  if (corrected[at] === character) return continues(corrected, published, at + 1, from + 1)
  if (!isUnprintable(character)) return false
  for (let length = 1; length <= longestReplacement && at + length <= corrected.length; length += 1) {
    const isSpelling = replacementProblem(corrected.slice(at, at + length).join('')) === null
    if (isSpelling && continues(corrected, published, at + length, from + 1)) return true
  }
  return false
}

/** True when `corrected` is `published` with one or more of its unprintable characters spelt out and nothing else changed. */
export const isCorrectionOf = (corrected: string, published: string): boolean =>
  corrected !== published && unprintableCharacters(published).length > 0 && continues(Array.from(corrected), Array.from(published), 0, 0)

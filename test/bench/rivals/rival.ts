/** What is compared: every engine gets the same keys in the same order and answers the same questions. */
import type { FacilityKeys } from '#shared/domain/facility-keys.ts'
import { isKanaOnly } from '#shared/domain/japanese-text.ts'
import { readingKey, romajiReading } from '#shared/domain/reading-key.ts'
import { addressKey, spokenNameKey, telephoneKey } from '#shared/domain/search-key.ts'

/** Keys of the facilities in order of their rank: the row's number is its place. */
export type RankedKeys = readonly FacilityKeys[]

export interface Found {
  /** Facility codes, best first. */
  readonly codes: readonly string[]
  /** From the question as typed to the codes. */
  readonly milliseconds: number
}

export interface BuildFacts {
  readonly seconds: number
  /** Of the database file, or of the memory the index takes. */
  readonly bytes: number
}

export interface Rival {
  readonly name: string
  build(rows: RankedKeys): Promise<BuildFacts>
  find(question: string, limit: number): Promise<Found>
  close(): Promise<void>
}

/** One word of a question as it would stand in each column; null = it cannot stand there. */
export interface WordKeys {
  readonly names: string | null
  readonly reading: string | null
  readonly address: string | null
  /** Of codes, telephone numbers and postal codes. */
  readonly digits: string | null
}

const orNull = (key: string): string | null => (key === '' ? null : key)
const isNumeric = (text: string): boolean => /^[\d\s()・.,_〒ー−―‐－+-]+$/u.test(text.normalize('NFKC'))

/** The words of a question, each folded as the columns are: no engine fares worse because of how something is written. */
export const wordKeys = (question: string): WordKeys[] => {
  const text = question.trim()
  const words = isNumeric(text) ? [text] : text.split(/[\s　]+/u).filter((word) => word !== '')
  return words.map((word) => {
    const kana = isKanaOnly(word) ? word : romajiReading(word)
    return {
      names: orNull(spokenNameKey(word)), reading: kana === null ? null : orNull(readingKey(kana)), address: orNull(addressKey(word)),
      digits: isNumeric(word) ? orNull(telephoneKey(word)) : null,
    }
  })
}

/** Measures a synchronous look-up. */
export const timed = (look: () => string[]): Found => {
  const started = performance.now()
  const codes = look()
  return { codes, milliseconds: performance.now() - started }
}

/**
 * What a caller says → what is asked of the list. A question becomes a row of tiers, best first; a tier is a condition
 * on the keys of a facility. The search and a plain scan of all rows follow the same tiers, so that their answers are
 * equal.
 */
import { normaliseFacilityCode } from './facility-code.ts'
import type { FacilityKeys } from './facility-keys.ts'
import { hasKanji, isKanaOnly } from './japanese-text.ts'
import { prefectureByName, prefectureOfAddress } from './prefectures.ts'
import { readingKey, romajiReading } from './reading-key.ts'
import { addressKey, nameKeys, searchKey, telephoneKey } from './search-key.ts'

/** How a facility was found, best first. */
export const findMatches = [
  'code', 'formerCode', 'codePrefix', 'codePart', 'postalCode', 'nameStart', 'namePart', 'reading', 'telephone', 'address', 'words',
] as const
export type FindMatch = (typeof findMatches)[number]

export type KeyField = 'code' | 'name' | 'reading' | 'address' | 'telephone' | 'postalCode' | 'prefecture'
/** `starts` of a name: of the short name or of the one with its association. */
export interface KeyCondition {
  readonly field: KeyField
  readonly how: 'is' | 'starts' | 'ends' | 'contains'
  readonly key: string
}

/** All of these, each by any of its conditions. */
export interface FindTier {
  readonly matchedBy: FindMatch
  readonly allOf: readonly (readonly KeyCondition[])[]
  /** By rank (facility-keys.ts), or by the field asked for: codes and postal codes read on in their own order. */
  readonly order: 'rank' | 'code' | 'postalCode'
}

/** Fewer digits than these stand in half of all codes and telephone numbers. */
const fewestInfixDigits = 4
const fewestPostalDigits = 3

const condition = (field: KeyField, how: KeyCondition['how'], key: string): KeyCondition => ({ field, how, key })
const tier = (matchedBy: FindMatch, ...allOf: (readonly KeyCondition[])[]): FindTier => ({ matchedBy, allOf, order: 'rank' })

/** Digits, and what people put between them. */
const isNumeric = (text: string): boolean => /^[\d\s()・.,_〒ー−―‐－+-]+$/u.test(text.normalize('NFKC')) && /\d/u.test(text.normalize('NFKC'))

/** The reading that kana or rōmaji sound like; null where the text says more than sounds. */
const spokenReading = (text: string): string | null => {
  const kana = isKanaOnly(text) ? text : romajiReading(text)
  const key = kana === null ? '' : readingKey(kana)
  return key === '' ? null : key
}

/** What of a name may have been said: with its association, and without. */
const saidNames = (word: string): string[] => {
  const { short, spoken } = nameKeys(word)
  return (short === spoken ? [short] : [spoken, short]).filter((key) => key !== '')
}
const nameContains = (names: readonly string[]): KeyCondition[] => names.map((key) => condition('name', 'contains', key))

/** An address with or without its prefecture in front: 東京都千代田区 = 千代田区 in 13. */
const addressConditions = (text: string): (readonly KeyCondition[])[] | null => {
  const plain = text.normalize('NFKC').replace(/\s/gu, '')
  const prefecture = prefectureOfAddress(plain)
  const key = addressKey(plain)
  const whole = prefectureByName(plain)
  if (whole !== null) return [[condition('prefecture', 'is', whole.number)]]
  if ([...key].length < 2) return null
  const inAddress = [condition('address', 'contains', key)]
  return prefecture === null ? [inAddress] : [inAddress, [condition('prefecture', 'is', prefecture.number)]]
}

const textTiers = (text: string): FindTier[] => {
  const names = saidNames(text)
  const reading = spokenReading(text)
  const address = addressConditions(text)
  return [
    ...(names.length === 0 ? [] : [tier('nameStart', names.map((key) => condition('name', 'starts', key))), tier('namePart', nameContains(names))]),
    ...(reading === null ? [] : [tier('reading', [condition('reading', 'starts', reading)])]),
    ...(reading === null || [...reading].length < 2 ? [] : [tier('reading', [condition('reading', 'contains', reading)])]),
    ...(address === null ? [] : [tier('address', ...address)]),
  ]
}

const digitTiers = (text: string): FindTier[] => {
  const digits = normaliseFacilityCode(text)
  const telephone = telephoneKey(text)
  const postal: FindTier[] = []
  const plain = text.normalize('NFKC').replace(/[‐−―－ー]/gu, '-').trim()
  if (digits.length === 7) postal.push({ ...tier('postalCode', [condition('postalCode', 'is', digits)]), order: 'rank' })
  else if (digits.length >= fewestPostalDigits && digits.length < 7 && (/^\d{3}-\d*$/u.test(plain) || plain.startsWith('〒'))) {
    postal.push({ ...tier('postalCode', [condition('postalCode', 'starts', digits)]), order: 'postalCode' })
  }
  return [
    ...(digits.length === 10 ? [tier('code', [condition('code', 'is', digits)])] : []),
    ...(digits.length > 0 && digits.length < 10 ? [{ ...tier('codePrefix', [condition('code', 'starts', digits)]), order: 'code' as const }] : []),
    ...(digits.length === 7 ? [tier('codePart', [condition('code', 'ends', digits)])] : []),
    ...postal,
    ...(digits.length >= fewestInfixDigits && digits.length < 10 ? [tier('codePart', [condition('code', 'contains', digits)])] : []),
    ...(telephone.length >= fewestInfixDigits ? [tier('telephone', [condition('telephone', 'contains', telephone)])] : []),
  ]
}

/** One of several words: wherever it stands. */
const wordConditions = (word: string): KeyCondition[] => {
  const reading = spokenReading(word)
  const address = addressKey(word)
  const prefecture = prefectureByName(word)
  const digits = isNumeric(word) ? telephoneKey(word) : ''
  return [
    ...nameContains(saidNames(word)),
    ...(reading === null || [...reading].length < 2 ? [] : [condition('reading', 'contains', reading)]),
    ...([...address].length < 2 ? [] : [condition('address', 'contains', address)]),
    ...(prefecture === null ? [] : [condition('prefecture', 'is', prefecture.number)]),
    ...(digits.length < fewestInfixDigits ? [] : [condition('telephone', 'contains', digits), condition('code', 'contains', digits)]),
    ...(digits.length === 7 ? [condition('postalCode', 'is', digits)] : []),
  ]
}

const isKana = (character: string): boolean => /[\p{Script=Hiragana}\p{Script=Katakana}ー]/u.test(character)

/** Half converted by the input method (たなか医院): kana by sound or as written, the rest as written. */
const mixedTier = (text: string): FindTier | null => {
  if (!hasKanji(text) || ![...text].some(isKana)) return null
  const runs = text.match(/[\p{Script=Hiragana}\p{Script=Katakana}ー]+|[^\p{Script=Hiragana}\p{Script=Katakana}ー]+/gu) ?? []
  const allOf = runs.map((run) => {
    const reading = isKana([...run][0] ?? '') ? readingKey(run) : ''
    return [
      ...(searchKey(run) === '' ? [] : [condition('name', 'contains', searchKey(run))]),
      ...([...reading].length < 2 ? [] : [condition('reading', 'contains', reading)]),
    ]
  })
  return allOf.some((conditions) => conditions.length === 0) ? null : tier('words', ...allOf)
}

/** Digits that can stand in a name or be a lot: 1-2-3, 1234; not a code or a telephone. */
const mayBeLot = (text: string): boolean => {
  const digits = text.normalize('NFKC').replace(/\D/gu, '').length
  return digits <= 5 || (digits <= 9 && /\d[^\d]+\d/u.test(text.normalize('NFKC')))
}

/** The tiers of a question, best first; none for a question that says nothing. */
export const findTiers = (question: string): FindTier[] => {
  const text = question.trim()
  if (text === '') return []
  const words = text.split(/[\s\u3000]+/u).filter((word) => word !== '')
  const isNumber = isNumeric(text)
  const tiers = isNumber ? [...digitTiers(text), ...(mayBeLot(text) ? textTiers(text) : [])] : textTiers(text)
  if (words.length > 1 && !isNumber) {
    const allOf = words.map(wordConditions)
    if (allOf.every((conditions) => conditions.length > 0)) tiers.push(tier('words', ...allOf))
  } else {
    const mixed = mixedTier(text)
    if (mixed !== null) tiers.push(mixed)
  }
  return tiers
}

const textOf = (keys: FacilityKeys, field: Exclude<KeyField, 'name'>): string =>
  ({ code: keys.facilityCode, reading: keys.reading, address: keys.address, telephone: keys.telephone, postalCode: keys.postalCode, prefecture: keys.prefectureNumber })[field]

const holds = (keys: FacilityKeys, { field, how, key }: KeyCondition): boolean => {
  if (field === 'name') {
    if (how === 'starts') return keys.names.startsWith(key) || keys.names.startsWith(key, keys.shortNameStart)
    return keys.names.includes(key)
  }
  const text = textOf(keys, field)
  if (how === 'is') return text === key
  if (how === 'starts') return text.startsWith(key)
  return how === 'ends' ? text.endsWith(key) : text.includes(key)
}

/** Whether a facility answers a tier. */
export const answersTier = (keys: FacilityKeys, { allOf }: FindTier): boolean => allOf.every((anyOf) => anyOf.some((one) => holds(keys, one)))

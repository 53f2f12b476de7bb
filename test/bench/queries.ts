/**
 * What a caller says and an operator types, drawn from the rows of a list, anew for every seed. Parts of names mostly
 * begin where the name begins; some are typed in full width, in hiragana or with a space in the wrong place.
 */
import { toRomaji } from 'wanakana'
import { prefectures } from '#shared/domain/prefectures.ts'
import { seededRandom, type SeededRandom } from '#trial/seeded-random.ts'
import type { BenchFacility } from './facilities/generate.ts'

export const queryClasses = [
  'oneCharacter', 'twoCharacters', 'threeOrMore', 'kana', 'romaji', 'addressPart', 'telephoneDigits', 'codePrefix', 'codeInfix', 'twoWords', 'noHit', 'veryCommonWord',
] as const
export type QueryClass = (typeof queryClasses)[number]
export interface BenchQuery { readonly text: string; readonly kind: QueryClass }

const legalPerson = /^(?:(?:社会|特定)?医療法人(?:社団|財団)?|社会福祉法人|(?:一般|公益)(?:社団|財団)法人|独立行政法人[^\s　]*)[\s　]*(?:[^\s　]*会[\s　]+)?/u
const spokenName = (name: string): string => name.replace(legalPerson, '').replace(/[\s　]/gu, '') || name
const spokenReading = (reading: string): string => reading.split('　').at(-1) ?? reading
const hiragana = (text: string): string => text.replace(/[ァ-ヶ]/gu, (character) => String.fromCharCode(character.charCodeAt(0) - 0x60))
const wide = (text: string): string => text.replace(/[!-~]/gu, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
const digitsOf = (text: string): string => text.normalize('NFKC').replace(/\D/gu, '')

/** Part of a text, `length` characters, two times in three from its beginning; null where it is too short. */
const partOf = (text: string, length: number, random: SeededRandom): string | null => {
  const characters = [...text]
  if (characters.length < length) return null
  const start = random.chance(0.65) ? 0 : random.integer(0, characters.length - length)
  return characters.slice(start, start + length).join('')
}

/** The same as typed by somebody in a hurry. */
const asTyped = (text: string, random: SeededRandom): string => {
  const drawn = random.next()
  if (drawn < 0.06) return hiragana(text)
  if (drawn < 0.12) return text.normalize('NFKC')
  if (drawn < 0.16) return wide(text)
  if (drawn < 0.19) return `　${text}`
  return text
}

type Draw = (row: BenchFacility, random: SeededRandom) => string | null

const namePart = (length: (random: SeededRandom) => number): Draw => ({ facility }, random) => {
  const part = partOf(spokenName(facility.name), length(random), random)
  return part === null ? null : asTyped(part, random)
}

const addressPart: Draw = ({ facility: { address } }, random) => {
  const match = /^(?:.{2,3}[都道府県])?(.+?[市区町村])(.*?)([0-9０-９一二三四五六七八九十].*)?$/u.exec(address)
  const [, city = '', quarter = '', lot = ''] = match ?? []
  const drawn = random.next()
  if (drawn < 0.25) return city
  if (drawn < 0.45) return `${city}${quarter}`
  if (drawn < 0.65) return [...quarter].length >= 2 ? quarter : null
  if (drawn < 0.85) return quarter === '' || lot === '' ? null : asTyped(`${quarter}${lot.slice(0, random.integer(1, 6)).trim()}`, random)
  return lot === '' ? null : asTyped(`${city}${quarter}${lot.split('　')[0] ?? ''}`.normalize('NFKC'), random)
}

const telephoneDigits: Draw = ({ facility: { telephone } }, random) => {
  if (telephone === null) return null
  const digits = digitsOf(telephone)
  const drawn = random.next()
  if (drawn < 0.35) return digits.slice(-4)
  if (drawn < 0.55) return digits
  if (drawn < 0.7) return telephone
  if (drawn < 0.85) return digits.slice(0, random.integer(4, 9))
  return digits.slice(-random.integer(5, 8))
}

const printedCode = (code: string): string => `${code.slice(0, 2)} ${code.slice(2, 3)} ${code.slice(3, 5)}-${code.slice(5, 9)}-${code.slice(9)}`
const codePrefix: Draw = ({ facility: { facilityCode } }, random) => {
  if (random.chance(0.15)) return random.chance(0.5) ? facilityCode : printedCode(facilityCode)
  const part = facilityCode.slice(0, random.integer(1, 9))
  return random.chance(0.1) ? wide(part) : part
}
const codeInfix: Draw = ({ facility: { facilityCode } }, random) => {
  const drawn = random.next()
  if (drawn < 0.4) return facilityCode.slice(3)
  const length = random.integer(4, 6)
  const start = random.integer(1, 10 - length)
  return facilityCode.slice(start, start + length)
}

const kana: Draw = ({ reading }, random) => {
  if (reading === null) return null
  const part = partOf(spokenReading(reading), random.integer(2, 8), random)
  // Nobody begins to speak with ー, ッ or a small vowel.
  if (part === null || /^[ーッャュョァィゥェォ]/u.test(part)) return null
  return random.chance(0.7) ? hiragana(part) : part
}
const romaji: Draw = (row, random) => {
  const part = kana(row, random)
  return part === null || [...part].length < 3 ? null : toRomaji(hiragana(part)).toLowerCase()
}

const twoWords: Draw = ({ facility }, random) => {
  const name = partOf(spokenName(facility.name), random.integer(2, 5), random)
  const prefecture = prefectures.find(({ number }) => number === facility.prefectureNumber)?.name ?? ''
  const city = /^(?:.+?郡)?(.+?[市区町村])/u.exec(facility.address)?.[1] ?? null
  if (name === null || city === null) return null
  const place = random.pick([city, city, city.replace(/(?<=..)[市区町村]$/u, ''), prefecture])
  const gap = random.chance(0.3) ? '　' : ' '
  return random.chance(0.5) ? `${place}${gap}${name}` : `${name}${gap}${place}`
}

/** What hardly anybody is called: parts of two rows in a wrong order, or digits of no code or telephone. */
const noHit: Draw = ({ facility }, random) => {
  const characters = [...spokenName(facility.name)].filter((character) => /\p{Script=Han}/u.test(character))
  const drawn = random.next()
  if (drawn < 0.25) return `99${String(random.integer(0, 9_999_999)).padStart(7, '0')}`
  if (drawn < 0.45) return `ぬ${random.pick([...'むめもゆよぺぽぱ'])}${random.pick([...'ぬゑづ'])}${random.pick([...'らりるれろ'])}`
  if (drawn < 0.6) return `${facility.address.slice(0, 4)}９９９－${random.integer(100, 999)}－${random.integer(100, 999)}`
  return characters.length < 3 ? null : `${characters.toReversed().slice(0, 3).join('')}${random.pick([...'鰯鯖鱈鯛鮫鰻鮪鯨'])}`
}

const fixedDraws: Readonly<Record<Exclude<QueryClass, 'veryCommonWord'>, Draw>> = {
  oneCharacter: namePart(() => 1), twoCharacters: namePart(() => 2), threeOrMore: namePart((random) => random.integer(3, 8)),
  kana, romaji, addressPart, telephoneDigits, codePrefix, codeInfix, twoWords, noHit,
}

const sampleSize = 4000
/** A part of a name that at least so many of 1,000 names hold is very common. */
const commonPerThousand = 15

/** Words and parts of words that a great many names of this list hold (クリニック, 医院, 歯科, 薬局, 中央 …), as it happens. */
const commonParts = (rows: readonly BenchFacility[], random: SeededRandom): string[] => {
  const counts = new Map<string, number>()
  for (let index = 0; index < sampleSize; index += 1) {
    const characters = [...spokenName(random.pick(rows).facility.name)]
    const parts = new Set<string>()
    for (const length of [2, 3, 4, 5, 6]) for (let start = 0; start + length <= characters.length; start += 1) parts.add(characters.slice(start, start + length).join(''))
    for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1)
  }
  return [...counts].filter(([, count]) => count * 1000 >= commonPerThousand * sampleSize).map(([part]) => part)
}

/**
 * `count` questions, as many of each class (± 1), none twice.
 * @throws RangeError for an empty list or one too small for so many different questions
 */
export const drawQueries = (rows: readonly BenchFacility[], seed: number, count = 480): BenchQuery[] => {
  if (rows.length === 0) throw new RangeError('Nothing to ask for')
  const random = seededRandom(seed)
  const common = commonParts(rows, random)
  const draws: Readonly<Record<QueryClass, Draw>> = { ...fixedDraws, veryCommonWord: (_row, chance) => (common.length === 0 ? null : asTyped(chance.pick(common), chance)) }
  const asked = new Set<string>()
  const queries: BenchQuery[] = []
  for (let index = 0; index < count; index += 1) {
    const kind = queryClasses[index % queryClasses.length]!
    for (let attempt = 0; ; attempt += 1) {
      if (attempt > 10_000) throw new RangeError(`The list is too small for so many questions (${kind})`)
      const text = draws[kind](random.pick(rows), random)
      if (text === null || text.trim() === '' || asked.has(text)) continue
      asked.add(text)
      queries.push({ text, kind })
      break
    }
  }
  return queries
}

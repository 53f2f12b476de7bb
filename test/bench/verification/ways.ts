/** Twelve ways of saying the same. Each says the whole line, or null where a facility has nothing to say that way. */
import type { Speaker } from './spoken-facility.ts'
import type { SpokenLot } from './spoken-lot.ts'

export interface SaidLine {
  readonly facilityCode?: string
  readonly nameAndTown?: { readonly name: string; readonly town: string }
  readonly addressNumbers: string | null
  readonly telephone?: string
  readonly founder?: string
  readonly manager?: string
}
export interface Way {
  readonly name: string
  readonly say: (speaker: Speaker) => SaidLine | null
}

const fullWidth = (text: string): string => text.replace(/[!-~]/gu, (character) => String.fromCodePoint(character.codePointAt(0)! + 0xfee0))
const kanjiDigits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九']
const kanjiNumber = (value: number): string => {
  if (value >= 10_000) return String(value)
  const part = (unit: number, word: string) => {
    const digit = Math.floor(value / unit) % 10
    return digit === 0 ? '' : `${digit === 1 && unit < 1000 ? '' : kanjiDigits[digit]}${word}`
  }
  return `${part(1000, '千')}${part(100, '百')}${part(10, '十')}${kanjiDigits[value % 10]}`
}
const digits = (text: string): string => text.normalize('NFKC').replace(/[^0-9]/gu, '')
/** 0776-23-2640 in its three groups; as it is where the list has others. */
const inGroups = (telephone: string, say: (groups: readonly string[]) => string): string => {
  const found = telephone.normalize('NFKC').match(/[0-9]+/gu)
  return found?.length === 3 ? say(found) : telephone
}
const lotWords = (numbers: readonly string[]): string =>
  numbers.length === 0 ? '' : numbers.length === 1 ? `${numbers[0]}番地` : numbers.length === 2 ? `${numbers[0]}番地の${numbers[1]}` : `${numbers[0]}丁目${numbers[1]}番${numbers[2]}号${numbers.slice(3).map((number) => `の${number}`).join('')}`
const inWords = ({ numbers, isGrid }: SpokenLot, say: (value: number) => string): string =>
  isGrid ? `${say(numbers[0]!)}条${lotWords(numbers.slice(1).map(say))}` : lotWords(numbers.map(say))
const withLot = ({ lot }: Speaker, say: (numbers: readonly number[]) => string): string | null => (lot === null ? null : say(lot.numbers))
const lotInWords = ({ lot }: Speaker, say: (value: number) => string): string | null => (lot === null ? null : inWords(lot, say))
const hyphens = (speaker: Speaker): string | null => withLot(speaker, (lot) => lot.join('-'))
/** One item beside the musts: this one said this way, else, as it stands, whichever the list holds. */
const plus = ({ facility }: Speaker, item: 'telephone' | 'founder' | 'manager', say: (text: string) => string): Partial<SaidLine> => {
  const wanted = facility[item]
  if (wanted !== null) return { [item]: say(wanted) }
  const other = (['telephone', 'founder', 'manager'] as const).find((one) => facility[one] !== null)
  return other === undefined ? {} : { [other]: facility[other]! }
}

const legalPerson = /^[\s\u3000]*(?:社会医療法人社団|社会医療法人財団|社会医療法人|特定医療法人社団|特定医療法人|医療法人社団|医療法人財団|医療法人|社会福祉法人|一般財団法人|公益財団法人|株式会社|有限会社)[\s\u3000]*/u
/** What follows the legal form and, where a space parts it, the association's name. */
const shortName = (name: string): string => {
  const rest = name.replace(legalPerson, '')
  if (rest === name) return name
  const words = rest.split(/[\s\u3000]+/u).filter((word) => word !== '')
  return words.length > 1 && /会$/u.test(words[0]!) ? words.slice(1).join('') : rest
}
const bracketed: readonly (readonly [RegExp, string])[] = [[/^医療法人(?:社団)?/u, '（医）'], [/^社会福祉法人/u, '（福）'], [/^株式会社/u, '㈱'], [/^有限会社/u, '㈲']]
const asBracketed = (name: string): string | null => {
  const found = bracketed.find(([form]) => form.test(name))
  return found === undefined ? null : name.replace(found[0], found[1])
}
/** The other kana: スズキ医院 for すずき医院. Null where the name has none. */
const otherKana = (name: string): string | null => {
  const swapped = name.replace(/[ぁ-ゖ]/gu, (one) => String.fromCodePoint(one.codePointAt(0)! + 0x60))
  if (swapped !== name) return swapped
  const back = name.replace(/[ァ-ヴ]/gu, (one) => String.fromCodePoint(one.codePointAt(0)! - 0x60))
  return back === name ? null : back
}
const withoutBuilding = (address: string): string => address.replace(/[\s\u3000]+[^\s\u3000]*(?:ビル|タワー|マンション|プラザ|モール|センター|ハイツ|コーポ)[^\s\u3000]*.*$/u, '').trim()

export const ways: readonly Way[] = [
  { name: 'full width', say: (speaker) => ({ facilityCode: fullWidth(speaker.facility.facilityCode), addressNumbers: withLot(speaker, (lot) => fullWidth(lot.join('-'))), ...plus(speaker, 'telephone', fullWidth) }) },
  { name: 'hyphens', say: (speaker) => ({ facilityCode: speaker.facility.facilityCode.replace(/^(..)(.)(..)(....)(.)$/u, '$1-$2-$3-$4-$5'), addressNumbers: hyphens(speaker), ...plus(speaker, 'telephone', (text) => text) }) },
  { name: 'の between', say: (speaker) => ({ facilityCode: speaker.facility.facilityCode, addressNumbers: withLot(speaker, (lot) => lot.join('の')), ...plus(speaker, 'telephone', digits) }) },
  { name: '丁目, 番地, 号', say: (speaker) => ({ facilityCode: speaker.facility.facilityCode, addressNumbers: lotInWords(speaker, String), ...plus(speaker, 'telephone', (text) => inGroups(text, ([area, exchange, number]) => `${area}(${exchange})${number}`)) }) },
  { name: 'kanji numerals', say: (speaker) => ({ facilityCode: speaker.facility.facilityCode, addressNumbers: lotInWords(speaker, kanjiNumber), ...plus(speaker, 'founder', (text) => text) }) },
  { name: 'number pad', say: (speaker) => ({ facilityCode: speaker.facility.facilityCode, addressNumbers: withLot(speaker, (lot) => lot.join(' ')), ...plus(speaker, 'telephone', (text) => inGroups(text, (parts) => parts.join(' '))) }) },
  { name: 'address without building', say: (speaker) => ({ facilityCode: speaker.facility.facilityCode, addressNumbers: speaker.lot === null ? null : withoutBuilding(speaker.facility.address), ...plus(speaker, 'manager', (text) => text.replace(/[\s\u3000]/gu, '')) }) },
  { name: 'former name', say: (speaker) => ({ nameAndTown: { name: speaker.history.formerNames![0]!, town: speaker.town }, addressNumbers: hyphens(speaker), ...plus(speaker, 'telephone', digits) }) },
  { name: 'without legal person', say: (speaker) => ({ nameAndTown: { name: shortName(speaker.facility.name), town: speaker.town }, addressNumbers: hyphens(speaker), ...plus(speaker, 'founder', (text) => text.replace(/[\s\u3000]/gu, '')) }) },
  {
    name: 'legal person in brackets', say: (speaker) => {
      const name = asBracketed(speaker.facility.name)
      return name === null ? null : { nameAndTown: { name, town: `${speaker.prefectureName}${speaker.town}` }, addressNumbers: hyphens(speaker), ...plus(speaker, 'telephone', digits) }
    },
  },
  {
    name: 'reading, other kana', say: (speaker) => {
      const name = speaker.facility.reading ?? otherKana(speaker.facility.name)
      return name === null ? null : { nameAndTown: { name, town: speaker.town }, addressNumbers: hyphens(speaker), ...plus(speaker, 'telephone', digits) }
    },
  },
  { name: 'town first, title', say: (speaker) => ({ nameAndTown: { name: `${speaker.town} ${speaker.facility.name}`, town: speaker.town }, addressNumbers: hyphens(speaker), ...plus(speaker, 'manager', (text) => `院長の${text}先生`) }) },
]

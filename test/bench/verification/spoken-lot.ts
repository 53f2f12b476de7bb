/**
 * The 番地 as a person reads it off an address, found without the product's own rules: the first numbers that stand together,
 * as far as words of a lot join them. Kanji numerals count before such a word; a 条 counts only in a grid (3条西6丁目), it is
 * a street's name in 京都 (四条通).
 */
const digitOf = '〇一二三四五六七八九'
const unitOf: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }
const numeral = '[〇一二三四五六七八九十百千]+'

const valueOf = (text: string): number => {
  if (/^[〇一二三四五六七八九]+$/u.test(text)) return Number([...text].map((one) => digitOf.indexOf(one)).join(''))
  let [total, digit] = [0, 0]
  for (const one of text) {
    const unit = unitOf[one]
    if (unit === undefined) digit = digitOf.indexOf(one)
    else {
      total += (digit === 0 ? 1 : digit) * unit
      digit = 0
    }
  }
  return total + digit
}

const grid = `(?=条通?[東西南北]?(?:[0-9]+|${numeral})(?:丁目|番|-))`
const joined = '(?:条通?[東西南北右左]?|丁目?[東西南北右左]{0,2}|線[東西南北]?|番地の?|番の?|号の?|地割|の|ノ|-)'

export interface SpokenLot {
  readonly numbers: readonly number[]
  /** The first of them is a 条 of a grid, and is said so. */
  readonly isGrid: boolean
}

/** Null where the address has no number, or none that a person would call its 番地. */
export const spokenLot = (address: string): SpokenLot | null => {
  const text = address.normalize('NFKC').replace(/[‐‑‒–—―−─]/gu, '-').replace(/\s+/gu, ' ')
    .replace(/(?<=[0-9])ー(?=[0-9])/gu, '-')
    .replace(new RegExp(`${numeral}(?=丁目|番地|番[0-9 ]|番${numeral}号|号|地割)|${numeral}${grid}`, 'gu'), (found) => String(valueOf(found)))
  const found = new RegExp(`(?<!第)[0-9]+(?:${joined}[0-9]+)*`, 'gu')
  for (const { 0: run, index } of text.matchAll(found)) {
    const rest = text.slice(index + run.length)
    // Names of towns and streets: 1番町, 2の宮, 3番割; and the 丁目 of a street in 京都 before the town.
    if (/^(?:番[町丁割]|号線|条(?!通?[東西南北]?[0-9])|の[^0-9])/u.test(rest)) continue
    if (/(?:上る|上ル|下る|下ル|東入|西入)/u.test(text.slice(0, index)) && /^丁目[^0-9 ]*[0-9]/u.test(rest)) continue
    const numbers = (run.match(/[0-9]+/gu) ?? []).map(Number)
    // A floor written after a dash is no part of the lot.
    const isFloor = numbers.length > 1 && /^(?:階|F(?![a-z])|号室|号館|号棟)/iu.test(rest)
    return { numbers: isFloor ? numbers.slice(0, -1) : numbers, isGrid: /^[0-9]+条/u.test(run) }
  }
  const atEnd = new RegExp(`(?<=[町村字山])(${numeral})$`, 'u').exec(text)
  return atEnd === null ? null : { numbers: [valueOf(atEnd[1]!)], isGrid: false }
}

/**
 * The 番地 of an address as numbers alone (2-1-38): what a caller says and an operator types without
 * an IME when a facility is verified. Building, floor and room are no part of it.
 */
import { kanjiNumber, kanjiNumeralCharacters } from './japanese-text.ts'

const kanji = `[${kanjiNumeralCharacters}]+`
const lotWord = '(?:丁目|丁|番地|番|号|条通|条|線|地割)'
/** What may stand between two numbers of one lot: 7条西6丁目, 21丁目南5番, 東3線北15号, 51番地の1, 20-4, 12-イ-3. */
const connector = `(?:-|${lotWord}(?:(?<!号)[東西南北]{1,2}|(?<=丁目)[右左])?(?:の|ノ|之|-)?(?:[イロハニホヘト甲乙丙](?=[0-9]))?|[東西南北]{1,2}(?=[0-9]+(?:丁目|線|号))|の|ノ|之|-?[イロハニホヘト甲乙丙]-?)`
/** A number that names a floor, a room or a building. */
const notBuilding = '(?![0-9]*(?:階|[fF](?![a-zA-Z])|号室|室|号館|号棟|号店|棟|館|番館))'
const runPattern = new RegExp(`[0-9]+(?:${connector}${notBuilding}[0-9]+)*`, 'gu')
/** What follows a number that belongs to a name: 1番町, 国道2号線, 第1地区, 2の宮. */
const nameAfter = /^(?:番[町丁街]|号線|地区|区画|[町村区市]|の[^0-9])/u

/** Width, dashes, spaces round the lot's words, and kanji numerals that count. */
function prepared(address: string): string {
  const asDigits = (_whole: string, before: string, numeral: string): string => `${before}${kanjiNumber(numeral) ?? numeral}`
  let text = address
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−─━]/gu, '-')
    .replace(/(?<=[0-9])\s*[-ー]\s*(?=[0-9])/gu, '-')
    .replace(new RegExp(`(?<=[0-9${kanjiNumeralCharacters}])\\s+(?=${lotWord})`, 'gu'), '')
    // A kanji numeral goes on with the lot only before a word of it: 「３１番 四条ビル」 does not.
    .replace(new RegExp(`(${lotWord}[東西南北]?)\\s+(?=[0-9]|${kanji}(?:丁目|番|号))`, 'gu'), (whole, word: string) =>
      // After 号 the lot is over: 「６番２０号 １階」.
      word.startsWith('号') ? whole : word,
    )
  text = text
    .replace(new RegExp(`()(${kanji})(?=丁目|番地|地割)`, 'gu'), asDigits)
    .replace(new RegExp(`([0-9](?:丁目?|番地?|条|-)の?[東西南北]?)(${kanji})(?=番(?![町丁])|号|の|[^\\p{Script=Han}]|$)`, 'gu'), asDigits)
    .replace(new RegExp(`()(${kanji})(?=番(?:[0-9]|${kanji}(?:号|$)))`, 'gu'), asDigits)
    // Of a grid (西五条南三丁目) only: 西七条南中野町 and 東九条室町 are towns of 京都.
    .replace(new RegExp(`([東西南北])(${kanji})(?=線|条通?[東西南北]?(?:[0-9]|${kanji}(?:丁目|番)))`, 'gu'), asDigits)
    .replace(new RegExp(`()(${kanji})(?=条[東西南北]?(?:[0-9]|${kanji}))`, 'gu'), asDigits)
    .replace(new RegExp(`([0-9](?:番地?|丁目|条)の?)(${kanji})(?=号|番)`, 'gu'), asDigits)
  return text
}

interface Run {
  readonly text: string
  readonly numbers: readonly string[]
  readonly rest: string
}

function numbersOf(run: string): string[] {
  return (run.match(/[0-9]+/gu) ?? []).map((digits) => digits.replace(/^0+(?=[0-9])/u, ''))
}

function lotRun(address: string): Run | null {
  const text = prepared(address)
  let fallback: Run | null = null
  for (const match of text.matchAll(runPattern)) {
    const rest = text.slice(match.index + match[0].length)
    const before = text.slice(0, match.index)
    // 「７－２８４Ｆ」 is 7-28, fourth floor: nothing stands between the lot and the floor.
    const gluedFloor = /^(?:-|番地?の?|丁目)([0-9]+)[0-9](?:階|[fF](?![a-zA-Z]))/u.exec(rest)
    const run: Run = {
      text: match[0],
      numbers: [...numbersOf(match[0]), ...numbersOf(gluedFloor?.[1] ?? '')],
      rest: gluedFloor === null ? rest : '',
    }
    if (/^(?:階|[fF](?![a-zA-Z])|号室|室|号館|号棟|号店|棟|館|番館)/u.test(rest)) continue
    // 「東洞院通七条下る二丁目東塩小路町６０６」: in 京都 the street has 丁目 of its own before the town.
    const isOfStreet = /(?:上る|上ル|下る|下ル|東入|西入)/u.test(before) && /^丁目[^0-9\s]+[0-9]/u.test(rest)
    if (nameAfter.test(rest) || /第$/u.test(before) || isOfStreet) {
      fallback ??= run
      continue
    }
    return run
  }
  return fallback ?? kanjiLotAtEnd(text)
}

/** A lot written in kanji alone closes the address (調子町四四, 野里町三五－六). Only where there is no other number. */
function kanjiLotAtEnd(text: string): Run | null {
  const match = new RegExp(`(?<=[町村字山])${kanji}(?:[-ノの]${kanji})*$`, 'u').exec(text)
  if (match === null) return null
  return { text: match[0], numbers: match[0].split(/[-ノの]/u).map((part) => String(kanjiNumber(part) ?? part)), rest: '' }
}

/**
 * The lot of an address: the first run of numbers that is one, joined by '-', without leading zeros.
 * 福井市中央１－９－３０ → 1-9-30 · 南７条西６丁目１番２号 → 7-6-1-2 · 栄四丁目４番２１号 → 4-4-21 ·
 * 河畔７丁目５１番地１ → 7-51-1.
 * @returns null where the address has none (京都 上ル/東入; 無番地)
 */
export function addressNumbers(address: string): string | null {
  const run = lotRun(address)
  return run === null ? null : run.numbers.join('-')
}

/**
 * Every way the same lot is rightly said: whole; without the 条 of 北海道's grid; without a room
 * written as one more number (2-1-38-201), or with the room that stands behind it (2-1-38 … 201号室).
 * The first is addressNumbers. Empty where the address has no number.
 */
export function addressNumberVariants(address: string): string[] {
  const run = lotRun(address)
  if (run === null) return []
  const numbers = run.numbers
  const variants = [numbers]
  if (/^[0-9]+条/u.test(run.text) && numbers.length >= 3) variants.push(numbers.slice(1))
  const last = numbers.at(-1) ?? ''
  if (numbers.length >= 4 && last.length >= 3) variants.push(numbers.slice(0, -1))
  const roomBehind = /^(?:番地?|号)?[^0-9]*?([0-9]{1,4})(?:号室|号|階|[fF]|$)/u.exec(run.rest)?.[1]
  if (roomBehind !== undefined) variants.push([...numbers, roomBehind])
  return [...new Set(variants.map((variant) => variant.join('-')))]
}

/**
 * What a caller says as the lot: "2-1-38", "2 1 38" from the number pad, "二丁目一番三十八号", or a
 * whole address. Null when no number is in it.
 */
export function spokenAddressNumbers(spoken: string): string | null {
  const plain = spoken.normalize('NFKC').replace(/[‐‑‒–—―−ー・./,、]/gu, '-').trim()
  if (/^[0-9]+(?:[\s-]+[0-9]+)*$/u.test(plain)) return numbersOf(plain).join('-')
  // Nothing but numerals and words of a lot: every kanji numeral counts (「一番二号の三十」), wherever it stands.
  const isLotAlone = new RegExp(`^(?:[0-9${kanjiNumeralCharacters}\\s]|-|${lotWord}|[東西南北右左のノ]|第)+$`, 'u').test(plain)
  if (isLotAlone) return numbersOf(plain.replace(new RegExp(kanji, 'gu'), (numeral) => `-${kanjiNumber(numeral) ?? numeral}-`)).join('-') || null
  return addressNumbers(spoken)
}

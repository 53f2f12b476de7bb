import { checkFacilityCode } from '#shared/domain/facility-code.ts'
import type { ListColumn } from '#shared/domain/facility.ts'
import { parseWareki } from '#shared/domain/wareki.ts'
import { codeDigits } from './print-report.ts'
import { folded, looksLikeTelephone, splitPostalCode } from './published-text.ts'

type Sign = (text: string) => boolean

/** What a facility calls itself. */
const endsLikeName: Sign = (text) => /(病院|医院|クリニック|診療所|薬局|歯科|医療センター|ステーション|内科|外科|眼科|小児科)$/u.test(folded(text))
/** A town with a number behind it. */
const looksLikeAddress: Sign = (text) => /^〒|[都道府県市区郡町村].*([0-9一二三四五六七八九十]|丁目|番地)/u.test(folded(text))

const isPostalCode: Sign = (text) => /^〒?[0-9]{3}-?[0-9]{2,4}$/u.test(folded(text).replace(/[‐‑‒–—―−ー]/gu, '-'))
/** 7 or 10 digits, or 6 or 9 where a spreadsheet has dropped a zero. */
const isCode: Sign = (text) => [6, 7, 9, 10].includes(codeDigits(text).length)
const isDay: Sign = (text) => parseWareki(text) !== null || /^[12][0-9]{3}[-/.年]?[0-9]{1,2}[-/.月]?[0-9]{1,2}/u.test(folded(text)) || /^[0-9]{4,5}(\.[0-9]+)?$/u.test(folded(text))
const isNumber: Sign = (text) => looksLikeTelephone(text) || isPostalCode(text) || isCode(text) || isDay(text)

/** What most cells of a column must show, and what they must not. */
const expected: { readonly [column in ListColumn]?: { readonly is?: Sign; readonly isNot?: Sign } } = {
  facilityCode: { is: isCode },
  postalCode: { is: isPostalCode },
  telephone: { is: looksLikeTelephone },
  designatedOn: { is: isDay },
  name: { isNot: (text) => isNumber(text) || (looksLikeAddress(text) && !endsLikeName(text)) },
  address: { isNot: (text) => isNumber(text) || (endsLikeName(text) && !looksLikeAddress(text)) },
  founder: { isNot: isNumber },
  manager: { isNot: isNumber },
}

/** True where name and address have plainly changed places. */
export function areSwapped(name: string, address: string): boolean {
  return endsLikeName(address) && !looksLikeAddress(address) && looksLikeAddress(name) && !endsLikeName(name)
}

/** False where most cells of a column plainly hold something else than the item it is taken for; empty cells say nothing. */
export function holdsItsItem(column: ListColumn, cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '')
  const { is, isNot } = expected[column] ?? {}
  const against = filled.filter((cell) => (is !== undefined && !is(cell)) || (isNot?.(cell) ?? false))
  return against.length * 2 <= filled.length
}

/** The column whose cells are codes with 10 digits and the right check digit, or null. */
function guessCodeColumn(columns: readonly (readonly string[])[]): number | null {
  const index = columns.findIndex((cells) => {
    const filled = cells.filter((cell) => cell.trim() !== '')
    return filled.length > 0 && filled.filter((cell) => codeDigits(cell).length === 10 && checkFacilityCode(codeDigits(cell)).valid).length * 2 > filled.length
  })
  return index === -1 ? null : index
}

/** The only column that passes, or null. */
function guessColumn(columns: readonly (readonly string[])[], isTaken: (index: number) => boolean, sign: Sign): number | null {
  const found = [...columns.keys()].filter((index) => {
    const filled = (columns[index] ?? []).filter((cell) => cell.trim() !== '')
    return !isTaken(index) && filled.length > 0 && filled.filter(sign).length * 2 > filled.length
  })
  return found.length === 1 ? (found[0] ?? null) : null
}

/** Columns of a table with unknown headings, guessed by what they hold: a proposal for a person, never a reading. */
export function guessColumns(columns: readonly (readonly string[])[], known: ReadonlyMap<ListColumn, number>): Map<ListColumn, number> {
  const guessed = new Map(known)
  const isTaken = (index: number): boolean => [...guessed.values()].includes(index)
  const propose = (column: ListColumn, index: number | null): void => {
    if (index !== null && !guessed.has(column) && !isTaken(index)) guessed.set(column, index)
  }
  propose('facilityCode', guessCodeColumn(columns))
  propose('postalCode', guessColumn(columns, isTaken, isPostalCode))
  propose('telephone', guessColumn(columns, isTaken, (text) => looksLikeTelephone(text) && /^\(?0/u.test(folded(text))))
  propose('designatedOn', guessColumn(columns, isTaken, (text) => parseWareki(text) !== null))
  propose('address', guessColumn(columns, isTaken, (text) => looksLikeAddress(splitPostalCode(text).address)))
  propose('name', guessColumn(columns, isTaken, endsLikeName))
  return guessed
}

/**
 * Dates in the Japanese calendar, as the bureaus print them and as letters carry them.
 * Each day belongs to one era: the day of a change of era is the first of the new one.
 */

interface Era {
  readonly name: string
  readonly letter: string
  /** First day of the era, ISO. */
  readonly from: string
}

// 明治 begins in 1868, but the Gregorian calendar was taken over on 1873-01-01 (明治6年): earlier
// days were counted by another calendar and are refused rather than converted wrongly.
const gregorianFrom = '1873-01-01'
const eras: readonly Era[] = [
  { name: '令和', letter: 'R', from: '2019-05-01' },
  { name: '平成', letter: 'H', from: '1989-01-08' },
  { name: '昭和', letter: 'S', from: '1926-12-25' },
  { name: '大正', letter: 'T', from: '1912-07-30' },
  { name: '明治', letter: 'M', from: '1868-01-25' },
]

const warekiPattern =
  /(令和|平成|昭和|大正|明治|[令平昭大明RHSTM])\.?\s*(元|[0-9]{1,2})\s*[年./-]\s*([0-9]{1,2})\s*[月./-]\s*([0-9]{1,2})(?:\s*日)?/u
const wholeWareki = new RegExp(`^${warekiPattern.source}$`, 'u')

/** True for an existing day written YYYY-MM-DD. */
export function isIsoDate(text: string): boolean {
  const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/u.exec(text)
  return match !== null && isoDate(Number(match[1]), Number(match[2]), Number(match[3])) === text
}

function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(2000, 0, 1))
  date.setUTCFullYear(year, month - 1, day)
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists ? date.toISOString().slice(0, 10) : null
}

function eraOf(iso: string): Era | null {
  return iso < gregorianFrom ? null : (eras.find((era) => iso >= era.from) ?? null)
}

function fromMatch(match: RegExpExecArray): string | null {
  const [, word = '', yearText = '', monthText, dayText] = match
  const era = eras.find((candidate) => candidate.name.startsWith(word) || candidate.letter === word)
  const yearOfEra = yearText === '元' ? 1 : Number(yearText)
  if (era === undefined || yearOfEra === 0) return null
  const iso = isoDate(Number(era.from.slice(0, 4)) + yearOfEra - 1, Number(monthText), Number(dayText))
  return iso !== null && eraOf(iso) === era ? iso : null
}

function prepared(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−]/gu, '-')
    .replace(/[・。．]/gu, '.')
    .toUpperCase()
    .trim()
}

/**
 * Reads one date: "昭47. 3. 1", "令5.10.23", "平元. 9. 1", "令和 8年 7月 1日", "R8.7.1", full-width.
 * @returns ISO date, or null for another text, a day that does not exist, or one outside its era
 *   (平成31年5月1日, 昭和64年1月8日)
 */
export function parseWareki(text: string): string | null {
  const match = wholeWareki.exec(prepared(text))
  return match === null ? null : fromMatch(match)
}

/** The first date inside a longer text ("[令和 8年 7月 1日現在　医科　現存/休止]" → 2026-07-01), or null. */
export function findWareki(text: string): string | null {
  const match = warekiPattern.exec(prepared(text))
  return match === null ? null : fromMatch(match)
}

/**
 * "令和8年11月23日"; the first year of an era is 元年.
 * @throws RangeError when the text is no existing ISO date, or lies before 1873
 */
export function formatWareki(iso: string): string {
  const era = isIsoDate(iso) ? eraOf(iso) : null
  if (era === null) throw new RangeError('Not a date of the Japanese calendar')
  const yearOfEra = Number(iso.slice(0, 4)) - Number(era.from.slice(0, 4)) + 1
  return `${era.name}${yearOfEra === 1 ? '元' : String(yearOfEra)}年${Number(iso.slice(5, 7))}月${Number(iso.slice(8, 10))}日`
}

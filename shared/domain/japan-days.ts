/** Days of Asia/Tokyo, which knows no summer time: validity, collections and closings are counted in them. */

const tokyoOffset = 9 * 3_600_000
const dayMilliseconds = 86_400_000

/** ISO date in Japan. @param instant milliseconds since the epoch */
export function dateInJapan(instant: number): string {
  return new Date(instant + tokyoOffset).toISOString().slice(0, 10)
}

/** First instant of a day in Japan, as a UTC ISO string. */
export function beginningOfDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - tokyoOffset).toISOString()
}

/** The ISO date so many days after (or, with a negative number, before) this one. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMilliseconds).toISOString().slice(0, 10)
}

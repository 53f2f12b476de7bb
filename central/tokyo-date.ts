/** The calendar day in Japan (no summer time, UTC+9) as ISO date: validity of a letter is printed in days there. */
export function tokyoDate(milliseconds: number): string {
  return new Date(milliseconds + 9 * 3_600_000).toISOString().slice(0, 10)
}

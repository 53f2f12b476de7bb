/** Times as a person types them, in Japan's time. */
const folded = (text: string): string => text.normalize('NFKC').trim()

/** "14:05", "1405", "9時5分" as minutes of the day, or null. */
export function typedTime(text: string): number | null {
  const match = /^(\d{1,2})(?:[:：時.]?)(\d{2})?分?$/u.exec(folded(text)) ?? /^(\d{1,2})[:時.](\d{1,2})分?$/u.exec(folded(text))
  if (match === null) return null
  const [hours, minutes] = [Number(match[1]), Number(match[2] ?? 0)]
  return hours <= 23 && minutes <= 59 ? hours * 60 + minutes : null
}

/** The instant of a minute of a day in Japan (UTC + 9, no summer time). @param minutes from midnight */
export const instantInJapan = (isoDate: string, minutes: number): string =>
  new Date(Date.parse(`${isoDate}T00:00:00.000+09:00`) + minutes * 60_000).toISOString()

/** Until when a call back may be promised: what fits on one key, in Japan's time. */
import { instantInJapan } from '../../parts/typed-time.ts'
import { todayInJapan } from '../../strings/dates.ts'

export const dueChoices = ['halfHour', 'hour', 'today17', 'tomorrow9', 'other'] as const
export type DueChoice = (typeof dueChoices)[number]

const dayAfter = (isoDate: string): string => new Date(Date.parse(`${isoDate}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** The instant of a choice; null for a day and time of one's own, or one that has passed. */
export function dueAtOf(choice: DueChoice, now: Date): string | null {
  const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString()
  const today = todayInJapan(now)
  if (choice === 'halfHour') return inMinutes(30)
  if (choice === 'hour') return inMinutes(60)
  if (choice === 'tomorrow9') return instantInJapan(dayAfter(today), 9 * 60)
  if (choice === 'other') return null
  const five = instantInJapan(today, 17 * 60)
  return Date.parse(five) > now.getTime() ? five : null
}

/** Those that still lie ahead. */
export const dueChoicesAt = (now: Date): DueChoice[] => dueChoices.filter((choice) => choice === 'other' || dueAtOf(choice, now) !== null)

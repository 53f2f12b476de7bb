/** Times as the mailroom says them: how long something waits, how long is left, which weekday. */
import { ja } from './ja.ts'

const minute = 60_000
const words = ja.mailroom.duration
const weekdayFormat = new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', month: 'long', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit' })

/** "45 分", "3 時間 12 分", "2 日 5 時間": whole minutes, never below 0. @param milliseconds how long */
export function durationText(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / minute))
  if (minutes < 60) return words.minutes(minutes)
  if (minutes < 24 * 60) return words.hours(Math.floor(minutes / 60), minutes % 60)
  const hours = Math.floor(minutes / 60)
  return words.days(Math.floor(hours / 24), hours % 24)
}

/** "11月24日(火) 16:00" */
export const weekdayTime = (instant: string): string => weekdayFormat.format(new Date(instant))

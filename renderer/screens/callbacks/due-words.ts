import { ja } from '../../strings/ja.ts'

const text = ja.callbacks.due

/** "期限を30分過ぎています", "あと20分". @param now milliseconds */
export function dueWords(dueAt: string, now: number): string {
  const minutes = Math.floor(Math.abs(now - Date.parse(dueAt)) / 60_000)
  const hours = Math.floor(minutes / 60)
  const isLate = now > Date.parse(dueAt)
  if (hours >= 24) return isLate ? text.daysLate(Math.floor(hours / 24)) : text.daysLeft(Math.floor(hours / 24))
  if (hours >= 1) return isLate ? text.hoursLate(hours) : text.hoursLeft(hours)
  return isLate ? text.minutesLate(minutes) : text.minutesLeft(minutes)
}

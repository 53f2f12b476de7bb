/** Business days of Japan: Monday to Friday, no public holiday (振替休日 and 国民の休日 included), not closed by the office. Dates are ISO dates. */
import holidayCalendar from '@holiday-jp/holiday_jp'
import { addDays } from './japan-days.ts'

/** 0 = Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay()

export function isBusinessDay(date: string, closedDays: readonly string[]): boolean {
  const weekday = weekdayOf(date)
  // Asked by ISO date: handed a Date, the calendar would go by the time zone of the machine.
  return weekday !== 0 && weekday !== 6 && !holidayCalendar.isHoliday(date) && !closedDays.includes(date)
}

/**
 * The business day so many business days after a date; with 0 the date itself.
 * @param days whole and not negative
 */
export function addBusinessDays(date: string, days: number, closedDays: readonly string[]): string {
  let reached = date
  for (let left = days; left > 0;) {
    reached = addDays(reached, 1)
    if (isBusinessDay(reached, closedDays)) left -= 1
  }
  return reached
}

/** Business days after `from` up to and with `until`; 0 where `until` is not later. */
export function businessDaysBetween(from: string, until: string, closedDays: readonly string[]): number {
  let count = 0
  for (let date = addDays(from, 1); date <= until; date = addDays(date, 1)) if (isBusinessDay(date, closedDays)) count += 1
  return count
}

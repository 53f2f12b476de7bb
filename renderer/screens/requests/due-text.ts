import { businessDaysBetween } from '#shared/domain/business-days.ts'
import { day } from '../../strings/dates.ts'
import { ja } from '../../strings/ja.ts'

const text = ja.caseDrawer

/** How long is left, in words: the last day, today, or how many business days too late. Both ISO dates of Japan. */
export function dueText(dueOn: string, today: string): string {
  if (dueOn < today) return text.dueOver(businessDaysBetween(dueOn, today, []))
  return dueOn === today ? text.dueToday : text.dueOn(day(dueOn))
}

/** What waits longer than its limit comes to the top: limits are settings (case-settings.ts), counted in Japanese business days. */
import { addBusinessDays } from './business-days.ts'
import { dateInJapan } from './japan-days.ts'

/**
 * Last business day a case may stay in its state, as ISO date; null for a state without a limit (it has ended).
 * @param facts.since when it came into the state, UTC ISO
 */
export function dueOn(facts: {
  readonly state: string
  readonly since: string
  readonly limits: Readonly<Record<string, number>>
  readonly closedDays: readonly string[]
}): string | null {
  const limit = Object.hasOwn(facts.limits, facts.state) ? facts.limits[facts.state] : undefined
  return limit === undefined ? null : addBusinessDays(dateInJapan(Date.parse(facts.since)), limit, facts.closedDays)
}

/** Late from the day after. Both ISO dates of Japan. */
export const isLate = (due: string | null, today: string): boolean => due !== null && today > due

/** When a case came into the state it is in: its last event that changed the state, or the first one. UTC ISO. */
export function inStateSince(events: readonly { readonly at: string; readonly from: string | null; readonly to: string }[], otherwise: string): string {
  return events.findLast((event) => event.from !== event.to)?.at ?? otherwise
}

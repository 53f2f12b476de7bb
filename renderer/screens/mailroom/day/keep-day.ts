import type { QueryClient } from '@tanstack/react-query'
import type { MailDay } from '#shared/contract/desktop/contract.ts'

/** The day as an action answered it, for every part that shows it. */
export function keepDay(day: MailDay, queries: QueryClient): void {
  queries.setQueryData(['mailroom', 'day', day.date], day)
  void queries.invalidateQueries({ queryKey: ['mailroom', 'day', null] })
}

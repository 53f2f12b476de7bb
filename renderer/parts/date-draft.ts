/** A day while it is typed in three fields: the year as 2026, R8 or 令和8. */
import { isIsoDate, parseWareki } from '#shared/domain/wareki.ts'

export interface DateDraft {
  readonly year: string
  readonly month: string
  readonly day: string
}

export const emptyDate: DateDraft = { year: '', month: '', day: '' }

/** @param isoDate an existing day */
export const dateDraft = (isoDate: string): DateDraft => ({ year: isoDate.slice(0, 4), month: String(Number(isoDate.slice(5, 7))), day: String(Number(isoDate.slice(8, 10))) })

const folded = (text: string) => text.normalize('NFKC').replace(/[\s年月日]/gu, '')

/** The ISO date; null = nothing typed; `wrong` = not a day (yet). */
export function dateOf(draft: DateDraft): string | null | 'wrong' {
  const [year, month, day] = [folded(draft.year), folded(draft.month), folded(draft.day)]
  if (year === '' && month === '' && day === '') return null
  const iso = /^\d{4}$/u.test(year) ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : parseWareki(`${year}.${month}.${day}`)
  return iso !== null && isIsoDate(iso) ? iso : 'wrong'
}

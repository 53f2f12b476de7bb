/** Small things the page does with the text of a card; what it means is decided by shared/domain/guidance-card-text.ts. */
import { parseGuidanceCard } from '#shared/domain/guidance-card-text.ts'

/** The lines that problems name, from 1, each once, in order. */
export const problemLines = (problems: readonly string[]): number[] =>
  [...new Set(problems.flatMap((problem) => { const line = /^(\d+) ?行目/u.exec(problem)?.[1]; return line === undefined ? [] : [Number(line)] }))].sort((one, other) => one - other)

/** The day so many months after another, or the last of its month. ISO dates. */
export function monthsAfter(isoDate: string, count: number): string {
  const [year = 0, month = 1, day = 1] = isoDate.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + count, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + count, Math.min(day, last))).toISOString().slice(0, 10)
}

/** The same text with another review-by date, nothing else touched; null where the text is no good card or says its date in another way. */
export function withReviewBy(name: string, text: string, reviewBy: string): string | null {
  const changed = text.replace(/^(見直し期限:[ ]*)["']?\d{4}-\d{2}-\d{2}["']?/mu, `$1${reviewBy}`)
  const parsed = parseGuidanceCard(name, changed)
  return 'card' in parsed && parsed.card.reviewBy === reviewBy ? changed : null
}

/** 代理: who sees whose cases as their own while somebody is away. Days are ISO dates in Japan, the first and the last included. */
import { addDays } from './japan-days.ts'

export interface Deputy {
  readonly staffId: string
  readonly deputyStaffId: string
  readonly from: string
  readonly until: string
  /** Ended before its last day. */
  readonly endedAt: string | null
}

/** Longest time somebody is stood in for, in days. */
const longestDays = 366

export const isInForce = (deputy: Deputy, date: string): boolean => deputy.endedAt === null && deputy.from <= date && date <= deputy.until

/** In force or still to come. */
export const isAhead = (deputy: Deputy, date: string): boolean => deputy.endedAt === null && date <= deputy.until

/** Whose cases a person sees as their own on a day, besides those of oneself. Not passed on: a deputy's own deputy does not stand in for both. */
export function deputyFor(deputies: readonly Deputy[], staffId: string, date: string): string[] {
  return [...new Set(deputies.filter((deputy) => deputy.deputyStaffId === staffId && isInForce(deputy, date)).map((deputy) => deputy.staffId))]
}

/** Several deputies of one person at a time are good; the same one twice is not. */
export const overlaps = (first: Deputy, second: Deputy): boolean =>
  first.endedAt === null && second.endedAt === null && first.staffId === second.staffId && first.deputyStaffId === second.deputyStaffId
  && first.from <= second.until && second.from <= first.until

export type DeputyProblem = 'DEPUTY_OF_ONESELF' | 'DEPUTY_DAYS' | 'DEPUTY_TOO_LONG' | 'DEPUTY_PAST' | 'DEPUTY_OVERLAPS'

/**
 * What is wrong with a new deputy, or null.
 * @param today ISO date in Japan
 * @param known the deputies there are
 */
export function deputyProblem(deputy: Deputy, today: string, known: readonly Deputy[]): DeputyProblem | null {
  if (deputy.staffId === deputy.deputyStaffId) return 'DEPUTY_OF_ONESELF'
  if (deputy.from > deputy.until) return 'DEPUTY_DAYS'
  if (deputy.until > addDays(deputy.from, longestDays - 1)) return 'DEPUTY_TOO_LONG'
  if (deputy.until < today) return 'DEPUTY_PAST'
  return known.some((other) => overlaps(deputy, other)) ? 'DEPUTY_OVERLAPS' : null
}

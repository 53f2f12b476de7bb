/**
 * The day of a mailroom desk (design: 印刷 = 発送 + 廃棄 + 手元). Every piece that was printed is counted until it has left the
 * mailroom, once a day:
 *
 * - 印刷: printed on this day, or printed before and still in hand when the day began;
 * - 発送: of these, handed to the post on this day;
 * - 廃棄: of these, destroyed on this day without having been posted;
 * - 手元: of these, neither posted nor destroyed by the end of the day. They are carried over to the next.
 *
 * A letter that came back was counted as posted once and is not counted again. A day ends when it is closed, else at midnight in
 * Japan: what happens after the closing belongs to the next day that is not closed.
 */
import { addDays, dateInJapan } from './japan-days.ts'

/** A printed piece; instants in UTC, ISO. */
export interface MailPiece {
  readonly printedAt: string
  /** When it left the mailroom; null for one that was labelled but never left it. */
  readonly postedAt: string | null
  readonly destroyedAt: string | null
}

export interface ClosedDay {
  /** ISO date, Japan. */
  readonly date: string
  readonly closedAt: string
}

interface MailCounts {
  readonly printed: number
  readonly posted: number
  readonly destroyed: number
  readonly inHand: number
}

/** The day something that happened then is counted on. */
export function mailDayOf(instant: string, closedDays: readonly ClosedDay[]): string {
  let date = dateInJapan(Date.parse(instant))
  while (closedDays.some((closed) => closed.date === date && instant > closed.closedAt)) date = addDays(date, 1)
  return date
}

/** The first day from this one on that is not closed: where a piece that stands on no slip is listed. */
export function openDayFrom(date: string, closedDays: readonly ClosedDay[]): string {
  let day = date
  while (closedDays.some((closed) => closed.date === day)) day = addDays(day, 1)
  return day
}

type MailPlace = 'posted' | 'destroyed' | 'inHand'

/** What a piece counts as on a day; null = it is not counted (not printed yet, or gone before). */
export function placeOnDay(piece: MailPiece, date: string, closedDays: readonly ClosedDay[]): MailPlace | null {
  const dayOf = (instant: string): string => mailDayOf(instant, closedDays)
  if (dayOf(piece.printedAt) > date) return null
  const goneAt = piece.postedAt ?? piece.destroyedAt
  if (goneAt === null || dayOf(goneAt) > date) return 'inHand'
  if (dayOf(goneAt) < date) return null
  return piece.postedAt === null ? 'destroyed' : 'posted'
}

export function countMailDay(pieces: readonly MailPiece[], date: string, closedDays: readonly ClosedDay[]): MailCounts {
  const counts = { posted: 0, destroyed: 0, inHand: 0 }
  for (const piece of pieces) {
    const place = placeOnDay(piece, date, closedDays)
    if (place !== null) counts[place] += 1
  }
  return { printed: counts.posted + counts.destroyed + counts.inHand, ...counts }
}

/** The first day before this one on which something was printed, posted or destroyed, and which nobody has closed; null = none. */
export function earliestOpenDay(pieces: readonly MailPiece[], before: string, closedDays: readonly ClosedDay[]): string | null {
  const days = pieces.flatMap((piece) => [piece.printedAt, piece.postedAt, piece.destroyedAt])
    .filter((instant) => instant !== null)
    .map((instant) => mailDayOf(instant, closedDays))
    .filter((day) => day < before && !closedDays.some((closed) => closed.date === day))
  return days.toSorted()[0] ?? null
}

export type MailDayObstacle =
  | { readonly kind: 'dayNotBegun' }
  | { readonly kind: 'earlierDayOpen'; readonly date: string }
  | { readonly kind: 'lotsOpen'; readonly lotNumbers: readonly string[] }
  | { readonly kind: 'lotSheetsToDestroy'; readonly lotNumber: string; readonly sheets: number }
  | { readonly kind: 'sheetsToDestroy'; readonly sheets: number }
  | { readonly kind: 'notListed'; readonly pieces: number }

/** Why a day cannot be closed yet; empty = it can. */
export function mailDayObstacles(facts: {
  readonly date: string
  readonly today: string
  readonly earliestOpenDay: string | null
  /** Lots of the desk begun by the end of the day that still go on; `destroying`: only their sheets wait. */
  readonly unfinishedLots: readonly { readonly lotNumber: string; readonly isDestroying: boolean; readonly sheetsToDestroy: number }[]
  /** Worthless sheets and envelopes in hand that belong to no unfinished lot. */
  readonly sheetsToDestroy: number
  /** Posted pieces with a number that stand on no 差出票. */
  readonly notListed: number
}): MailDayObstacle[] {
  const open = facts.unfinishedLots.filter((lot) => !lot.isDestroying)
  return [
    ...(facts.date > facts.today ? [{ kind: 'dayNotBegun' as const }] : []),
    ...(facts.earliestOpenDay === null ? [] : [{ kind: 'earlierDayOpen' as const, date: facts.earliestOpenDay }]),
    ...(open.length === 0 ? [] : [{ kind: 'lotsOpen' as const, lotNumbers: open.map((lot) => lot.lotNumber) }]),
    ...facts.unfinishedLots.filter((lot) => lot.isDestroying)
      .map(({ lotNumber, sheetsToDestroy }) => ({ kind: 'lotSheetsToDestroy' as const, lotNumber, sheets: sheetsToDestroy })),
    ...(facts.sheetsToDestroy === 0 ? [] : [{ kind: 'sheetsToDestroy' as const, sheets: facts.sheetsToDestroy }]),
    ...(facts.notListed === 0 ? [] : [{ kind: 'notListed' as const, pieces: facts.notListed }]),
  ]
}

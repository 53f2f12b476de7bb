/**
 * What a person must confirm before a new facility list is put into use: an older list over a newer one, and a list
 * that would close unusually many facilities (a half file, the wrong file).
 */
import type { FacilityListKind } from './facility.ts'

export const listQuestionKinds = ['olderList', 'manyClosed'] as const
export type ListQuestionKind = (typeof listQuestionKinds)[number]

/** One prefecture and kind that the new list covers, beside what is in use. Days are ISO dates, null = not known. */
export interface ListScope {
  readonly prefectureNumber: string
  readonly listKind: FacilityListKind
  readonly heldAsOf: string | null
  readonly asOf: string | null
  /** Facilities in use now, sample rows left out. */
  readonly held: number
  /** How many of them the new list does not name. */
  readonly closing: number
}

/** Share of the facilities in use above which closing them asks first. */
const largestQuietShare = 0.02
/** In a small scope two facilities are a usual month, though they may be more than the share. */
const largestQuietCount = 2

/** True where more facilities would go than a month explains. */
export const closesMany = (held: number, closing: number): boolean => closing > largestQuietCount && closing > held * largestQuietShare

/** A list of unknown day is older than none: only two known days can be compared. */
export const isOlder = (scope: Pick<ListScope, 'heldAsOf' | 'asOf'>): boolean => scope.heldAsOf !== null && scope.asOf !== null && scope.asOf < scope.heldAsOf

/** The questions a list raises, each with the scopes it is about; empty = it may be put into use without asking. */
export const listQuestions = (scopes: readonly ListScope[]): { kind: ListQuestionKind; scopes: ListScope[] }[] => {
  const older = scopes.filter(isOlder)
  const closing = scopes.filter((scope) => closesMany(scope.held, scope.closing))
  const held = scopes.reduce((sum, scope) => sum + scope.held, 0)
  const gone = scopes.reduce((sum, scope) => sum + scope.closing, 0)
  // Little everywhere may be much together.
  const many = closing.length === 0 && closesMany(held, gone) ? scopes.filter((scope) => scope.closing > 0) : closing
  return [
    ...(older.length === 0 ? [] : [{ kind: 'olderList' as const, scopes: older }]),
    ...(many.length === 0 ? [] : [{ kind: 'manyClosed' as const, scopes: many }]),
  ]
}

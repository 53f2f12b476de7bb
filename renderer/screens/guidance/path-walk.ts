/** The two decision paths as the page walks them: steps of the domain, answers as text, words of the catalogue. */
import type { GuidancePath } from '#shared/contract/records.ts'
import { logInQuestions, nextLogInStep, type LogInAnswers } from '#shared/domain/log-in-path.ts'
import { newFacilityQuestions, nextNewFacilityStep, type NewFacilityAnswers } from '#shared/domain/new-facility-path.ts'
import type { PortalAccountState } from '#shared/domain/notice.ts'
import { ja } from '../../strings/ja.ts'
import type { EndWords, QuestionWords } from '../../strings/guidance.ts'

export type PathKind = GuidancePath['kind']
export interface GivenAnswer { readonly question: string; readonly choice: string }
export type WalkStep =
  | { readonly kind: 'question'; readonly question: string; readonly choices: readonly string[] }
  | { readonly kind: 'end'; readonly end: string }

const questionsOf: Readonly<Record<PathKind, Readonly<Record<string, readonly string[]>>>> = { logIn: logInQuestions, newFacility: newFacilityQuestions }
const wordsOfQuestions: Readonly<Record<PathKind, Readonly<Record<string, QuestionWords<string>>>>> = ja.guidance.path.questions
const wordsOfEnds: Readonly<Record<PathKind, Readonly<Record<string, EndWords>>>> = ja.guidance.path.ends

/** Answers kept with a call, in the order they were given; what this version does not know is left out. */
export const givenOf = (kind: PathKind, answers: Readonly<Record<string, string>>): GivenAnswer[] =>
  Object.entries(answers).flatMap(([question, choice]) => (questionsOf[kind][question]?.includes(choice) === true ? [{ question, choice }] : []))

const recordOf = (given: readonly GivenAnswer[]): Record<string, string> => Object.fromEntries(given.map(({ question, choice }) => [question, choice]))

/** The next question, or where it ends. */
export function nextStep(kind: PathKind, given: readonly GivenAnswer[], accountState: PortalAccountState): WalkStep {
  // Only answers of the table get into `given`, so the record is one of the domain's.
  const answers: unknown = recordOf(given)
  return kind === 'logIn' ? nextLogInStep(answers as LogInAnswers, accountState) : nextNewFacilityStep(answers as NewFacilityAnswers)
}

/** As kept on the call. A path for a new facility is about no facility of the list. */
export const pathOf = (kind: PathKind, given: readonly GivenAnswer[], end: string, facts: { readonly facilityCode: string | null; readonly accountState: PortalAccountState }): GuidancePath => ({
  kind, end, overrideReason: null,
  facilityCode: kind === 'logIn' ? facts.facilityCode : null,
  answers: kind === 'logIn' ? { ...recordOf(given), accountState: facts.accountState } : recordOf(given),
})

const isSamePath = (one: GuidancePath, other: Pick<GuidancePath, 'kind' | 'facilityCode'>): boolean => one.kind === other.kind && one.facilityCode === other.facilityCode

/** One of a kind and facility: the latest. */
export const withPath = (paths: readonly GuidancePath[], path: GuidancePath): GuidancePath[] => [...withoutPath(paths, path), path]
export const withoutPath = (paths: readonly GuidancePath[], path: Pick<GuidancePath, 'kind' | 'facilityCode'>): GuidancePath[] => paths.filter((one) => !isSamePath(one, path))

/** Undefined for a question or an end that a newer version asked. */
export const questionWords = (kind: PathKind, question: string): QuestionWords<string> | undefined => wordsOfQuestions[kind][question]
export const endWords = (kind: PathKind, end: string): EndWords | undefined => wordsOfEnds[kind][end]

/**
 * What a path comes to now that central has said what account there is: its new end, or more to ask; null where nothing changes.
 */
export function stepSinceCentralAnswered(path: GuidancePath, accountState: PortalAccountState): WalkStep | null {
  if (path.kind !== 'logIn' || path.answers.accountState !== 'unknown' || accountState === 'unknown') return null
  const step = nextStep('logIn', givenOf('logIn', path.answers), accountState)
  return step.kind === 'end' && step.end === path.end ? null : step
}

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { logInEnds, logInQuestions } from '#shared/domain/log-in-path.ts'
import { newFacilityQuestions } from '#shared/domain/new-facility-path.ts'
import { portalAccountStates } from '#shared/domain/notice.ts'
import { facilityNumberKinds } from '#shared/domain/provisional-code-request.ts'
import { endWords, givenOf, nextStep, pathOf, questionWords, stepSinceCentralAnswered, withoutPath, withPath, type GivenAnswer, type PathKind } from '#renderer/screens/guidance/path-walk.ts'

const account = fc.constantFrom(...portalAccountStates)
const kinds = fc.constantFrom<PathKind>('logIn', 'newFacility')
/** Which choice is taken at each question. */
const picks = fc.array(fc.nat(9), { minLength: 8, maxLength: 8 })

const walk = (kind: PathKind, choose: readonly number[], state: (typeof portalAccountStates)[number]) => {
  const given: GivenAnswer[] = []
  for (;;) {
    const step = nextStep(kind, given, state)
    if (step.kind === 'end') return { given, end: step.end }
    const words = questionWords(kind, step.question)
    expect(words?.ask).toMatch(/。$/u)
    for (const choice of step.choices) expect(words?.choices[choice]).toMatch(/\S/u)
    given.push({ question: step.question, choice: step.choices[(choose[given.length] ?? 0) % step.choices.length] ?? '' })
    // A path that asks the same twice would never end.
    expect(given.length).toBeLessThanOrEqual(6)
  }
}

describe('every way through the paths', () => {
  it('asks in words and ends in words to read aloud', () => {
    fc.assert(fc.property(kinds, picks, account, (kind, choose, state) => {
      const { end } = walk(kind, choose, state)
      const words = endWords(kind, end)
      expect(words?.say).toMatch(/。$/u)
      expect(words?.next).toMatch(/。$/u)
      expect(words?.title).toMatch(/\S/u)
    }))
  })

  it('is kept on the call and found again as it was', () => {
    fc.assert(fc.property(kinds, picks, account, (kind, choose, state) => {
      const { given, end } = walk(kind, choose, state)
      const path = pathOf(kind, given, end, { facilityCode: '1318814790', accountState: state })
      expect(givenOf(kind, path.answers)).toEqual(given)
      expect(path.facilityCode).toBe(kind === 'logIn' ? '1318814790' : null)
      expect(withPath(withPath([], path), path)).toEqual([path])
      expect(withoutPath([path], path)).toEqual([])
    }))
  })

  it('changes with central’s answer only where it was not known, and then to where the path leads', () => {
    fc.assert(fc.property(picks, account, account, (choose, before, now) => {
      const { given, end } = walk('logIn', choose, before)
      const since = stepSinceCentralAnswered(pathOf('logIn', given, end, { facilityCode: null, accountState: before }), now)
      if (before !== 'unknown' || now === 'unknown') expect(since).toBeNull()
      else expect(since ?? { kind: 'end', end }).toEqual(nextStep('logIn', given, now))
    }))
  })
})

it('has words for every question, choice and end there is', () => {
  for (const [kind, questions] of [['logIn', logInQuestions], ['newFacility', newFacilityQuestions]] as const) {
    for (const [question, choices] of Object.entries(questions)) expect(Object.keys(questionWords(kind, question)?.choices ?? {})).toEqual([...choices])
  }
  expect(logInEnds.filter((end) => endWords('logIn', end) === undefined)).toEqual([])
  expect(facilityNumberKinds.filter((end) => endWords('newFacility', end) === undefined)).toEqual([])
})

it('leaves out answers that no version of the question knows', () => {
  expect(givenOf('logIn', { trouble: 'cannotLogIn', colour: 'blue', knowsAddress: 'perhaps', accountState: 'registered' })).toEqual([{ question: 'trouble', choice: 'cannotLogIn' }])
})

import { describe, expect, it } from '@jest/globals'
import { endsInNotice, logInEnds, logInQuestions, nextLogInStep, noticeReasonOf, type LogInAnswers, type LogInQuestion } from '#shared/domain/log-in-path.ts'
import { portalAccountStates, type PortalAccountState } from '#shared/domain/notice.ts'

/** Every combination of answers, each question also left unanswered. */
function* combinations(questions: readonly LogInQuestion[] = Object.keys(logInQuestions) as LogInQuestion[]): Generator<LogInAnswers> {
  const [first, ...rest] = questions
  if (first === undefined) {
    yield {}
    return
  }
  for (const others of combinations(rest)) {
    yield others
    for (const answer of logInQuestions[first]) yield { ...others, [first]: answer }
  }
}
const allAnswered = [...combinations()].filter((answers) => Object.keys(answers).length === Object.keys(logInQuestions).length)

/** Answers as they are asked for, one after another. */
const walk = (answers: LogInAnswers, state: PortalAccountState) => {
  const asked: LogInQuestion[] = []
  let given: LogInAnswers = {}
  for (;;) {
    const step = nextLogInStep(given, state)
    if (step.kind === 'end') return { end: step.end, asked, given }
    expect(asked).not.toContain(step.question)
    asked.push(step.question)
    given = { ...given, [step.question]: answers[step.question] }
  }
}

describe('the path for somebody who cannot log in', () => {
  it('ends in exactly one right end, for every combination of answers and every state of the account', () => {
    const reached = new Set<string>()
    for (const state of portalAccountStates) {
      for (const answers of allAnswered) {
        const { end, asked } = walk(answers, state)
        expect(logInEnds).toContain(end)
        expect(asked.length).toBeLessThanOrEqual(4)
        // Answers nobody asked for change nothing.
        expect(nextLogInStep(answers, state)).toEqual({ kind: 'end', end })
        reached.add(end)
      }
    }
    expect([...reached].sort()).toEqual([...logInEnds].sort())
  })

  it('asks, and never guesses, while an answer is missing', () => {
    for (const state of portalAccountStates) {
      for (const answers of combinations()) {
        const step = nextLogInStep(answers, state)
        if (step.kind === 'question') expect(answers[step.question]).toBeUndefined()
      }
    }
  })

  it('offers a letter only where the address is unknown or cannot be used, and there is or may be an account', () => {
    for (const state of portalAccountStates) {
      for (const answers of allAnswered) {
        const isLetter = endsInNotice(walk(answers, state).end)
        if (isLetter) {
          expect(answers.knowsAddress === 'no' || answers.canReceive === 'no').toBe(true)
          expect(['registered', 'unknown']).toContain(state)
        }
        expect(noticeReasonOf(answers, state)).toBe(!isLetter ? null : answers.knowsAddress === 'no' ? 'emailUnknown' : 'emailUnusable')
      }
    }
  })

  it.each([
    ['Q10', 'registered', { trouble: 'cannotLogIn', knowsAddress: 'yes', canReceive: 'yes', password: 'known' }, 'typeCarefully'],
    ['Q11', 'registered', { trouble: 'cannotLogIn', knowsAddress: 'no' }, 'notice'],
    ['Q11, central away', 'unknown', { trouble: 'cannotLogIn', knowsAddress: 'no' }, 'noticeAwaitingCentral'],
    ['Q12', 'registered', { trouble: 'cannotLogIn', knowsAddress: 'yes', canReceive: 'yes', password: 'forgotten' }, 'resetPassword'],
    ['Q13, usable', 'registered', { trouble: 'wantsAnotherAddress', knowsAddress: 'yes', canReceive: 'yes' }, 'changeBySelf'],
    ['Q13, not usable', 'registered', { trouble: 'wantsAnotherAddress', knowsAddress: 'yes', canReceive: 'no' }, 'notice'],
    ['Q8, mistyped', 'unregistered', { trouble: 'noRegistrationMail', typedAddress: 'mistyped' }, 'startRegistrationAgain'],
    ['Q9, blocked', 'provisionalRegistration', { typedAddress: 'right' }, 'allowSender'],
    ['only a 仮登録', 'provisionalRegistration', { trouble: 'cannotLogIn', typedAddress: 'mistyped' }, 'startRegistrationAgain'],
    ['not registered', 'unregistered', { trouble: 'cannotLogIn' }, 'register'],
    ['by 仮コード', 'registeredWithProvisionalCode', { trouble: 'cannotLogIn', knowsAddress: 'no' }, 'supervisor'],
    ['registered already', 'registered', { trouble: 'noRegistrationMail', knowsAddress: 'no' }, 'notice'],
  ] as const)('%s', (_name, state, answers, end) => {
    expect(nextLogInStep(answers, state)).toEqual({ kind: 'end', end })
  })
})

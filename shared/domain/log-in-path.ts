/**
 * Decision path for somebody who cannot log in (domain §1): a letter only where the address is unknown or cannot be used (Q11, second half
 * of Q13); everything else is self-service. What central knows of the account comes first.
 */
import type { NoticeRequestReason, PortalAccountState } from './notice.ts'

/** Questions in the order they may come, each with its answers. */
export const logInQuestions = {
  trouble: ['cannotLogIn', 'noRegistrationMail', 'wantsAnotherAddress'],
  /** The address the caller typed into the 仮登録 screen, told letter by letter. */
  typedAddress: ['mistyped', 'right'],
  knowsAddress: ['yes', 'no'],
  canReceive: ['yes', 'no'],
  password: ['forgotten', 'known'],
} as const
export type LogInQuestion = keyof typeof logInQuestions
export type LogInAnswers = { readonly [Q in LogInQuestion]?: (typeof logInQuestions)[Q][number] }

export const logInEnds = [
  /** Q12. */
  'resetPassword',
  /** Q10: capitals, Caps Lock, Num Lock, full-width; else the reset. */
  'typeCarefully',
  /** Q13, address usable. */
  'changeBySelf',
  /** Q8/Q9: begin again at the 仮登録 screen; allow the sender, look in the spam folder. */
  'startRegistrationAgain',
  'allowSender',
  'register',
  'notice',
  /** Central could not be asked about the account: the request is taken and waits for its answer. */
  'noticeAwaitingCentral',
  /** Registered with a 仮コード: no listed address yet. */
  'supervisor',
] as const
export type LogInEnd = (typeof logInEnds)[number]

export type PathStep<Question extends string, End extends string> =
  | { readonly kind: 'question'; readonly question: Question; readonly choices: readonly string[] }
  | { readonly kind: 'end'; readonly end: End }
export type LogInStep = PathStep<LogInQuestion, LogInEnd>

const ask = (question: LogInQuestion): LogInStep => ({ kind: 'question', question, choices: logInQuestions[question] })
const end = (reached: LogInEnd): LogInStep => ({ kind: 'end', end: reached })

const letterFor: Readonly<Record<PortalAccountState, LogInEnd>> = {
  registered: 'notice',
  unknown: 'noticeAwaitingCentral',
  registeredWithProvisionalCode: 'supervisor',
  unregistered: 'register',
  provisionalRegistration: 'startRegistrationAgain',
}

/** The account is there: nobody waits for a registration mail any more. */
const hasAccount: readonly PortalAccountState[] = ['registered', 'registeredWithProvisionalCode']

/** The next question, or where the path ends. Answers to questions that are not asked count for nothing. */
export function nextLogInStep(answers: LogInAnswers, accountState: PortalAccountState): LogInStep {
  const isHalfRegistered = accountState === 'provisionalRegistration'
  if (!isHalfRegistered && answers.trouble === undefined) return ask('trouble')
  if (isHalfRegistered || (answers.trouble === 'noRegistrationMail' && !hasAccount.includes(accountState))) {
    if (answers.typedAddress === undefined) return ask('typedAddress')
    return end(answers.typedAddress === 'mistyped' ? 'startRegistrationAgain' : 'allowSender')
  }
  if (accountState === 'unregistered') return end('register')
  if (answers.knowsAddress === undefined) return ask('knowsAddress')
  if (answers.knowsAddress === 'no') return end(letterFor[accountState])
  if (answers.canReceive === undefined) return ask('canReceive')
  if (answers.canReceive === 'no') return end(letterFor[accountState])
  if (answers.trouble === 'wantsAnotherAddress') return end('changeBySelf')
  if (answers.password === undefined) return ask('password')
  return end(answers.password === 'forgotten' ? 'resetPassword' : 'typeCarefully')
}

/** True where the path ends in a letter, at once or once central has answered. */
export const endsInNotice = (reached: string): boolean => reached === 'notice' || reached === 'noticeAwaitingCentral'

/** Why the letter is right; null where the path does not end in one. */
export function noticeReasonOf(answers: LogInAnswers, accountState: PortalAccountState): NoticeRequestReason | null {
  const step = nextLogInStep(answers, accountState)
  if (step.kind !== 'end' || !endsInNotice(step.end)) return null
  return answers.knowsAddress === 'no' ? 'emailUnknown' : 'emailUnusable'
}

/** Decision path for a facility that is about to open (Q14, Q15, Q17): which number it goes by for what it wants to do. */
import type { PathStep } from './log-in-path.ts'
import type { FacilityNumberKind } from './provisional-code-request.ts'

export const newFacilityQuestions = {
  /** 指定を受けている: a 医療機関等コード exists. */
  isDesignated: ['yes', 'no'],
  wantedAt: ['opening', 'later'],
  /** Portal account and card reader order, or the preparation of the system (shipping, 利用申請, 電子証明書). */
  purpose: ['account', 'preparation'],
} as const
export type NewFacilityQuestion = keyof typeof newFacilityQuestions
export type NewFacilityAnswers = { readonly [Q in NewFacilityQuestion]?: (typeof newFacilityQuestions)[Q][number] }
export type NewFacilityStep = PathStep<NewFacilityQuestion, FacilityNumberKind>

const ask = (question: NewFacilityQuestion): NewFacilityStep => ({ kind: 'question', question, choices: newFacilityQuestions[question] })
const end = (reached: FacilityNumberKind): NewFacilityStep => ({ kind: 'end', end: reached })

/** The next question, or the number it ends in. A 仮コード needs both: not designated yet, and wanted at opening. */
export function nextNewFacilityStep(answers: NewFacilityAnswers): NewFacilityStep {
  if (answers.isDesignated === undefined) return ask('isDesignated')
  if (answers.isDesignated === 'yes') return end('facilityCode')
  if (answers.wantedAt === undefined) return ask('wantedAt')
  if (answers.wantedAt === 'later') return end('facilityCode')
  if (answers.purpose === undefined) return ask('purpose')
  return end(answers.purpose === 'account' ? 'provisionalCode' : 'designationReceiptNumber')
}

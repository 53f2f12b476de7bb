import type { NoticeTemplate } from '#templates/letters/password-notice/schema.ts'
import { secondNumberStep } from '#templates/letters/password-notice/schema.ts'

/** The numbered steps of a letter. Where the office works without a second number, its step is left out and the others close up. */

/** What a step is about, whatever its number on paper. */
const stepSubjects = ['portal', 'facilityCode', 'password', 'secondNumber', 'newPassword', 'accountData'] as const
export type StepSubject = (typeof stepSubjects)[number]

export interface NoticeStep {
  readonly subject: StepSubject
  /** On paper. */
  readonly number: number
  /** Millimetres. */
  readonly top: number
  readonly heading: string
  readonly text: string
}

/** The steps as they stand on paper. Their places share what the missing step leaves free. */
export function stepsOf({ wording, layout }: NoticeTemplate, hasSecondNumber: boolean): NoticeStep[] {
  const steps = stepSubjects.map((subject, index): NoticeStep => {
    const { heading, text } = wording.steps[index] ?? { heading: '', text: '' }
    return { subject, number: index + 1, top: layout.stepTops[index] ?? 0, heading, text }
  })
  if (hasSecondNumber) return steps
  const left = steps.filter((step) => step.subject !== 'secondNumber')
  const moved = left.filter((step) => step.number > secondNumberStep).length
  const free = (layout.stepTops[secondNumberStep] ?? 0) - (layout.stepTops[secondNumberStep - 1] ?? 0)
  return left.map((step, index) => {
    const text = numberedWithout(step.text)
    if (step.number < secondNumberStep) return { ...step, text }
    const after = step.number - secondNumberStep
    return { ...step, number: index + 1, text, top: step.top - (free * (moved + 1 - after)) / (moved + 1) }
  })
}

/** Wording that speaks of steps by their number, for a letter without the second number's step. */
export function numberedWithout(text: string): string {
  return text.replaceAll('⑤', '④').replaceAll('⑥', '⑤')
}

/** What a step of a fuzz run is, and how it is told afterwards. */
import { answerOf } from './answer-of.ts'
import type { FuzzDesktop } from './fuzz-desktop.ts'
import type { FuzzOffice } from './fuzz-office.ts'

export interface FuzzStep {
  readonly name: string
  readonly weight: number
  /** Where it is usually done: what the mailroom does is done at one desk, and at times at another. */
  readonly seat?: 'mailroom'
  /** @returns what became of it, in a word or two; null where there was nothing to do */
  readonly run: (office: FuzzOffice, desktop: FuzzDesktop) => Promise<string | null>
}

/**
 * Does what a person does, with texts they type; where the desktop says it is done, the texts must never be lost from then on.
 * @returns 'answered' or how it was refused
 */
export const typing = async (office: FuzzOffice, desktop: FuzzDesktop, texts: readonly string[], act: () => Promise<unknown>): Promise<string> => {
  const refusal = await answerOf(act())
  if (refusal === 'answered') for (const text of texts) office.model.texts.push({ text, desktop: desktop.name, step: office.step })
  return refusal
}

const operators = ['operator', 'operator2'] as const

/** The operator who usually sits at this desktop; at times another one, who may have a call open elsewhere. */
export const operatorAt = (office: FuzzOffice, desktop: FuzzDesktop): string => {
  const seat = office.desktops.indexOf(desktop)
  if (office.random.chance(0.12)) return office.random.pick(operators)
  return operators[seat % operators.length] ?? 'operator'
}

/** When a letter is offered: where the guidance ends in one. Any other way needs a reason that supervisors see. */
import type { GuidanceEnd } from './guidance-card.ts'
import { endsInNotice } from './log-in-path.ts'

/**
 * The path that was walked goes before the question that was chosen.
 * @param facts.questionEnd where the card of the call's question ends; null = no question yet
 * @param facts.path the last log-in path walked for the facility; null = none
 */
export function noticeIsOffered(facts: { readonly questionEnd: GuidanceEnd | null; readonly path: { readonly end: string } | null }): boolean {
  return facts.path === null ? facts.questionEnd === 'notice' : endsInNotice(facts.path.end)
}

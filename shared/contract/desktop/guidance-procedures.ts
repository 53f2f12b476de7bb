/** Guidance cards: what an operator reads aloud. Searched on the page (shared/domain/guidance-search.ts). */
import { z } from 'zod'
import { guidanceCardSchema } from '../../domain/guidance-card.ts'
import { nothing, procedure } from './procedure.ts'

export const guidanceCardView = guidanceCardSchema.extend({
  /** Past its review-by date: 確認してから案内. */
  isReviewDue: z.boolean(),
  /** The version published last is broken: this is the one before it, or the built-in one. */
  isFallback: z.boolean(),
})
export type GuidanceCardView = z.infer<typeof guidanceCardView>

export const guidanceProcedures = {
  /** All cards in use, in the order of their names. */
  cards: procedure.input(nothing).output(z.array(guidanceCardView)),
}

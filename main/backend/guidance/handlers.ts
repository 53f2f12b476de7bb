/** guidance.*: the cards in use. */
import type { Handlers } from '#shared/contract/desktop/handlers.ts'
import { todayInJapan, type Caller, type Core } from '../core.ts'
import type { GuidanceCards } from './cards-in-use.ts'

export const createGuidanceHandlers = (core: Core, cards: GuidanceCards): Handlers<Caller>['guidance'] => ({
  cards: async () => {
    const today = todayInJapan(core)
    return (await cards.inUse()).map(({ card, isFallback }) => ({ ...card, isReviewDue: today > card.reviewBy, isFallback }))
  },
})

import type { GuidanceCardView } from '#shared/contract/desktop/contract.ts'
import { useDeskQuery } from '../../api/use-desk.ts'
import { ja } from '../../strings/ja.ts'

const noCards: readonly GuidanceCardView[] = []

/** All cards in use, in the order of their names; empty until the first answer. */
export const useGuidanceCards = (): readonly GuidanceCardView[] => useGuidanceCardsQuery().data ?? noCards

/** The same with its state: loading, failed, there. */
export const useGuidanceCardsQuery = () =>
  useDeskQuery('guidance', 'cards', null, (desk, signal) => desk.guidance.cards({}, { signal }))

/** The card of this name, or undefined: not in use any more, or not there yet. */
export const cardNamed = (cards: readonly GuidanceCardView[], name: string | null): GuidanceCardView | undefined =>
  cards.find((card) => card.name === name)

/** "Q12 パスワードが分からない"; of a card that is not in use any more only its name; null = no question was chosen. */
export function questionTitle(cards: readonly GuidanceCardView[], name: string | null): string {
  if (name === null) return ja.guidance.noQuestion
  const card = cardNamed(cards, name)
  return card === undefined ? name : `${name} ${card.title}`
}

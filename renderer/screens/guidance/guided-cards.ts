/** The cards of a call: the one it is about, and those that were read aloud as well. */
interface GuidedCards {
  readonly question: string | null
  readonly guidedCards: readonly string[]
}
interface Changed {
  question?: string | null
  guidedCards?: string[]
}

export const withoutCard = (names: readonly string[], name: string): string[] => names.filter((one) => one !== name)

/** The card becomes what the call is about; the one before stays as read aloud. */
export function withMain({ question, guidedCards }: GuidedCards, name: string): Changed {
  const others = withoutCard(guidedCards, name)
  const next = question === null || question === name || others.includes(question) ? others : [...others, question]
  return { question: name, guidedCards: next }
}

/** A card was chosen: the first is what the call is about, later ones are read as well, unless `main` was asked for. Null = it is there already. */
export function chosenCard(call: GuidedCards, name: string, as: 'usual' | 'main'): Changed | null {
  if (call.question === null && call.guidedCards.length === 0) return { question: name }
  if (call.question === name) return null
  if (call.question === null || as === 'main') return withMain(call, name)
  return call.guidedCards.includes(name) ? null : { guidedCards: [...call.guidedCards, name] }
}

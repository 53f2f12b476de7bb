/** The guidance cards in use: what two people published last and passes, else the one before it, else what is built in. */
import type { GuidanceCard } from '#shared/domain/guidance-card.ts'
import { parseGuidanceCard } from '#shared/domain/guidance-card-text.ts'
import { compareCardNames } from '#shared/domain/guidance-search.ts'
import type { Core } from '../core.ts'
import { publishedCards, usableDocuments } from '../office-documents/document-repository.ts'
import { readBuiltInCards, type CardText } from './built-in-cards.ts'

export interface CardInUse {
  readonly card: GuidanceCard
  /** What was published last does not pass: this is the one before it, or the built-in one. */
  readonly isFallback: boolean
}

export interface GuidanceCards {
  /** In the order of their names. */
  inUse(): Promise<CardInUse[]>
  builtInTexts(): readonly CardText[]
}

export const createGuidanceCards = (core: Core): GuidanceCards => {
  const { manager } = core.database.reader
  let builtIn: readonly CardText[] | null = null
  /** Read once a start. A damaged installation leaves the desk without cards, not without work. */
  const builtInTexts = (): readonly CardText[] => {
    if (builtIn !== null) return builtIn
    try {
      builtIn = core.deps.resources === null ? readBuiltInCards() : readBuiltInCards(core.deps.resources.templates)
    } catch (error) {
      core.deps.log.error('guidance.builtIn', error)
      builtIn = []
    }
    return builtIn
  }

  /** By name and text, so that it is as new as the texts are: only those of the last answer are kept. */
  let read = new Map<string, GuidanceCard | null>()

  const inUse = async (): Promise<CardInUse[]> => {
    const kept = new Map<string, GuidanceCard | null>()
    const cardOf = (name: string, text: string): GuidanceCard | null => {
      const key = `${name} ${text}`
      const known = kept.get(key) ?? read.get(key)
      if (known !== undefined) {
        kept.set(key, known)
        return known
      }
      const result = parseGuidanceCard(name, text)
      const card = 'card' in result ? result.card : null
      if (card === null) core.deps.log.info('guidance.ignored', { name })
      kept.set(key, card)
      return card
    }
    const found = new Map<string, CardInUse>()
    for (const { name, text } of builtInTexts()) {
      const card = cardOf(name, text)
      if (card !== null) found.set(name, { card, isFallback: false })
    }
    for (const { name, text } of await publishedCards(manager)) {
      const card = cardOf(name, text)
      if (card !== null) {
        found.set(name, { card, isFallback: false })
        continue
      }
      const before = (await usableDocuments(manager, 'guidanceCard', name)).map((document) => cardOf(name, document.text)).find((one) => one !== null)
      const other = before ?? found.get(name)?.card
      if (other !== undefined) found.set(name, { card: other, isFallback: true })
    }
    read = kept
    return [...found.values()].sort((one, other) => compareCardNames(one.card.name, other.card.name))
  }
  return { inUse, builtInTexts }
}

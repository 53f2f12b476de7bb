/** The cards of the office as the list shows them: those in use, and those only proposed. */
import type { GuidanceCardView } from '#shared/contract/desktop/contract.ts'
import { compareCardNames, searchGuidance } from '#shared/domain/guidance-search.ts'
import { textInUse, versionsOf, type DocumentsAnswer } from './versions-of.ts'

export interface CardRow {
  readonly name: string
  /** What operators see; undefined = proposed only. */
  readonly card: GuidanceCardView | undefined
  readonly isPublished: boolean
  readonly isProposed: boolean
  /** Its text today; null = none yet. */
  readonly text: string | null
}

const rowOf = (answer: DocumentsAnswer, name: string, card: GuidanceCardView | undefined): CardRow => {
  const versions = versionsOf(answer, { kind: 'guidanceCard', name })
  return {
    name, card, text: textInUse(answer, { kind: 'guidanceCard', name }),
    isPublished: versions.some((document) => document.state === 'published'), isProposed: versions.some((document) => document.state === 'proposed'),
  }
}

/** Everything, in the order of the names. */
export function cardRows(answer: DocumentsAnswer, cards: readonly GuidanceCardView[]): CardRow[] {
  const names = new Set([...cards.map((card) => card.name), ...answer.documents.filter(({ kind, state }) => kind === 'guidanceCard' && (state === 'proposed' || state === 'published')).map(({ name }) => name)])
  return [...names].sort(compareCardNames).map((name) => rowOf(answer, name, cards.find((card) => card.name === name)))
}

/** The rows these words mean, as an operator's search finds them; those not in use by their number. */
export function rowsFor(rows: readonly CardRow[], words: string): readonly CardRow[] {
  if (words.trim() === '') return rows
  const found = searchGuidance(rows.flatMap(({ card }) => card ?? []), words).flatMap(({ card }) => rows.find(({ name }) => name === card.name) ?? [])
  const asked = words.normalize('NFKC').trim().toUpperCase()
  return [...found, ...rows.filter((row) => row.card === undefined && row.name.startsWith(asked))]
}

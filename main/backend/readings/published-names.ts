import { readingKey } from '#shared/domain/reading-key.ts'

/**
 * How published facilities of the same name are read: a better guess for a facility that could not be joined than a
 * dictionary's (小山医院 is オヤマ or コヤマ by how most of them say it).
 */
export interface PublishedNames {
  add(nameKey: string, reading: string): void
  /** The reading more than half of the name's facilities have, roughly; null where they differ or none has the name. */
  readingOf(nameKey: string): string | null
}

export function createPublishedNames(): PublishedNames {
  // A majority vote that keeps one candidate a name (Boyer–Moore): 150,000 names are in memory.
  const votes = new Map<string, { reading: string; lead: number }>()
  return {
    add: (name, reading) => {
      const vote = votes.get(name)
      if (vote === undefined) votes.set(name, { reading, lead: 1 })
      else if (readingKey(vote.reading) === readingKey(reading)) vote.lead++
      else if (vote.lead === 0) votes.set(name, { reading, lead: 1 })
      else vote.lead--
    },
    readingOf: (name) => {
      const vote = votes.get(name)
      return vote === undefined || vote.lead === 0 ? null : vote.reading
    },
  }
}

/** Parts of a list on disk: a list is never wholly in memory. */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PublishedFacilityRecord } from '#shared/contract/records.ts'
import type { ParsedRecord } from './read-list-files.ts'

/** Facilities a request: making it text holds up the event loop for some milliseconds. */
const partSize = 1000

export type ListScopeName = Pick<PublishedFacilityRecord, 'prefectureNumber' | 'listKind'>
const scopeOf = ({ prefectureNumber, listKind }: ListScopeName): string => `${prefectureNumber} ${listKind}`

export interface ListParts {
  add(records: readonly ParsedRecord[]): Promise<void>
  flush(): Promise<void>
  count(): number
  /**
   * Only these are read from now on: a 併設 list alone holds a part of its prefecture and kind, which nothing can be
   * compared with. @returns how many facilities are left, and how many are not
   */
  limitTo(scopes: readonly ListScopeName[]): { kept: number; left: number }
  /** May be empty. */
  read(part: number): Promise<PublishedFacilityRecord[]>
  remove(): Promise<void>
}

const asUpload = (record: ParsedRecord): PublishedFacilityRecord => ({ ...record.facility, listKind: record.listKind, prefectureNumber: record.prefectureNumber })

/** In `folder`, which is there and is removed with them. */
export const createListParts = (folder: string): ListParts => {
  let count = 0
  let waiting: PublishedFacilityRecord[] = []
  let wanted: ReadonlySet<string> | null = null
  const countOf = new Map<string, number>()
  const fileOf = (part: number) => join(folder, `part-${part}.json`)
  const flush = async () => {
    if (waiting.length === 0) return
    await writeFile(fileOf(count), JSON.stringify(waiting), { mode: 0o600 })
    count += 1
    waiting = []
  }
  return {
    add: async (records) => {
      waiting.push(...records.map(asUpload))
      for (const record of records) countOf.set(scopeOf(record), (countOf.get(scopeOf(record)) ?? 0) + 1)
      if (waiting.length >= partSize) await flush()
    },
    flush,
    count: () => count,
    limitTo: (scopes) => {
      const limits = new Set(scopes.map(scopeOf))
      wanted = limits
      let [kept, left] = [0, 0]
      for (const [scope, facilities] of countOf) {
        if (limits.has(scope)) kept += facilities
        else left += facilities
      }
      return { kept, left }
    },
    read: async (part) => {
      const facilities = JSON.parse(await readFile(fileOf(part), 'utf8')) as PublishedFacilityRecord[]
      return facilities.filter((facility) => wanted === null || wanted.has(scopeOf(facility)))
    },
    remove: async () => await rm(folder, { recursive: true, force: true }),
  }
}

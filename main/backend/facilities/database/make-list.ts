/**
 * Makes a whole list in a file of its own: rows and index in the order of rank, so that the file grows at its end only. Nobody looks into it
 * before it is complete, and one that is not finished is thrown away: nothing of it is kept safe on the way. Synchronous and slow: only in the
 * list writer's own thread.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs'
import type { SqliteHandle } from '../../database/sqlite-handle.ts'
import { facilityColumns, formerCodesOf, keysOf, type FacilityRow } from './facility-row.ts'
import { removeListFile, type ListTarget } from './incoming-list.ts'
import { deriveLists } from './list-derivations.ts'
import { createListIndexes, createListTables, finishState } from './list-schema.ts'
import { attachListFile, inTransaction, openListFile, type ListHandle } from './open-list-file.ts'
import { gatherPostings } from './search-postings.ts'
import { createSegmentWriter } from './search-segment.ts'

export interface ListFiles {
  /** The list in use. */
  readonly current: string
  /** The list as it comes in. */
  readonly incoming: string
  /** A whole new list in the making: put into use when it is complete. */
  readonly made: string
  readonly key: Uint8Array
}

const createMade = (file: string, key: Uint8Array): ListHandle => {
  removeListFile(file)
  const handle = openListFile(file, key, 'scratch')
  createListTables(handle)
  return handle
}

/** On the disk as a whole, before anything points to it. */
const completeMade = (handle: ListHandle, file: string): void => {
  handle.pragma('journal_mode = WAL')
  handle.close()
  const descriptor = openSync(file, 'r+')
  fsyncSync(descriptor)
  closeSync(descriptor)
}

/** An empty list, so that there always is one to look into. */
export const createEmptyList = (file: string, key: Uint8Array): void => {
  const handle = createMade(file, key)
  createListIndexes(handle)
  finishState(handle, { version: 0, isSample: false }, '')
  completeMade(handle, file)
}

/** Rows sorted at once, in memory: about 50 MB. More would be read through less often. */
const sortedAtOnce = 100_000

/** Every facility of the new list: what came, and what stayed as it was. Closed rows of a sample go away with the first real list. */
const sources = (hasHeld: boolean): string[] => {
  const stays = 'NOT (is_sample = 1 AND status = \'closed\')'
  const came = `FROM incoming.facility WHERE ${stays}`
  return hasHeld ? [came, `FROM held.facility WHERE ${stays} AND facility_code NOT IN (SELECT facility_code FROM incoming.facility)`] : [came]
}

const copyRows = (handle: SqliteHandle, hasHeld: boolean): void => {
  const from = sources(hasHeld)
  const all = handle.prepare(from.map((source) => `SELECT rank ${source}`).join(' UNION ALL ')).pluck().all() as number[]
  const ranks = Float64Array.from(all).sort()
  const copy = handle.prepare(`INSERT INTO main.facility (${facilityColumns}) ${from.map((source) => `SELECT ${facilityColumns} ${source} AND rank >= ? AND rank < ?`).join(' UNION ALL ')} ORDER BY rank`)
  for (let start = 0; start < ranks.length; start += sortedAtOnce) {
    const bounds = [ranks[start], ranks[start + sortedAtOnce] ?? Number.MAX_SAFE_INTEGER]
    copy.run(...from.flatMap(() => bounds))
  }
}

/** What a row is found by: the index is made of these columns alone. */
const keyColumns = 'rank, facility_code, names_key, short_name_start, address_key, reading_key, telephone, postal_code, prefecture_number, list_kind, more'

const indexRows = (handle: SqliteHandle): void => {
  const former = handle.prepare('INSERT OR IGNORE INTO former_code (former_code, facility_code) VALUES (?, ?)')
  const postings = gatherPostings()
  const page = handle.prepare(`SELECT ${keyColumns} FROM facility WHERE rank > ? ORDER BY rank LIMIT 2000`)
  for (let after = -1; ;) {
    const rows = page.all(after) as Pick<FacilityRow, 'rank' | 'facility_code' | 'more'>[]
    for (const row of rows) {
      postings.add(row.rank, keysOf(row))
      for (const code of formerCodesOf(row)) former.run(code, row.facility_code)
    }
    const last = rows.at(-1)
    if (last === undefined) break
    after = last.rank
  }
  const segment = createSegmentWriter(handle, 'facility_search')
  postings.each((token, ranks) => {
    segment.term(token)
    for (const rank of ranks) segment.rowid(rank)
  })
  segment.finish(postings.rows, postings.tokens)
}

/** @param hasHeld whether rows of the list in use that did not come stay */
export const makeList = (files: ListFiles, hasHeld: boolean, target: ListTarget, updatedAt: string): void => {
  const handle = createMade(files.made, files.key)
  try {
    attachListFile(handle, files.incoming, 'incoming', files.key)
    if (hasHeld) attachListFile(handle, files.current, 'held', files.key)
    inTransaction(handle, () => copyRows(handle, hasHeld))
    handle.exec(`DETACH DATABASE incoming${hasHeld ? '; DETACH DATABASE held' : ''}`)
    inTransaction(handle, () => {
      indexRows(handle)
      createListIndexes(handle)
      deriveLists(handle)
      finishState(handle, target, updatedAt)
    })
  } catch (error) {
    handle.close()
    throw error
  }
  completeMade(handle, files.made)
}

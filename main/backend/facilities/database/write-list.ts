/**
 * Puts a list that came in into a form that can be searched: a whole new file with its index, or, for a small
 * difference, the file in use in one transaction. Synchronous and slow: only in the list writer's own thread.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { codeOfRank } from '#shared/domain/facility-keys.ts'
import type { SqliteHandle } from '../../database/sqlite-handle.ts'
import { beginIncoming, removeListFile, type ListTarget } from './incoming-list.ts'
import { asFacility, facilityColumns, insertFacility, insertRow, keysOf, prepareInsert, type FacilityRow } from './facility-row.ts'
import { deriveLists, deriveTouched } from './list-derivations.ts'
import { createListIndexes, createListTables, listSchemaVersion, readState, writeState } from './list-schema.ts'
import { inTransaction, openListFile, type ListHandle } from './open-list-file.ts'
import { searchTokens } from './search-tokens.ts'

export interface ListFiles {
  /** The list in use. */
  readonly current: string
  /** The list as it comes in. */
  readonly incoming: string
  /** A whole new list in the making: put into use when it is complete. */
  readonly made: string
  readonly key: Uint8Array
}

/** A difference of more rows than this share of the list is quicker made anew than worked in, and leaves no gaps. */
const smallDifferenceShare = 0.05
const alwaysSmall = 200

const finishState = (handle: SqliteHandle, target: ListTarget, updatedAt: string): void => {
  writeState(handle, { schemaVersion: listSchemaVersion, version: target.version, isSample: target.isSample ? 1 : 0, updatedAt, isComplete: 1 })
}

/** A list nobody looks into yet: thrown away when it is not finished, so nothing of it is kept safe on the way. */
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
  finishState(handle, { version: 0, since: 0, isSample: false }, '')
  completeMade(handle, file)
}

const indexRow = (handle: SqliteHandle) => {
  const insert = handle.prepare('INSERT INTO facility_search (rowid, tokens) VALUES (?, ?)')
  const former = handle.prepare('INSERT OR IGNORE INTO former_code (former_code, facility_code) VALUES (?, ?)')
  return (row: FacilityRow) => {
    insert.run(row.rank, searchTokens(keysOf(row)))
    if (row.more === null) return
    for (const code of asFacility(row).predecessorCodes) former.run(code, row.facility_code)
  }
}

const setIndex = (handle: SqliteHandle, name: string, value: number): void => {
  handle.prepare('INSERT INTO facility_search (facility_search, rank) VALUES (?, ?)').run(name, BigInt(value))
}

const ranksOf = (handle: SqliteHandle): Float64Array => {
  const ranks = new Float64Array(handle.prepare('SELECT count(*) FROM facility').pluck().get() as number)
  let count = 0
  // Closed rows of a sample go away with the first real list.
  for (const rank of handle.prepare(`SELECT rank FROM facility WHERE NOT (is_sample = 1 AND status = 'closed')`).pluck().iterate()) ranks[count++] = rank as number
  return ranks.subarray(0, count)
}

/** Every facility of the new list in the order of its rank: what came, and what stayed as it was. Numbers only: a whole country is in them. */
const mergedRanks = (incoming: SqliteHandle, held: SqliteHandle | null): { ranks: Float64Array; isHeld: (rank: number) => boolean } => {
  const came = ranksOf(incoming)
  if (held === null) return { ranks: came.sort(), isHeld: () => false }
  const codes = new Set(incoming.prepare('SELECT facility_code FROM facility').pluck().all() as string[])
  const isHeld = (rank: number): boolean => !codes.has(codeOfRank(rank))
  const stayed = ranksOf(held).filter(isHeld)
  const ranks = new Float64Array(came.length + stayed.length)
  ranks.set(came)
  ranks.set(stayed, came.length)
  return { ranks: ranks.sort(), isHeld }
}

/** Large pieces of the index are kept in memory while it is made (bytes): few segments, and one in the end. */
const makingHashSize = 40 * 1024 * 1024
const usualHashSize = 1024 * 1024

/** Writes rows and index in the order of rank: the file grows at its end only. */
const make = (files: ListFiles, incoming: SqliteHandle, held: SqliteHandle | null, target: ListTarget, updatedAt: string): void => {
  const handle = createMade(files.made, files.key)
  const cameRow = incoming.prepare(`SELECT ${facilityColumns} FROM facility WHERE facility_code = ?`)
  const heldRow = held?.prepare(`SELECT ${facilityColumns} FROM facility WHERE rank = ?`)
  const { ranks, isHeld } = mergedRanks(incoming, held)
  setIndex(handle, 'hashsize', makingHashSize)
  setIndex(handle, 'automerge', 0)
  inTransaction(handle, () => {
    const insert = prepareInsert(handle)
    const add = indexRow(handle)
    for (const rank of ranks) {
      const row = (isHeld(rank) ? heldRow?.get(rank) : cameRow.get(codeOfRank(rank))) as FacilityRow
      insertRow(insert, row)
      add(row)
    }
  })
  handle.prepare(`INSERT INTO facility_search (facility_search) VALUES ('optimize')`).run()
  setIndex(handle, 'automerge', 4)
  setIndex(handle, 'hashsize', usualHashSize)
  inTransaction(handle, () => {
    createListIndexes(handle)
    deriveLists(handle)
    finishState(handle, target, updatedAt)
  })
  completeMade(handle, files.made)
}

/** Takes a small difference into the list in use: readers see it before or after, never between. */
const workIn = (files: ListFiles, rows: readonly FacilityRow[], target: ListTarget, updatedAt: string): void => {
  const handle = openListFile(files.current, files.key, 'write')
  try {
    inTransaction(handle, () => {
      const held = handle.prepare(`SELECT ${facilityColumns} FROM facility WHERE facility_code = ?`)
      const unindex = handle.prepare(`INSERT INTO facility_search (facility_search, rowid, tokens) VALUES ('delete', ?, ?)`)
      const remove = handle.prepare('DELETE FROM facility WHERE rank = ?')
      const removeFormer = handle.prepare('DELETE FROM former_code WHERE facility_code = ?')
      const insert = prepareInsert(handle)
      const add = indexRow(handle)
      for (const row of rows) {
        const old = held.get(row.facility_code) as FacilityRow | undefined
        if (old !== undefined) {
          unindex.run(old.rank, searchTokens(keysOf(old)))
          remove.run(old.rank)
          removeFormer.run(row.facility_code)
        }
        if (row.is_sample === 1 && row.status === 'closed') continue
        insertRow(insert, row)
        add(row)
      }
      deriveTouched(handle, rows.map(asFacility))
      finishState(handle, target, updatedAt)
    })
    handle.pragma('wal_checkpoint(PASSIVE)')
  } finally {
    handle.close()
  }
}

/**
 * Everything has come in. @returns whether `files.made` is a whole new list to be put into use (true), or the list in
 * use was changed itself (false)
 */
export const finishIncoming = (files: ListFiles, incoming: ListHandle, target: ListTarget, updatedAt: string): boolean => {
  const held = target.since > 0 ? openListFile(files.current, files.key, 'read') : null
  try {
    const count = (handle: SqliteHandle) => handle.prepare('SELECT count(*) FROM facility').pluck().get() as number
    if (held !== null && count(incoming) <= Math.max(alwaysSmall, count(held) * smallDifferenceShare)) {
      workIn(files, incoming.prepare(`SELECT ${facilityColumns} FROM facility ORDER BY rank`).all() as FacilityRow[], target, updatedAt)
      return false
    }
    make(files, incoming, held, target, updatedAt)
    return true
  } finally {
    held?.close()
    incoming.close()
    removeListFile(files.incoming)
  }
}

/** Makes a list of an earlier schema anew, with today's keys and index. @throws where its rows cannot be read */
export const renewList = (files: ListFiles): void => {
  const old = openListFile(files.current, files.key, 'read')
  try {
    const target = { version: Number(readState(old, 'version') ?? '0'), since: 0, isSample: readState(old, 'isSample') === '1' }
    removeListFile(files.incoming)
    const { handle } = beginIncoming(files.incoming, files.key, target)
    inTransaction(handle, () => {
      const insert = prepareInsert(handle)
      for (const row of old.prepare('SELECT * FROM facility').iterate()) insertFacility(insert, asFacility(row))
    })
    finishIncoming(files, handle, target, readState(old, 'updatedAt') ?? '')
  } finally {
    old.close()
  }
}

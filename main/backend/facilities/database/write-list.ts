/**
 * Puts a list that came in into a form that can be searched: a whole new file with its index, or, for a small
 * difference, the file in use in one transaction. Synchronous and slow: only in the list writer's own thread.
 */
import type { SqliteHandle } from '../../database/sqlite-handle.ts'
import { asFacility, facilityColumns, formerCodesOf, insertFacility, insertRow, keysOf, prepareInsert, type FacilityRow } from './facility-row.ts'
import { beginIncoming, removeListFile, type ListTarget } from './incoming-list.ts'
import { deriveTouched } from './list-derivations.ts'
import { finishState, readState } from './list-schema.ts'
import { makeList, type ListFiles } from './make-list.ts'
import { inTransaction, openListFile, type ListHandle } from './open-list-file.ts'
import { searchTokens } from './search-tokens.ts'

/** A difference of more rows than this share of the list is quicker made anew than worked in, and leaves no gaps. */
const smallDifferenceShare = 0.05
const alwaysSmall = 200

const indexRow = (handle: SqliteHandle) => {
  const insert = handle.prepare('INSERT INTO facility_search (rowid, tokens) VALUES (?, ?)')
  const former = handle.prepare('INSERT OR IGNORE INTO former_code (former_code, facility_code) VALUES (?, ?)')
  return (row: FacilityRow) => {
    insert.run(row.rank, searchTokens(keysOf(row)))
    for (const code of formerCodesOf(row)) former.run(code, row.facility_code)
  }
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
    held?.close()
    makeList(files, held !== null, target, updatedAt)
    return true
  } finally {
    if (held?.open === true) held.close()
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

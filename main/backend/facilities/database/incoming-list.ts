/**
 * The list on its way in: pages of facilities with their keys, in the order they come (by code), in a file of its own.
 * A fetch that breaks off goes on here. Nothing of it is in use.
 */
import { rmSync } from 'node:fs'
import type { FacilityRecord } from '#shared/contract/records.ts'
import type { SqliteHandle } from '../../database/sqlite-handle.ts'
import { facilityTable, insertFacility, prepareInsert } from './facility-row.ts'
import { listSchemaVersion, readState, stateTable, writeState } from './list-schema.ts'
import { inTransaction, openListFile, type ListHandle } from './open-list-file.ts'

/** What a fetch is about: which version it brings, and which one the difference starts from (0 = the whole list). */
export interface ListTarget {
  readonly version: number
  readonly since: number
  readonly isSample: boolean
}

export const removeListFile = (file: string): void => {
  for (const ending of ['', '-wal', '-shm', '-journal']) rmSync(file + ending, { force: true })
}

const create = (file: string, key: Uint8Array, target: ListTarget): ListHandle => {
  removeListFile(file)
  const handle = openListFile(file, key, 'create')
  inTransaction(handle, () => {
    handle.exec(stateTable)
    // By code, as the pages come: what is written stands side by side.
    handle.exec(facilityTable('rank INTEGER NOT NULL', 'facility_code TEXT PRIMARY KEY NOT NULL', 'STRICT, WITHOUT ROWID'))
    writeState(handle, { schemaVersion: listSchemaVersion, version: target.version, since: target.since })
  })
  return handle
}

/** Opens what came in before for the same target, or begins anew. @returns after which code the fetch goes on; null = at the first facility */
export const beginIncoming = (file: string, key: Uint8Array, target: ListTarget): { handle: ListHandle; afterCode: string | null } => {
  let handle: ListHandle | null = null
  try {
    handle = openListFile(file, key, 'write')
    const isSame = readState(handle, 'schemaVersion') === String(listSchemaVersion) && readState(handle, 'version') === String(target.version) && readState(handle, 'since') === String(target.since)
    if (isSame) return { handle, afterCode: readState(handle, 'afterCode') }
  } catch {
    // None there, or one that was left half made: begun anew.
  }
  handle?.close()
  return { handle: create(file, key, target), afterCode: null }
}

/** One page of facilities and how far it goes, in one transaction. A facility that comes twice counts as it came last. */
export const addPage = (handle: SqliteHandle, facilities: readonly FacilityRecord[], nextAfterCode: string | null): void => {
  inTransaction(handle, () => {
    const insert = prepareInsert(handle)
    for (const facility of facilities) insertFacility(insert, facility)
    if (nextAfterCode !== null) writeState(handle, { afterCode: nextAfterCode })
  })
}

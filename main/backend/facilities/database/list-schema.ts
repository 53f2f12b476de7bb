/** Tables of the facility list's own database. Made anew for every whole list, so there is nothing to migrate. */
import type { SqliteHandle } from '../../database/sqlite-handle.ts'
import { facilityTable } from './facility-row.ts'

/** Counts up when tables, keys or tokens change: a list of another number is made anew from its rows. */
export const listSchemaVersion = 1

export const stateTable = 'CREATE TABLE list_state (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;'

export const readState = (handle: SqliteHandle, name: string): string | null =>
  (handle.prepare('SELECT value FROM list_state WHERE name = ?').pluck().get(name) as string | undefined) ?? null

export const writeState = (handle: SqliteHandle, values: Readonly<Record<string, string | number>>): void => {
  const write = handle.prepare('INSERT OR REPLACE INTO list_state (name, value) VALUES (?, ?)')
  for (const [name, value] of Object.entries(values)) write.run(name, String(value))
}

/** The list is whole, and this is the version it is of. */
export const finishState = (handle: SqliteHandle, target: { readonly version: number; readonly isSample: boolean }, updatedAt: string): void => {
  writeState(handle, { schemaVersion: listSchemaVersion, version: target.version, isSample: target.isSample ? 1 : 0, updatedAt, isComplete: 1 })
}

export const createListTables = (handle: SqliteHandle): void => {
  handle.exec(`
    ${stateTable}
    ${facilityTable('rank INTEGER PRIMARY KEY', 'facility_code TEXT NOT NULL', 'STRICT')}
    CREATE TABLE former_code (former_code TEXT NOT NULL, facility_code TEXT NOT NULL, PRIMARY KEY (former_code, facility_code)) STRICT, WITHOUT ROWID;
    CREATE INDEX former_code_by_facility ON former_code (facility_code);
    CREATE TABLE item_to_correct (facility_code TEXT NOT NULL, item TEXT NOT NULL, characters TEXT NOT NULL, PRIMARY KEY (facility_code, item)) STRICT, WITHOUT ROWID;
    CREATE TABLE known_replacement (prefecture_number TEXT NOT NULL, character TEXT NOT NULL, replacement TEXT NOT NULL, count INTEGER NOT NULL,
      PRIMARY KEY (prefecture_number, character, replacement)) STRICT, WITHOUT ROWID;
    CREATE TABLE offered_succession (predecessor_code TEXT PRIMARY KEY NOT NULL, successor_code TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE scope_count (prefecture_number TEXT NOT NULL, list_kind TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (prefecture_number, list_kind)) STRICT, WITHOUT ROWID;
    -- Positions are not kept (detail = none) and texts neither: rowid = rank leads to the row.
    CREATE VIRTUAL TABLE facility_search USING fts5 (tokens, content = '', columnsize = 0, detail = none, tokenize = 'ascii');
  `)
}

/** After the rows: an index made of sorted codes costs a fraction of one that grows at random places. */
export const createListIndexes = (handle: SqliteHandle): void => {
  handle.exec(`
    CREATE UNIQUE INDEX facility_by_code ON facility (facility_code);
    CREATE INDEX facility_by_postal_code ON facility (postal_code);
  `)
}

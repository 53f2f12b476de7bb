/** Encrypted databases of tests. */
import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import type { SqliteHandle } from '#backend/database/sqlite-handle.ts'

export const newKey = (): Uint8Array => new Uint8Array(randomBytes(32))

interface ClosableHandle extends SqliteHandle { close(): void }

/** A handle of the driver itself, as another program would open the file. `key` null = unencrypted. */
export const openRaw = (file: string, key: Uint8Array | null): ClosableHandle => {
  const Driver = createRequire(import.meta.url)('better-sqlite3-multiple-ciphers') as new (file: string) => ClosableHandle
  const handle = new Driver(file)
  if (key !== null) {
    handle.pragma(`cipher='sqlcipher'`)
    handle.pragma(`key="x'${Buffer.from(key).toString('hex')}'"`)
  }
  return handle
}

/** Every table that can be read as a whole with its rows (an index without content cannot; what it keeps is in the tables beside it), for asserting that something is, or is not, among them. */
export const dumpOf = (handle: SqliteHandle): Record<string, unknown[]> => {
  const tables = handle.prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE '%content = ''''%'`).pluck().all() as string[]
  return Object.fromEntries(tables.map((table) => [table, handle.prepare(`SELECT * FROM "${table}"`).all()]))
}

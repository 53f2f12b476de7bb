/** Opens a facility list's database file: SQLCipher with the raw key of the desktop, without TypeORM. */
import { createRequire } from 'node:module'
import type { SqliteHandle } from '../../database/sqlite-handle.ts'

export interface ListHandle extends SqliteHandle {
  readonly open: boolean
  /** Lets SQLite leave out its journal, and tables of FTS5 be written to. */
  unsafeMode(isUnsafe: boolean): unknown
  close(): void
}
type Driver = new (file: string, options: { readonly: boolean; fileMustExist: boolean }) => ListHandle

const keyPragma = (key: Uint8Array): string => `x'${Buffer.from(key).toString('hex')}'`

/** Memory for pages that have been read and decrypted (KiB): of the list in use the pages of common words stay. */
const readerCache = 64 * 1024
const writerCache = 32 * 1024

/** `scratch` = created, and not safe against a power cut until it has been completed. */
export type ListAccess = 'read' | 'write' | 'create' | 'scratch'

/** @throws the driver's error where the file is none of ours, the key is wrong or the disk fails */
export const openListFile = (file: string, key: Uint8Array, access: ListAccess): ListHandle => {
  const driver = createRequire(import.meta.url)('better-sqlite3-multiple-ciphers') as Driver
  const handle = new driver(file, { readonly: access === 'read', fileMustExist: access === 'read' || access === 'write' })
  try {
    handle.pragma(`cipher='sqlcipher'`)
    handle.pragma(`key="${keyPragma(key)}"`)
    handle.pragma('busy_timeout = 5000')
    handle.pragma(`cache_size = -${access === 'read' ? readerCache : writerCache}`)
    // The first read proves the key.
    handle.prepare('SELECT count(*) FROM sqlite_master').get()
    if (access === 'scratch') {
      // Else SQLite keeps its journal without a word, and refuses the index that is made beside it.
      handle.unsafeMode(true)
      handle.pragma('journal_mode = OFF')
      handle.pragma('synchronous = OFF')
    } else if (access !== 'read') {
      handle.pragma('journal_mode = WAL')
      handle.pragma('synchronous = NORMAL')
    }
    // Sorting never leaves the memory: a temporary file would not be encrypted.
    handle.pragma('temp_store = MEMORY')
    return handle
  } catch (error) {
    handle.close()
    throw error
  }
}

/** Has `handle` see another list's file under a name, for reading in the same statements. */
export const attachListFile = (handle: ListHandle, file: string, name: 'incoming' | 'held', key: Uint8Array): void => {
  handle.prepare(`ATTACH DATABASE ? AS ${name} KEY ?`).run(file, keyPragma(key))
}

export const inTransaction = <T>(handle: SqliteHandle, work: () => T): T => {
  handle.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    handle.exec('COMMIT')
    return result
  } catch (error) {
    // With a full disk SQLite has rolled back by itself: what happened first is what counts.
    try {
      handle.exec('ROLLBACK')
    } catch { /* nothing open any more */ }
    throw error
  }
}

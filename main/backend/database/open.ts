/** Opens the encrypted database of a desktop: one writer, one reader, migrated. */
import 'reflect-metadata'
import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { DataSource } from 'typeorm'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { entities } from './entities/index.ts'
import { migrations } from './migrations/index.ts'
import type { SqliteHandle } from './sqlite-handle.ts'
import { asDatabaseError } from './open-errors.ts'
import { createWriter, type Writer } from './writer.ts'

const driver: unknown = createRequire(import.meta.url)('better-sqlite3-multiple-ciphers')

export interface Database {
  /** Read-only connection: sees committed rows only, also while a write is under way. */
  readonly reader: DataSource
  /** The only way to change anything. */
  readonly write: Writer
  /** Raw handles for the prepared statements of bulk work and of the search. Never write on `rawReader`. */
  readonly rawReader: SqliteHandle
  /** Only inside `write`. */
  readonly rawWriter: SqliteHandle
  close(): Promise<void>
}

export interface OpenOptions {
  readonly file: string
  /** 32 bytes: SQLCipher takes it raw, so opening costs no key derivation. */
  readonly key: Uint8Array
}

/** Before anything is written: neither another program's database nor one of a later version is ours to change. */
const refuseForeignOrNewer = (handle: SqliteHandle) => {
  const tables = handle.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all()
  if (tables.length === 0) return
  if (!tables.includes('migrations')) throw new DeskError('FAILED', 'DATABASE_FOREIGN')
  const newest = handle.prepare('SELECT max(timestamp) FROM migrations').pluck().get() as number | null
  if ((newest ?? 0) > migrations.length) throw new DeskError('FAILED', 'DATABASE_NEWER')
}

const prepareWith = (key: Uint8Array) => (handle: SqliteHandle) => {
  handle.pragma(`cipher='sqlcipher'`)
  handle.pragma(`key="x'${Buffer.from(key).toString('hex')}'"`)
  handle.pragma('busy_timeout = 5000')
  // Every page is decrypted when it is read and encrypted when it is pushed out: what one transaction of the feed touches stays in memory (KiB).
  handle.pragma('cache_size = -16384')
  // The driver's default in WAL mode would let a power cut take what was committed since the last checkpoint, and with it what central was told.
  handle.pragma('synchronous = FULL')
  // The first read proves the key: before it SQLite has not looked at the file.
  handle.prepare('SELECT count(*) FROM sqlite_master').get()
  refuseForeignOrNewer(handle)
}

const connect = async (file: string, key: Uint8Array, readonly: boolean) => {
  const dataSource = new DataSource({
    type: 'better-sqlite3',
    driver,
    database: file,
    entities,
    migrations: [...migrations],
    readonly,
    enableWAL: !readonly,
    prepareDatabase: prepareWith(key),
  })
  await dataSource.initialize()
  return dataSource
}

const handleOf = (dataSource: DataSource) => (dataSource.driver as unknown as { databaseConnection: SqliteHandle }).databaseConnection

/** Shorter than the smallest page: SQLite would take it for empty and write over it. */
const smallestDatabase = 512

/** True where the file begins like an unencrypted SQLite database: not one of ours. */
const isPlainDatabase = (file: string): boolean => {
  const head = Buffer.alloc(16)
  const descriptor = openSync(file, 'r')
  try {
    readSync(descriptor, head, 0, 16, 0)
  } finally {
    closeSync(descriptor)
  }
  return head.toString('latin1').startsWith('SQLite format 3')
}

/**
 * Opens (creates) the database and brings it to the newest schema.
 * @throws DeskError FAILED: DATABASE_KEY_OR_FILE_WRONG, DATABASE_FOREIGN, DATABASE_BROKEN, DATABASE_NEWER, DISK_FULL, DATABASE_NOT_WRITABLE
 */
export const openDatabase = async ({ file, key }: OpenOptions): Promise<Database> => {
  if (key.length !== 32) throw new DeskError('FAILED', 'DATABASE_KEY_OR_FILE_WRONG')
  const size = existsSync(file) ? statSync(file).size : 0
  if (size > 0 && isPlainDatabase(file)) throw new DeskError('FAILED', 'DATABASE_FOREIGN')
  if (size > 0 && size < smallestDatabase) throw new DeskError('FAILED', 'DATABASE_KEY_OR_FILE_WRONG')
  const opened: DataSource[] = []
  try {
    const main = await connect(file, key, false)
    opened.push(main)
    await main.runMigrations({ transaction: 'each' })
    const reader = await connect(file, key, true)
    opened.push(reader)
    const write = createWriter(main, handleOf(main))
    return {
      reader,
      write,
      rawReader: handleOf(reader),
      rawWriter: handleOf(main),
      close: async () => {
        // After everything asked for before: a change a person made last is not lost by closing the window.
        await write(async () => {})
        await reader.destroy()
        await main.destroy()
      },
    }
  } catch (error) {
    for (const dataSource of opened.reverse()) if (dataSource.isInitialized) await dataSource.destroy()
    throw asDatabaseError(error) ?? error
  }
}

import 'reflect-metadata'
import type { Pool } from 'pg'
import { DataSource, type EntityManager } from 'typeorm'
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { entities } from './entities/index.ts'
import { settleEpoch } from './epoch.ts'
import { DatabaseTooNew, migrate } from './migrate.ts'

/** `waitMilliseconds`: how long a request waits for a connection before it is answered UNAVAILABLE. */
export type DatabaseOptions =
  | { readonly kind: 'postgres'; readonly url: string; readonly poolSize?: number; readonly waitMilliseconds?: number }
  /** `directory`: of the files, null = in memory; `image`: files to begin with, as PGlite dumps them. */
  | { readonly kind: 'embedded'; readonly directory: string | null; readonly image?: Blob; readonly waitMilliseconds?: number }

/** What works inside a transaction; every repository function takes one as its first argument. */
export type Transaction = EntityManager

export interface Database {
  readonly kind: DatabaseOptions['kind']
  /**
   * Runs work in one transaction and again, up to three times, when PostgreSQL broke a deadlock.
   * Inside, only the transaction given may be used: on the embedded database there is no second session, so anything
   * else would wait for ever.
   */
  readonly transaction: <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>
  /** For single reads. Never inside `transaction`. */
  readonly reader: Transaction
  /** Of the pool, now. */
  readonly connections: () => { readonly inUse: number; readonly waiting: number }
  readonly close: () => Promise<void>
}

/** PostgreSQL does not answer or refuses. Remedy in the message; the address, which may hold a password, is not. */
export class DatabaseUnreachable extends Error {
  constructor(cause: unknown) {
    super('The PostgreSQL of DATABASE_URL cannot be used: is it running, and are address, user and password right?', { cause })
    this.name = 'DatabaseUnreachable'
  }
}

/** Work within a transaction that is undone alone when it throws (a savepoint). */
export const apart = <T>(transaction: Transaction, work: (transaction: Transaction) => Promise<T>): Promise<T> => transaction.transaction((inner) => work(inner))

/** Classes of what a statement's own content caused: data exception, integrity violation, beyond a limit of the program. */
const ofContent = /^(22|23|54)/u

/** True when trying again cannot help: the content is refused by the database, or the program fails over it. */
export const isOfItsContent = (error: unknown): boolean =>
  ofContent.test(sqlState(error) ?? '') || error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError

const retryable: ReadonlySet<string> = new Set(['40001', '40P01'])
const sqlState = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** True when a unique index refused a row. @param index name of the index or constraint */
export function isUniqueViolation(error: unknown, index?: string): boolean {
  if (sqlState(error) !== '23505') return false
  return index === undefined || (error instanceof Error && 'constraint' in error && error.constraint === index)
}

const shared = { type: 'postgres', entities, synchronize: false, installExtensions: false, logging: false } as const

function postgresSource(options: Extract<DatabaseOptions, { kind: 'postgres' }>): DataSource {
  return new DataSource({
    ...shared,
    url: options.url,
    poolSize: options.poolSize ?? 10,
    connectTimeoutMS: options.waitMilliseconds ?? 10_000,
    // An open transaction that does nothing would hold back the feed of every desktop.
    extra: { statement_timeout: 60_000, idle_in_transaction_session_timeout: 20_000, application_name: 'helpline-central' },
  })
}

function embeddedSource(host: string, port: number, waitMilliseconds = 60_000): DataSource {
  return new DataSource({
    ...shared, host, port, username: 'postgres', password: 'postgres', database: 'postgres', poolSize: 1,
    connectTimeoutMS: waitMilliseconds,
    extra: { query_timeout: 120_000 },
  })
}

async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= 3 || !retryable.has(sqlState(error) ?? '')) throw error
    }
  }
}

/**
 * Opens and migrates.
 * @throws DirectoryInUse, EmbeddedDatabaseBroken, DatabaseUnreachable, DatabaseTooNew
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const embedded = options.kind === 'embedded' ? await startEmbeddedPostgres(options.directory, options.image) : null
  const dataSource = embedded === null ? postgresSource(options as Extract<DatabaseOptions, { kind: 'postgres' }>) : embeddedSource(embedded.host, embedded.port, options.kind === 'embedded' ? options.waitMilliseconds : undefined)
  const close = async () => {
    if (dataSource.isInitialized) await dataSource.destroy()
    await embedded?.stop()
  }
  try {
    await dataSource.initialize().catch((error: unknown) => {
      throw new DatabaseUnreachable(error)
    })
    await migrate(dataSource)
    await dataSource.transaction((manager) => settleEpoch(manager))
  } catch (error) {
    await close()
    throw error
  }
  return {
    kind: options.kind,
    transaction: (work) => withRetries(() => dataSource.transaction((manager) => work(manager))),
    reader: dataSource.manager,
    connections: () => {
      const { totalCount, idleCount, waitingCount } = (dataSource.driver as PostgresDriver).master as Pool
      return { inUse: totalCount - idleCount, waiting: waitingCount }
    },
    close,
  }
}

export { DatabaseTooNew }

/** The one central of a fuzz run: closed and reopened on the same database, with the minimum client version of the moment. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { createCentral, type Central } from '#central/create-central.ts'
import type { DatabaseOptions } from '#central/database/open-database.ts'
import { emptyPGliteImage } from '#test/central/support/pglite-image.ts'

export type FuzzDatabase = 'pglite' | 'postgres'

export interface FuzzCentral {
  /** @throws where it is closed */
  readonly central: Central
  /** Null while central is away. */
  readonly url: string | null
  readonly minimumClientVersion: string
  /** Unexpected failures central has logged. */
  readonly failures: string[]
  query<Row>(sql: string, parameters?: unknown[]): Promise<Row[]>
  open(minimumClientVersion?: string): Promise<void>
  close(): Promise<void>
  /** Closes and removes the database. */
  remove(): Promise<void>
}

const unlimited = { everything: 1e9, signIn: 1e9, enrolDevice: 1e9, redeemNotice: 1e9 }

const onServer = async (serverUrl: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

interface Place { readonly options: (isFirst: boolean) => Promise<DatabaseOptions>; readonly remove: () => Promise<void> }

const embeddedIn = (directory: string): Place => ({
  options: async (isFirst) => ({ kind: 'embedded', directory: join(directory, 'central'), ...(isFirst && { image: await emptyPGliteImage() }) }),
  remove: () => Promise.resolve(),
})

const onPostgres = async (): Promise<Place> => {
  const serverUrl = process.env['TEST_DATABASE_URL']
  if (serverUrl === undefined) throw new Error('TEST_DATABASE_URL is not set: node scripts/run.mjs scripts/with-postgres.ts npm run fuzz:sync -- --database postgres')
  const name = `fuzz_${randomUUID().replaceAll('-', '')}`
  await onServer(serverUrl, `create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return { options: () => Promise.resolve({ kind: 'postgres', url: url.href, poolSize: 6 }), remove: () => onServer(serverUrl, `drop database ${name} with (force)`) }
}

/** @param directory where PGlite keeps its files */
export const openFuzzCentral = async (kind: FuzzDatabase, directory: string, clock: { now: () => number }): Promise<FuzzCentral> => {
  const place = kind === 'postgres' ? await onPostgres() : embeddedIn(directory)
  const failures: string[] = []
  let opened: Central | null = null
  let isFirst = true
  let url: string | null = null
  let minimum = '0.0.0'
  const fuzz: FuzzCentral = {
    get central() {
      if (opened === null) throw new Error('Central is closed')
      return opened
    },
    get url() { return url },
    get minimumClientVersion() { return minimum },
    failures,
    query: async <Row>(sql: string, parameters: unknown[] = []) => {
      const rows: Row[] = await fuzz.central.database.reader.query(sql, parameters)
      return rows
    },
    open: async (minimumClientVersion = '0.0.0') => {
      minimum = minimumClientVersion
      opened = await createCentral({
        database: await place.options(isFirst), clock, overdueInterval: 0, rateLimits: unlimited, minimumClientVersion,
        log: { info: () => {}, warn: () => {}, error: (event: string, error: unknown) => void failures.push(`${event}: ${error instanceof Error ? `${error.name} ${error.message}` : String(error)}`) },
      })
      isFirst = false
      url = (await opened.listen()).url
    },
    close: async () => {
      url = null
      await opened?.close()
      opened = null
    },
    remove: async () => {
      await fuzz.close()
      await place.remove()
    },
  }
  return fuzz
}

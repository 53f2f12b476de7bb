/**
 * One central for a test file: on PGlite in memory, and on a database of its own of TEST_DATABASE_URL where that is set.
 */
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import pg from 'pg'
import { createCentral, type Central, type CentralOptions } from '#central/create-central.ts'
import type { DatabaseOptions } from '#central/database/open-database.ts'
import { createCentralClient, type CentralClient } from '#shared/contract/central/client.ts'
import { emptyPGliteImage } from './pglite-image.ts'

export interface TestClock {
  now: () => number
  advance: (milliseconds: number) => void
}

export function testClock(): TestClock {
  let current = Date.parse('2026-10-05T01:00:00.000Z')
  return {
    now: () => current,
    advance: (milliseconds) => {
      current += milliseconds
    },
  }
}

export interface TestDatabase {
  readonly options: DatabaseOptions
  readonly drop: () => Promise<void>
}

const serverUrl = process.env['TEST_DATABASE_URL']
/** True where the suite runs on a real PostgreSQL. */
export const isRealPostgres = serverUrl !== undefined

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

export async function emptyDatabase(): Promise<TestDatabase> {
  if (serverUrl === undefined) return { options: { kind: 'embedded', directory: null, image: await emptyPGliteImage() }, drop: () => Promise.resolve() }
  const name = `central_test_${randomUUID().replaceAll('-', '')}`
  await onServer(`create database ${name}`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return { options: { kind: 'postgres', url: url.href, poolSize: 6 }, drop: () => onServer(`drop database ${name} with (force)`) }
}

const compress = promisify(gzip)

export function clientOf(baseUrl: string, token?: string): CentralClient {
  return createCentralClient({
    baseUrl, fetch, ...(token === undefined ? {} : { token }),
    compress: async (text) => new Uint8Array(await compress(text)),
  })
}

export interface TestCentral {
  readonly central: Central
  readonly clock: TestClock
  readonly url: string
  readonly client: CentralClient
  /** Its database, for a second process. */
  readonly databaseOptions: DatabaseOptions
  readonly close: () => Promise<void>
}

export async function startTestCentral(options: Partial<CentralOptions> = {}): Promise<TestCentral> {
  const clock = testClock()
  const database = await emptyDatabase()
  const central = await createCentral({
    database: database.options, clock, overdueInterval: 0, rateLimits: { everything: 1_000_000, signIn: 1_000_000, enrolDevice: 1_000_000, redeemNotice: 1_000_000 }, ...options,
  })
  const { url } = await central.listen()
  return {
    central, clock, url, client: clientOf(url), databaseOptions: database.options,
    close: async () => {
      await central.close()
      await database.drop()
    },
  }
}

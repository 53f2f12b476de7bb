import { openDatabase, type Database, type DatabaseOptions } from './database/open-database.ts'
import { createAdministration, type Administration } from './admin/administration.ts'
import { endOverdueNotices } from './jobs/expiry.ts'
import { replayDeferred } from './mutations/apply-mutation.ts'
import { silentLog, systemClock, type CentralLog, type Clock } from './ports.ts'
import { buildServer } from './server/build-server.ts'
import { usualRateLimits, type RateLimits } from './server/limits.ts'
import { createOperations } from './server/operations.ts'

export interface CentralOptions {
  readonly database: DatabaseOptions
  readonly clock?: Clock
  readonly log?: CentralLog
  /** What an enrolling desktop is told. Default: true on the embedded database. */
  readonly isTrial?: boolean
  readonly minimumClientVersion?: string
  readonly rateLimits?: Partial<RateLimits>
  readonly isBehindProxy?: boolean
  /** Milliseconds between two looks for overdue letters; 0 = never by itself (tests call `admin.endOverdueNotices`). */
  readonly overdueInterval?: number
}

export interface Central {
  /** @returns the URL, without a slash at the end. @throws when the port is taken */
  readonly listen: (at?: { readonly host?: string; readonly port?: number }) => Promise<{ readonly url: string; readonly port: number }>
  /** Answers what is under way, then closes server and database. */
  readonly close: () => Promise<void>
  readonly admin: Administration
  readonly database: Database
}

const usualOverdueInterval = 60_000

/**
 * The central API over its database, opened and migrated, not yet listening.
 * @throws DirectoryInUse, EmbeddedDatabaseBroken, DatabaseUnreachable, DatabaseTooNew
 */
export async function createCentral(options: CentralOptions): Promise<Central> {
  const clock = options.clock ?? systemClock
  const log = options.log ?? silentLog
  const database = await openDatabase(options.database)
  const replayed = await replayDeferred(database, clock).catch(async (error: unknown) => {
    await database.close()
    throw error
  })
  if (replayed > 0) log.info('parked mutations settled', { count: replayed })
  const handlers = createOperations(database, clock, {
    isTrial: options.isTrial ?? options.database.kind === 'embedded',
    minimumClientVersion: options.minimumClientVersion ?? '0.0.0',
  })
  const server = await buildServer({
    database, clock, log, handlers, isBehindProxy: options.isBehindProxy ?? false, rateLimits: { ...usualRateLimits, ...options.rateLimits },
  })

  let overdueRun: Promise<void> = Promise.resolve()
  const interval = options.overdueInterval ?? usualOverdueInterval
  const timer = interval === 0 ? null : setInterval(() => {
    overdueRun = overdueRun
      .then(async () => {
        const ended = await endOverdueNotices(database, clock)
        if (ended.voided + ended.expired > 0) log.info('overdue notices ended', ended)
      })
      .catch((error: unknown) => log.error('overdue notices', error))
  }, interval)
  timer?.unref()

  return {
    admin: createAdministration(database, clock),
    database,
    async listen({ host = '127.0.0.1', port = 0 } = {}) {
      await server.listen({ host, port })
      const address = server.addresses()[0]
      if (address === undefined || typeof address === 'string') throw new Error('The server has no address')
      const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
      return { url: `http://${name}:${address.port}`, port: address.port }
    },
    async close() {
      if (timer !== null) clearInterval(timer)
      await server.close()
      await overdueRun
      await database.close()
    },
  }
}

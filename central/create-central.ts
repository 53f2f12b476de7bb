import { openDatabase, type Database, type DatabaseOptions } from './database/open-database.ts'
import { createAdministration, type Administration } from './admin/administration.ts'
import { endAddressWaits } from './jobs/address-waits.ts'
import { endOverdueNotices } from './jobs/expiry.ts'
import { createMetrics, type Metrics } from './metrics/metrics.ts'
import { replayDeferred } from './mutations/apply-mutation.ts'
import { silentLog, systemClock, type CentralLog, type Clock } from './ports.ts'
import { createIdentityProvider, type IdentityProviderSettings } from './oidc/identity-provider.ts'
import { pruneOidcSignIns, receiveOidcCallback } from './oidc/oidc-sign-in.ts'
import { buildServer } from './server/build-server.ts'
import { usualRateLimits, type RateLimits } from './server/limits.ts'
import { createOperations, type OperationHandlers } from './server/operations.ts'

export interface CentralOptions {
  readonly database: DatabaseOptions
  readonly clock?: Clock
  readonly log?: CentralLog
  /** What an enrolling desktop is told. Default: true on the embedded database. */
  readonly isTrial?: boolean
  readonly minimumClientVersion?: string
  /** The organisation's identity provider; without one people sign in with passwords. */
  readonly oidc?: IdentityProviderSettings
  /** Default: true. */
  readonly passwordSignIn?: boolean
  readonly rateLimits?: Partial<RateLimits>
  readonly isBehindProxy?: boolean
  /** Certificate and key (PEM) where no balancer ends TLS before central. */
  readonly tls?: { readonly certificate: string; readonly key: string }
  /** Milliseconds between two looks for overdue letters; 0 = never by itself (tests call `admin.endOverdueNotices`). */
  readonly overdueInterval?: number
}

export interface Central {
  /** @returns the URL, without a slash at the end. @throws when the port is taken */
  readonly listen: (at?: { readonly host?: string; readonly port?: number }) => Promise<{ readonly url: string; readonly port: number }>
  /** Answers what is under way, then closes server and database. */
  readonly close: () => Promise<void>
  readonly admin: Administration
  readonly metrics: Metrics
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
  const metrics = createMetrics(database.connections)
  const oidc = options.oidc === undefined ? null : { database, clock, log, provider: createIdentityProvider(options.oidc, () => clock.now()) }
  const operations = createOperations(database, clock, {
    isTrial: options.isTrial ?? options.database.kind === 'embedded',
    minimumClientVersion: options.minimumClientVersion ?? '0.0.0',
    passwordSignIn: options.passwordSignIn ?? true,
    oidc,
    log,
  })
  const handlers: OperationHandlers = {
    ...operations,
    pushMutations: async (call) => {
      const reply = await operations.pushMutations(call)
      metrics.outcomes(reply.outcomes)
      return reply
    },
  }
  const server = await buildServer({
    database, clock, log, handlers, metrics, receiveOidcCallback: oidc === null ? null : (query) => receiveOidcCallback(oidc, query), tls: options.tls ?? null, isBehindProxy: options.isBehindProxy ?? false, rateLimits: { ...usualRateLimits, ...options.rateLimits },
  })

  let overdueRun: Promise<void> = Promise.resolve()
  const interval = options.overdueInterval ?? usualOverdueInterval
  const timer = interval === 0 ? null : setInterval(() => {
    overdueRun = overdueRun
      .then(async () => {
        const ended = await endOverdueNotices(database, clock)
        if (ended.voided + ended.expired > 0) log.info('overdue notices ended', ended)
        const waits = await endAddressWaits(database, clock)
        if (waits > 0) log.info('address waits ended', { count: waits })
        await pruneOidcSignIns(database, clock)
      })
      .catch((error: unknown) => log.error('overdue notices', error))
  }, interval)
  timer?.unref()

  return {
    admin: createAdministration(database, clock),
    database,
    metrics,
    async listen({ host = '127.0.0.1', port = 0 } = {}) {
      await server.listen({ host, port })
      const address = server.addresses()[0]
      if (address === undefined || typeof address === 'string') throw new Error('The server has no address')
      const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
      return { url: `${options.tls === undefined ? 'http' : 'https'}://${name}:${address.port}`, port: address.port }
    },
    async close() {
      if (timer !== null) clearInterval(timer)
      await server.close()
      metrics.close()
      await overdueRun
      await database.close()
    },
  }
}

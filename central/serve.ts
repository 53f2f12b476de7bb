import { createCentral } from './create-central.ts'
import { startAdminServer } from './admin/admin-server.ts'
import { removeRunningCentral, writeRunningCentral } from './admin/running-central.ts'
import { createToken } from './credentials/secrets.ts'
import type { DatabaseOptions } from './database/open-database.ts'
import { createLog } from './log.ts'
import { identityProviderOf, type OidcOptions } from './oidc/oidc-options.ts'
import { startMetricsServer } from './metrics/metrics-server.ts'
import { readTlsFiles, type TlsFiles } from './server/tls-files.ts'

export interface ServeOptions {
  readonly database: DatabaseOptions
  readonly dataDirectory: string
  readonly host: string
  readonly port: number
  readonly isBehindProxy: boolean
  readonly minimumClientVersion: string
  /** Announce on standard output, as one JSON line. */
  readonly announceAsJson: boolean
  /** Stop when standard input or the channel to the parent closes. */
  readonly stopWithParent: boolean
  /** Null = plain HTTP, behind a balancer that ends TLS. */
  readonly tls: TlsFiles | null
  readonly signIn: OidcOptions
  /** Null = metrics are not served. */
  readonly metrics: { readonly host: string; readonly port: number } | null
}

/** Resolves when it is to stop: a signal, or the parent gone. */
function stopRequested(stopWithParent: boolean): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal))
    if (!stopWithParent) return
    process.once('disconnect', () => resolve('parent gone'))
    if (process.channel === undefined) {
      process.stdin.once('close', () => resolve('parent gone')).once('end', () => resolve('parent gone')).once('error', () => resolve('parent gone'))
      process.stdin.resume()
    }
  })
}

/** Runs until told to stop. @throws what opening the database or the port throws */
export async function serve(options: ServeOptions): Promise<void> {
  const stop = stopRequested(options.stopWithParent)
  const log = createLog()
  const identityProvider = await identityProviderOf(options.signIn)
  const central = await createCentral({
    passwordSignIn: options.signIn.passwordSignIn, ...(identityProvider === null ? {} : { oidc: identityProvider }),
    database: options.database, log, isBehindProxy: options.isBehindProxy, minimumClientVersion: options.minimumClientVersion, ...(options.tls === null ? {} : { tls: await readTlsFiles(options.tls) }),
  })
  const undo: (() => Promise<void>)[] = [central.close]
  try {
    const { url } = await central.listen({ host: options.host, port: options.port })
    if (options.metrics !== null) {
      const metricsServer = await startMetricsServer(central.metrics, options.metrics)
      undo.push(metricsServer.close)
      log.info('metrics served')
    }
    const adminSecret = createToken('admin')
    const adminServer = await startAdminServer(central.admin, adminSecret, log)
    undo.push(adminServer.close)
    await writeRunningCentral(options.dataDirectory, { url, adminUrl: adminServer.url, adminSecret, pid: process.pid })
    undo.push(() => removeRunningCentral(options.dataDirectory))
    if (options.database.kind === 'embedded') log.warn('embedded database: for trials only; set DATABASE_URL for real use')
    log.info('listening', { pid: process.pid })
    process.stdout.write(options.announceAsJson ? `${JSON.stringify({ ready: true, url, pid: process.pid })}\n` : `Central: ${url}\n`)
    log.info('stopping', { because: await stop })
  } finally {
    for (const step of undo.reverse()) await step()
    // Listening to the parent would keep this process alive for as long as the parent lives.
    if (options.stopWithParent) {
      process.stdin.destroy()
      if (process.connected) process.disconnect()
    }
  }
}

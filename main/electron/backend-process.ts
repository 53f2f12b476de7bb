/** Entry of the backend process (an Electron utility process): no window, no key store, only the backend and its ports. */
import { join } from 'node:path'
import { net } from 'electron'
import { createBackend, type Backend } from '#backend/index.ts'
import { createFileLog, strongRandom, systemClock, uuidIds } from '#host/ports.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { MessageToMain } from './backend-messages.ts'
import { createBackendService } from './backend-service.ts'
import { isSignInAddress } from './sign-in-address.ts'

const [logFile = join(process.cwd(), 'desk.log')] = process.argv.slice(2)
const log = createFileLog(logFile, systemClock)
let backend: Backend | null = null

// Whatever nobody caught leaves the backend in an unknown state: it ends, and main starts a fresh one.
const end = (event: string) => (error: unknown) => {
  log.error(event, error)
  process.exit(70)
}
process.on('uncaughtException', end('backend.uncaughtException'))
process.on('unhandledRejection', end('backend.unhandledRejection'))

const receive = createBackendService({
  createBackend: async (start, printer) => {
    backend = await createBackend({
      clock: systemClock,
      ids: uuidIds,
      random: strongRandom,
      log,
      printer,
      dataDirectory: start.dataDirectory,
      databaseKey: start.databaseKey,
      // Electron's own network stack: it knows the system's proxy and certificates.
      central: start.centralBaseUrl === null ? null : { baseUrl: start.centralBaseUrl, fetch: (input, init) => net.fetch(input instanceof URL ? input.href : input, init) },
      browser: {
        open: (address) => {
          if (!isSignInAddress(address, start.signInOrigin)) throw new DeskError('REFUSED', 'SIGN_IN_ADDRESS')
          process.parentPort.postMessage({ type: 'openSignIn', address } satisfies MessageToMain)
        },
      },
      host: 'electron',
      resources: start.resources,
      syncInterval: start.syncInterval,
      clientVersion: start.clientVersion,
    })
    return backend
  },
  send: (message) => process.parentPort.postMessage(message),
  log,
  wake: () => backend?.engine.wake(),
  exit: (code) => process.exit(code),
})

process.parentPort.on('message', ({ data, ports }) => receive(data, ports))

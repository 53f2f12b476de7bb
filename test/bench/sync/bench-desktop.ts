/** The real backend of a desktop, without a window, over loopback HTTP; it syncs when told to. */
import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { createBackend, type Backend, type LetterPrinter } from '#backend/index.ts'
import { silentLog, strongRandom, systemClock, uuidIds } from '#host/ports.ts'

export interface BenchDesktop {
  readonly backend: Backend
  /** When (performance.now) replies began to come in, and of which path. */
  readonly replies: readonly { readonly path: string; readonly at: number }[]
  readonly stop: () => Promise<void>
}

/** No letter is printed here. */
const noPrinter: LetterPrinter = { describe: async () => await Promise.resolve({ name: 'none', isLive: false }), print: async () => await Promise.reject(new Error('Nothing is printed here')) }

export const openBenchDesktop = async (directory: string, centralUrl: string, enrolmentCode: string): Promise<BenchDesktop> => {
  mkdirSync(directory, { recursive: true })
  const replies: { path: string; at: number }[] = []
  const backend = await createBackend({
    clock: systemClock, ids: uuidIds, random: strongRandom, log: silentLog, printer: noPrinter, dataDirectory: directory, databaseKey: new Uint8Array(randomBytes(32)),
    central: {
      baseUrl: centralUrl,
      fetch: async (input, init) => {
        const response = await fetch(input, init)
        const url = new URL(input instanceof Request ? input.url : String(input))
        replies.push({ path: url.pathname, at: performance.now() })
        return response
      },
    },
    host: 'command', resources: null, syncInterval: 0, clientVersion: '0.1.0',
  })
  await backend.start()
  await backend.link.enrol(enrolmentCode, 'bench')
  return { backend, replies, stop: async () => await backend.stop() }
}

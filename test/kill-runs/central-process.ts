/** Central as `npm run central` starts it: a process of its own, killed without warning and started again on the same files and port. */
import { join } from 'node:path'
import { projectRoot } from '#host/client-version.ts'
import type { CleanUp } from './clean-up.ts'
import type { KillDatabase } from './kill-database.ts'
import { startProcess, type KilledProcess } from './killed-process.ts'

export interface CentralProcess {
  readonly url: string
  /** False from its start until it answers. */
  readonly isReady: boolean
  /** Its end was not our doing. */
  readonly complaint: string | null
  /** Starts it without waiting. */
  start(): void
  /** @returns milliseconds from its start until it answered @throws Error where it ends before */
  ready(): Promise<number>
  kill(): Promise<void>
  /** Lets it end what is under way. */
  stop(): Promise<void>
}

/** Not yet started. @param directory of central.json and, on PGlite, of the database */
export const centralProcess = (database: KillDatabase, directory: string, cleanUp: CleanUp): CentralProcess => {
  let port = 0
  let running: KilledProcess | null = null
  let becomesReady: Promise<number> = Promise.reject(new Error('Not started'))
  becomesReady.catch(() => {})
  let isReady = false
  let isOurDoing = true
  let complaint: string | null = null
  const central: CentralProcess = {
    get url() { return `http://127.0.0.1:${port}` },
    get isReady() { return isReady },
    get complaint() { return complaint },
    start: () => {
      isOurDoing = false
      becomesReady = new Promise((resolve, reject) => {
        const started = startProcess(
          join(projectRoot, 'central/central.ts'), ['serve', '--data-dir', directory, '--port', String(port), '--json-ready', '--with-parent', ...(database.kind === 'pglite' ? ['--embedded'] : [])],
          { DATABASE_URL: database.options.kind === 'postgres' ? database.options.url : '' },
          (line) => {
            // Its log goes by on the same channel.
            if (!line.includes('"ready":true')) return
            port = Number(new URL((JSON.parse(line) as { url: string }).url).port)
            isReady = true
            resolve(Date.now() - started.startedAt)
          },
        )
        running = started
        void started.ended.then(() => {
          isReady = false
          if (!isOurDoing) complaint = `central ended by itself: ${started.complaint()}`
          reject(new Error(`Central did not start: ${started.complaint()}`))
        })
      })
      becomesReady.catch(() => {})
    },
    ready: async () => await becomesReady,
    kill: async () => {
      isOurDoing = true
      isReady = false
      await running?.kill()
    },
    stop: async () => {
      isOurDoing = true
      running?.child.kill('SIGTERM')
      await running?.ended
    },
  }
  cleanUp.later(central.kill)
  return central
}

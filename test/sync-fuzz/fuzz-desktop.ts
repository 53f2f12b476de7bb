/**
 * One desktop of a fuzz run: the real backend on real encrypted files, which may die at any crossing (a write, its commit, a request), be
 * reopened, find its disk full, or come back from an older copy of its files.
 */
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { EntityManager } from 'typeorm'
import { v7 } from 'uuid'
import { createBackend, type Backend } from '#backend/index.ts'
import type { SqliteHandle } from '#backend/database/sqlite-handle.ts'
import type { Log } from '#backend/ports.ts'
import { createInProcessClient } from '#shared/contract/desktop/in-process-client.ts'
import { createMemoryPrinter, type MemoryPrinter } from '#test/support/memory-printer.ts'
import { testPassword, type DeskClient } from '#test/support/test-desktop.ts'
import { seededRandom } from '#trial/seeded-random.ts'
import { createFuzzNetwork, type FuzzNetwork } from './fuzz-network.ts'

export interface FuzzDesktop {
  readonly name: string
  /** Of this enrolment; another one after the desktop was given up. */
  readonly deviceId: string
  readonly backend: Backend
  readonly printer: MemoryPrinter
  readonly network: FuzzNetwork
  /** Milliseconds its clock is off. */
  clockOffset: number
  clientVersion: string
  readonly isDead: boolean
  readonly isDiskFull: boolean
  /** Unexpected failures the backend has logged. */
  readonly failures: string[]
  /** Signs in where nobody of this id is signed in. @throws as session.signIn */
  page(staffId: string): Promise<DeskClient>
  sync(): Promise<void>
  /** Dies at the n-th crossing from now; 0 = not at all. */
  dieAt(crossing: number): void
  /** No more room than there is now, or room again. */
  setDiskFull(isFull: boolean): void
  /** Opens the files again after death, or ends and begins anew. */
  restart(): Promise<void>
  /** Keeps a copy of the files as they are now. */
  keepCopy(): Promise<void>
  readonly hasCopy: boolean
  /** The files are those of the copy again. */
  restoreCopy(): Promise<void>
  stop(): Promise<void>
}

interface FuzzDesktopOptions {
  readonly name: string
  readonly directory: string
  readonly seed: number
  readonly now: () => number
  readonly centralUrl: () => string | null
  readonly clientVersion: string
  readonly enrolmentCode: string
  /** Told of what happens to it. */
  readonly count: (what: string) => void
}

/** Thrown into whatever is under way when the process dies. */
class Died extends Error {}

/** The process may die before any statement of a transaction, not only at its ends. */
const dyingAmongStatements = async <Result>(manager: EntityManager, cross: (where: string) => void, work: (manager: EntityManager) => Promise<Result>): Promise<Result> => {
  const { queryRunner } = manager
  if (queryRunner === undefined) return await work(manager)
  const query = queryRunner.query.bind(queryRunner)
  Object.assign(queryRunner, {
    query: async (...given: Parameters<typeof query>): Promise<unknown> => {
      cross('among statements')
      return await query(...given)
    },
  })
  try {
    return await work(manager)
  } finally {
    Object.assign(queryRunner, { query })
  }
}

const closeHandle = (handle: SqliteHandle): void => (handle as SqliteHandle & { close(): void }).close()

export const openFuzzDesktop = async (options: FuzzDesktopOptions): Promise<FuzzDesktop> => {
  const { name, directory, seed } = options
  const random = seededRandom(seed)
  const idRandom = seededRandom(seed ^ 0x5bd1e995)
  const network = createFuzzNetwork(seededRandom(seed ^ 0x2545f491), options.centralUrl, options.count)
  const printer = createMemoryPrinter()
  const databaseKey = Uint8Array.from({ length: 32 }, () => random.integer(0, 255))
  const failures: string[] = []
  const files = join(directory, name)
  const copy = join(directory, `${name}-copy`)
  mkdirSync(files, { recursive: true })

  let countdown = 0
  let isDead = false
  let isDiskFull = false
  let lastId = 0

  const log: Log = {
    info: () => {},
    error: (event, error) => void failures.push(`${event}: ${error instanceof Error ? `${error.name} ${error.message} ${(error.stack ?? '').split('\n').slice(1, 6).join(' ')}` : String(error)}`),
  }
  const clock = { now: () => options.now() + desktop.clockOffset }

  const openBackend = async (): Promise<Backend> => {
    let isMine = true
    const die = (where: string) => {
      options.count(`died ${where.startsWith('before /') ? 'before a request' : where.startsWith('after /') ? 'after a request' : where}`)
      isMine = false
      isDead = true
      countdown = 0
      // The open transaction is rolled back, as the next process would; what was committed is on disk.
      closeHandle(opened.core.database.rawWriter)
      closeHandle(opened.core.database.rawReader)
      throw new Died('the process died')
    }
    const cross = (where: string): void => {
      if (!isMine) throw new Died('the process is dead')
      if (countdown > 0 && (countdown -= 1) === 0) die(where)
    }
    const opened = await createBackend({
      clock, log, printer,
      // Ids in the order they were made, as those of a real process are.
      ids: { next: () => v7({ msecs: (lastId = Math.max(lastId + 1, Math.floor(clock.now()))), random: Uint8Array.from({ length: 16 }, () => idRandom.integer(0, 255)), seq: 0 }) },
      random: { below: (bound) => random.integer(0, bound - 1) },
      dataDirectory: files, databaseKey: Uint8Array.from(databaseKey),
      central: { baseUrl: 'http://central.test', fetch: network.fetchOf(cross) },
      host: 'command', resources: null, syncInterval: 0, clientVersion: desktop.clientVersion,
    })
    const { database } = opened.core
    const write = database.write.bind(database)
    Object.assign(database, {
      write: async <Result>(work: Parameters<typeof write<Result>>[0]): Promise<Result> => {
        cross('before a write')
        const result = await write<Result>(async (manager) => {
          const done = await dyingAmongStatements(manager, cross, work)
          cross('before a commit')
          return done
        })
        cross('after a write')
        return result
      },
    })
    await opened.start()
    return opened
  }

  const abandon = async () => {
    try {
      await backend.stop()
    } catch { /* its files are closed: nothing can be written any more */ }
  }

  let backend: Backend
  let deviceId = ''
  const desktop: FuzzDesktop = {
    name, printer, network, failures,
    get deviceId() { return deviceId },
    get backend() { return backend },
    clockOffset: 0,
    clientVersion: options.clientVersion,
    get isDead() { return isDead },
    get isDiskFull() { return isDiskFull },
    page: async (staffId) => {
      const page = createInProcessClient(backend.dispatch, staffId)
      if (backend.sessions.of(staffId) === null) await page.session.signIn({ staffId, password: testPassword })
      return page
    },
    sync: async () => await backend.engine.syncNow(),
    dieAt: (crossing) => { countdown = crossing },
    setDiskFull: (isFull) => {
      isDiskFull = isFull
      const { rawWriter } = backend.core.database
      rawWriter.pragma(isFull ? `max_page_count = ${String(rawWriter.prepare('PRAGMA page_count').pluck().get())}` : 'max_page_count = 1073741823')
    },
    restart: async () => {
      countdown = 0
      if (isDead) await abandon()
      else await backend.stop()
      isDiskFull = false
      isDead = false
      backend = await openBackend()
    },
    keepCopy: async () => {
      await backend.core.database.write(() => Promise.resolve())
      backend.core.database.rawWriter.pragma('wal_checkpoint(PASSIVE)')
      rmSync(copy, { recursive: true, force: true })
      cpSync(files, copy, { recursive: true })
    },
    get hasCopy() { return existsSync(copy) },
    restoreCopy: async () => {
      countdown = 0
      if (isDead) await abandon()
      else await backend.stop()
      rmSync(files, { recursive: true, force: true })
      cpSync(copy, files, { recursive: true })
      rmSync(copy, { recursive: true, force: true })
      isDead = false
      isDiskFull = false
      backend = await openBackend()
    },
    stop: async () => {
      countdown = 0
      if (isDead) await abandon()
      else await backend.stop()
    },
  }
  backend = await openBackend()
  network.isCalm = true
  await backend.link.enrol(options.enrolmentCode, name)
  network.isCalm = false
  deviceId = String((await backend.core.database.reader.query(`SELECT value FROM setting WHERE name = 'deviceId'`) as { value: string }[])[0]?.value)
  return desktop
}

/** A desktop without a window: the real backend with its own encrypted database, called as a page calls it. */
import { randomBytes } from 'node:crypto'
import type { ContractRouterClient } from '@orpc/contract'
import { ORPCError } from '@orpc/server'
import { createBackend, type Backend } from '#backend/index.ts'
import type { BackendDependencies, Clock, Log } from '#backend/ports.ts'
import { strongRandom, uuidIds } from '#host/ports.ts'
import type { DeskContract } from '#shared/contract/desktop/contract.ts'
import { deskErrorData } from '#shared/contract/desktop/errors.ts'
import { createInProcessClient } from '#shared/contract/desktop/in-process-client.ts'
import type { Dispatch } from '#shared/contract/desktop/router.ts'
import { createMemoryPrinter, type MemoryPrinter } from './memory-printer.ts'
import { createTestNetwork, type TestNetwork } from './test-network.ts'

export type DeskClient = ContractRouterClient<DeskContract>

export interface LogLine { readonly event: string; readonly text: string }

export interface TestDesktop {
  readonly backend: Backend
  readonly directory: string
  readonly databaseKey: Uint8Array
  readonly printer: MemoryPrinter
  readonly network: TestNetwork
  readonly log: LogLine[]
  /** Everything procedures answered, as text, in order. */
  readonly answers: string[]
  /** A page of this name. */
  page(clientId?: string): DeskClient
  /** A page of this name with this person signed in. */
  signedIn(staffId: string, password?: string): Promise<DeskClient>
  sync(): Promise<void>
  /** Stops the backend and starts another on the same files. `meanwhile`: what happens while there is none. */
  restart(meanwhile?: () => Promise<void>): Promise<void>
  stop(): Promise<void>
}

export interface TestDesktopOptions {
  readonly directory: string
  readonly clock: Clock
  /** Of central; null = there is none. */
  readonly centralUrl: string | null
  readonly more?: Partial<BackendDependencies>
}

const asText = async (value: unknown): Promise<string> => {
  const blobs: string[] = []
  const text = JSON.stringify(value, (_key, part: unknown) => (part instanceof Blob ? `blob of ${part.size}` : part)) ?? ''
  if (typeof value === 'object' && value !== null && 'document' in value && value.document instanceof Blob) blobs.push(Buffer.from(await value.document.arrayBuffer()).toString('latin1'))
  return [text, ...blobs].join('\n')
}

export const testPassword = 'right-password-1'

export const openTestDesktop = async ({ directory, clock, centralUrl, more = {} }: TestDesktopOptions): Promise<TestDesktop> => {
  const databaseKey = new Uint8Array(randomBytes(32))
  const printer = createMemoryPrinter()
  const network = createTestNetwork()
  const lines: LogLine[] = []
  const answers: string[] = []
  const log: Log = {
    info: (event, facts) => void lines.push({ event, text: JSON.stringify(facts ?? {}) }),
    error: (event, error, facts) => void lines.push({ event, text: `${error instanceof Error ? `${error.name} ${error.message} ${error.stack ?? ''}` : String(error)} ${JSON.stringify(facts ?? {})}` }),
  }
  const open = async () => await createBackend({
    clock, ids: uuidIds, random: strongRandom, log, printer, dataDirectory: directory, databaseKey,
    central: centralUrl === null ? null : { baseUrl: centralUrl, fetch: network.fetch },
    host: 'command', resources: null, syncInterval: 0, clientVersion: '0.1.0', ...more,
  })
  let backend = await open()
  await backend.start()
  let isStopped = false
  const dispatch: Dispatch = async (name, input, context) => {
    const answer = await backend.dispatch(name, input, context)
    if (name !== 'system.watch') answers.push(`${name} ${await asText(answer)}`)
    return answer
  }
  const page = (clientId = 'page'): DeskClient => createInProcessClient(dispatch, clientId)
  const stop = async () => {
    if (isStopped) return
    isStopped = true
    await backend.stop()
  }
  return {
    get backend() { return backend },
    directory, databaseKey, printer, network, log: lines, answers, page,
    signedIn: async (staffId, password = testPassword) => {
      const client = page(staffId)
      await client.session.signIn({ staffId, password })
      return client
    },
    sync: async () => await backend.engine.syncNow(),
    restart: async (meanwhile) => {
      await backend.stop()
      await meanwhile?.()
      backend = await open()
      await backend.start()
    },
    stop,
  }
}

/** How a call was refused: "KIND REASON", "KIND", or "answered". */
export const refusalOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call
    return 'answered'
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error
    const data = deskErrorData.safeParse(error.data)
    return data.success && data.data.reason !== null ? `${error.code} ${data.data.reason}` : String(error.code)
  }
}

/** Many desktops in one process: light clients that push and pull as a desktop does, without its database. Started by bench central. */
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { createCentralClient, type CentralClient } from '#shared/contract/central/client.ts'
import { CentralProblem } from '#shared/contract/central/problem.ts'
import type { MutationEnvelope } from '#shared/contract/central/sync.ts'
import { compressBody } from '../sync/compress-body.ts'
import { createDeskDay } from '../sync/desk-day.ts'
import type { LoadAnswer, LoadOrder, LoadResult, SimulatedDesk } from './load-messages.ts'

const tell = (answer: LoadAnswer): void => void process.send?.(answer)
const pageSize = 1000
const batch = 200

interface Tally {
  readonly push: number[]
  readonly pull: number[]
  readonly errors: Record<string, number>
  mutations: number
  changes: number
  worstLateness: number
  skippedPulls: number
}

const nameOf = (error: unknown): string => (error instanceof CentralProblem ? error.code : error instanceof Error ? `${error.name}${error.cause instanceof Error ? ` ${error.cause.name} ${error.cause.message}` : ''}` : 'unknown')

const timed = async (tally: Tally, times: number[], work: () => Promise<void>): Promise<void> => {
  const started = performance.now()
  try {
    await work()
    times.push(performance.now() - started)
  } catch (error) {
    const name = nameOf(error)
    tally.errors[name] = (tally.errors[name] ?? 0) + 1
  }
}

/** An address of its own, so that it is limited as a desktop of another office would be. */
const fetchFrom = (seed: number): typeof fetch => async (input, init) => {
  const headers = new Headers(init?.headers)
  headers.set('x-forwarded-for', `10.${(seed >> 16) & 255}.${(seed >> 8) & 255}.${seed & 255}`)
  return await fetch(input, { ...init, headers })
}

/** The work at even distances from its own beginning on; a turn that comes while the one before is under way is left out. @returns turns left out */
const every = async (tally: Tally, start: number, end: number, distance: number, work: (turn: number) => Promise<void>): Promise<number> => {
  let skipped = 0
  for (let turn = 0, due = start; due < end; turn += 1) {
    const early = due - performance.now()
    if (early > 0) await wait(early)
    tally.worstLateness = Math.max(tally.worstLateness, performance.now() - due)
    await work(turn)
    due += distance
    for (; due < performance.now() && due < end; due += distance) skipped += 1
  }
  return skipped
}

const playDesk = async (order: LoadOrder, { desk, facilities, centralUrl, seed }: SimulatedDesk, began: number, tally: Tally): Promise<void> => {
  const client: CentralClient = createCentralClient({ baseUrl: centralUrl, fetch: fetchFrom(seed), token: desk.deviceToken, compress: compressBody, timeoutMilliseconds: 60_000 })
  const day = createDeskDay({ desk, facilities, receiptVerifier: order.receiptVerifier, seed, savesPerCall: 3 })
  const end = began + order.duration
  const pushes = Math.max(1, Math.floor(order.duration / order.pushEvery))
  let cursor: string | undefined
  const pull = async (): Promise<void> => {
    for (let hasMore = true; hasMore && performance.now() < end;) {
      await timed(tally, tally.pull, async () => {
        hasMore = false
        // Read as bytes: what reading a page costs is the desktop's affair, and is measured by bench sync.
        const body = await client.download('pullChanges', { query: { ...(cursor !== undefined && { cursor }), limit: pageSize } })
        const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1')
        cursor = /"cursor":"([^"]+)"/u.exec(text)?.[1]
        hasMore = /"hasMore":true/u.test(text.slice(-200))
        tally.changes += text.split('{"entity":').length - 1
      })
    }
  }
  const outbox: MutationEnvelope[] = []
  const push = async (turn: number): Promise<void> => {
    const due = Math.round(((turn + 1) * order.mutationsPerDesk) / pushes) - Math.round((turn * order.mutationsPerDesk) / pushes)
    outbox.push(...day.take(due))
    for (let isTaken = true; isTaken && outbox.length > 0;) {
      const mutations = outbox.slice(0, batch)
      await timed(tally, tally.push, async () => {
        isTaken = false
        const { outcomes } = await client.call('pushMutations', { body: { clientVersion: '0.1.0', mutations } })
        // What was not answered goes up again at the next turn, as a desktop does it.
        isTaken = true
        outbox.splice(0, mutations.length)
        tally.mutations += outcomes.length
        for (const { outcome, code } of outcomes) if (outcome !== 'applied' && outcome !== 'duplicate') tally.errors[`${outcome} ${code ?? ''}`] = (tally.errors[`${outcome} ${code ?? ''}`] ?? 0) + 1
      })
    }
  }
  // Desktops keep apart by themselves: each begins at a moment of its own.
  const offset = (seed * 0.618_034) % 1
  const [, skipped] = await Promise.all([
    every(tally, began + offset * order.pushEvery, end, order.pushEvery, push),
    every(tally, began + offset * order.pullEvery, end, order.pullEvery, pull),
  ])
  tally.skippedPulls += skipped
}

const run = async (order: LoadOrder): Promise<LoadResult> => {
  const tally: Tally = { push: [], pull: [], errors: {}, mutations: 0, changes: 0, worstLateness: 0, skippedPulls: 0 }
  const began = performance.now()
  const before = process.cpuUsage()
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  await Promise.all(order.desks.map(async (simulated) => await playDesk(order, simulated, began, tally)))
  const used = process.cpuUsage(before)
  delay.disable()
  const nanoseconds = 1e6
  return { ...tally, loopDelay: { p99: delay.percentile(99) / nanoseconds, max: delay.max / nanoseconds }, cpuShare: (used.user + used.system) / 1000 / (performance.now() - began) }
}

process.on('message', (order: LoadOrder) => {
  void run(order).then((result) => tell({ kind: 'done', result }), (error: unknown) => tell({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }))
})
process.once('disconnect', () => process.exit())
tell({ kind: 'ready' })

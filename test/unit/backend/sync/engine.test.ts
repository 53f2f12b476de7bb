import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals'
import type { Core } from '#backend/core.ts'
import type { CentralLink } from '#backend/sync/central-link.ts'
import { createSyncEngine, type SyncEngine } from '#backend/sync/engine.ts'
import { CentralUnreachable } from '#shared/contract/central/problem.ts'

// When the engine looks at central; what it does there: test/integration/backend.

let engine: SyncEngine
let pulls = 0
let isAway = false

beforeEach(() => {
  jest.useFakeTimers()
  pulls = 0
  isAway = false
  const manager = { countBy: async () => await Promise.resolve(0), findOneBy: async () => await Promise.resolve(null), find: async () => await Promise.resolve([]), upsert: async () => await Promise.resolve() }
  const core = {
    deps: { syncInterval: 100_000, clock: { now: () => 0 }, random: { below: () => 250 }, log: { info: () => {}, error: () => {} } },
    database: { reader: { manager }, write: async (work: (one: typeof manager) => Promise<unknown>) => await work(manager) },
    hub: { changed: () => {}, statusChanged: () => {} },
  } as unknown as Core
  const link = {
    callAsDevice: async () => {
      pulls += 1
      if (isAway) throw new CentralUnreachable()
      return await Promise.resolve({ changes: [], cursor: 'c', hasMore: false })
    },
  } as unknown as CentralLink
  engine = createSyncEngine(core, link, () => ({ anyOnline: () => null, endSession: () => {}, staffChanged: () => {} }), async () => await Promise.resolve(false))
})
afterEach(async () => {
  await engine.stop()
  expect(jest.getTimerCount()).toBe(0)
  jest.useRealTimers()
})
const pass = async (milliseconds: number) => await jest.advanceTimersByTimeAsync(milliseconds)
const begin = async () => {
  engine.start()
  await pass(0)
  expect(pulls).toBe(1)
}

describe('the engine', () => {
  it('lets what is typed wait five seconds from the first key, and sends it together', async () => {
    await begin()
    for (let key = 0; key < 49; key += 1) {
      engine.wakeLater()
      await pass(100)
    }
    expect(pulls).toBe(1)
    await pass(100 + 30)
    expect(pulls).toBe(2)
    await pass(20_000)
    expect(pulls).toBe(2)
  })

  it('takes what was typed along with anything that does not wait', async () => {
    await begin()
    engine.wakeLater()
    await pass(1000)
    engine.wake()
    await pass(30)
    expect(pulls).toBe(2)
    await pass(20_000)
    expect(pulls).toBe(2)
  })

  it('is not driven by typing while central is away: the pause between two tries decides', async () => {
    isAway = true
    await begin()
    for (let second = 0; second < 20; second += 1) {
      engine.wakeLater()
      await pass(1000)
    }
    expect(pulls).toBe(1)
    isAway = false
    await pass(60_000)
    // Asked first whether central is there, then the run itself.
    expect(pulls).toBe(3)
  })

  it('wakes nobody once it was stopped', async () => {
    await begin()
    engine.wakeLater()
    await engine.stop()
    engine.wakeLater()
    await pass(20_000)
    expect(pulls).toBe(1)
  })
})

/** What `bench sync` measures, on one database: a real central in a process of its own, the real backend of a desktop in this one. */
import { join } from 'node:path'
import { createCentralClient, type CentralClient } from '#shared/contract/central/client.ts'
import type { MutationEnvelope } from '#shared/contract/central/sync.ts'
import type { PublishedFacilityRecord } from '#shared/contract/records.ts'
import { cpuOf } from '../central/cpu-of-process.ts'
import { openBenchDesktop, type BenchDesktop } from './bench-desktop.ts'
import { prepareOffice } from './bench-office.ts'
import { startCentralServer } from './central-server.ts'
import { compressBody } from './compress-body.ts'
import { createDeskDay, type DeskDay } from './desk-day.ts'

export interface SyncPlace {
  readonly name: string
  readonly database: Parameters<typeof prepareOffice>[0]['database']
  readonly server: Parameters<typeof startCentralServer>[0]
}

export interface SyncOptions {
  readonly repeats: number
  readonly facilities: readonly PublishedFacilityRecord[]
  /** Options of central's own Node: a profile. */
  readonly nodeOptions: readonly string[]
}

/** Milliseconds of each repeat. */
export interface SyncTimes {
  readonly pushInOne: number[]
  /** Processor time of central, in steps of 10 ms; 0 where the system does not tell. */
  readonly pushInOneProcessor: number[]
  readonly pushInBatches: number[]
  readonly pushOneByOne: number[]
  readonly pull: number[]
  /** Processor time of the desktop, all its threads: what the machine's other work adds is not in it. */
  readonly pullProcessor: number[]
  readonly firstSync: number[]
  /** Of the first sync: until the last page of the list had come. */
  readonly firstSyncFetching: number[]
  readonly firstSyncProcessor: number[]
}

export const pushedMutations = 1000
export const pulledChanges = 10_000
/** As many as a desktop sends at once (main/backend/sync/engine.ts). */
export const desktopBatch = 200
/** A push is short: this many are measured in each repeat. */
export const pushesPerRepeat = 4
const letterFacilities = 5000

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await work()
  return performance.now() - started
}

const processorTimed = async (work: () => Promise<void>): Promise<number> => {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** @throws Error where central did not take one: then nothing that was measured means anything */
const push = async (client: CentralClient, mutations: readonly MutationEnvelope[]): Promise<void> => {
  const { outcomes } = await client.call('pushMutations', { body: { clientVersion: '0.1.0', mutations: [...mutations] }, timeoutMilliseconds: 120_000 })
  const refused = outcomes.find(({ outcome }) => outcome !== 'applied')
  if (refused !== undefined || outcomes.length !== mutations.length) throw new Error(`Central answered ${refused?.outcome ?? 'too little'} ${refused?.code ?? ''}`)
}

const pushInBatches = async (client: CentralClient, mutations: readonly MutationEnvelope[], size: number): Promise<void> => {
  for (let start = 0; start < mutations.length; start += size) await push(client, mutations.slice(start, start + size))
}

/** Mutations that make so many changes in the feed: the audit trail makes none. */
const takeChanges = (day: DeskDay, wanted: number): MutationEnvelope[] => {
  const taken: MutationEnvelope[] = []
  for (let changes = 0; changes < wanted;) {
    const [mutation] = day.take(1)
    if (mutation === undefined) break
    taken.push(mutation)
    if (mutation.type !== 'audit.recorded') changes += 1
  }
  return taken
}

const measureFirstSync = async (desktop: BenchDesktop, expected: number): Promise<{ whole: number; fetching: number }> => {
  const started = performance.now()
  await desktop.backend.engine.syncNow()
  const whole = performance.now() - started
  const count = desktop.backend.core.facilityList.state()?.count ?? 0
  if (count !== expected) throw new Error(`The desktop has ${count} facilities of ${expected}`)
  const lastPage = desktop.replies.findLast(({ path }) => path === '/v1/facilities')
  return { whole, fetching: (lastPage?.at ?? started) - started }
}

/** @throws Error where a mutation is refused, a list is not whole */
export const measureSync = async (place: SyncPlace, folder: string, { repeats, facilities, nodeOptions }: SyncOptions, report: (line: string) => void): Promise<SyncTimes> => {
  const office = await prepareOffice({ database: place.database, desks: 4, enrolmentCodes: repeats, facilities }, report)
  const server = await startCentralServer(place.server, nodeOptions)
  const desktops: BenchDesktop[] = []
  try {
    const at = (index: number, savesPerCall: number): { client: CentralClient; day: DeskDay } => {
      const desk = office.desks[index]!
      const day = createDeskDay({ desk, facilities: facilities.slice(index * letterFacilities, (index + 1) * letterFacilities), receiptVerifier: office.receiptVerifier, seed: index + 1, savesPerCall })
      return { day, client: createCentralClient({ baseUrl: server.url, fetch, token: desk.deviceToken, compress: compressBody }) }
    }
    const times: SyncTimes = { pushInOne: [], pushInOneProcessor: [], pushInBatches: [], pushOneByOne: [], pull: [], pullProcessor: [], firstSync: [], firstSyncFetching: [], firstSyncProcessor: [] }
    for (const [index, code] of office.enrolmentCodes.entries()) {
      const desktop = await openBenchDesktop(join(folder, `desk-${index}`), server.url, code)
      desktops.push(desktop)
      times.firstSyncProcessor.push(await processorTimed(async () => {
        const { whole, fetching } = await measureFirstSync(desktop, facilities.length)
        times.firstSync.push(whole)
        times.firstSyncFetching.push(fetching)
      }))
      report(`  first sync ${(times.firstSync.at(-1)! / 1000).toFixed(1)} s, of it fetching ${(times.firstSyncFetching.at(-1)! / 1000).toFixed(1)} s, processor time ${(times.firstSyncProcessor.at(-1)! / 1000).toFixed(1)} s`)
    }
    const filling = at(0, 1)
    await pushInBatches(filling.client, takeChanges(filling.day, pulledChanges), pushedMutations)
    for (const desktop of desktops) {
      times.pullProcessor.push(await processorTimed(async () => {
        times.pull.push(await timed(async () => await desktop.backend.engine.syncNow()))
      }))
      report(`  pull of ${pulledChanges.toLocaleString('en')} changes ${Math.round(times.pull.at(-1)!)} ms, processor time ${Math.round(times.pullProcessor.at(-1)!)} ms`)
    }
    const [inOne, inBatches, oneByOne] = [at(1, 3), at(2, 3), at(3, 3)]
    // Code not yet compiled is not what a day is about.
    await push(inOne.client, inOne.day.take(desktopBatch))
    for (let repeat = 0; repeat < repeats * pushesPerRepeat; repeat += 1) {
      const mutations = inOne.day.take(pushedMutations)
      const processorBefore = cpuOf(server.pid)
      times.pushInOne.push(await timed(async () => await push(inOne.client, mutations)))
      times.pushInOneProcessor.push((cpuOf(server.pid) ?? 0) - (processorBefore ?? 0))
      const batches = inBatches.day.take(pushedMutations)
      times.pushInBatches.push(await timed(async () => await pushInBatches(inBatches.client, batches, desktopBatch)))
      if (repeat % pushesPerRepeat > 0) continue
      const single = oneByOne.day.take(pushedMutations)
      times.pushOneByOne.push(await timed(async () => await pushInBatches(oneByOne.client, single, 1)))
      report(`  push of ${pushedMutations.toLocaleString('en')}: in one ${Math.round(times.pushInOne.at(-1)!)} ms, in batches ${Math.round(times.pushInBatches.at(-1)!)} ms, one by one ${Math.round(times.pushOneByOne.at(-1)!)} ms`)
    }
    return times
  } finally {
    for (const desktop of desktops) await desktop.stop()
    await server.stop()
  }
}

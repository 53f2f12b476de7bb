/** One run of the simulated desktops against one or more processes of central. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { PublishedFacilityRecord } from '#shared/contract/records.ts'
import type { CentralServer } from '../sync/central-server.ts'
import type { BenchOffice } from '../sync/bench-office.ts'
import { cpuOf, cpuOfFamily, cpuOfMachine } from './cpu-of-process.ts'
import type { LoadAnswer, LoadOrder, LoadResult, SimulatedDesk } from './load-messages.ts'

/** Milliseconds between two pushes and two pulls of a desktop, as in real use. */
export const pushEvery = 30_000
export const pullEvery = 10_000

export interface LoadRun {
  readonly seconds: number
  readonly results: readonly LoadResult[]
  /** Cores in use: of each process of central, of PostgreSQL, of the whole machine; null where the system does not tell. */
  readonly centralCores: readonly (number | null)[]
  readonly postgresCores: number | null
  readonly machineCores: number
}

export interface RunOptions {
  readonly office: BenchOffice
  readonly facilities: readonly PublishedFacilityRecord[]
  readonly servers: readonly CentralServer[]
  readonly postgresPid: number
  readonly loadProcesses: number
  readonly duration: number
  readonly mutationsPerDesk: number
}

const answerOf = async (child: ChildProcess): Promise<LoadAnswer> => {
  const ended = new AbortController()
  try {
    return await Promise.race([
      once(child, 'message', { signal: ended.signal }).then(([answer]) => answer as LoadAnswer),
      once(child, 'exit', { signal: ended.signal }).then(([code]) => { throw new Error(`The simulated desktops ended with ${String(code)}`) }),
    ])
  } finally {
    ended.abort()
  }
}

/** @throws Error where a process of the desktops ends */
export const runLoad = async ({ office, facilities, servers, postgresPid, loadProcesses, duration, mutationsPerDesk }: RunOptions): Promise<LoadRun> => {
  const share = Math.floor(facilities.length / office.desks.length)
  const simulated = office.desks.map((desk, index): SimulatedDesk => ({
    desk, seed: index + 1, centralUrl: servers[index % servers.length]!.url, facilities: facilities.slice(index * share, (index + 1) * share),
  }))
  const children = Array.from({ length: loadProcesses }, () => fork(join(import.meta.dirname, 'desks-process.ts'), { execArgv: ['--no-warnings'] }))
  try {
    await Promise.all(children.map(answerOf))
    const used = () => ({ central: servers.map(({ pid }) => cpuOf(pid)), postgres: cpuOfFamily(postgresPid), machine: cpuOfMachine(), at: performance.now() })
    const before = used()
    const answers = await Promise.all(children.map(async (child, index) => {
      child.send({
        kind: 'run', desks: simulated.filter((_, desk) => desk % loadProcesses === index), receiptVerifier: office.receiptVerifier, duration, pushEvery, pullEvery, mutationsPerDesk,
      } satisfies LoadOrder)
      return await answerOf(child)
    }))
    const after = used()
    const elapsed = after.at - before.at
    const cores = (then: number | null, now: number | null): number | null => (then === null || now === null ? null : (now - then) / elapsed)
    const results = answers.map((answer) => {
      if (answer.kind !== 'done') throw new Error(answer.kind === 'failed' ? answer.message : 'The simulated desktops answered out of turn')
      return answer.result
    })
    return {
      seconds: elapsed / 1000, results, centralCores: before.central.map((then, index) => cores(then, after.central[index] ?? null)),
      postgresCores: cores(before.postgres, after.postgres), machineCores: cores(before.machine, after.machine) ?? 0,
    }
  } finally {
    for (const child of children) child.kill()
  }
}

/**
 * `npm run bench -- central`: hundreds of desktops, each pushing every 30 s and pulling every 10 s, against real processes of central on a
 * real PostgreSQL; the volume of a day of eight hours in minutes. One process of central, then two behind one database.
 */
import { availableParallelism, loadavg } from 'node:os'
import pg from 'pg'
import { findPostgres, type PostgresCluster } from '#scripts/postgres-cluster.ts'
import { runLoad, type LoadRun } from './central/run-load.ts'
import { generateBenchList } from './facilities/generate.ts'
import { machine } from './machine.ts'
import { asTable, atMost, percentile, rounded } from './statistics.ts'
import { prepareOffice, type BenchOffice } from './sync/bench-office.ts'
import { startCentralServer, type CentralServer } from './sync/central-server.ts'
import { volumeOf } from './sync/desk-day.ts'
import { withCluster } from './with-cluster.ts'

export interface CentralBenchOptions {
  readonly desktops: number
  readonly minutes: number
  /** Of a day of eight, whose volume goes into a run. */
  readonly hours: number
  readonly calls: number
  readonly processes: readonly number[]
}

const facilityCount = 40_000
const hoursOfADay = 8
/** On the way up: a hundred saves while it is typed are a few (docs/sync.md). */
const savesPerCall = 3
/** The load generator is itself too busy above this share of a core: then the times are its own, too. */
const busyGenerator = 0.8
/** …or where it comes to what is due later than this (ms, p99). */
const lateGenerator = 50

interface Spread { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number; readonly requests: number }
const spread = (values: readonly number[]): Spread | null =>
  values.length === 0 ? null : { p50: rounded(percentile(values, 0.5)), p95: rounded(percentile(values, 0.95)), p99: rounded(percentile(values, 0.99)), max: rounded(percentile(values, 1)), requests: values.length }

const summaryOf = ({ seconds, results, centralCores, postgresCores, machineCores }: LoadRun, processes: number, before: number) => {
  const push = results.flatMap((result) => result.push)
  const pull = results.flatMap((result) => result.pull)
  const errors: Record<string, number> = {}
  for (const result of results) for (const [name, count] of Object.entries(result.errors)) errors[name] = (errors[name] ?? 0) + count
  const sum = (of: (result: LoadRun['results'][number]) => number): number => results.reduce((total, result) => total + of(result), 0)
  const generatorCores = results.map(({ cpuShare }) => rounded(cpuShare))
  return {
    processes, seconds: rounded(seconds), push: spread(push), pull: spread(pull), requestsPerSecond: rounded((push.length + pull.length) / seconds),
    mutationsPerSecond: rounded(sum(({ mutations }) => mutations) / seconds), changesPerSecond: rounded(sum(({ changes }) => changes) / seconds),
    errors: Object.values(errors).reduce((total, count) => total + count, 0), errorKinds: errors,
    centralCores: centralCores.map((cores) => (cores === null ? null : rounded(cores))), postgresCores: postgresCores === null ? null : rounded(postgresCores), machineCores: rounded(machineCores),
    generatorCores, generatorDelayMs: results.map(({ loopDelay }) => ({ p99: rounded(loopDelay.p99), max: rounded(loopDelay.max) })), worstLatenessMs: rounded(Math.max(...results.map(({ worstLateness }) => worstLateness))), pullsLeftOut: sum(({ skippedPulls }) => skippedPulls),
    isGeneratorTheLimit: generatorCores.some((cores) => cores > busyGenerator) || results.some(({ loopDelay }) => loopDelay.p99 > lateGenerator), loadAverage: { before: rounded(before), after: rounded(loadavg()[0] ?? 0) },
  }
}
type Summary = ReturnType<typeof summaryOf> & { readonly diskKiBPerMutation: number }

/** @returns the first value of the first row */
const onCluster = async (cluster: PostgresCluster, statement: string): Promise<unknown> => {
  const client = new pg.Client({ connectionString: cluster.url })
  await client.connect()
  try {
    const { rows } = await client.query<unknown[]>({ text: statement, rowMode: 'array' })
    return rows[0]?.[0]
  } finally {
    await client.end()
  }
}

const databaseOf = (cluster: PostgresCluster, name: string): string => {
  const url = new URL(cluster.url)
  url.pathname = `/${name}`
  return url.href
}

const rowsOf = (runs: readonly Summary[]): (string | number)[][] => {
  const row = (name: string, of: (run: Summary) => string | number | null): (string | number)[] => [name, ...runs.map((run) => of(run) ?? '-')]
  const cores = (values: readonly (number | null)[]): string => values.map((value) => value ?? '-').join(' + ')
  return [
    ...(['p50', 'p95', 'p99', 'max', 'requests'] as const).map((key) => row(`push ${key}`, ({ push }) => push?.[key] ?? null)),
    ...(['p50', 'p95', 'p99', 'max', 'requests'] as const).map((key) => row(`pull ${key}`, ({ pull }) => pull?.[key] ?? null)),
    row('requests a second', (run) => run.requestsPerSecond), row('mutations a second', (run) => run.mutationsPerSecond), row('changes handed out a second', (run) => run.changesPerSecond),
    row('errors', (run) => run.errors), row('cores of central', (run) => cores(run.centralCores)), row('cores of PostgreSQL', (run) => run.postgresCores),
    row('cores of the machine', (run) => run.machineCores), row('cores of the desktops', (run) => cores(run.generatorCores)), row('loop delay of the desktops p99, max, ms', (run) => run.generatorDelayMs.map(({ p99, max }) => `${p99}, ${max}`).join(' + ')), row('pulls left out', (run) => run.pullsLeftOut),
    row('KiB of disk a mutation', (run) => run.diskKiBPerMutation),
    row('load before and after', ({ loadAverage }) => `${loadAverage.before}, ${loadAverage.after}`),
  ]
}

const measure = async (cluster: PostgresCluster, office: BenchOffice, options: CentralBenchOptions, facilities: Parameters<typeof runLoad>[0]['facilities'], processes: number): Promise<Summary> => {
  // Every run begins with the same office: a copy of its database.
  const name = `run_${processes}`
  await onCluster(cluster, `create database ${name} template office`)
  const servers: CentralServer[] = []
  try {
    for (let index = 0; index < processes; index += 1) servers.push(await startCentralServer({ databaseUrl: databaseOf(cluster, name) }))
    const before = loadavg()[0] ?? 0
    const size = async (): Promise<number> => Number(await onCluster(cluster, `select pg_database_size('${name}')`))
    const sizeBefore = await size()
    const run = await runLoad({
      office, facilities, servers, postgresPid: cluster.pid, loadProcesses: Math.max(1, Math.min(2, availableParallelism())), duration: options.minutes * 60_000,
      mutationsPerDesk: Math.round((volumeOf(options.calls, savesPerCall).mutations * options.hours) / hoursOfADay),
    })
    return { ...summaryOf(run, processes, before), diskKiBPerMutation: rounded(((await size()) - sizeBefore) / 1024 / run.results.reduce((sum, { mutations }) => sum + mutations, 0)) }
  } finally {
    for (const server of servers) await server.stop()
  }
}

/** @throws Error without PostgreSQL, or where a process does not start. Errors of the run itself are counted. */
export const benchCentral = async (options: CentralBenchOptions, report: (line: string) => void): Promise<{ result: Record<string, unknown>; text: string }> => {
  const programs = await findPostgres()
  if (programs === null) throw new Error('No PostgreSQL on this machine (Debian: apt-get install postgresql)')
  const facilities = generateBenchList({ seed: 1, count: facilityCount }).map(({ facility }) => facility)
  return await withCluster(programs, ['shared_buffers=512MB'], async (cluster) => {
    await onCluster(cluster, 'create database office')
    const office = await prepareOffice({ database: { kind: 'postgres', url: databaseOf(cluster, 'office') }, desks: options.desktops, enrolmentCodes: 0, facilities }, report)
    const runs: Summary[] = []
    for (const processes of options.processes) {
      report(`  ${options.desktops} desktops, ${processes} of central, ${options.minutes} min for the volume of ${options.hours} h`)
      runs.push(await measure(cluster, office, options, facilities, processes))
    }
    const targets = { errors: atMost(0, '', runs.reduce((sum, run) => sum + run.errors, 0)) }
    const kinds = [...new Set(runs.flatMap((run) => Object.keys(run.errorKinds)))]
    const volume = volumeOf(options.calls, savesPerCall)
    const pace = rounded((options.hours * 60) / options.minutes)
    const remarks = [
      `A desktop in eight hours: ${Object.entries(volume).map(([name, count]) => `${count} ${name}`).join(', ')}. Changes come ${pace} times as fast as in real use; polls and pushes come as often as in real use.`,
      ...(kinds.length > 0 ? [`errors: ${kinds.join(', ')}`] : []),
      ...(runs.some((run) => run.isGeneratorTheLimit) ? ['The simulated desktops were too busy themselves: the times are theirs, too.'] : []),
    ]
    return {
      result: { bench: 'central', ...machine(), postgres: programs, ...options, pace, deskInADay: volume, targets, runs },
      text: [asTable(['', ...runs.map(({ processes }) => `${processes} of central`)], rowsOf(runs)), `errors ${targets.errors.target}: ${targets.errors.met ? 'met' : 'NOT met'}`, ...remarks].join('\n\n'),
    }
  })
}

/**
 * `npm run bench -- sync`: one desktop and a real central over loopback HTTP, on PGlite and, where Debian's PostgreSQL is there, on
 * PostgreSQL that writes every commit to the disk: pushing 1,000 mutations, pulling and applying 10,000 changes, the first sync of the
 * whole list, batched against one by one.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { findPostgres } from '#scripts/postgres-cluster.ts'
import { generateBenchList } from './facilities/generate.ts'
import { machine, median } from './machine.ts'
import { asTable, atLeast, atMost, percentile, rounded, type Target } from './statistics.ts'
import { measureSync, type SyncPlace, type SyncTimes } from './sync/measure.ts'
import { withCluster } from './with-cluster.ts'

export interface SyncBenchOptions {
  readonly repeats: number
  readonly count: number
  readonly database: 'both' | 'pglite' | 'postgres'
  /** Folder for CPU profiles of central; null = none. */
  readonly profile: string | null
}

interface Figure { readonly median: number; readonly p95: number; readonly repeats: number }
const figureOf = (values: readonly number[]): Figure => ({ median: rounded(median(values)), p95: rounded(percentile(values, 0.95)), repeats: values.length })

const targetsOf = (times: SyncTimes): Record<string, Target> => ({
  pushInOneP95: atMost(100, 'ms', percentile(times.pushInOne, 0.95)),
  pullP95: atMost(1000, 'ms', percentile(times.pull, 0.95)),
  firstSyncP95: atMost(20, 's', percentile(times.firstSync, 0.95) / 1000),
  batchedAgainstOneByOne: atLeast(20, '×', median(times.pushOneByOne) / median(times.pushInOne)),
})

const names: Readonly<Record<keyof SyncTimes, string>> = {
  pushInOne: 'push of 1,000 in one request, ms', pushInBatches: 'push of 1,000 in batches of 200, ms', pushOneByOne: 'push of 1,000 one by one, ms',
  pushInOneProcessor: '  processor time of central, in one', pull: 'pull and apply 10,000 changes, ms', pullProcessor: '  processor time of the desktop',
  firstSync: 'first sync, ms', firstSyncFetching: '  until the last page came, ms', firstSyncProcessor: '  processor time of the desktop',
}

const measureOn = async (place: SyncPlace, folder: string, options: SyncBenchOptions, facilities: ReturnType<typeof generateBenchList>, report: (line: string) => void) => {
  report(place.name)
  const before = loadavg()[0] ?? 0
  const nodeOptions = options.profile === null ? [] : ['--cpu-prof', '--cpu-prof-dir', options.profile]
  const times = await measureSync(place, join(folder, place.name), { repeats: options.repeats, facilities: facilities.map(({ facility }) => facility), nodeOptions }, report)
  const figures = Object.fromEntries((Object.keys(names) as (keyof SyncTimes)[]).map((name) => [name, figureOf(times[name])])) as Record<keyof SyncTimes, Figure>
  const targets = targetsOf(times)
  const ratios = { batchesToOne: rounded(median(times.pushInBatches) / median(times.pushInOne)), oneByOneToOne: rounded(median(times.pushOneByOne) / median(times.pushInOne)) }
  const table = asTable(
    [place.name, 'median', 'p95', 'repeats', 'to one request'],
    (Object.keys(names) as (keyof SyncTimes)[]).map((name) => [
      names[name], figures[name].median, figures[name].p95, figures[name].repeats,
      name.startsWith('push') && !name.endsWith('Processor') ? `${rounded(median(times[name]) / median(times.pushInOne))} ×` : '',
    ]),
  )
  const met = asTable(['target', 'wanted', 'measured', 'met'], Object.entries(targets).map(([name, { target, value, met: isMet }]) => [name, target, value, isMet ? 'yes' : 'NO']))
  return { result: { loadAverage: { before: rounded(before), after: rounded(loadavg()[0] ?? 0) }, figures, ratios, targets }, text: `${table}\n\n${met}` }
}

/** @throws Error where central or PostgreSQL does not start, a mutation is refused. Targets that are missed are reported, no error. */
export const benchSync = async (options: SyncBenchOptions, report: (line: string) => void): Promise<{ result: Record<string, unknown>; text: string }> => {
  const folder = mkdtempSync(join(tmpdir(), 'helpline-bench-'))
  const programs = options.database === 'pglite' ? null : await findPostgres()
  if (options.database !== 'pglite' && programs === null) report('No PostgreSQL on this machine (Debian: apt-get install postgresql): measured on PGlite only')
  try {
    const facilities = generateBenchList({ seed: 1, count: options.count })
    const on: Record<string, unknown> = {}
    const texts: string[] = []
    const measure = async (place: SyncPlace) => {
      const { result, text } = await measureOn(place, folder, options, facilities, report)
      on[place.name] = result
      texts.push(text)
    }
    if (options.database !== 'postgres') {
      const directory = join(folder, 'central')
      await measure({ name: 'PGlite', database: { kind: 'embedded', directory }, server: { directory } })
    }
    if (programs !== null) {
      await withCluster(programs, ['shared_buffers=256MB'], async ({ url }) =>
        await measure({ name: 'PostgreSQL', database: { kind: 'postgres', url }, server: { databaseUrl: url } }))
    }
    return { result: { bench: 'sync', ...machine(), facilities: facilities.length, ...on }, text: texts.join('\n\n') }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

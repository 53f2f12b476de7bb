/**
 * `npm run bench -- import`: a month of the bureaus' print reports for the whole country, through the whole product: read
 * in its worker, sent to central, switched there, fetched and indexed by the desktop. The backend runs in a process of
 * its own (its memory and its event loop are measured there), central in another. Then the same files once more.
 */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateBenchList } from './facilities/generate.ts'
import { readRealList } from './facilities/real-list.ts'
import { writeImportFiles } from './import-files/write-files.ts'
import type { ImportAnswer, ImportOrder, ImportRun } from './import-messages.ts'
import { machine } from './machine.ts'
import { drawQueries } from './queries.ts'
import { asTable, atLeast, atMost, rounded, type Target } from './statistics.ts'

export interface ImportOptions {
  readonly seed: number
  readonly facilities: string | null
  readonly count: number
}

type Answer<Kind extends ImportAnswer['kind']> = Extract<ImportAnswer, { kind: Kind }>
type Ended = Answer<'done'> | Answer<'prepared'>

const runBackend = async (order: ImportOrder, report: (line: string) => void): Promise<Ended> =>
  await new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'import-backend-process.ts'), { execArgv: ['--no-warnings'] })
    let answer: Ended | Error | null = null
    child.on('message', (message: ImportAnswer) => {
      if (message.kind === 'progress') report(message.line)
      else answer = message.kind === 'failed' ? new Error(message.message) : message
    })
    // Its central must be down before the folder goes away: only its own end says so.
    child.once('exit', (code) => {
      if (answer === null) reject(new Error(`The backend ended with ${code ?? 'a signal'}`))
      else if (answer instanceof Error) reject(answer)
      else resolve(answer)
    })
    child.once('error', reject)
    child.send(order)
  })

const rowsOf = (run: ImportRun): [string, string | number][] => [
  ['seconds', run.seconds], ...Object.entries(run.secondsOfSteps).map(([step, seconds]): [string, string] => [`  ${step}`, `${seconds} (${run.peakRssOfSteps[step] ?? '-'} MiB)`]),
  ['peak memory MiB', run.peakRssMiB], ['  before', run.rssAtStartMiB], ['worst stall ms', run.worstStallMs], ['  in processor time', run.worstStallProcessorMs], ['  over 50 ms', run.stallsOver50Ms],
  ['look-ups', run.lookups.answered], ['  failed', run.lookups.failed], ['  p50 ms', run.lookups.milliseconds?.p50 ?? '-'], ['  p99 ms', run.lookups.milliseconds?.p99 ?? '-'], ['  worst ms', run.lookups.milliseconds?.max ?? '-'],
  ['records', run.report?.records ?? '-'], ['added', run.report?.added ?? '-'], ['changed', run.report?.changed ?? '-'], ['unchanged', run.report?.unchanged ?? '-'],
  ['state', run.state],
]

const targetsOf = (run: ImportRun, sheetRows: number, expected: number): Record<string, Target> => ({
  seconds: atMost(120, 's', run.seconds), peakMemory: atMost(600, 'MiB', run.peakRssMiB), worstStall: atMost(50, 'ms', run.worstStallMs),
  lookupsFailed: atMost(0, '', run.lookups.failed), lookupsAnswered: atLeast(1, '', run.lookups.answered),
  facilitiesMissing: atMost(0, '', expected - (run.report?.records ?? 0)),
  // A smaller list is for trying the command out.
  ...(expected >= 250_000 && { sheetRows: atLeast(1_000_000, '', sheetRows) }),
})

/** @throws Error where the backend ends or the files cannot be written. Targets that are missed are reported, no error. */
export const benchImport = async (options: ImportOptions, report: (line: string) => void): Promise<{ result: Record<string, unknown>; text: string }> => {
  const folder = mkdtempSync(join(tmpdir(), 'helpline-bench-'))
  try {
    const real = options.facilities === null ? [] : await readRealList(options.facilities)
    const rows = generateBenchList({ seed: options.seed, count: options.count, real })
    const started = performance.now()
    const written = await writeImportFiles(rows.map(({ facility }) => facility), join(folder, 'files'), options.seed)
    const bytes = written.files.reduce((sum, { size }) => sum + size, 0)
    report(`${written.facilities.toLocaleString('en')} facilities in ${written.files.length} files, ${written.sheetRows.toLocaleString('en')} sheet rows, ${Math.round(bytes / 2 ** 20)} MiB, written in ${Math.round((performance.now() - started) / 1000)} s`)
    const questions = drawQueries(rows, options.seed + 1, 240).map(({ text }) => text)
    const directory = join(folder, 'desk')
    await runBackend({ kind: 'prepare', directory, files: [], questions: [] }, report)
    const { first, again } = await runBackend({ kind: 'import', directory, files: written.files, questions }, report) as Answer<'done'>
    const targets = targetsOf(first, written.sheetRows, rows.length)
    const table = asTable(['', 'first', 'again'], rowsOf(first).map(([name, value]) => [name, value, again === null ? '-' : (rowsOf(again).find(([other]) => other === name)?.[1] ?? '-')]))
    const met = asTable(['target', 'wanted', 'measured', 'met'], Object.entries(targets).map(([name, { target, value, met: isMet }]) => [name, target, value, isMet ? 'yes' : 'NO']))
    return {
      result: {
        bench: 'import', ...machine(), loadAverage: rounded(loadavg()[0] ?? 0), seed: options.seed, facilities: rows.length, realFacilities: Math.min(real.length, rows.length), files: written.files.length,
        fileMiB: Math.round(bytes / 2 ** 20), sheetRows: written.sheetRows, repeatedRecords: written.repeated, targets, first, again,
      },
      text: `${table}\n\n${met}`,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

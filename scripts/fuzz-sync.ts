/**
 * `npm run fuzz:sync -- [--seed N] [--steps N] [--minutes M] [--database pglite|postgres] [--json] [--verbose]`: three desktops and a central
 * over a bad network, by a seed (docs/sync.md, Fuzzing). With --minutes one seed after the other; a failing seed prints itself and its last
 * steps, and shows it again. Exit status 1 for a failure.
 */
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { FuzzFailure, runFuzz, type FuzzReport } from '#test/sync-fuzz/run-fuzz.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' }, steps: { type: 'string', default: '300' }, minutes: { type: 'string' }, database: { type: 'string', default: 'pglite' },
    json: { type: 'boolean', default: false }, verbose: { type: 'boolean', default: false },
  },
})
const { database } = values
if (database !== 'pglite' && database !== 'postgres') throw new Error('--database is pglite or postgres')

const steps = Number(values.steps)
const until = values.minutes === undefined ? null : Date.now() + Number(values.minutes) * 60_000
const seeds = function* (): Generator<number> {
  let seed = values.seed === undefined ? randomInt(1_000_000) : Number(values.seed)
  do yield seed++
  while (until !== null && Date.now() < until)
}

const happenedIn = ({ happened }: FuzzReport): string => Object.entries(happened).map(([what, times]) => `${what} ${times}`).join(', ')

const tell = (report: FuzzReport, seconds: number) => {
  if (values.json) process.stdout.write(`${JSON.stringify({ ...report, seconds })}\n`)
  else process.stdout.write(`seed ${report.seed}: ${report.steps} steps, ${report.deaths} deaths, ${report.mutations} mutations (refused ${JSON.stringify(report.rejected)}), ${report.lettersPrinted} letters, ${report.posted} posted, ${report.redeemed} redeemed, ${report.texts} texts, ${seconds} s\n  ${happenedIn(report)}\n`)
}

for (const seed of seeds()) {
  const startedAt = Date.now()
  try {
    tell(await runFuzz({ seed, steps, database, ...(values.verbose && { onStep: (line: string) => void process.stderr.write(`${line}\n`) }) }), Math.round((Date.now() - startedAt) / 100) / 10)
  } catch (error) {
    if (!(error instanceof FuzzFailure)) throw error
    process.stdout.write(values.json ? `${JSON.stringify({ seed, step: error.step, failure: error.message })}\n` : `${error.message}\n`)
    process.exitCode = 1
  }
}

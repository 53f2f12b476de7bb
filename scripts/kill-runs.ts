/**
 * `npm run test:kills -- [--target desktop|central|both] [--database pglite|postgres] [--kills N] [--seed S] [--json] [--verbose]`: SIGKILL for
 * desktops or central under load, on real files (docs/sync.md, Kill runs). Exit status 1 with the first thing that is missing.
 */
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { KillRunFailure } from '#test/kill-runs/central-effects.ts'
import { killCentral } from '#test/kill-runs/kill-central.ts'
import { killDesktops } from '#test/kill-runs/kill-desktops.ts'
import { reportInWords } from '#test/kill-runs/kill-report.ts'

const { values } = parseArgs({
  options: {
    target: { type: 'string', default: 'both' }, database: { type: 'string', default: 'pglite' }, kills: { type: 'string', default: '50' }, seed: { type: 'string' },
    json: { type: 'boolean', default: false }, verbose: { type: 'boolean', default: false },
  },
})
const { target, database } = values
if (database !== 'pglite' && database !== 'postgres') throw new Error('--database is pglite or postgres')
if (target !== 'desktop' && target !== 'central' && target !== 'both') throw new Error('--target is desktop, central or both')
const kills = Number(values.kills)
if (!Number.isInteger(kills) || kills < 1) throw new Error('--kills is a whole number')
const seed = values.seed === undefined ? randomInt(1_000_000) : Number(values.seed)

for (const run of target === 'desktop' ? [killDesktops] : target === 'central' ? [killCentral] : [killDesktops, killCentral]) {
  try {
    const report = await run({ database, kills, seed, ...(values.verbose && { onKill: (line: string) => void process.stderr.write(`${line}\n`) }) })
    process.stdout.write(`${values.json ? JSON.stringify(report) : reportInWords(report)}\n`)
  } catch (error) {
    if (!(error instanceof KillRunFailure)) throw error
    process.stdout.write(values.json ? `${JSON.stringify({ seed, database, failure: error.message })}\n` : `seed ${seed} on ${database}: ${error.message}\n`)
    process.exitCode = 1
  }
}

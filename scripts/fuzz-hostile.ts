/**
 * `npm run fuzz:hostile -- [--requests N] [--seed N] [--database pglite|postgres] [--json] [--verbose]`: hostile requests to a real central
 * over sockets, by a seed (docs/security.md, Hostile requests). Exit status 1 for a failure, which prints itself and comes again by its seed.
 */
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: '10000' }, seed: { type: 'string' }, database: { type: 'string', default: 'pglite' },
    json: { type: 'boolean', default: false }, verbose: { type: 'boolean', default: false },
  },
})
const { database } = values
if (database !== 'pglite' && database !== 'postgres') throw new Error('--database is pglite or postgres')
if (database === 'postgres' && process.env['TEST_DATABASE_URL'] === undefined) {
  throw new Error('TEST_DATABASE_URL is not set: node scripts/run.mjs scripts/with-postgres.ts npm run fuzz:hostile -- --database postgres')
}
// Read when the test central is loaded: only then is it known which database is meant.
if (database === 'pglite') delete process.env['TEST_DATABASE_URL']
const { HostileFailure, runHostile } = await import('#test/hostile/run-hostile.ts')

const startedAt = Date.now()
try {
  const report = await runHostile({
    seed: values.seed === undefined ? randomInt(1_000_000) : Number(values.seed), requests: Number(values.requests),
    ...(values.verbose && { onRequest: (line: string) => void process.stderr.write(`${line}\n`) }),
  })
  const whole = { ...report, database, seconds: Math.round((Date.now() - startedAt) / 100) / 10 }
  const lines = Object.entries(whole).map(([name, value]) => `${name}: ${typeof value === 'object' ? Object.entries(value).sort(([one], [other]) => one.localeCompare(other)).map(([key, count]) => `${key} ${count}`).join(', ') : value}`)
  process.stdout.write(values.json ? `${JSON.stringify(whole)}\n` : `${lines.join('\n')}\n`)
} catch (error) {
  if (!(error instanceof HostileFailure)) throw error
  process.stdout.write(values.json ? `${JSON.stringify({ seed: error.seed, request: error.number, failure: error.message })}\n` : `${error.message}\n`)
  process.exitCode = 1
}

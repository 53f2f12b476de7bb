/**
 * `npm run fuzz [-- --seed N] [--runs N]`: every property test with other questions than `npm test` asks, and more of them. Without a
 * seed each run is another one; a failing property prints the seed that shows it again.
 */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '#host/client-version.ts'

const { values } = parseArgs({ options: { seed: { type: 'string', default: 'random' }, runs: { type: 'string', default: '2000' } } })

const folder = join(projectRoot, 'test')
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((name) => join(folder, name))
  .filter((file) => /\.test\.tsx?$/u.test(file) && readFileSync(file, 'utf8').includes(`from 'fast-check'`))
  .map((file) => relative(projectRoot, file))

const jest = spawn(
  process.execPath,
  ['--experimental-vm-modules', '--no-warnings', join(projectRoot, 'node_modules/jest/bin/jest.js'), '--testTimeout', '1200000', '--runTestsByPath', ...files],
  { cwd: projectRoot, env: { ...process.env, HELPLINE_PROPERTY_SEED: values.seed, HELPLINE_PROPERTY_RUNS: values.runs }, stdio: 'inherit' },
)
jest.once('close', (code) => { process.exitCode = code ?? 1 })

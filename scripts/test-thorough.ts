/**
 * `npm run test:thorough`: the tests that `npm test` runs a part of, whole: every awkward facility, a desk killed at every crossing, every
 * screen at every size. About a quarter of an hour.
 */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { projectRoot } from '#host/client-version.ts'

const folder = join(projectRoot, 'test')
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((name) => join(folder, name))
  .filter((file) => /\.test\.tsx?$/u.test(file) && readFileSync(file, 'utf8').includes('#test/support/thorough.ts'))
  .map((file) => relative(projectRoot, file))

const jest = spawn(
  process.execPath,
  ['--experimental-vm-modules', '--no-warnings', join(projectRoot, 'node_modules/jest/bin/jest.js'), '--runInBand', '--runTestsByPath', ...files],
  { cwd: projectRoot, env: { ...process.env, HELPLINE_THOROUGH: '1' }, stdio: 'inherit' },
)
jest.once('close', (code) => { process.exitCode = code ?? 1 })

/**
 * `npm test`: type check, lint, import directions, then every test. One line a part; of a part that failed what failed in it.
 * At the end it looks for what the tests may have left: processes, temporary folders.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '#host/client-version.ts'

interface Part { readonly name: string; readonly command: readonly string[] }
interface Result { readonly part: Part; readonly code: number; readonly output: string; readonly seconds: number }

const bin = (name: string) => join(projectRoot, 'node_modules', name)
const node = process.execPath

const checks: readonly Part[] = [
  { name: 'types', command: [node, bin('typescript/bin/tsc'), '--noEmit'] },
  { name: 'lint', command: [node, bin('eslint/bin/eslint.js'), '.', '--max-warnings', '0', '--cache', '--cache-location', '.build/eslintcache'] },
  { name: 'imports', command: [node, bin('dependency-cruiser/bin/dependency-cruiser.mjs'), '--config', '.dependency-cruiser.cjs', 'shared', 'list-files', 'main', 'renderer', 'central', 'templates', 'test', 'scripts'] },
]

const jest = (name: string, projects: readonly string[], more: readonly string[] = []): Part => ({
  name, command: [node, '--experimental-vm-modules', '--no-warnings', bin('jest/bin/jest.js'), '--selectProjects', ...projects, ...more],
})

/**
 * One group after another; within a group the rows run side by side, the parts of a row one after another. Browser tests wait for each other
 * and use little more than one core, so the checks and the tests without processes of their own go with them, one at a time.
 */
const groups: readonly (readonly (readonly Part[])[])[] = [
  [
    [jest('browser tests', ['e2e'], ['--runInBand'])],
    [...checks, jest('tests of rules and letters', ['unit', 'letters', 'security', 'migration'], ['--maxWorkers=1'])],
  ],
  // Three at a time also on two cores, where jest would take one: many of them wait for a process, a thread or the disk.
  // A worker begins anew when its heap has grown: walking through gigabytes of old modules costs more.
  [[jest('tests of the page, the desktop and central', ['renderer', 'integration', 'central', 'isolated'], ['--maxWorkers=3', '--workerIdleMemoryLimit=1GB'])]],
]

/** Everything the tests put into the temporary folder goes here, so that what they leave is seen. */
const scratch = mkdtempSync(join(tmpdir(), 'helpline-test-'))
const mark = `HELPLINE_TEST_RUN=${scratch}`

const run = (part: Part): Promise<Result> => new Promise((resolve) => {
  const started = performance.now()
  const [program, ...args] = part.command
  const chunks: Buffer[] = []
  const child = spawn(program!, args, { cwd: projectRoot, env: { ...process.env, TMPDIR: scratch, HELPLINE_TEST_RUN: scratch, FORCE_COLOR: '0', JITI_FS_CACHE: 'false' }, stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.once('close', (code) => resolve({ part, code: code ?? 1, output: Buffer.concat(chunks).toString('utf8'), seconds: (performance.now() - started) / 1000 }))
})

const say = (line: string) => void process.stdout.write(`${line}\n`)

const counts = { passed: 0, failed: 0, skipped: 0 }
const count = (output: string) => {
  const line = /^Tests:\s+(.*)$/mu.exec(output)?.[1] ?? ''
  for (const kind of ['passed', 'failed', 'skipped'] as const) counts[kind] += Number(new RegExp(`(\\d+) ${kind}`, 'u').exec(line)?.[1] ?? 0)
}

/** Names of the failed tests first, then the output without what went well: the first lines are what a reader of a log sees. */
const failureOf = (output: string): string => {
  const lines = output.split('\n').filter((line) => !/^(PASS |Running \d+ projects:|- \w+$)/u.test(line))
  const names = [...new Set(lines.filter((line) => /^(FAIL |\s+● )/u.test(line)).map((line) => line.trim()))]
  return [...names, '', ...lines].join('\n')
}

const report = (result: Result) => {
  say(`${result.code === 0 ? 'ok  ' : 'FAIL'}  ${result.part.name}  ${result.seconds.toFixed(0)} s`)
  if (result.code !== 0) say(failureOf(result.output))
  count(result.output)
}

/** Processes that carry the mark of this run in their environment (Linux), apart from this one. */
const leftProcesses = (): string[] => {
  if (!existsSync('/proc/self/environ')) return []
  return readdirSync('/proc').filter((entry) => /^\d+$/u.test(entry) && Number(entry) !== process.pid).flatMap((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark) ? [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').slice(0, 120)}`] : []
    } catch {
      return []
    }
  })
}

const leftovers = async (): Promise<string[]> => {
  // A process told to end may take a moment.
  for (let attempt = 0; attempt < 20 && leftProcesses().length > 0; attempt += 1) await new Promise((resolve) => { setTimeout(resolve, 250) })
  const files = readdirSync(scratch).filter((name) => !/^(jest|node-compile-cache|v8-compile-cache|tsx|swc)/u.test(name))
  return [...leftProcesses().map((left) => `process ${left}`), ...files.map((name) => `temporary ${name}`)]
}

const main = async (): Promise<number> => {
  const started = performance.now()
  const results: Result[] = []
  for (const group of groups) {
    await Promise.all(group.map(async (row) => {
      for (const part of row) {
        const result = await run(part)
        report(result)
        results.push(result)
      }
    }))
  }
  const left = await leftovers()
  if (left.length > 0) say(`FAIL  left behind:\n${left.map((line) => `      ${line}`).join('\n')}`)
  say(`${((performance.now() - started) / 1000).toFixed(0)} s`)
  say(`${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`)
  return results.every((result) => result.code === 0) && left.length === 0 && counts.passed > 0 ? 0 : 1
}

try {
  process.exitCode = await main()
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

/** How long `npm start` takes: the first time (everything is made) and again (everything is there). */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '#host/client-version.ts'
import { dataDirectory } from '#host/data-directory.ts'
import { askRunningHost, findRunningHost } from '#host/running-host.ts'
import { machine, median } from './machine.ts'

interface Times { readonly urlMilliseconds: number; readonly lookupMilliseconds: number }

/** Starts as a user would, without npm's own time; ends when a facility has been found through the running host. */
const startOnce = async (folder: string): Promise<Times> => {
  const started = performance.now()
  const child = spawn(process.execPath, [join(projectRoot, 'scripts/run.mjs'), 'scripts/start.ts', '--web', '--data-dir', folder, '--port', '0'], { cwd: projectRoot, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const urlMilliseconds = await new Promise<number>((resolve, reject) => {
      let text = ''
      child.stdout.on('data', (chunk: Buffer) => {
        text += chunk.toString('utf8')
        if (/^URL: /mu.test(text)) resolve(performance.now() - started)
      })
      child.once('exit', (code) => reject(new Error(`npm start ended with ${code ?? -1}`)))
    })
    const host = findRunningHost(dataDirectory(folder))
    if (host === null) throw new Error('The web host did not announce itself')
    const reply = await askRunningHost(host, '/command/facilities/find', { json: { query: '愛全病院' } })
    if (!(await reply.text()).includes('0110112489')) throw new Error('The lookup did not find the facility')
    return { urlMilliseconds, lookupMilliseconds: performance.now() - started }
  } finally {
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill('SIGINT')
    await ended
  }
}

export const benchStart = async (runs: number, report: (line: string) => void): Promise<Record<string, unknown>> => {
  const folder = await mkdtemp(join(tmpdir(), 'helpline-bench-'))
  try {
    // The page is built outside the figures: it is built once per change of its sources.
    const { buildRenderer } = await import('#scripts/build.ts')
    await buildRenderer({ report })
    const first = await startOnce(folder)
    report(`first start ${Math.round(first.urlMilliseconds)} ms`)
    const again: Times[] = []
    for (let run = 0; run < runs; run += 1) {
      again.push(await startOnce(folder))
      report(`start again ${Math.round(again.at(-1)!.urlMilliseconds)} ms`)
    }
    const url = median(again.map((times) => times.urlMilliseconds))
    return {
      bench: 'start', ...machine(), runs,
      firstStartUrlMs: Math.round(first.urlMilliseconds), secondStartUrlMs: Math.round(url),
      secondStartLookupMs: Math.round(median(again.map((times) => times.lookupMilliseconds))),
      firstToSecondRatio: Number((first.urlMilliseconds / url).toFixed(1)),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

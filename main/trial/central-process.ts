/** The embedded central of a trial: a process of its own beside this one, stopped with it, started again if it dies. */
import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { projectRoot } from '#host/client-version.ts'
import { HostError } from '#host/host-error.ts'
import type { Log } from '#backend/ports.ts'

const readyLine = z.object({ ready: z.literal(true), url: z.url(), pid: z.int() })

export interface CentralProcess {
  /** Resolves once central answers; after a crash, once the next one does. */
  url(): Promise<string>
  stop(): Promise<void>
}

/** Address the backend is given before central's real port is known; replaced in `fetch`. */
export const trialCentralBase = 'http://central.invalid'

/** A fetch that waits for the embedded central and goes to wherever it listens now. */
export const trialFetch = (central: Pick<CentralProcess, 'url'>): typeof globalThis.fetch => async (input, init) => {
  const base = await central.url()
  return await fetch(String(input instanceof Request ? input.url : input).replace(trialCentralBase, base), init)
}

interface Running { readonly child: ChildProcess; readonly url: Promise<string> }

const startOnce = (dataDirectory: string): Running => {
  const child = spawn(process.execPath, [join(projectRoot, 'central/central.ts'), 'serve', '--embedded', '--data-dir', dataDirectory, '--port', '0', '--json-ready', '--with-parent'], {
    stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, NODE_NO_WARNINGS: '1', DATABASE_URL: '' },
  })
  let complaint = ''
  child.stderr?.on('data', (chunk: Buffer) => { complaint = (complaint + chunk.toString('utf8')).slice(-2000) })
  const url = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      try {
        const parsed = readyLine.safeParse(JSON.parse(line))
        if (parsed.success) resolve(parsed.data.url)
      } catch { /* a line of the log */ }
    })
    child.once('error', (error) => reject(error))
    child.once('exit', (code) => {
      const said = complaint.trim().split('\n').findLast((line) => line !== '') ?? ''
      reject(new HostError(`試用の中央サーバーを起動できませんでした（終了コード ${code ?? '-'}）: ${said}`))
    })
  })
  // Awaited by whoever needs it; nobody may, and that is no reason to crash.
  url.catch(() => {})
  return { child, url }
}

export const startCentralProcess = (dataDirectory: string, log: Log): CentralProcess => {
  let isStopping = false
  let failures = 0
  let running = startOnce(dataDirectory)

  const guard = (started: Running) => {
    void started.url.then(() => { failures = 0 }, () => {})
    started.child.once('exit', (code) => {
      if (isStopping) return
      log.error('central.exited', new Error('central exited'), { code: code ?? -1 })
      failures += 1
      if (failures > 3) return
      const timer = setTimeout(() => {
        if (isStopping) return
        running = startOnce(dataDirectory)
        guard(running)
      }, 1000 * failures)
      timer.unref()
    })
  }
  guard(running)

  return {
    url: async () => await running.url,
    stop: async () => {
      isStopping = true
      const { child } = running
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(timer)
    },
  }
}

/** `central serve` as a process of its own, on a database that is there. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { projectRoot } from '#host/client-version.ts'

export interface CentralServer {
  readonly url: string
  readonly pid: number
  readonly stop: () => Promise<void>
}

const readyLine = z.object({ ready: z.literal(true), url: z.url(), pid: z.int() })

/**
 * @param place URL of a PostgreSQL database, or the folder of an embedded one
 * @param nodeOptions of the process: a profile, say
 * @throws Error where it does not start
 */
export const startCentralServer = async (place: { readonly databaseUrl: string } | { readonly directory: string }, nodeOptions: readonly string[] = []): Promise<CentralServer> => {
  const folder = 'directory' in place ? place.directory : mkdtempSync(join(tmpdir(), 'helpline-bench-central-'))
  // Every simulated desktop names an address of its own: the limits of one address are not what is measured.
  const options = ['--port', '0', '--json-ready', '--with-parent', '--behind-proxy', '--data-dir', folder, ...('directory' in place ? ['--embedded'] : [])]
  const child = spawn(process.execPath, [...nodeOptions, join(projectRoot, 'central/central.ts'), 'serve', ...options], {
    stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, NODE_NO_WARNINGS: '1', DATABASE_URL: 'databaseUrl' in place ? place.databaseUrl : '' },
  })
  const ended = once(child, 'exit')
  const { url, pid } = await new Promise<z.output<typeof readyLine>>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      // Its log goes by on the same channel.
      if (!line.includes('"ready"')) return
      const parsed = readyLine.safeParse(JSON.parse(line))
      if (parsed.success) resolve(parsed.data)
    })
    child.once('exit', (code) => reject(new Error(`Central ended with ${code ?? 'a signal'}`)))
  })
  return {
    url, pid,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      if ('databaseUrl' in place) rmSync(folder, { recursive: true, force: true })
    },
  }
}

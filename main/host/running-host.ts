/** How a command finds the web host that works in a data directory. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'
import { holderOf, writePrivateFile, type DataDirectory } from './data-directory.ts'

const runningHost = z.object({ port: z.int(), secret: z.string(), pid: z.int() })
export type RunningHost = z.infer<typeof runningHost>

export const announceHost = (directory: DataDirectory, host: RunningHost): void => writePrivateFile(directory.running, JSON.stringify(host))
export const withdrawHost = (directory: DataDirectory): void => rmSync(directory.running, { force: true })

/** The web host that works here now, or null. */
export const findRunningHost = (directory: DataDirectory): RunningHost | null => {
  const holder = holderOf(directory)
  if (holder === null || !existsSync(directory.running)) return null
  try {
    const parsed = runningHost.parse(JSON.parse(readFileSync(directory.running, 'utf8')))
    return parsed.pid === holder ? parsed : null
  } catch {
    return null
  }
}

/** Asks the running host for something that is no procedure of the contract. */
export const askRunningHost = async (host: RunningHost, path: `/command/${string}`, body: unknown): Promise<Response> =>
  await fetch(`http://127.0.0.1:${host.port}${path}`, { method: 'POST', headers: { authorization: `Bearer ${host.secret}`, 'content-type': 'application/json' }, body: JSON.stringify(body) })

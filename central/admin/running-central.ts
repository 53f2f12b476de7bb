/** DATA/central.json: where the running central is, and the secret of its commands. */
import { rename, readFile, rm, writeFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { AdministrationError } from '../staff/administration.ts'
import type { AdminCommandName } from './commands.ts'

const runningCentral = z.object({ url: z.string(), adminUrl: z.string(), adminSecret: z.string(), pid: z.int() })
export type RunningCentral = z.infer<typeof runningCentral>

/** Account of the operating system under which a command is given, percent-encoded. Whoever knows the secret is believed. */
export const accountHeader = 'x-account'

const fileOf = (dataDirectory: string): string => join(dataDirectory, 'central.json')

export async function writeRunningCentral(dataDirectory: string, running: RunningCentral): Promise<void> {
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 })
  const draft = `${fileOf(dataDirectory)}.${running.pid}`
  await writeFile(draft, `${JSON.stringify(running, null, 2)}\n`, { mode: 0o600 })
  await rename(draft, fileOf(dataDirectory))
}

export async function removeRunningCentral(dataDirectory: string): Promise<void> {
  const running = await readRunningCentral(dataDirectory)
  if (running?.pid === process.pid) await rm(fileOf(dataDirectory), { force: true })
}

export async function readRunningCentral(dataDirectory: string): Promise<RunningCentral | null> {
  const content = await readFile(fileOf(dataDirectory), 'utf8').catch(() => null)
  if (content === null) return null
  try {
    return runningCentral.parse(JSON.parse(content))
  } catch {
    return null
  }
}

const answerSchema = z.union([z.object({ result: z.unknown() }), z.object({ error: z.string() })])

/**
 * Runs a command inside the central that works in this folder.
 * @returns null when none answers: the caller opens the database itself
 * @throws AdministrationError with the other side's message
 */
export async function askRunningCentral(dataDirectory: string, name: AdminCommandName, input: unknown, account: string | null): Promise<{ result: unknown } | null> {
  const running = await readRunningCentral(dataDirectory)
  if (running === null) return null
  let content: unknown
  try {
    const response = await fetch(`${running.adminUrl}/internal/admin/${name}`, {
      method: 'POST', body: JSON.stringify(input), headers: {
        authorization: `Bearer ${running.adminSecret}`, 'content-type': 'application/json', ...(account === null ? {} : { [accountHeader]: encodeURIComponent(account) }),
      },
    })
    // A stale file may lead to another process that took the port.
    if (response.status === 401 || response.status === 404) return null
    content = await response.json()
  } catch {
    return null
  }
  const answer = answerSchema.safeParse(content)
  if (!answer.success) return null
  if ('error' in answer.data) throw new AdministrationError(answer.data.error)
  return { result: answer.data.result }
}

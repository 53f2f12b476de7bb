/** MiniSearch 7, in memory, by pairs of characters, in a process of its own; times are taken inside it. */
import { fork, type ChildProcess } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { MiniSearchAnswer, MiniSearchRequest } from './minisearch-messages.ts'
import type { Rival, RankedKeys } from './rival.ts'

const heapMebibytes = 8192

function* lines(rows: RankedKeys): Generator<string> {
  for (const row of rows) yield `${JSON.stringify(row)}\n`
}

export const createMiniSearchRival = (): Rival => {
  const folder = mkdtempSync(join(tmpdir(), 'helpline-bench-'))
  let child: ChildProcess | null = null
  const ask = async <K extends MiniSearchAnswer['kind']>(request: MiniSearchRequest, kind: K): Promise<Extract<MiniSearchAnswer, { kind: K }>> => {
    const started = child!
    return await new Promise((resolve, reject) => {
      const ended = (code: number | null): void => reject(new Error(`MiniSearch ended with ${code ?? 'a signal'}`))
      started.once('exit', ended)
      started.once('message', (message: MiniSearchAnswer) => {
        started.off('exit', ended)
        if (message.kind === kind) resolve(message as Extract<MiniSearchAnswer, { kind: K }>)
        else reject(new Error(`MiniSearch answered ${message.kind}`))
      })
      started.send(request)
    })
  }
  return {
    name: 'miniSearch',
    build: async (rows) => {
      const file = join(folder, 'keys.ndjson')
      await pipeline(lines(rows), createWriteStream(file))
      child = fork(join(import.meta.dirname, 'minisearch-process.ts'), { execArgv: [`--max-old-space-size=${heapMebibytes}`, '--no-warnings'] })
      const { seconds, bytes } = await ask({ kind: 'build', file }, 'built')
      return { seconds, bytes }
    },
    find: async (question, limit) => {
      const { codes, milliseconds } = await ask({ kind: 'find', question, limit }, 'found')
      return { codes, milliseconds }
    },
    close: async () => {
      if (child !== null && child.exitCode === null && child.signalCode === null) {
        const ended = new Promise<void>((resolve) => child!.once('exit', () => resolve()))
        child.disconnect()
        await ended
      }
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

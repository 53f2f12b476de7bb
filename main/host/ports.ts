/** Clock, ids, chance and log of a real process. */
import { randomInt } from 'node:crypto'
import { appendFileSync, renameSync, statSync } from 'node:fs'
import { v7 } from 'uuid'
import type { Clock, Ids, Log, RandomSource } from '#backend/ports.ts'

export const systemClock: Clock = { now: () => Date.now() }
export const uuidIds: Ids = { next: () => v7() }
export const strongRandom: RandomSource = { below: (boundExclusive) => randomInt(boundExclusive) }

const largestLog = 5_000_000

/** Name, code and stack frames of an error: its message may hold what a person typed. */
const describeError = (error: unknown) => {
  if (!(error instanceof Error)) return { name: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /u.test(line)).slice(0, 8)
  return { name: error.name, ...('code' in error && { code: String(error.code) }), frames }
}

/** One JSON object a line. The file before is kept as .old when it has grown. */
export const createFileLog = (file: string, clock: Clock): Log => {
  const write = (line: Record<string, unknown>) => {
    try {
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > largestLog) renameSync(file, `${file}.old`)
      appendFileSync(file, `${JSON.stringify({ time: new Date(clock.now()).toISOString(), ...line })}\n`, { mode: 0o600 })
    } catch { /* a full disk must not stop the work because of the log */ }
  }
  return {
    info: (event, facts) => write({ level: 'info', event, ...facts }),
    error: (event, error, facts) => write({ level: 'error', event, ...facts, error: describeError(error), ...(error instanceof Error && error.cause !== undefined && { cause: describeError(error.cause) }) }),
  }
}

export const silentLog: Log = { info: () => {}, error: () => {} }

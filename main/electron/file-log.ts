/** The log of the desktop window: lines of JSON in the data folder, without anything a person typed. */
import { mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { types } from 'node:util'
import { pino } from 'pino'
import type { Log } from '#backend/ports.ts'

const largest = 5_000_000

/** Keeps the file before this one as NAME.old.log, so the log cannot fill the disk. */
const makeRoom = (file: string) => {
  try {
    if (statSync(file).size > largest) renameSync(file, file.replace(/\.log$/, '.old.log'))
  } catch {
    // No log yet.
  }
}

/** Name, code and stack frames: the message may hold what somebody typed. */
const safeError = (error: unknown) => {
  if (!types.isNativeError(error)) return { name: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 12)
  const code = 'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : null
  return { name: error.name, code, frames }
}

/** @throws when the folder cannot be made or written */
export const createFileLog = (directory: string, name: 'shell' | 'backend'): Log => {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const file = join(directory, `${name}.log`)
  makeRoom(file)
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: file, sync: true, mode: 0o600 }))
  return {
    info: (event, facts) => logger.info({ event, ...facts }),
    error: (event, error, facts) => logger.error({ event, ...facts, error: safeError(error) }),
  }
}

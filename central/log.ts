import { pino, type DestinationStream } from 'pino'
import type { CentralLog, LogFacts } from './ports.ts'

/** Name, code and stack frames; not the message, which may hold what a person typed. */
function errorFacts(error: unknown): LogFacts {
  if (!(error instanceof Error)) return { error: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at ')).slice(0, 12).join('\n')
  return { error: error.name, code: 'code' in error && typeof error.code === 'string' ? error.code : null, frames }
}

/** JSON lines on standard error; standard output belongs to what a command answers. */
export function createLog(destination: DestinationStream = pino.destination(2)): CentralLog {
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination)
  return {
    info: (event, facts = {}) => logger.info(facts, event),
    warn: (event, facts = {}) => logger.warn(facts, event),
    error: (event, error, facts = {}) => logger.error({ ...facts, ...errorFacts(error) }, event),
  }
}

/** What central needs from outside, as small interfaces: tests are exact and never sleep. */

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
}

/** Facts never hold personal data, codes of facilities, tokens, URLs or bodies. */
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>

export interface CentralLog {
  info(event: string, facts?: LogFacts): void
  warn(event: string, facts?: LogFacts): void
  /** `error` is logged by name, code and stack frames only: messages may hold what a person typed. */
  error(event: string, error: unknown, facts?: LogFacts): void
}

export const systemClock: Clock = { now: () => Date.now() }

export const silentLog: CentralLog = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** A child process whose lines are read, and which is killed without warning. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface KilledProcess {
  readonly child: ChildProcess
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** Its exit, after its last line was read. */
  readonly ended: Promise<void>
  /** What it wrote on standard error, its end. */
  complaint(): string
  /** SIGKILL. Resolves when it is gone and all it had told is read. */
  kill(): Promise<void>
}

/** @param onLine each line of its standard output */
export const startProcess = (script: string, parameters: readonly string[], environment: NodeJS.ProcessEnv, onLine: (line: string) => void): KilledProcess => {
  const child = spawn(process.execPath, ['--no-warnings', script, ...parameters], { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...environment } })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => { complaint = (complaint + text).slice(-4000) })
  // It may be killed while it is being written to.
  child.stdin.on('error', () => {})
  createInterface({ input: child.stdout }).on('line', onLine)
  const ended = once(child, 'close').then(() => {})
  return {
    child, ended, startedAt: Date.now(),
    complaint: () => complaint,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Where central keeps its data in a run: PGlite's folder, or a PostgreSQL cluster of the run's own that can be killed too. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseOptions } from '#central/database/open-database.ts'
import { findPostgres, startCluster } from '#scripts/postgres-cluster.ts'
import { emptyPGliteImage } from '#test/central/support/pglite-image.ts'
import type { CleanUp } from './clean-up.ts'

export type KillDatabaseKind = 'pglite' | 'postgres'

export interface KillDatabase {
  readonly kind: KillDatabaseKind
  /** For looking into it while no central runs on its files. */
  readonly options: DatabaseOptions
  /** The same while there is nothing in it yet. */
  readonly emptyOptions: DatabaseOptions
  /** SIGKILL for the server and all its processes, then started again. @returns milliseconds from the start until it answers; null: there is no server */
  readonly killServer: (() => Promise<number>) | null
}

const childrenOf = (pid: number): number[] => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter((one) => one !== '').map(Number)

/** Also one that has ended and whose parent has not noticed: PostgreSQL takes it for running. */
const isThere = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

const signal = (pid: number, name: 'SIGSTOP' | 'SIGKILL'): void => {
  try {
    process.kill(pid, name)
  } catch { /* it ended by itself */ }
}

/** @throws Error where there is no PostgreSQL */
export const openKillDatabase = async (kind: KillDatabaseKind, directory: string, cleanUp: CleanUp): Promise<KillDatabase> => {
  if (kind === 'pglite') {
    const options: DatabaseOptions = { kind: 'embedded', directory: join(directory, 'central') }
    return { kind, options, emptyOptions: { ...options, image: await emptyPGliteImage() }, killServer: null }
  }
  const programs = await findPostgres()
  if (programs === null) throw new Error('No PostgreSQL on this machine (Debian: apt-get install postgresql)')
  // Commits are on the disk before they are answered, as in real use.
  const cluster = await startCluster(programs, { isDurable: true })
  cleanUp.later(cluster.stop)
  let { pid } = cluster
  const options: DatabaseOptions = { kind: 'postgres', url: cluster.url }
  return {
    kind, options, emptyOptions: options,
    killServer: async () => {
      // Stopped first: it must not start another one meanwhile, which would keep the memory the next server needs.
      signal(pid, 'SIGSTOP')
      const all = [pid, ...childrenOf(pid)]
      for (const one of all) signal(one, 'SIGKILL')
      while (all.some(isThere)) await new Promise((resolve) => setTimeout(resolve, 5))
      const startedAt = Date.now()
      pid = await cluster.startAgain()
      return Date.now() - startedAt
    },
  }
}

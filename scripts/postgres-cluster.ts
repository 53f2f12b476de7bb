/**
 * A throw-away PostgreSQL cluster of this machine's own programs (Debian: postgresql). PostgreSQL refuses to run as root, so root lends
 * the cluster to another user.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface PostgresCluster {
  /** Of the database `postgres`, as a superuser. */
  readonly url: string
  /** Of its first process, whose children the others are. */
  readonly pid: number
  /** Once it has ended of itself or was killed: on the same files and port. @returns the `pid` from now on @throws Error where it does not start */
  readonly startAgain: () => Promise<number>
  /** Ends it at once and removes its files. */
  readonly stop: () => Promise<void>
}

export interface ClusterOptions {
  /** Written to the disk before a commit is answered, as in real use; tests do without. */
  readonly isDurable: boolean
  /** More of `name=value`. */
  readonly settings?: readonly string[]
}

/** Folder of initdb and postgres; null where there is none. */
export async function findPostgres(): Promise<string | null> {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? (await readdir(debian)).sort((left, right) => Number(right) - Number(left)) : []
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...(process.env['PATH'] ?? '').split(':')]
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null
}

/** The user who owns the cluster: us, or as root Debian's postgres, or nobody. */
function clusterUser(): string | null {
  if (process.getuid?.() !== 0) return null
  return ['postgres', 'nobody'].find((user) => spawnSync('id', [user]).status === 0) ?? null
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address === null || typeof address === 'string' ? reject(new Error('No port')) : resolve(address.port)))
    })
  })
}

/** Its output, but for errors, is not wanted. @returns exit status */
function execute(program: string, parameters: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { stdio: ['ignore', 'ignore', 'inherit'] })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/**
 * @param programs folder of PostgreSQL's programs
 * @throws Error where the cluster cannot be made or does not start; nothing is left of it
 */
export async function startCluster(programs: string, { isDurable, settings = [] }: ClusterOptions): Promise<PostgresCluster> {
  const folder = await mkdtemp(join(tmpdir(), 'postgres-cluster-'))
  const remove = async () => await rm(folder, { recursive: true, force: true })
  const user = clusterUser()
  const asUser = (program: string, ...parameters: string[]) =>
    user === null ? execute(join(programs, program), parameters) : execute('runuser', ['-u', user, '--', join(programs, program), ...parameters])
  const data = join(folder, 'data')
  try {
    if (user !== null && spawnSync('chown', [user, folder]).status !== 0) throw new Error('The folder cannot be given to another user')
    await chmod(folder, 0o700)
    if ((await asUser('initdb', '-D', data, '-U', 'postgres', '--auth=trust', '--no-locale', '-E', 'UTF8', '--no-sync')) !== 0) throw new Error('initdb failed')
    const port = await freePort()
    const more = ['listen_addresses=127.0.0.1', 'max_connections=100', `fsync=${isDurable ? 'on' : 'off'}`, ...settings].map((setting) => `-c ${setting}`).join(' ')
    const start = async (): Promise<number> => {
      if ((await asUser('pg_ctl', '-D', data, '-o', `-p ${port} -k ${folder} ${more}`, '-l', join(folder, 'log'), '-w', 'start')) !== 0) throw new Error('PostgreSQL did not start')
      return Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0])
    }
    return {
      url: `postgres://postgres@127.0.0.1:${port}/postgres`,
      pid: await start(),
      startAgain: start,
      stop: async () => {
        await asUser('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop')
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}

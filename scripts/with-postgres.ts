/**
 * Runs a command with TEST_DATABASE_URL on a throw-away PostgreSQL cluster of this machine, and removes it:
 *   node scripts/with-postgres.ts npm run jest -- --selectProjects central
 * Exit status is the command's; 77 where there is no PostgreSQL. PostgreSQL refuses to run as root, so root lends the
 * cluster to another user.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { constants } from 'node:os'

const notFound = 77

async function findPrograms(): Promise<string | null> {
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

/** @returns exit status */
function execute(program: string, parameters: readonly string[], options: { quiet: boolean; environment?: NodeJS.ProcessEnv }): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { stdio: options.quiet ? ['ignore', 'ignore', 'inherit'] : 'inherit', env: options.environment ?? process.env })
    const forward = (signal: NodeJS.Signals) => child.kill(signal)
    process.on('SIGINT', forward).on('SIGTERM', forward)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      process.off('SIGINT', forward).off('SIGTERM', forward)
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
    })
  })
}

async function withCluster(programs: string, folder: string, command: readonly string[]): Promise<number> {
  const user = clusterUser()
  const asUser = (program: string, ...parameters: string[]) => {
    const whole = [join(programs, program), ...parameters]
    return user === null ? execute(whole[0] ?? '', whole.slice(1), { quiet: true }) : execute('runuser', ['-u', user, '--', ...whole], { quiet: true })
  }
  const data = join(folder, 'data')
  if (user !== null && spawnSync('chown', [user, folder]).status !== 0) throw new Error('The folder cannot be given to another user')
  await chmod(folder, 0o700)
  if ((await asUser('initdb', '-D', data, '-U', 'postgres', '--auth=trust', '--no-locale', '-E', 'UTF8', '--no-sync')) !== 0) throw new Error('initdb failed')
  const port = await freePort()
  // Durability is not what these tests are about; commit order and locks are, and they are the same.
  const settings = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=100`
  if ((await asUser('pg_ctl', '-D', data, '-o', settings, '-l', join(folder, 'log'), '-w', 'start')) !== 0) throw new Error('PostgreSQL did not start')
  try {
    const [program = '', ...parameters] = command
    return await execute(program, parameters, { quiet: false, environment: { ...process.env, TEST_DATABASE_URL: `postgres://postgres@127.0.0.1:${port}/postgres` } })
  } finally {
    await asUser('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop')
  }
}

async function main(): Promise<number> {
  const command = process.argv.slice(2)
  if (command.length === 0) {
    process.stderr.write('Usage: node scripts/with-postgres.ts COMMAND [ARGUMENTS…]\n')
    return 2
  }
  const programs = await findPrograms()
  if (programs === null) {
    process.stderr.write('No PostgreSQL on this machine (Debian: apt-get install postgresql): not run on a real one.\n')
    return notFound
  }
  const folder = await mkdtemp(join(tmpdir(), 'with-postgres-'))
  try {
    return await withCluster(programs, folder, command)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

process.exitCode = await main()

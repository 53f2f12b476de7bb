/**
 * Runs a command with TEST_DATABASE_URL on a throw-away PostgreSQL cluster of this machine, and removes it:
 *   node scripts/with-postgres.ts npm run jest -- --selectProjects central
 * Exit status is the command's; 77 where there is no PostgreSQL.
 */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { findPostgres, startCluster } from './postgres-cluster.ts'

const notFound = 77

/** @returns exit status */
function execute(program: string, parameters: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, parameters, { stdio: 'inherit', env: environment })
    const forward = (signal: NodeJS.Signals) => child.kill(signal)
    process.on('SIGINT', forward).on('SIGTERM', forward)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      process.off('SIGINT', forward).off('SIGTERM', forward)
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
    })
  })
}

async function main(): Promise<number> {
  const [program, ...parameters] = process.argv.slice(2)
  if (program === undefined) {
    process.stderr.write('Usage: node scripts/with-postgres.ts COMMAND [ARGUMENTS…]\n')
    return 2
  }
  const programs = await findPostgres()
  if (programs === null) {
    process.stderr.write('No PostgreSQL on this machine (Debian: apt-get install postgresql): not run on a real one.\n')
    return notFound
  }
  // Durability is not what these tests are about; commit order and locks are, and they are the same.
  const cluster = await startCluster(programs, { isDurable: false })
  try {
    return await execute(program, parameters, { ...process.env, TEST_DATABASE_URL: cluster.url })
  } finally {
    await cluster.stop()
  }
}

process.exitCode = await main()

import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { PGLiteSocketServer } from '@electric-sql/pglite-socket'
import { lockDirectory } from './directory-lock.ts'

/** The files are there but are not a database that can be opened. Remedy in the message. */
export class EmbeddedDatabaseBroken extends Error {
  constructor(directory: string, cause: unknown) {
    super(`The embedded database in ${directory} cannot be opened: its files are damaged or not a database. Restore the folder from a copy, or start with another --data-dir.`, { cause })
    this.name = 'EmbeddedDatabaseBroken'
  }
}

export interface EmbeddedPostgres {
  /** A folder that holds the socket, or a loopback address. */
  readonly host: string
  readonly port: number
  readonly stop: () => Promise<void>
}

const socketPort = 5432

async function openFiles(directory: string | null, image: Blob | undefined): Promise<PGlite> {
  try {
    return await PGlite.create({ ...(directory !== null && { dataDir: directory }), ...(image !== undefined && { loadDataDir: image }) })
  } catch (error) {
    throw new EmbeddedDatabaseBroken(directory ?? 'memory', error)
  }
}

/** Unix socket paths hold 104 bytes at most (macOS). */
const longestFolder = 80

/** Beside the files where the path is short enough, so that a process that is killed leaves nothing elsewhere. */
async function socketFolder(directory: string | null): Promise<string> {
  const beside = directory === null ? '' : resolve(directory, 'socket')
  if (beside === '' || Buffer.byteLength(beside) > longestFolder) return mkdtemp(join(tmpdir(), 'central-'))
  await rm(beside, { recursive: true, force: true })
  await mkdir(beside, { mode: 0o700 })
  return beside
}

/**
 * PGlite behind its socket server: PostgreSQL in this process, with **one** session, for trials and tests.
 * On a Unix socket in a folder of ours alone (0700), because the socket server asks for no password; on Windows on a
 * loopback port.
 * @param directory of the database files, or null for one in memory
 * @param image files to begin with, as PGlite dumps them: four times as quick as an empty database that has to be made
 * @throws DirectoryInUse, EmbeddedDatabaseBroken
 */
export async function startEmbeddedPostgres(directory: string | null, image?: Blob): Promise<EmbeddedPostgres> {
  const release = directory === null ? () => Promise.resolve() : await lockDirectory(directory)
  const undo: (() => Promise<void>)[] = [release]
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const database = await openFiles(directory === null ? null : join(directory, 'postgres'), image)
    undo.push(() => database.close())
    const isWindows = process.platform === 'win32'
    const folder = isWindows ? null : await socketFolder(directory)
    if (folder !== null) undo.push(() => rm(folder, { recursive: true, force: true }))
    const server = new PGLiteSocketServer({
      db: database,
      ...(folder === null ? { host: '127.0.0.1', port: 0 } : { path: join(folder, `.s.PGSQL.${socketPort}`) }),
    })
    await server.start()
    undo.push(() => server.stop())
    const port = folder === null ? Number(server.getServerConn().split(':').at(-1)) : socketPort
    return { host: folder ?? '127.0.0.1', port, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

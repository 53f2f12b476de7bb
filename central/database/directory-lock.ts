import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Another central works in this folder. */
export class DirectoryInUse extends Error {
  constructor(directory: string, pid: number) {
    super(`The data directory ${directory} is in use by another central (process ${pid}). Stop that one, or name another --data-dir.`)
    this.name = 'DirectoryInUse'
  }
}

/** Tells a process from a later one with the same number; '' where the system does not say (not Linux). */
async function startOfProcess(pid: number): Promise<string> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function livingHolder(file: string): Promise<number | null> {
  const [number = '', started = ''] = (await readFile(file, 'utf8').catch(() => '')).trim().split(' ')
  const pid = Number(number)
  if (!Number.isInteger(pid) || pid <= 0 || !isRunning(pid)) return null
  return (await startOfProcess(pid)) === started ? pid : null
}

/** Takes the folder (made if missing, 0700) for this process; a lock left by a process that died is taken over. */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const file = join(directory, 'central.lock')
  const own = `${file}.${randomUUID()}`
  await writeFile(own, `${process.pid} ${await startOfProcess(process.pid)}\n`, { mode: 0o600 })
  try {
    for (let attempt = 0; attempt < 5; attempt++) {
      try {
        // A link either appears whole or not at all, so two starts cannot both take the folder.
        await link(own, file)
        return () => rm(file, { force: true })
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
      }
      const holder = await livingHolder(file)
      if (holder !== null) throw new DirectoryInUse(directory, holder)
      const stale = `${file}.${randomUUID()}.stale`
      await rename(file, stale).catch(() => undefined)
      await rm(stale, { force: true })
    }
    throw new DirectoryInUse(directory, process.pid)
  } finally {
    await rm(own, { force: true })
  }
}

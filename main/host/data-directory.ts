/** Where a host of plain Node keeps its data, and that only one process works in it. */
import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import envPaths from 'env-paths'
import { HostError } from './host-error.ts'

/** Per custom of the operating system: ~/.local/share/helpline-desk, %LOCALAPPDATA%\helpline-desk\Data, ~/Library/Application Support/helpline-desk */
export const defaultDataDirectory = (): string => envPaths('helpline-desk', { suffix: '' }).data

export interface DataDirectory {
  readonly path: string
  readonly deskDatabase: string
  readonly keyFile: string
  readonly central: string
  readonly printer: string
  /** How other commands reach the process that works here: port and secret (0600). */
  readonly running: string
  /** What the telephone system shows to be let in (0600). */
  readonly telephoneHookToken: string
  readonly lock: string
}

export const dataDirectory = (path: string): DataDirectory => {
  const root = resolve(path)
  return {
    path: root,
    deskDatabase: join(root, 'desk.db'),
    keyFile: join(root, 'desk.key'),
    central: join(root, 'central'),
    printer: join(root, 'trial-printer'),
    running: join(root, 'running.json'),
    telephoneHookToken: join(root, 'telephone-hook.token'),
    lock: join(root, 'desk.lock'),
  }
}

const codeOf = (error: unknown): unknown => (typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined)

/** Tells a process from a later one of the same number; '' where the system does not say. */
const startOfProcess = (pid: number): string => {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return status.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? ''
  } catch {
    return ''
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** Process that holds the directory, or null; a lock left by a process that died counts for nothing. */
export const holderOf = (directory: DataDirectory): number | null => {
  if (!existsSync(directory.lock)) return null
  const [number = '', started = ''] = readFileSync(directory.lock, 'utf8').trim().split(' ')
  const pid = Number(number)
  return Number.isInteger(pid) && pid > 0 && isAlive(pid) && startOfProcess(pid) === started ? pid : null
}

/** Parents first, one by one: `recursive` never returns where the file system answers "no such file" to every mkdir (/proc). */
const makeDirectory = (path: string): void => {
  if (existsSync(path)) return
  const parent = dirname(path)
  if (parent !== path) makeDirectory(parent)
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  }
}

/**
 * Takes the directory for this process (made if missing, only for its user). @returns how to give it back
 * @throws HostError where it is in use or cannot be written
 */
export const lockDataDirectory = (directory: DataDirectory): (() => void) => {
  const own = `${directory.lock}.${randomUUID()}`
  try {
    makeDirectory(directory.path)
    writeFileSync(own, `${process.pid} ${startOfProcess(process.pid)}\n`, { mode: 0o600 })
  } catch (error) {
    throw new HostError(`データフォルダーに書き込めません: ${directory.path}（別のフォルダーを --data-dir で指定するか、書き込みの権限を確かめてください）`, error)
  }
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      try {
        // A link appears whole or not at all: two starts cannot both take the directory.
        linkSync(own, directory.lock)
        return () => rmSync(directory.lock, { force: true })
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error
      }
      const holder = holderOf(directory)
      if (holder !== null) {
        throw new HostError(`このデータフォルダーは別のプロセス（${holder}）が使用中です: ${directory.path}（そちらを終了するか、--data-dir で別のフォルダーを指定してください）`)
      }
      const stale = `${directory.lock}.${randomUUID()}.stale`
      try {
        renameSync(directory.lock, stale)
      } catch { /* another start took the stale lock away first */ }
      rmSync(stale, { force: true })
    }
    throw new HostError(`データフォルダーを確保できませんでした: ${directory.path}（少し待って、もう一度実行してください）`)
  } finally {
    rmSync(own, { force: true })
  }
}

/** Writes a file only its user can read, whole or not at all. */
export const writePrivateFile = (file: string, content: string | Uint8Array): void => {
  const fresh = `${file}.${randomUUID()}`
  const descriptor = openSync(fresh, 'wx', 0o600)
  try {
    if (typeof content === 'string') writeSync(descriptor, content)
    else writeSync(descriptor, content)
  } finally {
    closeSync(descriptor)
  }
  renameSync(fresh, file)
}

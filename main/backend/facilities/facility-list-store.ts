/**
 * The facility list of a desktop: a database file of its own beside desk.db, encrypted with the same key. A new list is
 * made in another file by a thread of its own and put into use by one small write (which file it is), so that neither a
 * look-up nor any other write ever waits for it, and a list that fails, is cancelled or killed leaves the one in use.
 */
import { existsSync, readdirSync } from 'node:fs'
import { readdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { Database } from '../database/open.ts'
import { readSetting, writeSetting } from '../database/setting-repository.ts'
import type { SqliteHandle } from '../database/sqlite-handle.ts'
import type { BackendDependencies } from '../ports.ts'
import { startListWriter, type ListWriter } from './database/list-writer.ts'
import { listSchemaVersion } from './database/list-schema.ts'
import { openListFile, type ListHandle } from './database/open-list-file.ts'
import { removeListFile } from './database/incoming-list.ts'
import { createEmptyList } from './database/make-list.ts'

interface FacilityListState {
  readonly version: number
  readonly isSample: boolean
  /** Facilities in use. */
  readonly count: number
  readonly updatedAt: string
}

export interface FacilityListStore {
  /** Read only; the list in use at this moment: ask anew for every question. */
  handle(): SqliteHandle
  /** Null until a list has come. */
  state(): FacilityListState | null
  /** The thread that takes in a list. One at a time. */
  openWriter(): ListWriter
  /** Puts the list into use that has been made whole. */
  adoptMade(): Promise<void>
  /** Ends a thread under way: what it was doing goes on at the next fetch. */
  interrupt(): Promise<void>
  close(): Promise<void>
}

const filePattern = /^facility-list-.+\.db(?:-wal|-shm|-journal)?$/u
const incomingName = 'facility-list-incoming.db'
const madeName = 'facility-list-made.db'

const stateOf = (handle: SqliteHandle): FacilityListState | null => {
  const values = new Map((handle.prepare('SELECT name, value FROM list_state').all() as { name: string; value: string }[]).map(({ name, value }) => [name, value]))
  const version = Number(values.get('version') ?? '0')
  return version === 0 ? null : { version, isSample: values.get('isSample') === '1', count: Number(values.get('count') ?? '0'), updatedAt: values.get('updatedAt') ?? '' }
}

const isToday = (handle: SqliteHandle): boolean => {
  try {
    return handle.prepare(`SELECT value FROM list_state WHERE name = 'schemaVersion'`).pluck().get() === String(listSchemaVersion)
  } catch {
    return false
  }
}

/** Null where the file cannot be read: the list comes anew from central. */
const openOrNull = (file: string, key: Uint8Array, onUnreadable: (error: unknown) => void): ListHandle | null => {
  if (!existsSync(file)) return null
  try {
    return openListFile(file, key, 'read')
  } catch (error) {
    onUnreadable(error)
    return null
  }
}

export const openFacilityList = async (deps: Pick<BackendDependencies, 'dataDirectory' | 'databaseKey' | 'ids' | 'log'>, database: Pick<Database, 'reader' | 'write'>): Promise<FacilityListStore> => {
  const { dataDirectory } = deps
  // A copy: hosts wipe theirs once the databases are open, and every new list is another file to open.
  const key = Uint8Array.from(deps.databaseKey)
  const pathOf = (name: string) => join(dataDirectory, name)
  const freshName = () => `facility-list-${deps.ids.next()}.db`
  const filesOf = (name: string) => ({ current: pathOf(name), incoming: pathOf(incomingName), made: pathOf(madeName), key })
  let writer: ListWriter | null = null

  const pointTo = async (name: string) => await database.write(async (manager) => await writeSetting(manager, 'facilityListFile', name))

  /** Somebody else may still read it (Windows keeps an open file): then it goes at the next start. */
  const remove = (name: string) => {
    try {
      removeListFile(pathOf(name))
    } catch (error) {
      deps.log.error('facilityList.notRemoved', error)
    }
  }

  const removeOthers = async (inUse: string) => {
    for (const name of await readdir(dataDirectory)) {
      if (filePattern.test(name) && !name.startsWith(inUse) && !name.startsWith(incomingName)) remove(name.replace(/-(?:wal|shm|journal)$/u, ''))
    }
  }

  /** The list that was made gets a name of its own and is the one in use from the write on. */
  const takeMade = async (): Promise<string> => {
    const name = freshName()
    await rename(pathOf(madeName), pathOf(name))
    await pointTo(name)
    return name
  }

  const beginEmpty = async (): Promise<string> => {
    const name = freshName()
    createEmptyList(pathOf(name), key)
    await pointTo(name)
    return name
  }

  let name = (await readSetting(database.reader.manager, 'facilityListFile')) ?? (await beginEmpty())
  let handle = openOrNull(pathOf(name), key, (error) => deps.log.error('facilityList.unreadable', error))
  if (handle !== null && !isToday(handle)) {
    handle.close()
    handle = null
    const renewing = startListWriter(filesOf(name))
    try {
      await renewing.renew()
      await renewing.close()
      name = await takeMade()
      handle = openListFile(pathOf(name), key, 'read')
    } catch (error) {
      deps.log.error('facilityList.notRenewed', error)
      await renewing.close()
    }
  }
  if (handle === null) {
    name = await beginEmpty()
    handle = openListFile(pathOf(name), key, 'read')
  }
  await removeOthers(name)
  let current = handle

  return {
    handle: () => current,
    state: () => stateOf(current),
    openWriter: () => {
      writer = startListWriter(filesOf(name))
      return writer
    },
    adoptMade: async () => {
      const next = await takeMade()
      const former = { handle: current, name }
      current = openListFile(pathOf(next), key, 'read')
      name = next
      former.handle.close()
      remove(former.name)
    },
    interrupt: async () => await writer?.interrupt(),
    close: async () => {
      await writer?.interrupt()
      current.close()
      key.fill(0)
    },
  }
}

/** Files of the list in a data directory, for removing a trial. */
export const facilityListFiles = (dataDirectory: string): string[] => (existsSync(dataDirectory) ? readdirSync(dataDirectory) : []).filter((name) => filePattern.test(name)).map((name) => join(dataDirectory, name))

/** The list of a data directory that no other process works in, for looking only; null where there is none. */
export const readFacilityList = async (dataDirectory: string, key: Uint8Array, database: Pick<Database, 'reader'>): Promise<ListHandle | null> => {
  const name = await readSetting(database.reader.manager, 'facilityListFile')
  return name === null ? null : openOrNull(join(dataDirectory, name), key, () => {})
}

/** Looking something up without central: the list on this desk alone, for commands that only read. */
import { openDatabase } from '#backend/database/open.ts'
import type { SqliteHandle } from '#backend/database/sqlite-handle.ts'
import { readFacilityList } from '#backend/facilities/facility-list-store.ts'
import { lockDataDirectory, type DataDirectory } from '#host/data-directory.ts'
import { readOrMakeKey } from '#host/key-file.ts'

/** `work` gets null where no list has come yet. @throws HostError where the directory is in use, DeskError of openDatabase */
export const withLocalList = async <T>(directory: DataDirectory, work: (list: SqliteHandle | null) => Promise<T>): Promise<T> => {
  const unlock = lockDataDirectory(directory)
  try {
    const key = readOrMakeKey(directory)
    const database = await openDatabase({ file: directory.deskDatabase, key })
    try {
      const list = await readFacilityList(directory.path, key, database)
      try {
        return await work(list)
      } finally {
        list?.close()
      }
    } finally {
      await database.close()
    }
  } finally {
    unlock()
  }
}

/** Looking something up without central: the list on this desk alone, for commands that only read. */
import { openDatabase, type Database } from '#backend/database/open.ts'
import { lockDataDirectory, type DataDirectory } from '#host/data-directory.ts'
import { readOrMakeKey } from '#host/key-file.ts'

/** @throws HostError where the directory is in use, DeskError of openDatabase */
export const withLocalDatabase = async <T>(directory: DataDirectory, work: (database: Database) => Promise<T>): Promise<T> => {
  const unlock = lockDataDirectory(directory)
  try {
    const database = await openDatabase({ file: directory.deskDatabase, key: readOrMakeKey(directory) })
    try {
      return await work(database)
    } finally {
      await database.close()
    }
  } finally {
    unlock()
  }
}

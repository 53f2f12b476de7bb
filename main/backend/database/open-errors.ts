/** What failures of SQLite and of the disk mean to a person. */
import { DeskError } from '#shared/contract/desktop/errors.ts'

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** What a failure of SQLite or the file system means to a person. The file is left as it is in every case. */
export const asDatabaseError = (error: unknown): DeskError | null => {
  const code = codeOf(error)
  if (code === 'SQLITE_NOTADB') return new DeskError('FAILED', 'DATABASE_KEY_OR_FILE_WRONG', {}, { cause: error })
  if (code.startsWith('SQLITE_CORRUPT')) return new DeskError('FAILED', 'DATABASE_BROKEN', {}, { cause: error })
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return new DeskError('FAILED', 'DISK_FULL', {}, { cause: error })
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') return new DeskError('FAILED', 'DISK_TROUBLE', {}, { cause: error })
  if (code.startsWith('SQLITE_BUSY')) return new DeskError('FAILED', 'DATABASE_IN_USE', {}, { cause: error })
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY') || ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) {
    return new DeskError('FAILED', 'DATABASE_NOT_WRITABLE', {}, { cause: error })
  }
  return null
}

/** The database key of a host without safeStorage: a file of its user. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { writePrivateFile, type DataDirectory } from './data-directory.ts'
import { HostError } from './host-error.ts'

/**
 * 32 bytes. Made at the first start; never made anew where a database is there already, because that database could
 * then never be opened again.
 * @throws HostError where the key is missing or damaged
 */
export const readOrMakeKey = (directory: DataDirectory): Uint8Array => {
  if (existsSync(directory.keyFile)) {
    const key = readFileSync(directory.keyFile)
    if (key.length !== 32) throw new HostError(`鍵ファイルが壊れています: ${directory.keyFile}（控えから戻してください。控えがなければ --reset-trial で試用データを作り直せます）`)
    return new Uint8Array(key)
  }
  if (existsSync(directory.deskDatabase)) {
    throw new HostError(`データベースの鍵ファイルがありません: ${directory.keyFile}（控えから戻してください。控えがなければ --reset-trial で試用データを作り直せます）`)
  }
  const key = randomBytes(32)
  writePrivateFile(directory.keyFile, key)
  return new Uint8Array(key)
}

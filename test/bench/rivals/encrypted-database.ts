/** A database encrypted as the product's is, with the same cache, for a rival of its own. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openListFile, type ListHandle } from '#backend/facilities/database/open-list-file.ts'

export interface RivalDatabase {
  readonly handle: ListHandle
  /** Ends the building: from here on it is opened for reading only, as the product's is. */
  reopen(): ListHandle
  bytes(): number
  close(): void
}

export const createRivalDatabase = (name: string): RivalDatabase => {
  const folder = mkdtempSync(join(tmpdir(), 'helpline-bench-'))
  const file = join(folder, `${name}.db`)
  const key = new Uint8Array(randomBytes(32))
  let handle = openListFile(file, key, 'create')
  return {
    get handle() { return handle },
    reopen: () => {
      handle.pragma('wal_checkpoint(TRUNCATE)')
      handle.close()
      handle = openListFile(file, key, 'read')
      return handle
    },
    bytes: () => statSync(file).size,
    close: () => {
      handle.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

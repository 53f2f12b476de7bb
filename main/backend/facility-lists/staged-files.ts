/** Files handed over for an import, and what was read from them, in a folder of their own until the import has ended. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { BackendDependencies } from '../ports.ts'

const largestFile = 200 * 1024 * 1024

export interface StagedFiles {
  add(name: string, content: Blob): Promise<string>
  source(fileId: string): Promise<{ name: string; path: string }>
  remove(fileIds: readonly string[]): Promise<void>
  /** A folder for the parts of one import. */
  spool(jobId: string): Promise<string>
  /** What a crash left. */
  clear(): Promise<void>
}

export const createStagedFiles = (deps: BackendDependencies): StagedFiles => {
  const folder = join(deps.dataDirectory, 'incoming')
  const fileOf = (fileId: string) => join(folder, `${fileId}.file`)
  const nameOf = (fileId: string) => join(folder, `${fileId}.name`)
  return {
    add: async (name, content) => {
      if (content.size > largestFile) throw new DeskError('INVALID_INPUT', 'FILE_TOO_LARGE', { megabytes: Math.round(content.size / 1_048_576) })
      const fileId = deps.ids.next()
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(fileOf(fileId), new Uint8Array(await content.arrayBuffer()), { mode: 0o600 })
      await writeFile(nameOf(fileId), name, { mode: 0o600 })
      return fileId
    },
    source: async (fileId) => {
      if (!existsSync(fileOf(fileId))) throw new DeskError('NOT_FOUND', 'STAGED_FILE')
      return { name: await readFile(nameOf(fileId), 'utf8'), path: fileOf(fileId) }
    },
    remove: async (fileIds) => {
      for (const fileId of fileIds) {
        await rm(fileOf(fileId), { force: true })
        await rm(nameOf(fileId), { force: true })
      }
    },
    spool: async (jobId) => {
      const path = join(folder, jobId)
      await mkdir(path, { recursive: true, mode: 0o700 })
      return path
    },
    clear: async () => await rm(folder, { recursive: true, force: true }),
  }
}

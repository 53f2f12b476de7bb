/** Folders of a test file, removed when it ends. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from '@jest/globals'

/** Call once at the top of a test file. @returns a maker of fresh folders */
export const temporaryFolders = (): (() => string) => {
  const made: string[] = []
  afterAll(() => {
    for (const folder of made) rmSync(folder, { recursive: true, force: true })
  })
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'helpline-test-'))
    made.push(folder)
    return folder
  }
}

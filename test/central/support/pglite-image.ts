/**
 * Files of an empty PGlite, made once and kept in .build: making them takes seconds, and every test file wants a database of its own.
 * Beginning with them is a sixth of that.
 */
import { readFileSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'

const root = join(import.meta.dirname, '../../..')
const { version } = JSON.parse(readFileSync(join(root, 'node_modules/@electric-sql/pglite/package.json'), 'utf8')) as { version: string }
const file = join(root, '.build', `empty-pglite-${version}.tar`)

export const emptyPGliteImage = async (): Promise<Blob> => {
  try {
    return new Blob([await readFile(file)])
  } catch {
    const database = await PGlite.create()
    const image = await database.dumpDataDir('none')
    await database.close()
    await mkdir(join(root, '.build'), { recursive: true })
    // Two test files may make it at once: each whole, the later one stays.
    const mine = `${file}.${process.pid}`
    await writeFile(mine, new Uint8Array(await image.arrayBuffer()))
    await rename(mine, file)
    return image
  }
}

/** Fingerprint of what a build reads, so that nothing is built twice. */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'

const filesBelow = async (path: string): Promise<string[]> => {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true })
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOTDIR') return [path]
    if (code === 'ENOENT') return []
    throw error
  }
}

/**
 * SHA-256 over names and contents of all files below the given paths (files or folders, relative to root; what does
 * not exist counts as empty). Independent of the order of the directory entries and of where root is.
 */
export const fingerprintOf = async (root: string, paths: readonly string[]): Promise<string> => {
  const files = (await Promise.all(paths.map((path) => filesBelow(join(root, path))))).flat()
  const hash = createHash('sha256')
  for (const file of [...new Set(files)].sort()) {
    const name = relative(root, file).split(sep).join('/')
    const content = await readFile(file)
    hash.update(`${name}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

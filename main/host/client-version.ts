import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Folder of package.json in the source tree. */
export const projectRoot = join(import.meta.dirname, '../..')

export const clientVersion = (): string => {
  const parsed: unknown = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed ? String(parsed.version) : '0.0.0'
}

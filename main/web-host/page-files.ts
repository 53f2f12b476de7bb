/** The built page, from memory: names are looked up, never joined to a path, so nothing outside can be asked for. */
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2', '.svg': 'image/svg+xml', '.png': 'image/png', '.json': 'application/json', '.wasm': 'application/wasm', '.ico': 'image/x-icon',
}

export interface PageFile { readonly type: string; readonly content: Buffer }

/** URL path → file. '/' is index.html. */
export const readPageFiles = (directory: string): ReadonlyMap<string, PageFile> => {
  const files = new Map<string, PageFile>()
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const type = types[extname(entry.name)]
    if (type === undefined) continue
    const path = `/${relative(directory, file).split(sep).join('/')}`
    files.set(path === '/index.html' ? '/' : path, { type, content: readFileSync(file) })
  }
  return files
}

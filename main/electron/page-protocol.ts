/** Serves the built page under desk://app/. */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { contentSecurityPolicy, noncePlaceholder } from './content-security-policy.ts'
import { isPageAddress } from './page-origin.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
}

const headersOf = (contentType: string, nonce: string): Record<string, string> => ({
  'content-type': contentType,
  'content-security-policy': contentSecurityPolicy(nonce),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': contentType.startsWith('text/html') ? 'no-store' : 'no-cache',
})

const refusal = (status: 400 | 403 | 404 | 405): Response => new Response(null, { status, headers: { 'content-security-policy': `default-src 'none'` } })

/**
 * The file below root that an address means, or null where it means none: a name that leaves root, hides a separator
 * or drive in an escape, or begins with a dot is refused before the disk is asked.
 */
export const fileOf = (root: string, address: string): string | null => {
  const { pathname } = new URL(address)
  let path: string
  try {
    path = decodeURIComponent(pathname)
  } catch {
    return null
  }
  const segments = path.split('/').filter((segment) => segment !== '')
  if (segments.some((segment) => segment.startsWith('.') || /[\\:%]/.test(segment) || [...segment].some((character) => character < ' '))) return null
  const last = segments.at(-1)
  if (last === undefined || extname(last) === '') return join(root, 'index.html')
  const file = join(root, ...segments)
  return file.startsWith(root.endsWith(sep) ? root : root + sep) ? file : null
}

export interface PageHandlerOptions {
  /** Folder of the built page, absolute. */
  readonly root: string
  /** A fresh nonce a load; 128 random bits by default. */
  readonly newNonce?: () => string
}

/** The handler of the page's scheme. Addresses without an ending are views of the one page. */
export const createPageHandler = ({ root, newNonce = () => randomBytes(16).toString('base64') }: PageHandlerOptions) =>
  async (request: Request): Promise<Response> => {
    if (request.method !== 'GET') return refusal(405)
    if (!isPageAddress(request.url)) return refusal(403)
    const file = fileOf(root, request.url)
    if (file === null) return refusal(400)
    const contentType = contentTypes[extname(file).toLowerCase()]
    if (contentType === undefined) return refusal(404)
    let content: Uint8Array<ArrayBuffer>
    try {
      content = new Uint8Array(await readFile(file))
    } catch {
      return refusal(404)
    }
    const nonce = newNonce()
    const headers = headersOf(contentType, nonce)
    if (!contentType.startsWith('text/html')) return new Response(content, { headers })
    return new Response(new TextDecoder().decode(content).replaceAll(noncePlaceholder, nonce), { headers })
  }

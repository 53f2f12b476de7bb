/**
 * The hook of the telephone system: POST /telephone/call on this machine, off unless somebody turned it on. Whoever holds the token of the
 * file may say who rings, nothing else: no answer tells anything but whether it was taken.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { writePrivateFile } from './data-directory.ts'
import { telephoneFromOutside } from './deep-link.ts'
import { HostError } from './host-error.ts'

export const telephoneHookPath = '/telephone/call'

const largestBody = 1024
/** Requests of any kind in a window: a telephone does not ring more often. */
const mostRequests = 30
const windowMilliseconds = 10_000
const ring = z.strictObject({ tel: z.string() })

/**
 * Made at the first use, readable by its user only. @param file of the data directory
 * @throws HostError where it holds something else
 */
export const readOrMakeHookToken = (file: string): string => {
  if (!existsSync(file)) writePrivateFile(file, `${randomBytes(32).toString('base64url')}\n`)
  const token = readFileSync(file, 'utf8').trim()
  if (!/^[A-Za-z0-9_-]{43}$/u.test(token)) throw new HostError(`電話連携のトークンのファイルが壊れています: ${file}（消すと、次の起動で作り直します）`)
  return token
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

const isFromThisMachine = ({ headers, socket }: IncomingMessage): boolean => {
  const hosts = [`127.0.0.1:${socket.localPort}`, `localhost:${socket.localPort}`]
  // Every page of a browser that may post says where it is from; the telephone system does not.
  return hosts.includes(headers.host ?? '') && headers.origin === undefined && headers['sec-fetch-site'] === undefined
}

/** Null for a body that is too large. */
const readBody = async (request: IncomingMessage): Promise<string | null> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > largestBody) return null
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const telephoneOf = (body: string | null): string | null => {
  try {
    return body === null ? null : telephoneFromOutside(ring.parse(JSON.parse(body)).tel)
  } catch {
    return null
  }
}

export interface TelephoneHookOptions {
  readonly token: string
  readonly now: () => number
  readonly onCall: (telephone: string) => void
}
export type TelephoneHook = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** Answers 204, or 400 (no number), 401 (token), 403 (from a page or under another name), 404 (not POST), 429 (too often). Never with CORS. */
export const createTelephoneHook = ({ token, now, onCall }: TelephoneHookOptions): TelephoneHook => {
  const expected = digest(token)
  let [windowStart, count] = [0, 0]
  const isTooOften = (): boolean => {
    if (now() - windowStart >= windowMilliseconds) [windowStart, count] = [now(), 0]
    count += 1
    return count > mostRequests
  }
  const statusFor = async (request: IncomingMessage): Promise<number> => {
    if (!isFromThisMachine(request)) return 403
    if (request.method !== 'POST') return 404
    if (isTooOften()) return 429
    const given = /^Bearer (\S{1,200})$/u.exec(request.headers.authorization ?? '')?.[1] ?? ''
    if (!timingSafeEqual(digest(given), expected)) return 401
    const telephone = telephoneOf(await readBody(request))
    if (telephone === null) return 400
    onCall(telephone)
    return 204
  }
  return async (request, response) => {
    const status = await statusFor(request)
    // What was not read is not waited for.
    response.writeHead(status, { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...(status !== 204 && { connection: 'close', 'content-length': '0' }) })
    response.end()
    if (status !== 204) request.resume()
  }
}

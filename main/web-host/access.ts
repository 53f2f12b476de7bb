/**
 * Who may use the loopback server: the page a person opened with a one-time token, and commands of the same user that
 * can read the secret in running.json. Nothing else on the machine, and no other web site in the same browser.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
const isSame = (left: string, right: string): boolean => timingSafeEqual(digest(left), digest(right))

/** Cookies do not tell ports apart: the name holds the port, so that two hosts on one machine keep theirs. */
const cookieName = (port: number): string => `helpline-desk-${port}`

export interface Access {
  /** A one-time token for a URL. */
  newToken(): string
  /** Spends a token. @returns the Set-Cookie line, or null where the token is unknown, spent or too old */
  redeemToken(token: string, port: number): string | null
  /** The page that asks, or null. */
  clientOf(request: IncomingMessage, port: number): string | null
  /** True for a command that knows the secret. */
  isCommand(request: IncomingMessage): boolean
  /** Secret for commands of the same user. */
  readonly secret: string
}

/** Milliseconds a URL can be opened after it was printed. */
const tokenLife = 24 * 3_600_000

export const createAccess = (now: () => number): Access => {
  const tokens = new Map<string, number>()
  const clients = new Map<string, string>()
  const secret = randomBytes(32).toString('base64url')
  return {
    secret,
    newToken: () => {
      const token = randomBytes(24).toString('base64url')
      tokens.set(token, now() + tokenLife)
      return token
    },
    redeemToken: (token, port) => {
      const until = tokens.get(token)
      tokens.delete(token)
      if (until === undefined || until < now()) return null
      const cookie = randomBytes(32).toString('base64url')
      clients.set(cookie, `page-${randomBytes(9).toString('base64url')}`)
      return `${cookieName(port)}=${cookie}; HttpOnly; SameSite=Strict; Path=/`
    },
    clientOf: (request, port) => {
      const prefix = `${cookieName(port)}=`
      const cookie = (request.headers.cookie ?? '').split(/;\s*/u).find((part) => part.startsWith(prefix))?.slice(prefix.length)
      return cookie === undefined ? null : (clients.get(cookie) ?? null)
    },
    isCommand: (request) => {
      const given = /^Bearer (.+)$/u.exec(request.headers.authorization ?? '')?.[1]
      return given !== undefined && isSame(given, secret)
    },
  }
}

/** Exact Host, and exact Origin where there is one: neither DNS rebinding nor a form of another site gets through. */
export const isFromHere = (request: IncomingMessage, port: number): boolean => {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  if (!hosts.includes(request.headers.host ?? '')) return false
  const { origin } = request.headers
  if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`)) return false
  const site = request.headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' || (site === 'none' && request.method === 'GET')
}

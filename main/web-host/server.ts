/** The loopback web server of the web host: the built page, the contract at /rpc, commands at /command. */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { RPCHandler } from '@orpc/server/node'
import { createRouter, type Dispatch } from '#shared/contract/desktop/router.ts'
import { HostError } from '#host/host-error.ts'
import { telephoneHookPath, type TelephoneHook } from '#host/telephone-hook.ts'
import { createAccess, isFromHere } from './access.ts'
import { inOnePiece } from './whole-answers.ts'
import type { PageFile } from './page-files.ts'

export interface WebHostOptions {
  readonly dispatch: Dispatch
  readonly endClient: (clientId: string) => void
  readonly page: ReadonlyMap<string, PageFile>
  /** 0 = any free port. */
  readonly port: number
  readonly now: () => number
  /** Commands of the same user that are no procedures of the contract: name → answer (JSON). */
  readonly commands: Readonly<Record<string, (input: unknown) => Promise<unknown>>>
  /** Left out or null = off: its path is not there. */
  readonly telephoneHook?: TelephoneHook | null
}

export interface WebHost {
  readonly port: number
  /** For commands of the same user: in running.json. */
  readonly secret: string
  /** A fresh URL that opens the page once. */
  url(): string
  close(): Promise<void>
}

const largestBody = 210 * 1024 * 1024

const contentSecurityPolicy = (nonce: string): string =>
  [
    `default-src 'none'`, `script-src 'self'`, `style-src 'self' 'nonce-${nonce}'`, `img-src 'self' data: blob:`, `font-src 'self'`,
    `connect-src 'self'`, `worker-src 'self'`, `base-uri 'none'`, `form-action 'none'`, `frame-ancestors 'none'`, `object-src 'none'`,
  ].join('; ')

const commonHeaders = {
  'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin', 'permissions-policy': 'camera=(), microphone=(), geolocation=()',
} as const

const plainPage = (title: string, text: string): string =>
  `<!doctype html><html lang="ja"><meta charset="utf-8"><title>${title}</title><body><h1>${title}</h1><p>${text}</p></body></html>`

const needsUrl = plainPage('ヘルプラインデスク', 'この画面を開くための URL が古いか、使用済みです。起動した画面に表示された URL を開くか、「npm run desk -- url」で新しい URL を発行してください。')

/** The page id of commands. */
export const commandClient = 'command'

const readText = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += (chunk as Buffer).length
    if (size > 1_000_000) throw new HostError('コマンドの入力が大きすぎます。')
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** @throws HostError where the port is in use or not allowed */
export const startWebHost = async (options: WebHostOptions): Promise<WebHost> => {
  const access = createAccess(options.now)
  const rpc = new RPCHandler(createRouter(options.dispatch), { rootInterceptors: [inOnePiece] })
  let port = options.port

  const answer = (response: ServerResponse, status: number, type: string, body: string | Buffer, more: Record<string, string> = {}) => {
    response.writeHead(status, { ...commonHeaders, 'content-type': type, 'cache-control': 'no-store', ...more })
    response.end(body)
  }

  const sendIndex = (response: ServerResponse, file: PageFile) => {
    const nonce = randomBytes(18).toString('base64')
    answer(response, 200, file.type, file.content.toString('utf8').replaceAll('__CSP_NONCE__', nonce), { 'content-security-policy': contentSecurityPolicy(nonce) })
  }

  const serveRpc = async (request: IncomingMessage, response: ServerResponse, prefix: '/rpc' | '/command', clientId: string) => {
    if (request.method !== 'POST') return answer(response, 405, 'text/plain', 'Method not allowed')
    // Only the page's own requests are JSON or multipart with this header: a form of another site cannot set it.
    if (Number(request.headers['content-length'] ?? 0) > largestBody) return answer(response, 413, 'text/plain', 'Too large')
    const { matched } = await rpc.handle(request, response, { prefix, context: { clientId } })
    if (!matched) answer(response, 404, 'text/plain', 'Not found')
  }

  const sendJson = (response: ServerResponse, value: unknown) => answer(response, 200, 'application/json', JSON.stringify(value))

  const runCommand = async (request: IncomingMessage, response: ServerResponse, command: (input: unknown) => Promise<unknown>) => {
    try {
      const input: unknown = JSON.parse(await readText(request))
      sendJson(response, { result: await command(input) })
    } catch (error) {
      // Words for the person at the terminal; anything unforeseen stays out of the answer.
      sendJson(response, { error: error instanceof HostError ? error.message : '実行できませんでした。ログを確かめてください。' })
    }
  }

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    if (!isFromHere(request, port)) return answer(response, 403, 'text/plain', 'Forbidden')
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${port}`)
    if (url.pathname === telephoneHookPath) {
      if (options.telephoneHook === undefined || options.telephoneHook === null) return answer(response, 404, 'text/plain', 'Not found')
      return await options.telephoneHook(request, response)
    }
    if (url.pathname.startsWith('/command/')) {
      if (!access.isCommand(request)) return answer(response, 403, 'text/plain', 'Forbidden')
      const name = url.pathname.slice('/command/'.length)
      if (name === 'url') return sendJson(response, { result: { url: freshUrl() } })
      const command = Object.hasOwn(options.commands, name) ? options.commands[name] : undefined
      if (command !== undefined) return await runCommand(request, response, command)
      return await serveRpc(request, response, '/command', commandClient)
    }
    const token = url.searchParams.get('t')
    if (request.method === 'GET' && url.pathname === '/' && token !== null) {
      const cookie = access.redeemToken(token, port)
      if (cookie !== null) return answer(response, 303, 'text/plain', '', { location: '/', 'set-cookie': cookie })
      // A reload of the first URL: whoever has the cookie already goes on.
      if (access.clientOf(request, port) !== null) return answer(response, 303, 'text/plain', '', { location: '/' })
      return answer(response, 403, 'text/html; charset=utf-8', needsUrl)
    }
    const clientId = access.clientOf(request, port)
    if (clientId === null) return url.pathname.startsWith('/rpc/') ? answer(response, 401, 'text/plain', 'Unauthorized') : answer(response, 403, 'text/html; charset=utf-8', needsUrl)
    if (url.pathname.startsWith('/rpc/')) return await serveRpc(request, response, '/rpc', clientId)
    if (request.method !== 'GET' && request.method !== 'HEAD') return answer(response, 405, 'text/plain', 'Method not allowed')
    const file = options.page.get(url.pathname)
    if (file === undefined) return answer(response, 404, 'text/plain', 'Not found')
    if (url.pathname === '/') return sendIndex(response, file)
    // Names of built files hold a hash of their content.
    answer(response, 200, file.type, file.content, { 'cache-control': 'private, max-age=31536000, immutable' })
  }

  const server: Server = createServer({ requestTimeout: 0, maxHeaderSize: 16_384 }, (request, response) => {
    handle(request, response).catch(() => {
      if (!response.headersSent) answer(response, 500, 'text/plain', 'Internal error')
      else response.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') reject(new HostError(`ポート ${options.port} は使用中です（--port で別の番号を指定するか、--port 0 で空いている番号を使ってください）`, error))
      else if (error.code === 'EACCES') reject(new HostError(`ポート ${options.port} を使う権限がありません（--port で 1024 以上の番号を指定してください）`, error))
      else reject(error)
    })
    server.listen(options.port, '127.0.0.1', resolve)
  })
  port = (server.address() as AddressInfo).port
  const freshUrl = () => `http://127.0.0.1:${port}/?t=${access.newToken()}`
  return {
    port,
    secret: access.secret,
    url: freshUrl,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

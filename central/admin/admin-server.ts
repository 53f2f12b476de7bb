/**
 * The running central's own door for its commands: another port on loopback only, so that it is never reached through
 * the public one, and a secret that only the file of the data directory (0600) tells.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { timingSafeEqual } from 'node:crypto'
import { AdministrationError } from '../staff/administration.ts'
import { hashToken } from '../credentials/secrets.ts'
import type { CentralLog } from '../ports.ts'
import type { Administration } from './administration.ts'
import { isAdminCommand, runAdminCommand } from './commands.ts'
import { accountHeader } from './running-central.ts'

/** 250,000 portal accounts fit. */
const largestBody = 64 * 1024 * 1024

async function readJson(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    const bytes = part as Buffer
    size += bytes.length
    if (size > largestBody) throw new AdministrationError('The command was given too much')
    parts.push(bytes)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch {
    throw new AdministrationError('The command was given something it cannot use')
  }
}

function send(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(content))
}

const isSecret = (given: string | undefined, secret: string): boolean =>
  timingSafeEqual(Buffer.from(hashToken(given ?? '')), Buffer.from(hashToken(`Bearer ${secret}`)))

function accountOf(request: IncomingMessage): string | null {
  const given = request.headers[accountHeader]
  try {
    return typeof given === 'string' ? decodeURIComponent(given).slice(0, 200) : null
  } catch {
    return null
  }
}

export interface AdminServer {
  readonly url: string
  readonly close: () => Promise<void>
}

export async function startAdminServer(admin: Administration, secret: string, log: CentralLog): Promise<AdminServer> {
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const name = /^\/internal\/admin\/(\w{1,40})$/u.exec(request.url ?? '')?.[1]
    if (!isSecret(request.headers.authorization, secret)) return send(response, 401, { error: 'The secret is wrong' })
    if (request.method !== 'POST' || name === undefined || !isAdminCommand(name)) return send(response, 404, { error: 'No such command' })
    try {
      send(response, 200, { result: await runAdminCommand(admin, name, await readJson(request), accountOf(request)) })
      log.info('admin command', { command: name })
    } catch (error) {
      if (error instanceof AdministrationError) return send(response, 400, { error: error.message })
      log.error('admin command', error, { command: name })
      send(response, 500, { error: 'Internal error; the log of central says more' })
    }
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The admin server has no address')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}

import { randomInt, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import compress from '@fastify/compress'
import rateLimit from '@fastify/rate-limit'
import { fastify, type FastifyError, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { CentralOperationName } from '#shared/contract/central/operations.ts'
import { problemContentType, type CentralProblemCode } from '#shared/contract/central/problem.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { CentralLog } from '../ports.ts'
import { Refusal } from '../problem.ts'
import { headersOfAll, problemDocument, sendProblem } from './problems.ts'
import { addOidcCallback } from './oidc-callback.ts'
import { addRoutes, type RouteDependencies } from './routes.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: CentralOperationName
  }
}

export interface ServerDependencies extends RouteDependencies {
  readonly log: CentralLog
  /** Believe X-Forwarded-For: only behind a balancer of ours. */
  readonly isBehindProxy: boolean
  readonly metrics: Pick<Metrics, 'request'> | null
  /** Null = there is no identity provider. @returns the number to show, or null */
  readonly receiveOidcCallback: ((query: string) => Promise<string | null>) | null
  /** Certificate and key (PEM) where no balancer ends TLS before us. */
  readonly tls: { readonly certificate: string; readonly key: string } | null
}

/** Which problem an error is. Only what is our own fault is logged. */
function codeOf(error: FastifyError): CentralProblemCode {
  if (error instanceof Refusal) return error.code
  if (error.statusCode === 413) return 'PAYLOAD_TOO_LARGE'
  if (error.statusCode === 429) return 'TOO_MANY_REQUESTS'
  const isClientsFault = (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500) || error.code?.startsWith('Z_') === true
  if (isClientsFault) return 'INVALID_REQUEST'
  // The pool could not get a connection: the database is away or overloaded. Its own timeout has no code.
  const isOverloaded = /^(ECONN|57P|08|53)/u.test(error.code ?? '') || error.message === 'timeout exceeded when trying to connect'
  return isOverloaded ? 'UNAVAILABLE' : 'INTERNAL'
}

/** Seconds. Whoever was sent away together must not come back together. */
function usualRetryAfter(code: CentralProblemCode): number | undefined {
  if (code === 'TOO_MANY_REQUESTS') return 60
  return code === 'UNAVAILABLE' ? randomInt(2, 11) : undefined
}

/** Once the portal's credential is right, everything wrong with a redemption looks the same. */
function neutral(operation: CentralOperationName | undefined, code: CentralProblemCode): CentralProblemCode {
  return operation === 'redeemNotice' && (code === 'INVALID_REQUEST' || code === 'PAYLOAD_TOO_LARGE') ? 'REDEMPTION_REFUSED' : code
}

function addErrorHandling(server: FastifyInstance, log: CentralLog): void {
  const answer = async (error: FastifyError, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const operation = request.routeOptions.config.operation
    const code = neutral(operation, codeOf(error))
    const isOurs = code === 'INTERNAL' || code === 'UNAVAILABLE'
    const instance = isOurs ? randomUUID() : undefined
    if (isOurs) log.error('request failed', error, { operation: operation ?? null, instance: instance ?? null })
    const retryAfter = (error instanceof Refusal ? error.retryAfter : undefined) ?? usualRetryAfter(code)
    await sendProblem(reply, code, { ...(instance === undefined ? {} : { instance }), ...(retryAfter === undefined ? {} : { retryAfter }) })
    return reply
  }
  server.setErrorHandler(answer)
  server.setNotFoundHandler(async (_request, reply) => {
    await sendProblem(reply, 'NOT_FOUND')
    return reply
  })
}

/** What never becomes a request (a broken request line, headers too large). */
function answerBrokenRequest(_error: Error, socket: { writable: boolean; end: (text: string) => void; destroy: () => void }): void {
  if (!socket.writable) return socket.destroy()
  const body = JSON.stringify(problemDocument('INVALID_REQUEST'))
  const headers = { ...headersOfAll, 'content-type': problemContentType, 'content-length': Buffer.byteLength(body), connection: 'close' }
  socket.end(`HTTP/1.1 400 Bad Request\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`)
}

/** An `Expect` other than 100-continue: Node would answer an empty page. */
function answerUnknownExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const body = JSON.stringify(problemDocument('INVALID_REQUEST'))
  response.writeHead(400, { ...headersOfAll, 'content-type': problemContentType, 'content-length': Buffer.byteLength(body), connection: 'close' }).end(body)
}

/** The public server, not yet listening. Logs name the operation, the status and the time taken; never a URL or a body. */
export async function buildServer(dependencies: ServerDependencies): Promise<FastifyInstance> {
  const { log, metrics, tls } = dependencies
  const server: FastifyInstance = fastify({
    // Node would answer an empty page to a request without a host: refused below instead.
    ...(tls === null ? { http: { requireHostHeader: false } } : { https: { cert: tls.certificate, key: tls.key, minVersion: 'TLSv1.2' as const, requireHostHeader: false } }),
    logger: false,
    trustProxy: dependencies.isBehindProxy,
    bodyLimit: 16 * 1024,
    requestTimeout: 60_000,
    connectionTimeout: 70_000,
    keepAliveTimeout: 72_000,
    // On close, connections that only wait are closed at once; a request under way is answered first.
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 100 },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (_error, _request, reply) => {
      void sendProblem(reply, 'INVALID_REQUEST')
    },
  })
  server.server.on('checkExpectation', answerUnknownExpectation)
  addErrorHandling(server, log)
  server.addHook('onRequest', async (request) => {
    // Before anything asks for the address of a connection that is gone: nobody waits for an answer any more.
    const isGone = request.socket.remoteAddress === undefined
    const hasNoHost = request.raw.httpVersion === '1.1' && request.headers.host === undefined
    if (isGone || hasNoHost) throw new Refusal('INVALID_REQUEST')
  })
  await server.register(rateLimit, {
    global: true,
    max: dependencies.rateLimits.everything,
    timeWindow: 60_000,
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
  })
  await server.register(compress, {
    globalDecompression: false, threshold: 2048, encodings: ['gzip', 'identity'], customTypes: /^application\/json/u,
    // The whole list is 118 MB: the cheapest level takes less than half the time of the usual one for a third more bytes.
    zlibOptions: { level: 1 },
  })
  server.addHook('onSend', async (_request, reply) => {
    void reply.headers(headersOfAll)
  })
  server.addHook('onResponse', async (request, reply) => {
    metrics?.request(request.routeOptions.config.operation ?? 'none', reply.statusCode, reply.elapsedTime)
    log.info('request', {
      operation: request.routeOptions.config.operation ?? null, status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime),
    })
  })
  addRoutes(server, dependencies)
  if (dependencies.receiveOidcCallback !== null) addOidcCallback(server, dependencies.rateLimits.signIn, dependencies.receiveOidcCallback)
  return server
}

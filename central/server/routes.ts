/** One route an operation of the contract: counted by address first, then credential and role, then the body, then the work. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createGunzip } from 'node:zlib'
import type { z } from 'zod'
import { centralOperations, type CentralOperationName, type Operation } from '#shared/contract/central/operations.ts'
import { mayCallOperation } from '#shared/domain/permissions.ts'
import type { Caller } from '../caller.ts'
import type { Database } from '../database/open-database.ts'
import { isStorableJson } from '../plain-json.ts'
import type { Clock } from '../ports.ts'
import { Refusal } from '../problem.ts'
import { authenticate } from './credentials.ts'
import { bodyLimitOf, rateLimitOf, type RateLimits } from './limits.ts'
import { WrittenReply } from '../written-reply.ts'
import type { OperationHandlers } from './operations.ts'

export interface RouteDependencies {
  readonly database: Database
  readonly clock: Clock
  readonly handlers: OperationHandlers
  readonly rateLimits: RateLimits
}

type AnyHandler = (call: { caller: Caller; body: unknown; query: unknown; parameters: unknown }) => Promise<unknown>

/** @throws Refusal INVALID_REQUEST */
function parse(schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new Refusal('INVALID_REQUEST')
  return parsed.data
}

/** Mutations are looked at one by one: a text that cannot be stored must not hold back the rest of an outbox. */
function parseBody(name: CentralOperationName, operation: Operation, body: unknown): unknown {
  // Redemption reads its own body, so that malformed input answers like any other failure.
  if (name === 'redeemNotice') return body
  if (operation.body !== undefined && name !== 'pushMutations' && !isStorableJson(body)) throw new Refusal('INVALID_REQUEST')
  return parse(operation.body, body)
}

/** Requests that wait for a connection to the database. One more would only wait until its desktop has given up: it is sent away at once. */
const mostWaiting = 400

export function addRoutes(server: FastifyInstance, { database, clock, handlers, rateLimits }: RouteDependencies): void {
  const callers = new WeakMap<FastifyRequest, Caller>()
  const callerOf = (request: FastifyRequest): Caller => {
    const caller = callers.get(request)
    if (caller === undefined) throw new Refusal('UNAUTHENTICATED')
    return caller
  }

  for (const name of Object.keys(centralOperations) as CentralOperationName[]) {
    const operation: Operation = centralOperations[name]
    const handle = handlers[name] as AnyHandler
    server.route({
      method: operation.method,
      url: operation.path.replace(/\{(\w+)\}/gu, ':$1'),
      bodyLimit: bodyLimitOf(name),
      config: { operation: name, rateLimit: { max: rateLimitOf(rateLimits, name), timeWindow: 60_000, groupId: name } },
      preParsing: async (request, _reply, payload) => {
        if (operation.credential !== 'none' && database.connections().waiting >= mostWaiting) throw new Refusal('UNAVAILABLE')
        // Here and not on the request: whoever tries out tokens is counted first.
        const caller = await authenticate(database, clock, operation.credential, request.headers.authorization)
        if (caller.kind === 'session' && !mayCallOperation(caller.role, name)) throw new Refusal('FORBIDDEN')
        callers.set(request, caller)
        const encoding = request.headers['content-encoding'] ?? 'identity'
        if (encoding === 'identity') return payload
        if (encoding !== 'gzip') throw new Refusal('INVALID_REQUEST')
        // Without a body in the contract nobody reads it.
        if (operation.body === undefined) return payload
        // The body limit counts what comes out here, so a small body that inflates without end is cut off.
        const inflated = Object.assign(createGunzip(), { receivedEncodedLength: Number(request.headers['content-length'] ?? 0) })
        // A body that is refused unread has no other listener, and an error nobody listens to would end the process.
        inflated.on('error', () => undefined)
        payload.on('error', (error) => inflated.destroy(error))
        return payload.pipe(inflated)
      },
      handler: async (request, reply) => {
        const answer = await handle({
          caller: callerOf(request),
          parameters: parse(operation.parameters, request.params),
          query: parse(operation.query, request.query),
          body: parseBody(name, operation, request.body),
        })
        if (!(answer instanceof WrittenReply)) return answer
        void reply.type('application/json; charset=utf-8')
        return answer.json
      },
    })
  }
}

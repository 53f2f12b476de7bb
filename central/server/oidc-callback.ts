/** The one address of central that browsers open: not an operation, because a person reads its answer. */
import type { FastifyInstance } from 'fastify'
import { callbackHeaders, callbackPage } from '../oidc/callback-page.ts'

export const oidcCallbackPath = '/v1/oidc/callback'
const longestQuery = 8192

/** @param perMinute of one address @param receive @returns the number to show, or null */
export function addOidcCallback(server: FastifyInstance, perMinute: number, receive: (query: string) => Promise<string | null>): void {
  server.route({
    method: 'GET',
    url: oidcCallbackPath,
    config: { rateLimit: { max: perMinute, timeWindow: 60_000, groupId: 'oidcCallback' } },
    handler: async (request, reply) => {
      const query = request.url.split('?').slice(1).join('?')
      const number = query.length > longestQuery ? null : await receive(query)
      return reply.code(number === null ? 400 : 200).headers(callbackHeaders).send(callbackPage(number))
    },
  })
}

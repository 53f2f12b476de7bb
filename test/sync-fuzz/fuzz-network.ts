/**
 * The way between a desktop and central, as bad as the seed wants it: requests dropped, replies dropped, requests repeated, held back and
 * delivered after later ones, answered 5xx and 401 by something in between, or nothing at all for a while.
 */
import { gunzipSync } from 'node:zlib'
import type { MutationEnvelope } from '#shared/contract/central/sync.ts'
import { jsonReply } from '#test/support/test-network.ts'
import type { SeededRandom } from '#trial/seeded-random.ts'

/** Where a fault strikes one request. */
const faults = [
  ['none', 70], ['dropRequest', 6], ['dropReply', 7], ['repeat', 5], ['late', 4], ['badGateway', 3], ['badGatewayAfter', 2], ['unauthenticated', 1],
] as const satisfies readonly (readonly [string, number])[]
type Fault = (typeof faults)[number][0]

export interface FuzzNetwork {
  /** @param cross told at every request before and after it: the process may die there */
  fetchOf(cross: (where: string) => void): typeof globalThis.fetch
  /** No answer at all. */
  isDown: boolean
  /** No faults. */
  isCalm: boolean
  /** What was held back reaches central now, in any order; nobody waits for the answers. */
  deliverLate(): Promise<number>
  /** Told of everything that is handed over. */
  onPush: (mutations: readonly MutationEnvelope[]) => void
  /** Faults since the last look. */
  takeNotes(): string[]
}

const urlOf = (input: string | URL | Request): string => (typeof input === 'string' ? input : input instanceof URL ? input.href : input.url)

const textOf = (body: RequestInit['body']): string => {
  if (typeof body === 'string') return body
  return body instanceof Uint8Array ? gunzipSync(body).toString('utf8') : ''
}

const problem = (status: number, code: string): Response => jsonReply({ type: 'about:blank', title: code, status, code }, status)

/** @param count told of what happens on the way */
export const createFuzzNetwork = (random: SeededRandom, centralUrl: () => string | null, count: (what: string) => void): FuzzNetwork => {
  const heldBack: (() => Promise<void>)[] = []
  let notes: string[] = []

  const network: FuzzNetwork = {
    isDown: false,
    isCalm: false,
    onPush: () => {},
    takeNotes: () => {
      const taken = notes
      notes = []
      return taken
    },
    deliverLate: async () => {
      let delivered = 0
      while (heldBack.length > 0) {
        const [deliver] = heldBack.splice(random.integer(0, heldBack.length - 1), 1)
        await deliver?.()
        delivered += 1
      }
      return delivered
    },
    fetchOf: (cross) => async (input, init) => {
      const url = new URL(urlOf(input))
      const path = url.pathname + url.search
      const send = async (signal: AbortSignal | null): Promise<Response> => {
        const base = centralUrl()
        if (base === null) throw new TypeError('central is away')
        const response = await globalThis.fetch(base + path, { ...init, signal })
        // Read whole at once: an answer arrives or it does not.
        const body = await response.arrayBuffer()
        if (response.status === 426) count('older client refused')
        return new Response(response.status === 204 ? null : body, { status: response.status, headers: response.headers })
      }
      cross(`before ${url.pathname}`)
      if (network.isDown) {
        count('network: away')
        throw new TypeError('the network is away')
      }
      if (url.pathname === '/v1/sync/mutations') network.onPush((JSON.parse(textOf(init?.body)) as { mutations: MutationEnvelope[] }).mutations)
      const fault: Fault = network.isCalm ? 'none' : random.pickWeighted(faults)
      if (fault !== 'none') {
        notes.push(`${fault} ${url.pathname}`)
        count(`network: ${fault}`)
      }
      const signal = init?.signal ?? null
      const answer = async (): Promise<Response> => {
        switch (fault) {
          case 'none':
            return await send(signal)
          case 'dropRequest':
            throw new TypeError('request lost')
          case 'dropReply':
            await send(signal)
            throw new TypeError('reply lost')
          case 'repeat':
            await send(signal)
            return await send(signal)
          case 'late':
            heldBack.push(async () => {
              try {
                await send(null)
              } catch { /* central is away: lost */ }
            })
            throw new TypeError('time-out')
          case 'badGateway':
            return problem(503, 'UNAVAILABLE')
          case 'badGatewayAfter':
            await send(signal)
            return new Response('<html>bad gateway</html>', { status: 502, headers: { 'content-type': 'text/html' } })
          case 'unauthenticated':
            return problem(401, 'UNAUTHENTICATED')
        }
      }
      const reply = await answer()
      cross(`after ${url.pathname}`)
      return reply
    },
  }
  return network
}

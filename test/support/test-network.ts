/** The network between a desktop and central: may be down, and shows what goes over it. */
import { gunzipSync } from 'node:zlib'

export interface SentRequest { readonly path: string; readonly method: string; readonly body: string; readonly status: number | null; readonly reply: string }

type Send = () => Promise<Response>

export interface TestNetwork {
  readonly fetch: typeof globalThis.fetch
  readonly requests: SentRequest[]
  isDown: boolean
  /** Stands between desktop and central: may refuse, lose the reply, or answer itself. */
  intercept: ((path: string, send: Send, body: string) => Promise<Response>) | null
}

const bodyText = (body: RequestInit['body']): string => {
  if (typeof body === 'string') return body
  if (body instanceof Uint8Array) return gunzipSync(body).toString('utf8')
  return ''
}

const urlOf = (input: string | URL | Request): string => (typeof input === 'string' ? input : input instanceof URL ? input.href : input.url)

export const createTestNetwork = (): TestNetwork => {
  const network: TestNetwork = {
    requests: [],
    isDown: false,
    intercept: null,
    fetch: async (input, init) => {
      const url = new URL(urlOf(input))
      const path = url.pathname + url.search
      const body = bodyText(init?.body)
      const method = init?.method ?? 'GET'
      if (network.isDown) throw new TypeError('fetch failed')
      const send: Send = async () => {
        const response = await globalThis.fetch(input, init)
        const reply = await response.clone().text()
        network.requests.push({ path, method, body, status: response.status, reply })
        return response
      }
      return network.intercept === null ? await send() : await network.intercept(path, send, body)
    },
  }
  return network
}

/** An answer of central made by the test. */
export const jsonReply = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), { status, headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' } })

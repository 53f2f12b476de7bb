import { describe, expect, it } from '@jest/globals'
import { createCentralClient } from '#shared/contract/central/client.ts'
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'

interface Seen {
  url: string
  init: RequestInit
}
/** A network that answers what it is told and remembers what it was asked. */
function network(answer: () => Response | Promise<Response>): { fetch: typeof fetch; seen: Seen[] } {
  const seen: Seen[] = []
  return {
    seen,
    fetch: async (input, init) => {
      seen.push({ url: String(input), init: init ?? {} })
      return answer()
    },
  }
}
const json = (content: unknown, status = 200, type = 'application/json') => () => new Response(JSON.stringify(content), { status, headers: { 'content-type': type } })
const headersOf = (seen: Seen | undefined): Headers => new Headers(seen?.init.headers)

describe('the client of central', () => {
  it('fills path and query, leaves out what is undefined, sends the token of the call before its own', async () => {
    const { fetch, seen } = network(json({ version: 1, facilities: [], nextAfterCode: null }))
    const client = createCentralClient({ baseUrl: 'http://central/', fetch, token: 'own' })
    await client.call('listFacilities', { query: { sinceVersion: 3, afterCode: undefined } })
    await client.call('listFacilities', { token: 'of the call' })
    expect(seen.map((request) => request.url)).toEqual(['http://central/v1/facilities?sinceVersion=3', 'http://central/v1/facilities'])
    expect(seen.map((request) => headersOf(request).get('authorization'))).toEqual(['Bearer own', 'Bearer of the call'])
    const activation = network(json({ version: 1, added: 0, changed: 0, unchanged: 0, closed: 0 }))
    await createCentralClient({ baseUrl: 'http://central', fetch: activation.fetch }).call('activateFacilityList', { parameters: { listId: 'a/b' }, body: { expectedCount: 1, confirmed: [] } })
    expect(activation.seen[0]?.url).toBe('http://central/v1/facility-lists/a%2Fb/activation')
  })

  it('compresses large bodies only', async () => {
    const { fetch, seen } = network(json({ deviceId: '0190a0a0-0000-7000-8000-000000000000', deviceNumber: 1, deviceToken: 't', isTrial: true, auditPosition: 0 }))
    const client = createCentralClient({ baseUrl: 'http://central', fetch, compress: () => Promise.resolve(new Uint8Array([1, 2])), compressAboveCharacters: 100 })
    await client.call('enrolDevice', { body: { enrolmentCode: 'short', deviceName: 'x' } })
    await client.call('enrolDevice', { body: { enrolmentCode: 'long'.repeat(100), deviceName: 'x' } })
    expect(seen.map((request) => headersOf(request).get('content-encoding'))).toEqual([null, 'gzip'])
    expect(seen[1]?.init.body).toEqual(new Uint8Array([1, 2]))
  })

  it('throws the problem central answered', async () => {
    const { fetch } = network(json({ type: 'x', title: 'Too many requests', status: 429, code: 'TOO_MANY_REQUESTS', retryAfter: 8 }, 429, 'application/problem+json'))
    const error: unknown = await createCentralClient({ baseUrl: 'http://central', fetch }).call('health', {}).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(CentralProblem)
    expect(error).toMatchObject({ code: 'TOO_MANY_REQUESTS', status: 429, retryAfter: 8 })
  })

  it.each<[string, () => Response | Promise<Response>]>([
    ['the network is down', () => Promise.reject(new TypeError('fetch failed'))],
    ['a proxy answers with a page', () => new Response('<html>', { status: 200, headers: { 'content-type': 'text/html' } })],
    ['a proxy answers with its own error', json({ message: 'bad gateway' }, 502)],
    ['a problem comes without its type', json({ type: 'x', title: 'x', status: 401, code: 'UNAUTHENTICATED' }, 401)],
    ['the answer does not fit the contract', json({ status: 'fine' })],
  ])('says that central cannot be reached when %s', async (_, answer) => {
    const { fetch } = network(answer)
    await expect(createCentralClient({ baseUrl: 'http://central', fetch }).call('health', {})).rejects.toBeInstanceOf(CentralUnreachable)
  })

  it('gives up after its time, and when told to', async () => {
    const hanging: typeof fetch = (_, init) => new Promise((_resolve, reject) => {
      const { signal } = init ?? {}
      if (signal?.aborted === true) reject(signal.reason as Error)
      signal?.addEventListener('abort', () => reject(signal.reason as Error))
    })
    const client = createCentralClient({ baseUrl: 'http://central', fetch: hanging })
    await expect(client.call('health', { timeoutMilliseconds: 1 })).rejects.toBeInstanceOf(CentralUnreachable)
    await expect(client.call('health', { signal: AbortSignal.abort() })).rejects.toBeInstanceOf(CentralUnreachable)
  })
})

/** Bodies about the limit and far beyond it, plain, in chunks and compressed. */
import fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import { bodyLimitOf } from '#central/server/limits.ts'
import type { CentralOperationName } from '#shared/contract/central/operations.ts'
import type { HostileWorld } from '../hostile-world.ts'
import { mark } from '../hostile-values.ts'
import { authorization, isNeverAccepted, json, operationOf, rightRequest, whole, type Header, type HostileRequest } from './hostile-request.ts'

type Filling = (size: number) => Buffer
const fillings: readonly (readonly [string, Filling])[] = [
  ['spaces', (size) => Buffer.concat([Buffer.alloc(size - 2, 0x20), Buffer.from('{}')])],
  ['a long text', (size) => Buffer.from(`"${'x'.repeat(size - 2)}"`)],
  ['lists in lists', (size) => Buffer.from('['.repeat(Math.floor(size / 2)) + ']'.repeat(Math.floor(size / 2)))],
  ['objects in objects', (size) => Buffer.from(`{"a":`.repeat(Math.floor(size / 6)) + '1' + '}'.repeat(Math.floor(size / 6)))],
  ['many keys', (size) => Buffer.from(`{${Array.from({ length: Math.floor(size / 12) }, (_, index) => `"${index.toString(36).padStart(6, '0')}":1`).join(',')}}`)],
  ['many numbers', (size) => Buffer.from(`[${'1,'.repeat(Math.floor(size / 2) - 2)}1]`)],
  ['a long number', (size) => Buffer.from('1'.repeat(size))],
  ['escapes', (size) => Buffer.from(`"${'\\u0041'.repeat(Math.floor(size / 6) - 1)}"`)],
]
const bombs = new Map<string, Buffer>()
function bomb(what: string, filling: Filling, size: number): Buffer {
  const key = `${what} ${size}`
  const known = bombs.get(key) ?? gzipSync(filling(size), { level: 1 })
  bombs.set(key, known)
  return known
}
const chunks = (body: Buffer): Buffer => Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')])
const gzip: Header = ['content-encoding', 'gzip']

export function largeRequests(world: HostileWorld, name: CentralOperationName): fc.Arbitrary<HostileRequest> {
  const limit = bodyLimitOf(name)
  const how = fc.constantFrom('plain', 'chunks', 'bomb', 'hidden in chunks')
  const beyond = fc.constantFrom(0.98, 1.05, 3)
  return fc.tuple(rightRequest(world, name), fc.constantFrom(...fillings), how, beyond).map(([{ credential, target }, [what, filling], way, times]) => {
    // What is large anyway is not sent many times over.
    const size = Math.min(Math.floor(limit * times), 20 * 1024 * 1024)
    const body = way === 'bomb' ? bomb(what, filling, limit > 1e6 ? 20 * 1024 * 1024 : size * 20) : way === 'plain' ? filling(size) : chunks(filling(size))
    const headers: Header[] = way === 'bomb' ? [gzip] : way === 'plain' ? [] : [['transfer-encoding', 'chunked'], ...(way === 'chunks' ? [] : [['x-hidden', mark] as const])]
    const isTooLarge = way === 'bomb' || size > limit
    return {
      kind: 'large', operation: name, what: `${what}, ${way}, ${size} bytes`, mayGoUnanswered: isTooLarge || operationOf(name).body === undefined, deviceId: credential.deviceId,
      mustBeRefused: isNeverAccepted(name) || operationOf(name).body !== undefined,
      wire: whole({ method: operationOf(name).method, target, headers: [...authorization(credential), json, ...headers], body }),
    }
  })
}

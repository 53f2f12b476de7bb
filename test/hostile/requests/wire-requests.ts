/** What is no HTTP, or two requests in the clothes of one. */
import fc from 'fast-check'
import type { CentralOperationName } from '#shared/contract/central/operations.ts'
import type { HostileWorld } from '../hostile-world.ts'
import { mark } from '../hostile-values.ts'
import { writeJson } from '../json-text.ts'
import { authorization, isNeverAccepted, json, operationOf, rightRequest, whole, type Header, type HostileRequest } from './hostile-request.ts'

interface Broken {
  readonly what: string
  /** Instead of `content-length` and the body. */
  readonly headers: readonly Header[]
  readonly body: (body: Buffer) => Buffer
  /** It can never be a whole request. */
  readonly endsHalfway?: boolean
}

const smuggled = `DELETE /v1/facility-lists/00000000-0000-0000-0000-000000000000 HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n`
const chunk = (body: Buffer): Buffer => Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')])
const length = (value: string): Header => ['content-length', value]
const chunked: Header = ['transfer-encoding', 'chunked']
const same = (body: Buffer) => body

const bodies: readonly Broken[] = [
  { what: 'a length too large', headers: [length('5000')], body: same, endsHalfway: true },
  { what: 'a length far too large', headers: [length('999999999999')], body: same, endsHalfway: true },
  ...['-1', '+2', '0x2', '2, 2', '1e1', '99999999999999999999999', mark, ' '].map((value): Broken => ({ what: `a length of ${value}`, headers: [length(value)], body: same, endsHalfway: true })),
  { what: 'a length too small', headers: [length('1')], body: same },
  { what: 'two lengths', headers: [length('2'), length('5')], body: same, endsHalfway: true },
  { what: 'length and chunks', headers: [length('6'), chunked], body: () => Buffer.from(`0\r\n\r\n${smuggled}`), endsHalfway: true },
  { what: 'chunks and length', headers: [chunked, length('6')], body: (body) => Buffer.concat([chunk(body), Buffer.from(smuggled)]), endsHalfway: true },
  ...['xchunked', 'identity', 'chunked, identity', 'gzip, chunked', 'chunked, chunked', '\x0bchunked', 'cow', '"chunked"'].map((value): Broken => ({ what: `coded as ${value}`, headers: [['transfer-encoding', value]], body: chunk, endsHalfway: true })),
  { what: 'coded with a space', headers: [['transfer-encoding ', 'chunked']], body: chunk, endsHalfway: true },
  { what: 'coded twice', headers: [chunked, ['transfer-encoding', 'identity']], body: chunk, endsHalfway: true },
  { what: 'chunks that stop', headers: [chunked], body: (body) => chunk(body).subarray(0, -7), endsHalfway: true },
  { what: 'chunks without an end', headers: [chunked], body: (body) => chunk(body).subarray(0, -5), endsHalfway: true },
  ...['zz', '-1', 'FFFFFFFFFFFFFFFFFF', '', '0x2', '2;'.padEnd(20_000, 'x')].map((size): Broken => ({ what: `a chunk of ${size.slice(0, 20)}`, headers: [chunked], body: (body) => Buffer.concat([Buffer.from(`${size}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]), endsHalfway: true })),
  { what: 'chunks with trailers', headers: [chunked], body: (body) => Buffer.concat([chunk(body).subarray(0, -2), Buffer.from(`authorization: ${mark}\r\n\r\n`)]) },
  { what: 'a request hidden in the body', headers: [length(String(smuggled.length))], body: () => Buffer.from(smuggled) },
]

export function smugglingRequests(world: HostileWorld, name: CentralOperationName): fc.Arbitrary<HostileRequest> {
  return fc.tuple(rightRequest(world, name), fc.constantFrom(...bodies)).map(([{ credential, target, body }, { what, headers, body: turn, endsHalfway = false }]) => {
    const { bytes } = whole({ method: operationOf(name).method, target, headers: [...authorization(credential), json, ...headers], body: turn(Buffer.from(writeJson(body))) })
    return { kind: 'smuggling', operation: name, what, sent: writeJson(body), mustBeRefused: isNeverAccepted(name), mayGoUnanswered: endsHalfway, deviceId: credential.deviceId, wire: { bytes, endsHalfway } }
  })
}

const heads: readonly (readonly [string, string | Buffer])[] = [
  ['TLS', Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3])], ['HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'], ['HTTP/0.9', 'GET /health\r\n'], ['HTTP/9.9', 'GET /health HTTP/9.9\r\nhost: x\r\n\r\n'], ['no version', 'GET /health \r\nhost: x\r\n\r\n'],
  ['no host', 'GET /health HTTP/1.1\r\n\r\n'], ['two hosts', 'GET /health HTTP/1.1\r\nhost: a\r\nhost: b\r\nconnection: close\r\n\r\n'], ['a NUL in a header', 'GET /health HTTP/1.1\r\nhost: x\r\nx: a\0b\r\n\r\n'], ['a NUL in the path', 'GET /he\0alth HTTP/1.1\r\nhost: x\r\n\r\n'],
  ['a bare CR', 'GET /health HTTP/1.1\r\nhost: x\r\nx: a\rb: c\r\n\r\n'], ['bare LFs', 'GET /health HTTP/1.1\nhost: x\nconnection: close\n\n'], ['a folded header', 'GET /health HTTP/1.1\r\nhost: x\r\nx: a\r\n b\r\nconnection: close\r\n\r\n'], ['a header without a colon', 'GET /health HTTP/1.1\r\nhost: x\r\nnonsense\r\n\r\n'],
  ['a header without a name', 'GET /health HTTP/1.1\r\nhost: x\r\n: y\r\n\r\n'], ['spaces', 'GET  /health  HTTP/1.1\r\nhost: x\r\n\r\n'], ['a long line', `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nhost: x\r\n\r\n`], ['a long method', `${'A'.repeat(100_000)} / HTTP/1.1\r\n\r\n`], ['only line ends', '\r\n'.repeat(2000)],
  ['one letter', 'G'], ['nothing', ''], ['half a head', 'POST /v1/sessions HTTP/1.1\r\nhost: x\r\nauthoriz'], ['SSH', 'SSH-2.0-OpenSSH_9\r\n'], ['SMTP', 'EHLO x\r\nMAIL FROM:<a>\r\n'], ['a proxy line', `PROXY TCP4 1.1.1.1 2.2.2.2 1 2\r\nGET /health HTTP/1.1\r\nhost: x\r\n\r\n`],
  ['PostgreSQL', Buffer.from([0, 0, 0, 8, 4, 0xd2, 0x16, 0x2f])], ['UTF-8 in the path', 'GET /v1/確認 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'], ['a byte order mark', '\ufeffGET /health HTTP/1.1\r\nhost: x\r\n\r\n'],
]

export function brokenHeadRequests(): fc.Arbitrary<HostileRequest> {
  const random = fc.uint8Array({ minLength: 1, maxLength: 400 }).map((bytes) => ['random bytes', Buffer.from(bytes)] as const)
  return fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...heads) }, { weight: 1, arbitrary: random }).map(([what, text]) => ({
    kind: 'no HTTP', operation: 'none', what, mustBeRefused: false, mayGoUnanswered: true, wire: { bytes: Buffer.from(text), endsHalfway: true },
  }))
}

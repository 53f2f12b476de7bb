/** Headers and methods. */
import fc from 'fast-check'
import { gzipSync } from 'node:zlib'
import type { CentralOperationName } from '#shared/contract/central/operations.ts'
import type { HostileWorld } from '../hostile-world.ts'
import { mark } from '../hostile-values.ts'
import { writeJson } from '../json-text.ts'
import { authorization, isNeverAccepted, json, operationOf, rightRequest, whole, type Header, type HostileRequest } from './hostile-request.ts'

/** Added to what is right, or put in its place where the name is the same. */
const replacing: readonly (readonly Header[])[] = [
  ...['text/plain', 'application/x-www-form-urlencoded', `multipart/form-data; boundary=${mark}`, 'application/xml', 'application/json; charset=utf-16', 'application/json; charset=shift_jis', 'APPLICATION/JSON', 'application/json;charset="', 'application/jsonp',
    '*/*', `<${mark}>`, 'application/json, text/html', 'application/problem+json', '', ' ', 'a'.repeat(4000)].map((value): Header[] => [['content-type', value]]),
  ...['br', 'deflate', 'zstd', 'gzip, gzip', 'gzip, identity', 'GZIP', 'x-gzip', '*', '', mark].map((value): Header[] => [['content-encoding', value]]),
  ...['evil.example', '', '127.0.0.1:1', `"><script>${mark}`, '[::1', 'a'.repeat(5000), '../x', 'localhost, evil.example'].map((value): Header[] => [['host', value]]),
]
const added: readonly (readonly Header[])[] = [
  ...['x-http-method-override', 'x-method-override', 'x-http-method'].flatMap((name) => ['DELETE', 'POST', 'GET'].map((value): Header[] => [[name, value]])),
  [['x-original-url', '/v1/office-key'], ['x-rewrite-url', '/v1/office-key']], [['x-forwarded-for', `127.0.0.1, ${mark}`], ['x-forwarded-proto', 'https'], ['x-forwarded-host', 'evil.example']], [['forwarded', `for="${mark}";host=evil`]], [['x-real-ip', '127.0.0.1']],
  [['cookie', `session=${mark}; __Host-x=1`]], [['referer', `javascript:${mark}`], ['user-agent', `() { :;}; echo ${mark}`]], [['origin', 'null'], ['access-control-request-method', 'POST']], [['accept', `text/html, ${mark}`]], [['accept', 'image/*;q=0']],
  [['accept-encoding', 'gzip;q=0, *;q=0']], [['accept-encoding', 'br, zstd']], [['accept-encoding', mark.repeat(500)]], [['accept-language', '../../etc']], [['range', 'bytes=0-0,1-1,-1']], [['if-none-match', '*'], ['if-modified-since', mark]], [['if-match', `"${mark}"`]],
  [['expect', '100-continue']], [['expect', mark]], [['upgrade', 'websocket'], ['connection', 'close, upgrade'], ['sec-websocket-key', 'AAAAAAAAAAAAAAAAAAAAAA=='], ['sec-websocket-version', '13']], [['upgrade', 'h2c'], ['connection', 'close, upgrade, http2-settings'], ['http2-settings', 'AAMAAABk']],
  [['te', 'trailers, deflate']], [['trailer', 'authorization']], [['max-forwards', '-1']], [['via', mark], ['x-request-id', `${mark}\t\t`]], [['__proto__', mark]], [['constructor', mark]], [['x-'.padEnd(300, 'x'), mark]], [['x-latin', 'é\u00ff']],
  [['x-long', 'a'.repeat(15_000)]], [['x-longer', 'a'.repeat(40_000)]], Array.from({ length: 500 }, (_, index): Header => [`x-${index}`, mark]), Array.from({ length: 3000 }, (_, index): Header => [`y${index}`, '1']),
]
const methods = ['PUT', 'PATCH', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND', 'SEARCH', 'get', 'Post', mark.toUpperCase(), 'GET', 'POST', 'DELETE', 'QUERY', 'CONNECT'] as const

export function headerRequests(world: HostileWorld, name: CentralOperationName): fc.Arbitrary<HostileRequest> {
  const headers = fc.oneof(fc.constantFrom(...replacing), fc.constantFrom(...added))
  return fc.tuple(rightRequest(world, name), headers).map(([{ credential, target, body }, hostile]) => {
    const names = hostile.map(([header]) => header)
    const right = [...authorization(credential), json].filter(([header]) => !names.includes(header))
    return {
      kind: 'headers', operation: name, sent: writeJson(body), what: JSON.stringify(hostile).slice(0, 300), mayGoUnanswered: false, mustBeRefused: isNeverAccepted(name), deviceId: credential.deviceId,
      wire: whole({ method: operationOf(name).method, target, headers: [...right, ...hostile], body: operationOf(name).body === undefined ? null : Buffer.from(writeJson(body)) }),
    }
  })
}

export function methodRequests(world: HostileWorld, name: CentralOperationName): fc.Arbitrary<HostileRequest> {
  return fc.tuple(rightRequest(world, name), fc.constantFrom(...methods.filter((method) => method !== operationOf(name).method))).map(([{ credential, target, body }, method]) => ({
    kind: 'method', operation: 'none', what: `${method} ${target}`, isHead: method === 'HEAD',
    // Paths of several operations differ by method: with no credential nothing may come of any.
    mayGoUnanswered: method === 'CONNECT', mustBeRefused: credential.kind !== 'none' || operationOf(name).credential !== 'none',
    wire: whole({ method, target, headers: [json], body: method === 'CONNECT' || method === 'HEAD' ? null : Buffer.from(writeJson(body)) }),
  }))
}

const compressed: readonly (readonly [string, (body: Buffer) => Buffer])[] = [
  ['no gzip', (body) => body], ['cut gzip', (body) => gzipSync(body).subarray(0, 15)], ['gzip with a wrong sum', (body) => Buffer.concat([gzipSync(body).subarray(0, -8), Buffer.alloc(8, 7)])], ['gzip and more', (body) => Buffer.concat([gzipSync(body), Buffer.from(mark)])],
  ['gzip twice', (body) => gzipSync(gzipSync(body))], ['empty', () => Buffer.alloc(0)], ['head of gzip', () => Buffer.from([0x1f, 0x8b, 8, 0])], ['two members', (body) => Buffer.concat([gzipSync(body), gzipSync(body)])],
]

export function compressedRequests(world: HostileWorld, name: CentralOperationName): fc.Arbitrary<HostileRequest> {
  return fc.tuple(rightRequest(world, name), fc.constantFrom(...compressed)).map(([{ credential, target, body }, [what, turn]]) => ({
    kind: 'compressed', operation: name, what, sent: writeJson(body), mayGoUnanswered: false, mustBeRefused: isNeverAccepted(name), deviceId: credential.deviceId,
    wire: whole({ method: operationOf(name).method, target, headers: [...authorization(credential), json, ['content-encoding', 'gzip']], body: turn(Buffer.from(writeJson(body))) }),
  }))
}

/** Paths and queries. */
import fc from 'fast-check'
import type { CentralOperationName } from '#shared/contract/central/operations.ts'
import type { HostileWorld } from '../hostile-world.ts'
import { hostileText, mark } from '../hostile-values.ts'
import { writeJson } from '../json-text.ts'
import { authorization, isNeverAccepted, json, operationOf, rightRequest, whole, type HostileRequest } from './hostile-request.ts'

const segments = [
  '%00', '..%2f..%2f', '%2e%2e', '..', '.', '%zz', '%', '%c0%af', '%ed%a0%80', '%F0%9F%98%80', '%25%30%30', `${mark};a=b`, `${mark}%0d%0aset-cookie:x`, '*', ':listId', '{listId}', '%7b%7d', '%2f', '%5c',
  'x'.repeat(99), 'x'.repeat(101), 'x'.repeat(5000), '00000000-0000-0000-0000-000000000000', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', '-1', '1e3', '0x1', '99999999999999999999', '9007199254740991', '2147483648', '1.5', 'NaN', '0', '%20', '+', 'null', '__proto__',
] as const
/** Of a path without parameters. */
const turns: readonly ((path: string) => string)[] = [
  (path) => `${path}/`, (path) => `/${path}`, (path) => path.toUpperCase(), (path) => `${path};${mark}=1`, (path) => `${path}%2f`, (path) => `${path}/../health`, (path) => `/health/..${path}`, (path) => `/.${path}`,
  (path) => `http://evil.example${path}`, (path) => `${path}#${mark}`, (path) => `${path}%00`, (path) => `${path}?`, (path) => `${path}/${mark}`, (path) => path.replaceAll('/', '%2f'), (path) => path.replaceAll('/', '\\'),
  (path) => `${path}/${'a/'.repeat(1500)}`, () => '*', () => mark, () => `/internal/admin/listStaff`, () => '/metrics', () => '/.env', () => '/v1/', () => '/',
]
const latin = (text: string): string => Buffer.from(text).toString('latin1').replace(/[\0-\x20\x7f]/gu, (character) => encodeURIComponent(character))

function hostilePath(name: CentralOperationName, right: string): fc.Arbitrary<string> {
  const { path } = operationOf(name)
  const places = [...path.matchAll(/\{\w+\}/gu)].length
  const turned = fc.constantFrom(...turns).map((turn) => turn(right))
  if (places === 0) return turned
  const segment = fc.oneof(fc.constantFrom<string>(...segments), hostileText.map((text) => encodeURIComponent(text.toWellFormed().slice(0, 2000))), hostileText.map((text) => latin(text.slice(0, 2000))))
  const replaced = fc.tuple(segment, fc.nat(places - 1)).map(([text, place]) => {
    const pattern = path.split('/')
    const held = pattern.flatMap((part, index) => (part.startsWith('{') ? [index] : []))[place]
    return right.split('/').map((part, index) => (index === held ? text : part)).join('/')
  })
  return fc.oneof({ weight: 4, arbitrary: replaced }, { weight: 1, arbitrary: turned })
}

export function pathRequests(world: HostileWorld, name: CentralOperationName): fc.Arbitrary<HostileRequest> {
  return rightRequest(world, name).chain(({ credential, target, body }) => hostilePath(name, target).map((hostile) => ({
    kind: 'path', operation: name, sent: writeJson(body), what: hostile, mayGoUnanswered: false, mustBeRefused: isNeverAccepted(name), deviceId: credential.deviceId,
    wire: whole({ method: operationOf(name).method, target: hostile, headers: [...authorization(credential), json], body: operationOf(name).body === undefined ? null : Buffer.from(writeJson(body)) }),
  })))
}

const queryNames = ['cursor', 'limit', 'sinceVersion', 'afterCode', 'after', '__proto__', 'constructor', 'access_token', '_method', mark] as const
const queryValues = [
  '', '0', '-1', '1', '1e3', '1e400', 'NaN', 'Infinity', '-0', '0x10', '1.5', '2147483647', '2147483648', '4294967296', '9007199254740991', '9007199254740992', '9223372036854775807', '9223372036854775808', '99999999999999999999999',
  '%00', '%zz', '%ff', '%ed%a0%80', '0000000000', '9999999999', '%EF%BC%91', 'AAAA', 'bnVsbA', 'eyJlcG9jaCI6MX0', 'x'.repeat(401), '[]', '[object Object]', 'true',
] as const

function hostileQuery(name: CentralOperationName): fc.Arbitrary<string> {
  const own = Object.keys(operationOf(name).query?.shape ?? {})
  const others = fc.constantFrom<string>(...queryNames, 'limit[]', 'limit[$gt]', 'limit.x')
  const names = own.length === 0 ? others : fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...own) }, { weight: 1, arbitrary: others })
  const values = fc.oneof({ weight: 3, arbitrary: fc.constantFrom<string>(...queryValues) }, { weight: 1, arbitrary: hostileText.map((text) => encodeURIComponent(text.toWellFormed().slice(0, 3000))) })
  return fc.tuple(fc.array(fc.tuple(names, values), { minLength: 1, maxLength: 2 }), fc.constantFrom(1, 1, 1, 1, 1, 2, 300))
    .map(([pairs, times]) => pairs.flatMap(([key, value]) => new Array<string>(value.length > 20 ? 1 : times).fill(`${key}=${value}`)).join('&'))
}

export function queryRequests(world: HostileWorld, name: CentralOperationName): fc.Arbitrary<HostileRequest> {
  return fc.tuple(rightRequest(world, name), hostileQuery(name)).map(([{ credential, target, body }, text]) => ({
    kind: 'query', operation: name, sent: writeJson(body), what: `${target}?${text}`, mayGoUnanswered: false, mustBeRefused: isNeverAccepted(name), deviceId: credential.deviceId,
    wire: whole({ method: operationOf(name).method, target: `${target}?${text}`, headers: [...authorization(credential), json], body: operationOf(name).body === undefined ? null : Buffer.from(writeJson(body)) }),
  }))
}

/** The page a browser comes back to from the identity provider: the only one that is not JSON. */
export function callbackRequests(): fc.Arbitrary<HostileRequest> {
  const parameters = fc.array(fc.tuple(fc.constantFrom('state', 'code', 'iss', 'error', 'error_description', mark), hostileText.map((text) => encodeURIComponent(text.toWellFormed().slice(0, 2000)))), { maxLength: 4 })
  return parameters.map((pairs) => {
    const target = `/v1/oidc/callback?${pairs.map((pair) => pair.join('=')).join('&')}`
    return { kind: 'callback', operation: 'callback', what: target, mayGoUnanswered: false, mustBeRefused: true, wire: whole({ method: 'GET', target, headers: [], body: null }) }
  })
}

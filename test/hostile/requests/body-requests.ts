/** Bodies: fields with hostile values, and bytes that are no JSON of the contract. */
import fc from 'fast-check'
import type { CentralOperationName } from '#shared/contract/central/operations.ts'
import type { HostileWorld } from '../hostile-world.ts'
import { brokenJson, mark, spoiled } from '../hostile-values.ts'
import { writeJson } from '../json-text.ts'
import { authorization, isNeverAccepted, json, operationOf, rightRequest, shapedPart, whole, type HostileRequest } from './hostile-request.ts'

/** As central reads it; undefined where nobody could. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const unstorable = /\\u0000|\\ud[89a-f]/iu

/** True where the contract alone refuses it. */
function isBeyondContract(name: CentralOperationName, text: string): boolean {
  const { body } = operationOf(name)
  if (body === undefined) return false
  if (unstorable.test(text) && /[\0\ud800-\udfff]/u.test(JSON.stringify(readJson(text) ?? '').replace(/\\u0000/gu, '\0'))) return true
  return !body.safeParse(readJson(text)).success
}

export function fieldRequests(world: HostileWorld, name: CentralOperationName): fc.Arbitrary<HostileRequest> {
  return fc.tuple(rightRequest(world, name), spoiled(shapedPart(world, name, 'body'))).map(([{ credential, target }, body]) => {
    const text = writeJson(body)
    return {
      kind: 'fields', operation: name, what: text, sent: text, mayGoUnanswered: false, deviceId: credential.deviceId, mustBeRefused: isNeverAccepted(name) || isBeyondContract(name, text),
      wire: whole({ method: operationOf(name).method, target, headers: [...authorization(credential), json], body: Buffer.from(text) }),
    }
  })
}

type Encode = (text: string) => Buffer
const encodings: readonly (readonly [string, Encode])[] = [
  ['a byte order mark', (text) => Buffer.from(`\ufeff${text}`)],
  ['UTF-16', (text) => Buffer.from(text, 'utf16le')],
  ['invalid UTF-8', (text) => Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0xc3, 0x28, 0xff, 0xfe, 0xed, 0xa0, 0x80]), Buffer.from(text.slice(-1))])],
  ['an overlong slash in a text', (text) => Buffer.concat([Buffer.from(`{"${mark}":"`), Buffer.from([0xc0, 0xaf]), Buffer.from(`",${text.slice(1)}`)])],
  ['a NUL behind', (text) => Buffer.from(`${text}\0`)],
  ['twice', (text) => Buffer.from(text + text)],
  ['cut', (text) => Buffer.from(text.slice(0, Math.floor(text.length / 2)))],
  ['as a text', (text) => Buffer.from(JSON.stringify(text))],
  ['in a list', (text) => Buffer.from(`[${text}]`)],
  ['nothing', () => Buffer.alloc(0)],
  ['keys twice', (text) => Buffer.from(`${text.slice(0, -1)}${text.length > 2 ? ',' : ''}${text.slice(1)}`)],
  ['nested in lists', (text) => Buffer.from(`${'['.repeat(3000)}${text}${']'.repeat(3000)}`)],
  ['a poisoned key first', (text) => Buffer.from(`{"__proto__":{"role":"administrator"}${text.length > 2 ? ',' : ''}${text.slice(1)}`)],
  ['a thousand keys first', (text) => Buffer.from(`{${Array.from({ length: 1000 }, (_, index) => `"${mark}${index}":${index}`).join(',')}${text.length > 2 ? ',' : ''}${text.slice(1)}`)],
]

export function byteRequests(world: HostileWorld, name: CentralOperationName): fc.Arbitrary<HostileRequest> {
  const body = fc.oneof(
    { weight: 4, arbitrary: fc.tuple(shapedPart(world, name, 'body'), fc.constantFrom(...encodings)).map(([value, [what, encode]]) => ({ what, bytes: encode(writeJson(value)) })) },
    { weight: 1, arbitrary: brokenJson.map((text) => ({ what: text, bytes: Buffer.from(text) })) },
  )
  return fc.tuple(rightRequest(world, name), body).map(([{ credential, target }, { what, bytes }]) => ({
    kind: 'bytes', operation: name, what, sent: bytes.toString('utf8').replace(/^\ufeff/u, ''), mayGoUnanswered: false, mustBeRefused: isNeverAccepted(name), deviceId: credential.deviceId,
    wire: whole({ method: operationOf(name).method, target, headers: [...authorization(credential), json], body: bytes }),
  }))
}

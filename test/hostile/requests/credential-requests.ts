/** Requests that are right but for who sends them. */
import fc from 'fast-check'
import type { CentralOperationName } from '#shared/contract/central/operations.ts'
import { isRight, type HostileCredential, type HostileWorld } from '../hostile-world.ts'
import { mark } from '../hostile-values.ts'
import { writeJson } from '../json-text.ts'
import { allOperations, authorization, json, operationOf, rightRequest, whole, type Header, type HostileRequest, type RightRequest } from './hostile-request.ts'

/** The token in a way that is none of the contract's. */
const ways: readonly ((token: string, other: string) => Header[])[] = [
  (token) => [['authorization', token]], (token) => [['authorization', `bearer ${token}`]], (token) => [['authorization', `Bearer  ${token}`]], (token) => [['authorization', `Basic ${Buffer.from(`x:${token}`).toString('base64')}`]],
  (token) => [['authorization', `Bearer ${token}\t${mark}`]], (token) => [['authorization', `Bearer ${token}=`]], (token) => [['authorization', `Bearer ${token}, Bearer ${token}`]], (token) => [['proxy-authorization', `Bearer ${token}`]],
  (token) => [['cookie', `authorization=Bearer ${token}; token=${token}`]], (token) => [['x-authorization', `Bearer ${token}`], ['x-access-token', token]], (token) => [['authorization', `Digest ${token}`]], (token) => [['authorization', `Bearer "${token}"`]],
  (token, other) => [['authorization', `Bearer ${other}`], ['authorization', `Bearer ${token}`]], (token) => [['authorization', `Bearer ${token.toUpperCase()}`]], (token) => [['authorization', `Bearer ${token.slice(0, 30)}`]], (token) => [['authorization', `Bearer ${token}${token}`]],
  () => [['authorization', 'Bearer']], () => [['authorization', '']], () => [['authorization', `Bearer ${'a'.repeat(8000)}`]],
]

export function credentialRequests(world: HostileWorld, name: CentralOperationName): fc.Arbitrary<HostileRequest> {
  const wrong = world.credentials.filter((one) => !isRight(one, name))
  const right = world.credentials.filter((one) => one.token !== null && isRight(one, name))
  const first = (of: readonly HostileCredential[]) => of[0]?.token ?? ''
  const disguised = fc.tuple(fc.constantFrom(...right.length === 0 ? world.credentials : right), fc.constantFrom(...ways))
    .map(([one, way]) => ({ name: `${one.name}, disguised`, headers: way(one.token ?? mark, wrong.find(({ kind }) => kind === 'wrong')?.token ?? first(wrong)) }))
  const plain = fc.constantFrom(...wrong).map((one) => ({ name: one.name, headers: authorization(one) }))
  return fc.tuple(rightRequest(world, name), fc.oneof({ weight: 3, arbitrary: plain }, { weight: 1, arbitrary: disguised })).map(([right, sender]) => refusedRequest(name, right, sender))
}

function refusedRequest(name: CentralOperationName, { target, body }: RightRequest, sender: { readonly name: string; readonly headers: Header[] }): HostileRequest {
  return {
    kind: 'credentials', operation: name, what: sender.name, mayGoUnanswered: false, mustBeRefused: true,
    wire: whole({ method: operationOf(name).method, target, headers: [...sender.headers, json], body: operationOf(name).body === undefined ? null : Buffer.from(writeJson(body)) }),
  }
}

/** Every operation with every credential that is not for it. */
export function everyWrongCredential(world: HostileWorld): fc.Arbitrary<HostileRequest>[] {
  return allOperations.flatMap((name) => world.credentials.filter((one) => !isRight(one, name))
    .map((one) => rightRequest(world, name).map((right) => refusedRequest(name, right, { name: one.name, headers: authorization(one) }))))
}

/** A hostile request, ready to be sent, and what may come of it. */
import fc from 'fast-check'
import { centralOperations, type CentralOperationName, type Operation } from '#shared/contract/central/operations.ts'
import type { Effect } from '../effects.ts'
import { isRight, type HostileCredential, type HostileWorld } from '../hostile-world.ts'
import type { Exchange, Wire } from '../raw-http.ts'
import { rightShaped } from '../right-shaped.ts'

export interface HostileRequest {
  readonly kind: string
  /** For whoever reads of a failure. */
  readonly what: string
  /** `callback`: the page of the identity provider; `none`: no operation at all. */
  readonly operation: CentralOperationName | 'callback' | 'none'
  readonly wire: Wire | (() => Promise<Wire>)
  /** True: no success may come of it, whatever stands in the database. */
  readonly mustBeRefused: boolean
  /** Central may close the connection without a word: it was no whole request, or one far too large. */
  readonly mayGoUnanswered: boolean
  readonly isHead?: boolean
  /** The desktop that sends it. */
  readonly deviceId?: string | null
  /** The body as text, where central could take it. */
  readonly sent?: string
  /** What exactly is to come of it; what it says is wrong. */
  readonly exactly?: (exchange: Exchange, effects: readonly Effect[]) => string | null
}

export type Header = readonly [name: string, value: string]

export interface Parts {
  readonly method: string
  readonly target: string
  readonly headers: readonly Header[]
  readonly body: Uint8Array | null
}

export const allOperations = Object.keys(centralOperations) as CentralOperationName[]
export const operationOf = (name: CentralOperationName): Operation => centralOperations[name]

/** Success here would mean that a secret was guessed. */
const neverAccepted: ReadonlySet<CentralOperationName> = new Set<CentralOperationName>(
  ['enrolDevice', 'signIn', 'refreshSession', 'confirmPerson', 'startOidcSignIn', 'finishOidcSignIn', 'redeemNotice'])
export const isNeverAccepted = (name: CentralOperationName): boolean => neverAccepted.has(name)

/** Everything after the head is told by `content-length`, unless the headers say otherwise. */
export function bytesOf({ method, target, headers, body }: Parts): Buffer {
  const has = (wanted: string) => headers.some(([name]) => name.toLowerCase() === wanted)
  const whole: Header[] = [
    ...(has('host') ? [] : [['host', '127.0.0.1'] as const]), ...headers, ...(has('connection') ? [] : [['connection', 'close'] as const]),
    ...(body === null || has('content-length') || has('transfer-encoding') ? [] : [['content-length', String(body.length)] as const]),
  ]
  const head = `${method} ${target} HTTP/1.1\r\n${whole.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
  return Buffer.concat([Buffer.from(head, 'latin1'), body ?? Buffer.alloc(0)])
}

export const whole = (parts: Parts): Wire => ({ bytes: bytesOf(parts), endsHalfway: false })
export const authorization = ({ token }: Pick<HostileCredential, 'token'>): Header[] => (token === null ? [] : [['authorization', `Bearer ${token}`]])
export const json: Header = ['content-type', 'application/json']

/** Right ones; signing out only with wrong ones, because the credentials are needed again. */
export function rightCredential(world: HostileWorld, name: CentralOperationName): fc.Arbitrary<HostileCredential> {
  const right = world.credentials.filter((one) => (name === 'signOut' ? one.kind === 'wrong' : isRight(one, name)))
  return fc.constantFrom(...(right.length === 0 ? world.credentials : right))
}

export function pathOf(name: CentralOperationName, parameters: unknown): string {
  const values = parameters as Readonly<Record<string, unknown>>
  return operationOf(name).path.replace(/\{(\w+)\}/gu, (_, key: string) => encodeURIComponent(String(values[key])))
}

const made = new WeakMap<HostileWorld, Map<string, fc.Arbitrary<unknown>>>()

/** One for each part of an operation, made once. */
export function shapedPart(world: HostileWorld, name: CentralOperationName, part: 'parameters' | 'query' | 'body'): fc.Arbitrary<unknown> {
  const known = made.get(world) ?? new Map<string, fc.Arbitrary<unknown>>()
  made.set(world, known)
  const key = `${name} ${part}`
  const arbitrary = known.get(key) ?? rightShaped(operationOf(name)[part], world.pools)
  known.set(key, arbitrary)
  return arbitrary
}

/** Right in every respect, to be made hostile in one. */
export interface RightRequest {
  readonly name: CentralOperationName
  readonly credential: HostileCredential
  readonly target: string
  readonly body: unknown
}

export function rightRequest(world: HostileWorld, name: CentralOperationName): fc.Arbitrary<RightRequest> {
  return fc.record({ credential: rightCredential(world, name), parameters: shapedPart(world, name, 'parameters'), body: shapedPart(world, name, 'body') })
    .map(({ credential, parameters, body }) => ({ name, credential, target: pathOf(name, parameters), body }))
}

/** Pushes: every type of mutation with hostile payloads, in the name of the right person and of others, at places that are taken. */
import fc from 'fast-check'
import { mutationPayloads, mutationTypes, pushRequest, type MutationEnvelope, type MutationType } from '#shared/contract/central/sync.ts'
import { mayHandInMutation } from '#shared/domain/permissions.ts'
import type { HostileWorld } from '../hostile-world.ts'
import { mark, spoiled } from '../hostile-values.ts'
import { writeJson } from '../json-text.ts'
import { rightShaped } from '../right-shaped.ts'
import { readJson } from './body-requests.ts'
import { authorization, json, whole, type HostileRequest } from './hostile-request.ts'

type Envelope = Record<string, unknown>

const payloads = new WeakMap<HostileWorld, Map<MutationType, fc.Arbitrary<unknown>>>()
function payloadOf(world: HostileWorld, type: MutationType): fc.Arbitrary<unknown> {
  const known = payloads.get(world) ?? new Map<MutationType, fc.Arbitrary<unknown>>()
  payloads.set(world, known)
  const arbitrary = known.get(type) ?? rightShaped(mutationPayloads[type], world.pools)
  known.set(type, arbitrary)
  return arbitrary
}

/** The next place of the desktop's sequence. */
export const nextPlace = (world: HostileWorld, deviceId: string): number => Math.max(0, ...[...(world.usedPlaces.get(deviceId) ?? [])].filter((place) => place < 1e9)) + 1

interface Choice {
  readonly type: string
  readonly payload: unknown
  readonly sender: number
  readonly isRightSender: boolean
  readonly mutationId: string
  readonly place: 'next' | 'taken' | 'far' | 'largest'
  readonly occurredAt: string
}

const choiceOf = (world: HostileWorld, type: MutationType): fc.Arbitrary<Choice> => fc.record({
  type: fc.oneof({ weight: 20, arbitrary: fc.constant<string>(type) }, { weight: 1, arbitrary: fc.constantFrom('toString', '__proto__', 'constructor', `call.saved${mark}`, 'CALL.SAVED', 'staff.saved', '') }),
  payload: fc.oneof({ weight: 3, arbitrary: spoiled(payloadOf(world, type)) }, { weight: 2, arbitrary: payloadOf(world, type) }),
  sender: fc.nat(1000), isRightSender: fc.constantFrom(true, true, true, true, false), mutationId: fc.uuid({ version: 7 }),
  place: fc.constantFrom('next', 'next', 'next', 'next', 'next', 'next', 'taken', 'far', 'largest'),
  occurredAt: fc.constantFrom('2026-10-05T01:20:00.000Z', '2026-10-05T01:20:00.000Z', '2026-10-05T01:20:00.000Z', '0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z', '2026-10-20T00:00:00.000Z'),
})

/** Signed in, and allowed to hand it in. */
const sendersOf = (world: HostileWorld, type: string) => world.sessions.filter(({ role, goodUntil }) => goodUntil === Infinity && mayHandInMutation(role, type))

function envelopeOf(world: HostileWorld, deviceId: string, choice: Choice, index: number): Envelope {
  const right = sendersOf(world, choice.type).filter((one) => one.deviceId === deviceId)
  const candidates = choice.isRightSender && right.length > 0 ? right : world.sessions
  const sender = candidates[choice.sender % candidates.length]
  const taken = [...(world.usedPlaces.get(deviceId) ?? [])]
  const sequence = { next: nextPlace(world, deviceId) + index, taken: taken[choice.sender % taken.length] ?? 1, far: 1e9 + choice.sender * 7 + index, largest: Number.MAX_SAFE_INTEGER - choice.sender }[choice.place]
  return {
    mutationId: choice.mutationId, sequence, type: choice.type, schemaVersion: 1, staffId: sender?.staffId ?? 'nobody', sessionId: sender?.sessionId ?? choice.mutationId,
    occurredAt: choice.occurredAt, payload: choice.payload,
  }
}

/** The desktops that push: mostly the one where somebody is signed in who may hand it in. */
function pusherFor(world: HostileWorld, type: MutationType) {
  const desks = world.credentials.filter(({ kind }) => kind === 'device')
  const right = desks.filter(({ deviceId }) => sendersOf(world, type).some((sender) => sender.deviceId === deviceId))
  return fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...right.length === 0 ? desks : right) }, { weight: 1, arbitrary: fc.constantFrom(...desks) })
}

export function pushRequests(world: HostileWorld, type: MutationType): fc.Arbitrary<HostileRequest> {
  const others = fc.array(fc.constantFrom(...mutationTypes).chain((other) => choiceOf(world, other)), { maxLength: 2 })
  const changeOfWhole = fc.constantFrom(false, false, false, false, false, true).chain((isChanged) => (isChanged ? fc.nat(1e6).map((seed) => seed) : fc.constant(null)))
  return fc.tuple(pusherFor(world, type), choiceOf(world, type), others, changeOfWhole).map(([pusher, first, more, seed]) => {
    const deviceId = pusher.deviceId ?? ''
    const body = { clientVersion: '1.0.0', mutations: [first, ...more].map((choice, index) => envelopeOf(world, deviceId, choice, index)) }
    const [changed = body] = seed === null ? [body] : fc.sample(spoiled(fc.constant(body)), { seed, numRuns: 1 })
    const text = writeJson(changed)
    return {
      kind: 'push', operation: 'pushMutations', what: text, sent: text, mayGoUnanswered: false, deviceId, mustBeRefused: !pushRequest.safeParse(readJson(text)).success,
      wire: whole({ method: 'POST', target: '/v1/sync/mutations', headers: [...authorization(pusher), json], body: Buffer.from(text) }),
    }
  })
}

/** True where nothing in the request itself forbids that it is applied: session, person, role, shape, a free place. */
export function mayApply(world: HostileWorld, deviceId: string, { type, sessionId, staffId, occurredAt, payload, sequence, mutationId }: MutationEnvelope): boolean {
  const session = world.sessions.find((one) => one.sessionId === sessionId.toLowerCase())
  if (session === undefined || session.deviceId !== deviceId || session.staffId !== staffId || Date.parse(occurredAt) > session.goodUntil) return false
  if (!Object.hasOwn(mutationPayloads, type) || !mayHandInMutation(session.role, type)) return false
  if (world.usedPlaces.get(deviceId)?.has(sequence) === true || world.usedMutations.has(mutationId.toLowerCase())) return false
  return mutationPayloads[type as MutationType].safeParse(payload).success
}

/** A seeded run of hostile requests against a real central over sockets (docs/security.md, Hostile requests). */
import fc from 'fast-check'
import { mutationTypes } from '#shared/contract/central/sync.ts'
import { openHostileWorld, type HostileWorld } from './hostile-world.ts'
import { isSuccess, judge, judgeLog, Wrong } from './judge.ts'
import { judgeEffects } from './judge-effects.ts'
import { exchange, type Exchange } from './raw-http.ts'
import { callbackRequests, pathRequests, queryRequests } from './requests/address-requests.ts'
import { allowedRequests } from './requests/allowed-requests.ts'
import { byteRequests, fieldRequests } from './requests/body-requests.ts'
import { credentialRequests, everyWrongCredential } from './requests/credential-requests.ts'
import { compressedRequests, headerRequests, methodRequests } from './requests/header-requests.ts'
import { allOperations, bytesOf, operationOf, type HostileRequest } from './requests/hostile-request.ts'
import { largeRequests } from './requests/large-requests.ts'
import { pushRequests } from './requests/push-requests.ts'
import { brokenHeadRequests, smugglingRequests } from './requests/wire-requests.ts'
import { openStalled } from './stalled-connections.ts'

type Counts = Record<string, number>

export interface HostileReport {
  readonly seed: number
  readonly requests: number
  /** By operation (or none), by kind, by status (0: closed without an answer). */
  readonly operations: Readonly<Counts>
  readonly kinds: Readonly<Counts>
  readonly statuses: Readonly<Counts>
  /** Operations that were done, within what their caller may. */
  readonly accepted: Readonly<Counts>
  /** Mutations, by type and what came of them. */
  readonly mutations: Readonly<Counts>
  /** Failures central logged: mutations whose content the database could not hold. */
  readonly failuresLogged: Readonly<Counts>
  /** Besides: every operation with every credential that is not for it. */
  readonly wrongCredentials: number
  readonly stalledConnections: number
}

interface HostileOptions {
  readonly seed: number
  readonly requests: number
  readonly onRequest?: (line: string) => void
}

/** Told with its seed and number, by which it comes again. */
export class HostileFailure extends Error {
  readonly seed: number
  readonly number: number
  constructor(seed: number, number: number, request: HostileRequest | null, reason: string) {
    const what = request === null ? '' : `\n${request.kind} of ${request.operation}: ${request.what.length > 2000 ? `${request.what.slice(0, 2000)}…` : request.what}`
    super(`seed ${seed}, request ${number}: ${reason}${what}\nagain: npm run fuzz:hostile -- --seed ${seed} --requests ${number}`)
    this.name = 'HostileFailure'
    this.seed = seed
    this.number = number
  }
}

function draw<T>(arbitrary: fc.Arbitrary<T>, seed: number, number: number): T {
  const [value] = fc.sample(arbitrary, { seed: seed * 1_000_003 + number, numRuns: 1 })
  return value as T
}

/** Operation after operation and type after type, so that none is left out; the rest is chance. */
function nextRequest(world: HostileWorld, seed: number, number: number): HostileRequest {
  const turn = Math.floor(number / 3)
  if (number % 3 === 0) return draw(pushRequests(world, mutationTypes[turn % mutationTypes.length] ?? 'call.saved'), seed, number)
  const name = allOperations[(turn * 2 + (number % 3)) % allOperations.length] ?? 'health'
  const hasBody = operationOf(name).body !== undefined
  const choices: readonly (readonly [weight: number, make: () => fc.Arbitrary<HostileRequest>])[] = [
    [hasBody ? 30 : 2, () => fieldRequests(world, name)],
    [hasBody ? 8 : 1, () => byteRequests(world, name)],
    [operationOf(name).parameters === undefined ? 3 : 12, () => pathRequests(world, name)],
    [operationOf(name).query === undefined ? 3 : 15, () => queryRequests(world, name)],
    [12, () => headerRequests(world, name)],
    [3, () => methodRequests(world, name)],
    [hasBody ? 5 : 1, () => compressedRequests(world, name)],
    [8, () => smugglingRequests(world, name)],
    [3, () => brokenHeadRequests()],
    [operationOf(name).credential === 'none' ? 0 : 15, () => credentialRequests(world, name)],
    [hasBody ? 1 : 0, () => largeRequests(world, name)],
    [1, () => callbackRequests()],
    [4, () => allowedRequests(world)],
  ]
  const ballot = choices.flatMap(([weight, make]) => new Array<() => fc.Arbitrary<HostileRequest>>(weight).fill(make))
  return draw(draw(fc.constantFrom(...ballot), seed, number)(), seed, number)
}

const add = (counts: Counts, key: string) => { counts[key] = (counts[key] ?? 0) + 1 }

/** @throws Wrong */
async function checkAlive(world: HostileWorld): Promise<void> {
  const { answers: [answer] } = await exchange(world.port, { bytes: bytesOf({ method: 'GET', target: '/health', headers: [], body: null }), endsHalfway: false })
  if (answer?.status !== 200) throw new Wrong('central does not answer any more')
  await becomeIdle(world)
}

const looksUntilIdle = 200

/** Whoever did not wait for an answer may still be worked for. @throws Wrong */
async function becomeIdle(world: HostileWorld): Promise<void> {
  for (let look = 0; look < looksUntilIdle; look += 1) {
    const { inUse, waiting } = world.central.database.connections()
    if (inUse === 0 && waiting === 0) return
    await exchange(world.port, { bytes: bytesOf({ method: 'GET', target: '/health', headers: [], body: null }), endsHalfway: false })
  }
  throw new Wrong('connections to the database stay in use')
}

const betweenLooks = 50
const betweenStalls = 2000
const stalled = 200
/** As pino counts. */
const errorLevel = 50

async function one(world: HostileWorld, request: HostileRequest): Promise<{ exchange: Exchange; outcomes: string[]; failures: string[] }> {
  const answered = await exchange(world.port, typeof request.wire === 'function' ? await request.wire() : request.wire)
  if (answered.answers.length === 0) await becomeIdle(world)
  const effects = await world.effects.take()
  judge(world, request, answered)
  const outcomes = judgeEffects(world, request, answered, effects)
  const wrong = request.exactly?.(answered, effects) ?? null
  if (wrong !== null) throw new Wrong(wrong)
  const lines = world.takeLog()
  judgeLog(world, lines)
  const failures = lines.map((line) => JSON.parse(line) as { level: number; msg: string; error?: string; code?: string | null })
    .filter(({ level }) => level >= errorLevel).map(({ msg, error, code }) => `${msg} (${error ?? ''} ${code ?? ''})`)
  return { exchange: answered, outcomes, failures }
}

/** @throws HostileFailure */
export async function runHostile({ seed, requests, onRequest }: HostileOptions): Promise<HostileReport> {
  const world = await openHostileWorld()
  const report = { operations: {} as Counts, kinds: {} as Counts, statuses: {} as Counts, accepted: {} as Counts, mutations: {} as Counts, failuresLogged: {} as Counts }
  let stalledConnections = 0
  let number = 0
  let request: HostileRequest | null = null
  try {
    while (number < requests) {
      number += 1
      const closeStalled = number % betweenStalls === 1 ? await openStalled(world.port, stalled) : null
      request = nextRequest(world, seed, number)
      const { exchange: { answers: [answer] }, outcomes, failures } = await one(world, request)
      const status = String(answer?.status ?? 0)
      onRequest?.(`${number} ${request.kind} ${request.operation}: ${status} ${outcomes.join(', ')}`)
      add(report.operations, request.operation)
      add(report.kinds, request.kind)
      add(report.statuses, status)
      if (answer !== undefined && isSuccess(answer) && request.operation !== 'none') add(report.accepted, request.operation)
      for (const outcome of outcomes) add(report.mutations, outcome)
      for (const failure of failures) add(report.failuresLogged, failure)
      request = null
      if (closeStalled !== null) {
        await checkAlive(world)
        await closeStalled()
        stalledConnections += stalled
      }
      if (number % betweenLooks === 0 || number === requests) await checkAlive(world)
    }
    // What a seed may leave out: each door is tried with each wrong key, besides the requests asked for.
    const doors = everyWrongCredential(world)
    for (const [index, door] of doors.entries()) {
      request = draw(door, seed, requests + index + 1)
      await one(world, request)
    }
    return { seed, requests, ...report, wrongCredentials: doors.length, stalledConnections }
  } catch (error) {
    throw new HostileFailure(seed, number, request, error instanceof Wrong ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error))
  } finally {
    await world.close()
  }
}

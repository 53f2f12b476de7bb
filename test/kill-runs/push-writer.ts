/** A desktop as central sees it: signed-in mutations pushed without pause; a push whose answer was lost is handed in again until it is answered. */
import { randomUUID } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { createCentralClient, type CentralReply } from '#shared/contract/central/client.ts'
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'
import type { ChangeEntity, MutationEnvelope } from '#shared/contract/central/sync.ts'
import type { CallRecord, CallbackRecord } from '#shared/contract/records.ts'
import { call } from '#test/central/support/records.ts'
import type { SeededRandom } from '#trial/seeded-random.ts'
import { must } from './central-effects.ts'
import type { Writer } from './kill-office.ts'
import type { HandedOver, KeptRecord } from './told.ts'

export interface PushWriter {
  /** Records central has answered `applied` or `duplicate` for, as they were in the last such answer. */
  readonly kept: ReadonlyMap<string, KeptRecord>
  readonly handedOver: ReadonlyMap<string, HandedOver>
  readonly acknowledged: number
  readonly repeated: number
  readonly recognised: number
  /** True while a push is waiting for its answer. */
  readonly isPushing: boolean
  /** Until `stop`. @throws KillRunFailure for an answer that cannot be */
  run(): Promise<void>
  stop(): void
  /** Resolves when its push is answered; no other begins until `goOn`. */
  rest(): Promise<void>
  goOn(): void
  /** Everything there is, from the beginning. */
  pullAnew(): Promise<Map<string, Change>>
  /** What has changed since the last time, put onto what was there. */
  pullOn(): Promise<ReadonlyMap<string, Change>>
}

type Change = CentralReply<'pullChanges'>['changes'][number]
type Envelope = MutationEnvelope
interface Own { readonly entity: ChangeEntity; readonly record: { readonly version: number }; readonly texts: readonly string[] }

const compress = promisify(gzip)
const pageSize = 5000

/** @param urlOf central's address for the n-th try of a request */
export const pushWriter = (writer: Writer, random: SeededRandom, urlOf: (attempt: number) => string): PushWriter => {
  const own = new Map<string, Own>()
  const kept = new Map<string, KeptRecord>()
  const handedOver = new Map<string, HandedOver>()
  const mirror = new Map<string, Change>()
  let [sequence, acknowledged, repeated, recognised, texts] = [0, 0, 0, 0, 0]
  let [isPushing, isStopped] = [false, false]
  let cursor: string | undefined
  let isResting = false
  let [tellRest, tellWork] = [(): void => {}, (): void => {}]

  /** Asks until it is answered: away, restarting and failing are all the same. */
  const untilAnswered = async <T>(ask: (client: ReturnType<typeof createCentralClient>) => Promise<T>): Promise<{ answer: T; attempts: number }> => {
    for (let attempt = 0; ; attempt += 1) {
      try {
        const client = createCentralClient({ baseUrl: urlOf(attempt), fetch, token: writer.deviceToken, timeoutMilliseconds: 60_000, compress: async (text) => new Uint8Array(await compress(text)) })
        return { answer: await ask(client), attempts: attempt + 1 }
      } catch (error) {
        if (!(error instanceof CentralUnreachable || (error instanceof CentralProblem && error.status >= 500))) throw error
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    }
  }

  const newText = (): string => `【${writer.staffId}.${(texts += 1)}】`
  const save = (entity: 'call' | 'callback', id: string, record: CallRecord | CallbackRecord, text: string): Envelope => {
    const before = own.get(`${entity} ${id}`)?.texts ?? []
    own.set(`${entity} ${id}`, { entity, record: { ...record, version: record.version + 1 }, texts: [...before, text] })
    const mutationId = randomUUID()
    sequence += 1
    const type = entity === 'call' ? 'call.saved' : 'callback.saved'
    handedOver.set(mutationId, { mutationId, sequence, type, entityId: id })
    return { mutationId, sequence, type, schemaVersion: 1, staffId: writer.staffId, sessionId: writer.sessionId, occurredAt: new Date().toISOString(), payload: { ...record } }
  }
  const something = (): Envelope => {
    const text = newText()
    const now = new Date().toISOString()
    const calls = [...own.values()].filter(({ entity }) => entity === 'call').slice(-5)
    if (calls.length > 0 && random.chance(0.6)) {
      const record = random.pick(calls).record as CallRecord
      if (record.notes.length < 3000) return save('call', record.callId, { ...record, notes: record.notes + text }, text)
    }
    if (random.chance(0.3)) {
      const callbackId = randomUUID()
      return save('callback', callbackId, {
        callbackId, version: 0, callId: randomUUID(), facilityCode: null, verificationId: null, kind: 'promised', target: 'told', telephone: '090-0000-0000', callerName: '受付', about: text, dueAt: now,
        assignedTo: null, state: 'open', attempts: [], result: null, createdBy: writer.staffId, createdAt: now, events: [],
      }, text)
    }
    const made = call(writer.staffId, { notes: text, startedAt: now })
    return save('call', made.callId, made, text)
  }

  const push = async (): Promise<void> => {
    let waiting = Array.from({ length: random.integer(1, 12) }, something)
    // What each of these leaves, in their order.
    const left = new Map<string, { key: string; own: Own }>()
    for (const { mutationId, payload, type } of waiting) {
      const [entity, id] = type === 'call.saved' ? ['call', String(payload['callId'])] as const : ['callback', String(payload['callbackId'])] as const
      const version = Number(payload['version']) + 1
      const text = String(type === 'call.saved' ? payload['notes'] : payload['about'])
      left.set(mutationId, { key: `${entity} ${id}`, own: { entity, record: { version }, texts: [text] } })
    }
    while (waiting.length > 0) {
      isPushing = true
      const mutations = waiting
      const { answer, attempts } = await untilAnswered(async (client) => await client.call('pushMutations', { body: { clientVersion: '0.1.0', mutations } }))
      isPushing = false
      if (attempts > 1) repeated += 1
      if (attempts > 1 && answer.outcomes[0]?.outcome === 'duplicate') recognised += 1
      for (const { mutationId, outcome, code } of answer.outcomes) {
        must(outcome === 'applied' || (outcome === 'duplicate' && attempts > 1), `${writer.staffId}: ${handedOver.get(mutationId)?.type ?? ''} was answered ${outcome} ${code ?? ''} at try ${attempts}`)
        acknowledged += 1
        const { key, own: { entity, record, texts: written } } = left.get(mutationId)!
        kept.set(key, { entity, id: key.slice(entity.length + 1), version: record.version, texts: written })
      }
      const answered = new Set(answer.outcomes.map(({ mutationId }) => mutationId))
      must(answered.size > 0, `${writer.staffId}: a push was answered without outcomes`)
      waiting = waiting.filter(({ mutationId }) => !answered.has(mutationId))
    }
  }

  const pull = async (from: string | undefined, into: Map<string, Change>): Promise<string> => {
    for (let at = from; ;) {
      const { answer: page } = await untilAnswered(async (client) => await client.call('pullChanges', { query: { ...(at !== undefined && { cursor: at }), limit: pageSize } }))
      for (const change of page.changes) into.set(`${change.entity} ${change.id}`, change)
      at = page.cursor
      if (!page.hasMore) return at
    }
  }

  return {
    kept, handedOver,
    get acknowledged() { return acknowledged },
    get repeated() { return repeated },
    get recognised() { return recognised },
    get isPushing() { return isPushing },
    run: async () => {
      while (!isStopped) {
        await push()
        tellRest()
        if (isResting) await new Promise<void>((resolve) => { tellWork = resolve })
      }
    },
    stop: () => { isStopped = true },
    rest: async () => {
      isResting = true
      await new Promise<void>((resolve) => { tellRest = resolve })
    },
    goOn: () => {
      isResting = false
      tellWork()
    },
    pullAnew: async () => {
      const all = new Map<string, Change>()
      await pull(undefined, all)
      return all
    },
    pullOn: async () => {
      cursor = await pull(cursor, mirror)
      return mirror
    },
  }
}

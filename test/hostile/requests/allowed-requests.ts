/** A share of requests that are allowed, whatever their text says: what exactly comes of them is known, and that shows that effects are seen. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { call } from '#test/central/support/records.ts'
import type { Effect } from '../effects.ts'
import { storableTexts } from '../hostile-values.ts'
import { isSameJson } from '../json-text.ts'
import type { HostileWorld } from '../hostile-world.ts'
import { authorization, json, whole, type HostileRequest } from './hostile-request.ts'
import { nextPlace } from './push-requests.ts'

const tablesOf = (effects: readonly Effect[]): string => effects.map(({ table }) => table).sort().join(' ')

function callSaved(world: HostileWorld, text: string, isRepeated: boolean): HostileRequest {
  const desk = world.credentials.find(({ kind }) => kind === 'device')
  const session = world.sessions.find(({ staffId, deviceId, goodUntil }) => staffId === 'operator' && deviceId === desk?.deviceId && goodUntil === Infinity)
  if (desk === undefined || session === undefined) throw new Error('The desk is not there')
  const deviceId = desk.deviceId ?? ''
  const record = call('operator', { callerName: text.slice(0, 100).toWellFormed(), notes: text, callbackTelephone: text.slice(0, 40).toWellFormed() })
  const mutation = {
    mutationId: randomUUID(), sequence: nextPlace(world, deviceId), type: 'call.saved', schemaVersion: 1, staffId: 'operator', sessionId: session.sessionId, occurredAt: '2026-10-05T01:20:00.000Z', payload: record,
  }
  const sent = JSON.stringify({ clientVersion: '1.0.0', mutations: isRepeated ? [mutation, mutation] : [mutation] })
  return {
    kind: 'allowed', operation: 'pushMutations', what: sent, sent, mustBeRefused: false, mayGoUnanswered: false, deviceId,
    wire: whole({ method: 'POST', target: '/v1/sync/mutations', headers: [...authorization(desk), json], body: Buffer.from(sent) }),
    exactly: ({ answers: [answer] }, effects) => {
      const outcomes = (JSON.parse(answer?.body ?? '{}') as { outcomes?: { outcome: string }[] }).outcomes?.map(({ outcome }) => outcome).join(' ')
      if (outcomes !== (isRepeated ? 'applied duplicate' : 'applied')) return `was answered ${outcomes ?? 'nothing'}`
      if (tablesOf(effects) !== 'call feed mutation_log') return `changed ${tablesOf(effects)}`
      const stored = effects.find(({ table }) => table === 'call')?.after?.['body'] as object | undefined
      return isSameJson({ ...stored, version: 0 }, { ...record, version: 0 }) ? null : 'was not stored as it was sent'
    },
  }
}

function readingSet(world: HostileWorld, text: string): HostileRequest {
  const operator = world.credentials.find(({ name }) => name === 'operator')
  const facilityCode = world.pools.facility[0] ?? ''
  // Each is another one: a reading that is there already changes nothing.
  const reading = `${text.slice(0, 300).toWellFormed()}${randomUUID()}`
  return {
    kind: 'allowed', operation: 'setReading', what: reading, mustBeRefused: false, mayGoUnanswered: false,
    wire: whole({ method: 'POST', target: `/v1/facilities/${facilityCode}/reading`, headers: [...authorization({ token: operator?.token ?? null }), json], body: Buffer.from(JSON.stringify({ reading })) }),
    exactly: ({ answers: [answer] }, effects) => {
      if (answer?.status !== 200) return `was answered ${answer?.status ?? 'nothing'}`
      const facilities = effects.filter(({ table }) => table === 'facility')
      const [{ before = null, after = null } = {}] = facilities
      if (facilities.length !== 1 || after?.['facility_code'] !== facilityCode) return 'changed another facility'
      const changed = Object.keys(after).filter((key) => !isSameJson(before?.[key], after[key]))
      return changed.every((key) => ['reading', 'reading_source', 'list_version'].includes(key)) ? null : `changed ${changed.join(' ')}`
    },
  }
}

function signedOut(world: HostileWorld): HostileRequest {
  let ended = ''
  return {
    kind: 'allowed', operation: 'signOut', what: 'own session', mustBeRefused: false, mayGoUnanswered: false,
    wire: async () => {
      const { accessToken, sessionId } = await world.signInLeaver()
      ended = sessionId
      await world.effects.take()
      return whole({ method: 'DELETE', target: '/v1/sessions/current', headers: [...authorization({ token: accessToken })], body: null })
    },
    exactly: ({ answers: [answer] }, effects) =>
      answer?.status === 200 && tablesOf(effects) === 'session' && effects[0]?.after?.['session_id'] === ended ? null : `was answered ${answer?.status ?? 'nothing'} and changed ${tablesOf(effects)}`,
  }
}

export function allowedRequests(world: HostileWorld): fc.Arbitrary<HostileRequest> {
  const text = fc.constantFrom(...storableTexts)
  return fc.oneof(
    { weight: 4, arbitrary: fc.tuple(text, fc.boolean()).map(([value, isRepeated]) => callSaved(world, value, isRepeated)) },
    { weight: 2, arbitrary: text.map((value) => readingSet(world, value)) },
    { weight: 1, arbitrary: fc.constant(null).map(() => signedOut(world)) },
  )
}

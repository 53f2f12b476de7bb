/** A push is one transaction: what comes of it is what came of its mutations one after the other. */
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { hashPassword } from '#central/credentials/password-hash.ts'
import type { MutationOutcome } from '#shared/contract/central/sync.ts'
import { auditHash } from '#central/audit/audit-repository.ts'
import { addPerson, enrolDesktop } from './support/desktop.ts'
import { facilityCodes, freshId, people, startPushWorld, type Deed, type Person, type PushWorld } from './support/push-world.ts'
import { call, emailChangeRequest, facility, notice, now, verification } from './support/records.ts'
import { isRealPostgres, startTestCentral, type TestCentral } from './support/test-central.ts'

const slots = 3
const slot = fc.nat({ max: slots - 1 })
const version = fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat({ max: 3 }) })
const code = fc.constantFrom(...facilityCodes)

/** `version` null: as many saves as this desktop has made of the record. */
const deed = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('call' as const), slot, version, isEnded: fc.boolean(), notes: fc.constantFrom('', '電話') }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('verification' as const), slot, version, code, outcome: fc.constantFrom('passed' as const, 'supervisor' as const, 'callback' as const, 'addressDiffers' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('decision' as const), slot, decision: fc.constantFrom('approved', 'refused') }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('callback' as const), slot, version, verification: fc.option(slot), code, state: fc.constantFrom('open' as const, 'done' as const) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('calledBack' as const), slot, isConfirmed: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('request' as const), slot, version, code, verification: fc.option(slot), notice: fc.option(slot), state: fc.constantFrom('received' as const, 'verified' as const, 'noticeArranged' as const) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('notice' as const), slot, verification: slot, code }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('cancel' as const), slot }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('audit' as const), count: fc.integer({ min: 1, max: 3 }), isBroken: fc.integer({ min: 0, max: 3 }).map((one) => one === 0) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('odd' as const), content: fc.constantFrom('unknown type', 'no content', 'not storable', 'poison') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('again' as const), of: fc.nat({ max: 8 }), change: fc.constantFrom('none', 'content', 'sequence', 'id') }) },
)
const steps = fc.array(fc.record({
  desk: fc.constantFrom(0 as const, 1 as const), person: fc.oneof({ weight: 5, arbitrary: fc.constant('operator' as const) }, { weight: 2, arbitrary: fc.constantFrom(...people) }),
  session: fc.oneof({ weight: 9, arbitrary: fc.constant('own' as const) }, { weight: 1, arbitrary: fc.constantFrom('ofOtherDesk' as const, 'unknown' as const) }),
  // A desktop hands in what it has: the next ones may be of the same.
  deeds: fc.array(deed, { minLength: 1, maxLength: 12 }),
}), { minLength: 1, maxLength: 4 })
type Drawn = typeof steps extends fc.Arbitrary<(infer Step)[]> ? Step : never

/** What two desktops have in hand: counts of saves, sequences, ends of their audit trails. */
class Desks {
  private readonly sequences = [0, 0]
  private readonly trails = [{ position: 0, hash: '0'.repeat(64) }, { position: 0, hash: '0'.repeat(64) }]
  private readonly made: Deed[] = []
  private ids = new Map<string, string>()
  private saves = new Map<string, number>()
  private readonly receipt: string

  constructor(receipt: string) {
    this.receipt = receipt
  }

  /** Other records from here on. */
  startAnew(): void {
    this.ids = new Map()
    this.saves = new Map()
  }

  deed(drawn: Drawn, what: Drawn['deeds'][number]): Deed {
    const one = { desk: drawn.desk, person: drawn.person, session: drawn.session, content: this.content(drawn.desk, drawn.person, what) }
    this.made.push(one)
    return one
  }

  private id(kind: string, index: number): string {
    const key = `${kind} ${index}`
    const known = this.ids.get(key) ?? freshId()
    this.ids.set(key, known)
    return known
  }

  private version(kind: string, index: number, drawn: number | null): number {
    const key = `${kind} ${index}`
    const count = this.saves.get(key) ?? 0
    this.saves.set(key, count + 1)
    return drawn ?? count
  }

  private content(desk: 0 | 1, person: Person, what: Drawn['deeds'][number]): Deed['content'] {
    if (what.kind === 'again') {
      const earlier = this.made.findLast((one, index) => one.desk === desk && index <= this.made.length - 1 - what.of)
      if (earlier !== undefined) {
        const { content } = earlier
        if (what.change === 'content') return { ...content, payload: { other: true } }
        if (what.change === 'sequence') return { ...content, sequence: this.next(desk) }
        return what.change === 'id' ? { ...content, mutationId: freshId() } : content
      }
    }
    const [type, payload] = this.typed(desk, person, what)
    return { mutationId: freshId(), sequence: this.next(desk), type, occurredAt: now, payload }
  }

  private next(desk: 0 | 1): number {
    return (this.sequences[desk] = (this.sequences[desk] ?? 0) + 1)
  }

  private typed(desk: 0 | 1, person: Person, what: Drawn['deeds'][number]): [string, Record<string, unknown>] {
    switch (what.kind) {
      case 'call':
        return ['call.saved', call(person, { callId: this.id('call', what.slot), version: this.version('call', what.slot, what.version), endedAt: what.isEnded ? now : null, notes: what.notes })]
      case 'verification':
        return ['verification.recorded', verification(person, facility(what.code), {
          verificationId: this.id('verification', what.slot), version: this.version('verification', what.slot, what.version), outcome: what.outcome, callId: this.id('call', what.slot),
          spokenAddressHash: what.outcome === 'addressDiffers' ? createHash('sha256').update('5').digest('hex') : null,
        })]
      case 'decision':
        return ['verification.decided', { verificationId: this.id('verification', what.slot), decision: what.decision, reason: '確認した' }]
      case 'callback':
        return ['callback.saved', {
          callbackId: this.id('callback', what.slot), version: this.version('callback', what.slot, what.version), callId: this.id('call', what.slot), facilityCode: what.code,
          verificationId: what.verification === null ? null : this.id('verification', what.verification), kind: what.verification === null ? 'promised' : 'verification', target: 'listed',
          telephone: '', callerName: '受付', about: '', dueAt: now, assignedTo: null, state: what.state, attempts: [], result: null, createdBy: person, createdAt: now, events: [],
        }]
      case 'calledBack':
        return ['verification.calledBack', { verificationId: this.id('verification', what.slot), callbackId: this.id('callback', what.slot), isConfirmed: what.isConfirmed, reason: '折り返した' }]
      case 'request': {
        const of = notice(person, verification(person, facility(what.code)))
        return ['emailChangeRequest.saved', emailChangeRequest(of, {
          requestId: this.id('request', what.slot), version: this.version('request', what.slot, what.version), state: what.state, callId: this.id('call', what.slot),
          verificationId: what.verification === null ? null : this.id('verification', what.verification), noticeId: what.notice === null ? null : this.id('notice', what.notice),
        })]
      }
      case 'notice': {
        const of = notice(person, verification(person, facility(what.code), { verificationId: this.id('verification', what.verification), callId: this.id('call', what.slot) }))
        return ['notice.requested', { notice: { ...of, noticeId: this.id('notice', what.slot) }, receiptVerifier: this.receipt }]
      }
      case 'cancel':
        return ['notice.cancelled', { noticeId: this.id('notice', what.slot), reason: '終了' }]
      case 'audit': {
        const entries = Array.from({ length: what.count }, () => {
          const { position, hash } = this.trails[desk]!
          const entry = { position: position + 1, at: now, staffId: person, action: 'facilities.open', subject: null, outcome: 'done' as const, previousHash: what.isBroken ? 'f'.repeat(64) : hash }
          const whole = { ...entry, hash: auditHash(entry) }
          if (!what.isBroken) this.trails[desk] = { position: whole.position, hash: whole.hash }
          return whole
        })
        return ['audit.recorded', { entries }]
      }
      case 'odd':
        if (what.content === 'unknown type') return ['future.saved', { text: '残る' }]
        // A record of its own: a state that is overwritten in the same push is never written.
        if (what.content === 'poison') return ['call.saved', call(person, { notes: 'poison' })]
        return what.content === 'no content' ? ['lot.saved', { text: '残る' }] : ['call.saved', { notes: 'a\u0000b' }]
      case 'again':
        return ['future.repeated', {}]
    }
  }
}

describe('a push of many', () => {
  let together: PushWorld
  let apart: PushWorld
  let desks: Desks
  beforeAll(async () => {
    together = await startPushWorld()
    apart = await startPushWorld()
    desks = new Desks(await hashPassword('123456'))
  }, 120_000)
  afterAll(async () => {
    await together.close()
    await apart.close()
  })

  it('gives what as many pushes of one give: outcomes, records, letters, log, audit trail, alerts, feed and its order', async () => {
    const counted = new Map<string, number>()
    await fc.assert(fc.asyncProperty(steps, async (drawn) => {
      desks.startAnew()
      for (const step of drawn) {
        const deeds = step.deeds.map((what) => desks.deed(step, what))
        const single: MutationOutcome[] = []
        for (const one of deeds) single.push(...await apart.push(step.desk, [one]))
        const outcomes = await together.push(step.desk, deeds)
        expect(outcomes).toEqual(single)
        for (const { outcome, code: reason } of outcomes) counted.set(reason ?? outcome, (counted.get(reason ?? outcome) ?? 0) + 1)
      }
      expect(await together.contents()).toEqual(await apart.contents())
    }), { numRuns: 40, endOnFailure: true })
    // The comparison is worth something only where these came about.
    expect([...counted.keys()]).toEqual(expect.arrayContaining([
      'applied', 'duplicate', 'deferred', 'SEQUENCE_REUSED', 'VERSION_CONFLICT', 'FORBIDDEN', 'SESSION_ENDED', 'INVALID_PAYLOAD', 'ILLEGAL_TRANSITION', 'NOT_FOUND', 'NOT_VERIFIED',
    ]))
    expect(counted.get('applied') ?? 0).toBeGreaterThan(100)
  }, 240_000)
})

describe('a mutation central fails over', () => {
  let test: TestCentral
  beforeAll(async () => {
    test = await startTestCentral()
    await addPerson(test, 'operator', 'operator')
  }, 60_000)
  afterAll(() => test.close())

  const fail = async (condition: string, state: string) => {
    const { reader } = test.central.database
    await reader.query(`create or replace function fail() returns trigger language plpgsql as $$ begin if ${condition} then raise exception 'x' using errcode = '${state}'; end if; return new; end $$`)
    await reader.query('create or replace trigger fail before insert or update on call for each row execute function fail()')
  }

  it('because of its content is refused with its text kept, and stops nothing', async () => {
    await fail(`new.body ->> 'notes' = 'poison'`, '22000')
    const desk = await enrolDesktop(test)
    const who = await desk.signIn('operator')
    const sent = ['a', 'poison', 'b'].map((notes) => desk.envelope(who, 'call.saved', call('operator', { notes })))
    expect((await desk.push(...sent)).map(({ outcome, code: reason }) => reason ?? outcome)).toEqual(['applied', 'INVALID_PAYLOAD', 'applied'])
    expect((await desk.push(...sent)).map(({ outcome, code: reason }) => reason ?? outcome)).toEqual(['duplicate', 'INVALID_PAYLOAD', 'duplicate'])
    const kept: unknown[] = await test.central.database.reader.query(`select envelope -> 'payload' ->> 'notes' as notes from mutation_log where outcome = 'rejected'`)
    expect(kept).toEqual([{ notes: 'poison' }])
  })

  it('for a while does not lose those before it: the answer ends there, and the rest is handed in again', async () => {
    const desk = await enrolDesktop(test)
    const who = await desk.signIn('operator')
    const sent = ['a', 'later', 'b'].map((notes) => desk.envelope(who, 'call.saved', call('operator', { notes })))
    await fail(`new.body ->> 'notes' = 'later'`, '53100')
    expect((await desk.push(...sent)).map(({ outcome }) => outcome)).toEqual(['applied'])
    await expect(desk.push(...sent.slice(1))).rejects.toThrow()
    await fail('false', '22000')
    expect((await desk.push(...sent.slice(1))).map(({ outcome }) => outcome)).toEqual(['applied', 'applied'])
  })
})

const onPostgres = isRealPostgres ? describe : describe.skip
onPostgres('pushes at the same moment', () => {
  let test: TestCentral
  beforeAll(async () => {
    test = await startTestCentral()
    await addPerson(test, 'operator', 'operator')
  }, 60_000)
  afterAll(() => test.close())
  const versions = async (): Promise<Map<string, number>> => {
    const rows: { id: string; version: number }[] = await test.central.database.reader.query('select id, version from call')
    return new Map(rows.map((row) => [row.id, row.version]))
  }

  it('of two desktops on the same records: each accepted save has one effect, nothing fails', async () => {
    const [one, other] = [await enrolDesktop(test), await enrolDesktop(test)]
    const [here, there] = [await one.signIn('operator'), await other.signIn('operator')]
    for (let round = 0; round < 5; round++) {
      const calls = Array.from({ length: 500 }, () => call('operator'))
      const pushes = await Promise.all([
        one.push(...calls.map((record) => one.envelope(here, 'call.saved', record))),
        // In another order, so that each holds what the other wants.
        other.push(...calls.toReversed().map((record) => other.envelope(there, 'call.saved', record))),
      ])
      const outcomes = pushes.flat()
      expect(outcomes).toHaveLength(1000)
      expect(outcomes.filter(({ outcome }) => outcome === 'applied')).toHaveLength(500)
      expect(outcomes.filter(({ code: reason }) => reason === 'VERSION_CONFLICT')).toHaveLength(500)
      const stored = await versions()
      expect(calls.map(({ callId }) => stored.get(callId))).toEqual(calls.map(() => 1))
    }
  }, 60_000)

  it('of the same mutations twice: once they apply, once they are known', async () => {
    const desk = await enrolDesktop(test)
    const who = await desk.signIn('operator')
    const calls = Array.from({ length: 300 }, () => call('operator'))
    const sent = calls.map((record) => desk.envelope(who, 'call.saved', record))
    const outcomes = (await Promise.all([desk.push(...sent), desk.push(...sent), desk.push(...sent)])).flat()
    expect(outcomes.filter(({ outcome }) => outcome === 'applied')).toHaveLength(300)
    expect(outcomes.filter(({ outcome }) => outcome === 'duplicate')).toHaveLength(600)
    const stored = await versions()
    expect(calls.map(({ callId }) => stored.get(callId))).toEqual(calls.map(() => 1))
  }, 60_000)
})

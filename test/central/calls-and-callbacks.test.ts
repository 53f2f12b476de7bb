import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CallbackRecord, CallRecord, VerificationRecord } from '#shared/contract/records.ts'
import { defaultVerificationRule, type Confirmer } from '#shared/domain/verification-rule.ts'
import { addPerson, enrolDesktop, type Desktop, type SignedIn } from './support/desktop.ts'
import { call, facility, now, verification } from './support/records.ts'
import { clientOf, startTestCentral, type TestCentral } from './support/test-central.ts'

// What central takes of calls and of promises to call back, and what calling the listed number settles.

let test: TestCentral
let desk: Desktop
let other: Desktop
let operator: SignedIn
let colleague: SignedIn
beforeAll(async () => {
  test = await startTestCentral()
  for (const [who, role] of [['operator', 'operator'], ['operator2', 'operator'], ['mailroom', 'mailroom'], ['supervisor', 'supervisor'], ['supervisor2', 'supervisor'], ['administrator', 'administrator'], ['administrator2', 'administrator']] as const) await addPerson(test, who, role)
  desk = await enrolDesktop(test)
  other = await enrolDesktop(test)
  operator = await desk.signIn('operator')
  colleague = await other.signIn('operator2')
}, 60_000)
afterAll(() => test.close())

const callback = (more: Partial<CallbackRecord> = {}): CallbackRecord => ({
  callbackId: randomUUID(), version: 0, callId: randomUUID(), facilityCode: '2619900042', verificationId: null, kind: 'promised', target: 'told', telephone: '090-0000-0000',
  callerName: '受付', about: '', dueAt: now, assignedTo: null, state: 'open', attempts: [], result: null, createdBy: 'operator', createdAt: now, events: [], ...more,
})
const newest = async <T>(entity: string, id: string): Promise<T> => (await desk.pull()).changes.findLast((change) => change.entity === entity && change.id === id)?.body as T

describe('a call', () => {
  const save = async (record: CallRecord, who = operator) => await desk.send(who, 'call.saved', record)

  it('may come ended, parked or from a slip at once, because its saves go up together', async () => {
    const slip = { enteredAt: now, endedAt: '2026-10-05T00:50:00.000Z' }
    const record = call('operator', { startedAt: '2026-10-05T00:40:00.000Z', endedAt: slip.endedAt, paperSlip: slip, outcome: 'guided' })
    expect(await save(record)).toBe('applied')
    expect(await newest('call', record.callId)).toEqual({ ...record, version: 1 })
    expect(await save(call('operator', { parked: { at: now, note: '確認中' } }))).toBe('applied')
    expect(await save(call('operator', { startedAt: now, paperSlip: slip }))).toBe('INVALID_PAYLOAD')
    expect(await save(call('operator', { startedAt: slip.endedAt, paperSlip: { enteredAt: slip.endedAt, endedAt: now } }))).toBe('INVALID_PAYLOAD')
  })

  it('keeps whose it is and when it was, and stays ended', async () => {
    const record = call('operator')
    expect(await save(call('operator2'))).toBe('FORBIDDEN')
    expect(await save(record)).toBe('applied')
    const later = '2026-10-05T02:00:00.000Z'
    expect(await save({ ...record, version: 1, startedAt: later, operatorId: 'operator2', paperSlip: { enteredAt: later, endedAt: later }, endedAt: now, notes: '済' })).toBe('applied')
    expect(await newest('call', record.callId)).toEqual({ ...record, version: 2, endedAt: now, notes: '済' })
    expect(await save({ ...record, version: 2, endedAt: later, outcome: 'guided' })).toBe('applied')
    expect(await newest('call', record.callId)).toMatchObject({ endedAt: now, outcome: 'guided' })
    expect(await save({ ...record, version: 3 })).toBe('ILLEGAL_TRANSITION')
    expect(await desk.send(await desk.signIn('operator2'), 'call.saved', { ...record, version: 3, endedAt: now })).toBe('FORBIDDEN')
  })
})

describe('a promise to call back', () => {
  it('is made in one\'s own name, open, and by who answers calls', async () => {
    const save = async (more: Partial<CallbackRecord>, who = operator) => await desk.send(who, 'callback.saved', callback(more))
    expect(await save({ createdBy: 'operator2' })).toBe('FORBIDDEN')
    expect(await save({ kind: 'listUpdated' })).toBe('FORBIDDEN')
    expect(await save({ state: 'done' })).toBe('ILLEGAL_TRANSITION')
    expect(await save({ target: 'listed' })).toBe('INVALID_PAYLOAD')
    expect(await save({ target: 'listed', telephone: '', facilityCode: null })).toBe('INVALID_PAYLOAD')
    expect(await save({ kind: 'verification', verificationId: randomUUID() })).toBe('INVALID_PAYLOAD')
    expect(await save({ kind: 'verification', target: 'listed', telephone: '', verificationId: randomUUID() })).toBe('NOT_FOUND')
    expect(await save({ createdBy: 'mailroom' }, await desk.signIn('mailroom'))).toBe('FORBIDDEN')
    expect(await save({ target: 'listed', telephone: '' })).toBe('applied')
  })

  it('goes on in anybody\'s hands, each step signed with who took it; what it is about stays', async () => {
    const made = callback()
    expect(await desk.send(operator, 'callback.saved', made)).toBe('applied')
    const tried = { ...made, version: 1, about: '別の用件', telephone: '075-1', createdBy: 'x', attempts: [{ at: now, staffId: 'operator', result: 'busy' as const }], assignedTo: 'operator2' }
    expect(await other.send(colleague, 'callback.saved', tried)).toBe('applied')
    expect(await newest('callback', made.callbackId)).toMatchObject({ about: '', telephone: '090-0000-0000', createdBy: 'operator', assignedTo: 'operator2', attempts: [{ staffId: 'operator2', result: 'busy' }] })
    expect(await desk.send(operator, 'callback.saved', { ...made, version: 1 })).toBe('VERSION_CONFLICT')
    const done = { ...made, version: 2, state: 'done' as const, result: '説明済み', attempts: [], events: [{ at: now, staffId: 'x', deviceId: null, from: 'open', to: 'done', reason: '説明済み' }] }
    expect(await desk.send(operator, 'callback.saved', done)).toBe('applied')
    const ended = await newest<CallbackRecord>('callback', made.callbackId)
    expect(ended.attempts).toHaveLength(1)
    expect(ended.events.map(({ from, to, staffId, deviceId, reason }) => [from, to, staffId, deviceId, reason])).toEqual([
      [null, 'open', 'operator', desk.deviceId, null], ['open', 'done', 'operator', desk.deviceId, '説明済み'],
    ])
    for (const state of ['open', 'done', 'cancelled'] as const) expect(await desk.send(operator, 'callback.saved', { ...done, version: 3, state })).toBe('ILLEGAL_TRANSITION')
  })
})

describe('calling the listed number', () => {
  const failed = async (more: Partial<VerificationRecord> = {}): Promise<VerificationRecord> => {
    const record = verification('operator', facility(), { outcome: 'callback', ...more })
    expect(await desk.send(operator, 'verification.recorded', record)).toBe('applied')
    return record
  }
  const promised = async (of: VerificationRecord): Promise<CallbackRecord> => {
    const made = callback({ kind: 'verification', target: 'listed', telephone: '', verificationId: of.verificationId })
    expect(await desk.send(operator, 'callback.saved', made)).toBe('applied')
    return made
  }
  const finish = async (made: CallbackRecord, at = desk, who = operator) => await at.send(who, 'callback.saved', { ...made, version: 1, state: 'done', result: '済' })
  const settle = async (of: VerificationRecord, made: CallbackRecord, isConfirmed: boolean, at = desk, who = operator) =>
    await at.send(who, 'verification.calledBack', { verificationId: of.verificationId, callbackId: made.callbackId, isConfirmed, reason: '在籍を確認' })

  it.each([[true, 'passed'], [false, 'refused']])('confirmed %s, the verification is %s', async (isConfirmed, outcome) => {
    const of = await failed()
    const made = await promised(of)
    expect(await settle(of, made, isConfirmed)).toBe('ILLEGAL_TRANSITION')
    expect(await finish(made)).toBe('applied')
    expect(await settle(of, made, isConfirmed)).toBe('applied')
    expect(await newest('verification', of.verificationId)).toMatchObject({ outcome, decidedBy: 'operator', decisionReason: '在籍を確認' })
    const version = (await newest<VerificationRecord>('verification', of.verificationId)).version
    // Again, and nothing happens; the other way, and it is refused.
    expect(await settle(of, made, isConfirmed)).toBe('applied')
    expect(await settle(of, made, !isConfirmed)).toBe('ILLEGAL_TRANSITION')
    expect((await newest<VerificationRecord>('verification', of.verificationId)).version).toBe(version)
  })

  it('counts for who ended the promise, there where it was ended, and for its own verification', async () => {
    const [of, another] = [await failed(), await failed()]
    const made = await promised(of)
    await finish(made)
    expect(await settle(of, made, true, other, colleague)).toBe('ILLEGAL_TRANSITION')
    expect(await settle(another, made, true)).toBe('NOT_VERIFIED')
    expect(await settle({ ...of, verificationId: randomUUID() }, made, true)).toBe('NOT_FOUND')
    expect(await settle(of, { ...made, callbackId: randomUUID() }, true)).toBe('NOT_FOUND')
    const told = callback({ verificationId: of.verificationId })
    await desk.send(operator, 'callback.saved', told)
    await finish(told)
    expect(await settle(of, told, true)).toBe('NOT_VERIFIED')
    expect(await newest('verification', of.verificationId)).toMatchObject({ outcome: 'callback' })
  })

  it('is not promised for a verification that has not failed, or of another facility', async () => {
    const save = async (of: VerificationRecord, more: Partial<CallbackRecord> = {}) =>
      await desk.send(operator, 'callback.saved', callback({ kind: 'verification', target: 'listed', telephone: '', verificationId: of.verificationId, ...more }))
    const waiting = verification('operator', facility(), { outcome: 'supervisor' })
    expect(await desk.send(operator, 'verification.recorded', waiting)).toBe('applied')
    expect(await save(waiting)).toBe('ILLEGAL_TRANSITION')
    expect(await save(await failed(), { facilityCode: '1318814790' })).toBe('NOT_FOUND')
  })

  it('leads to a supervisor where the rule gives somebody else the last word', async () => {
    const clientFor = async (staffId: string) => clientOf(test.url, (await desk.signIn(staffId)).session.accessToken)
    const publish = async (confirmedBy: Confirmer) => {
      const proposed = await (await clientFor('administrator')).call('proposeDocument', {
        body: { documentId: randomUUID(), kind: 'verificationRule', name: '', text: JSON.stringify({ ...defaultVerificationRule, confirmedBy }), note: '確認' },
      })
      await (await clientFor('administrator2')).call('publishDocument', { parameters: { documentId: proposed.documentId }, body: { hash: proposed.hash } })
    }
    for (const confirmedBy of ['supervisor', 'client'] as const) {
      const of = await failed()
      const made = await promised(of)
      await publish(confirmedBy)
      await finish(made)
      expect(await settle(of, made, true)).toBe('applied')
      expect(await newest('verification', of.verificationId)).toMatchObject({ outcome: 'supervisor' })
      await publish('operator')
    }
  })
})

import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import type { CallbackRecord } from '#shared/contract/records.ts'
import { addPerson, enrolDesktop, type Desktop, type SignedIn } from './support/desktop.ts'
import { call, now } from './support/records.ts'
import { startTestCentral, type TestCentral } from './support/test-central.ts'

let test: TestCentral
let desk: Desktop
let leaving: SignedIn
beforeAll(async () => {
  test = await startTestCentral()
  desk = await enrolDesktop(test)
  await addPerson(test, 'leaving', 'operator')
  await addPerson(test, 'staying', 'operator')
  leaving = await desk.signIn('leaving')
})
afterAll(() => test.close())

const callback = (more: Partial<CallbackRecord>): CallbackRecord => ({
  callbackId: randomUUID(), version: 0, callId: null, facilityCode: '2619900042', verificationId: null, kind: 'promised', target: 'told', telephone: '0312345678', callerName: '山田',
  about: '', dueAt: now, assignedTo: 'leaving', state: 'open', attempts: [], result: null, createdBy: 'leaving', createdAt: now, events: [], ...more,
})

it('of somebody who goes is told: calls on hold, promises, and the last 30 days', async () => {
  const parked = call('leaving', { parked: { at: now, note: '' } })
  expect(await desk.send(leaving, 'call.saved', parked)).toBe('applied')
  expect(await desk.send(leaving, 'call.saved', call('leaving', { endedAt: now }))).toBe('applied')
  const promised = callback({})
  expect(await desk.send(leaving, 'callback.saved', promised)).toBe('applied')
  expect(await desk.send(leaving, 'callback.saved', callback({ assignedTo: 'staying' }))).toBe('applied')
  const entry = { position: 1, at: now, staffId: 'leaving', action: 'facilities.reveal', subject: null, outcome: 'done' as const, previousHash: '0'.repeat(64) }
  const hash = createHash('sha256').update(JSON.stringify([entry.position, entry.at, entry.staffId, entry.action, entry.subject, entry.outcome, entry.previousHash])).digest('hex')
  expect(await desk.send(leaving, 'audit.recorded', { entries: [{ ...entry, hash }] })).toBe('applied')

  expect(await test.central.admin.disableStaff('leaving')).toEqual({
    openCalls: [{ callId: parked.callId, startedAt: now, isParked: true }],
    openCallbacks: [{ callbackId: promised.callbackId, dueAt: now, facilityCode: '2619900042' }],
    openRequests: [],
    activity: [{ day: '2026-10-05', action: 'facilities.reveal', count: 1 }],
  })
  test.clock.advance(31 * 86_400_000)
  expect((await test.central.admin.disableStaff('leaving')).activity).toEqual([])
})

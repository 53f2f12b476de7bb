/** 代理 at central: who may set whom, and what may change afterwards. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import type { DeputyRecord } from '#shared/contract/records.ts'
import { addPerson, enrolDesktop, type Desktop, type SignedIn } from './support/desktop.ts'
import { startTestCentral, type TestCentral } from './support/test-central.ts'

let test: TestCentral
let desk: Desktop
let operator: SignedIn
let colleague: SignedIn
let supervisor: SignedIn
let clerk: SignedIn

beforeAll(async () => {
  test = await startTestCentral()
  desk = await enrolDesktop(test, 'front')
  await addPerson(test, 'operator', 'operator')
  await addPerson(test, 'colleague', 'operator')
  await addPerson(test, 'supervisor', 'supervisor')
  await addPerson(test, 'clerk', 'mailroom')
  operator = await desk.signIn('operator')
  colleague = await desk.signIn('colleague')
  supervisor = await desk.signIn('supervisor')
  clerk = await desk.signIn('clerk')
}, 60_000)
afterAll(() => test.close())

const day = (days: number) => new Date(test.clock.now() + 9 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
const deputy = (setBy: string, more: Partial<DeputyRecord> = {}): DeputyRecord => ({
  deputyId: randomUUID(), version: 0, staffId: 'operator', deputyStaffId: 'colleague', from: day(0), until: day(3), setBy, setAt: new Date(test.clock.now()).toISOString(), endedAt: null, ...more,
})
const inFeed = async (id: string) => (await desk.pull()).changes.findLast((change) => change.id === id)

describe('a deputy', () => {
  it('is set for oneself and comes down to every desktop; afterwards it is only ended, once', async () => {
    const set = deputy('operator')
    expect(await desk.send(operator, 'deputy.saved', set)).toBe('applied')
    expect(await inFeed(set.deputyId)).toMatchObject({ entity: 'deputy', version: 1, body: { staffId: 'operator', deputyStaffId: 'colleague', setBy: 'operator' } })
    expect(await desk.send(operator, 'deputy.saved', { ...set, version: 1, until: day(9) })).toBe('ILLEGAL_TRANSITION')
    expect(await desk.send(colleague, 'deputy.saved', { ...set, version: 1, endedAt: set.setAt })).toBe('FORBIDDEN')
    expect(await desk.send(operator, 'deputy.saved', { ...set, version: 1, until: day(9), deputyStaffId: 'supervisor', endedAt: set.setAt })).toBe('applied')
    expect(await inFeed(set.deputyId)).toMatchObject({ version: 2, body: { until: set.until, deputyStaffId: 'colleague', endedAt: set.setAt } })
    expect(await desk.send(operator, 'deputy.saved', { ...set, version: 2, endedAt: set.setAt })).toBe('ILLEGAL_TRANSITION')
  })

  it('is set by a supervisor for anybody, by nobody else for others, and in nobody else’s name', async () => {
    expect(await desk.send(supervisor, 'deputy.saved', deputy('supervisor', { staffId: 'colleague', deputyStaffId: 'operator' }))).toBe('applied')
    expect(await desk.send(operator, 'deputy.saved', deputy('operator', { staffId: 'supervisor' }))).toBe('FORBIDDEN')
    expect(await desk.send(operator, 'deputy.saved', deputy('supervisor', { from: day(20), until: day(21) }))).toBe('FORBIDDEN')
    expect(await desk.send(clerk, 'deputy.saved', deputy('clerk', { staffId: 'clerk' }))).toBe('FORBIDDEN')
    expect(await desk.send(operator, 'deputy.saved', deputy('operator', { deputyStaffId: 'clerk' }))).toBe('FORBIDDEN')
    expect(await desk.send(operator, 'deputy.saved', deputy('operator', { deputyStaffId: 'nobody' }))).toBe('FORBIDDEN')
  })

  it('keeps the rules for its days', async () => {
    const send = async (more: Partial<DeputyRecord>) => await desk.send(operator, 'deputy.saved', deputy('operator', more))
    expect(await send({ deputyStaffId: 'operator' })).toBe('INVALID_PAYLOAD')
    expect(await send({ from: day(3), until: day(2) })).toBe('INVALID_PAYLOAD')
    expect(await send({ from: day(-5), until: day(-1) })).toBe('INVALID_PAYLOAD')
    expect(await send({ from: day(0), until: day(400) })).toBe('INVALID_PAYLOAD')
    expect(await send({ from: day(40), until: day(41), endedAt: new Date(test.clock.now()).toISOString() })).toBe('ILLEGAL_TRANSITION')
    expect(await send({ from: day(30), until: day(32) })).toBe('applied')
    expect(await send({ from: day(32), until: day(33) })).toBe('VERSION_CONFLICT')
  })
})

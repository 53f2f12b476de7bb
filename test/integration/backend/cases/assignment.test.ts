/** Who sees to a request: 担当替え, and deputies while somebody is away; on two desktops through central. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mineOf } from '#backend/cases/mine.ts'
import { emailChangeRequests } from '#backend/database/record-repository.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { refusalOf, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { finishCall, startOffice, type TestOffice } from '#test/support/test-office.ts'

const folder = temporaryFolders()
let office: TestOffice
let front: TestDesktop
let other: TestDesktop
let operator: DeskClient
let operator2: DeskClient
let supervisor: DeskClient

beforeAll(async () => {
  office = await startOffice()
  front = await office.openDesktop(folder())
  other = await office.openDesktop(folder())
  operator = await front.signedIn('operator')
  supervisor = await front.signedIn('supervisor')
  operator2 = await other.signedIn('operator2')
}, 60_000)
afterAll(async () => {
  for (const desktop of [front, other]) await desktop?.stop()
  await office?.close()
})

const syncAll = async () => {
  for (const desktop of [front, other, front]) await desktop.sync()
  expect(await operator.system.rejectedChanges({})).toEqual([])
  expect(await operator2.system.rejectedChanges({})).toEqual([])
}

const recordedRequest = async () => {
  const { callId } = await operator.calls.start({})
  const request = await operator.emailChangeRequests.record({ callId, facilityCode: office.facilities[0]!.facilityCode, oldEmail: 'unusable' })
  await finishCall(operator, callId, 'emailChangeRecorded')
  return request
}

describe('a request', () => {
  it('is given to another person, with the reason, and both desktops have it', async () => {
    const request = await recordedRequest()
    const summary = await operator.cases.assign({ kind: 'emailChange', id: request.requestId, version: request.version, assignedTo: 'operator2', reason: '早番のため' })
    expect(summary).toMatchObject({ kind: 'emailChange', staffId: 'operator2', staffName: '名前 operator2', state: 'received' })
    await syncAll()
    const { events } = await operator2.cases.history({ kind: 'emailChange', id: request.requestId })
    expect(events.at(-1)).toMatchObject({ from: 'received', to: 'received', staffId: 'operator', reason: '担当替え：名前 operator → 名前 operator2（早番のため）' })
    const kept = await emailChangeRequests.get(other.backend.core.database.reader.manager, request.requestId)
    expect(kept).toMatchObject({ assignedTo: 'operator2', requestedBy: 'operator' })
  })

  it('goes to people who see to requests, in the state it was seen in', async () => {
    const request = await recordedRequest()
    const assign = { kind: 'emailChange', id: request.requestId, version: request.version, reason: 'x' } as const
    expect(await refusalOf(operator.cases.assign({ ...assign, assignedTo: 'mailroom' }))).toBe('INVALID_INPUT NOT_ASSIGNABLE')
    expect(await refusalOf(operator.cases.assign({ ...assign, assignedTo: 'nobody' }))).toBe('INVALID_INPUT NOT_ASSIGNABLE')
    expect(await refusalOf(operator.cases.assign({ ...assign, assignedTo: 'operator' }))).toBe('INVALID_INPUT ALREADY_ASSIGNED')
    expect(await refusalOf(operator.cases.assign({ ...assign, assignedTo: 'supervisor', version: request.version + 1 }))).toBe('CONFLICT CHANGED_MEANWHILE')
    expect(await refusalOf(operator.cases.assign({ ...assign, kind: 'provisionalCode', assignedTo: 'supervisor' }))).toBe('NOT_FOUND CASE')
    await operator.emailChangeRequests.move({ requestId: request.requestId, to: 'cancelled', reason: '取り下げ', version: request.version })
    expect(await refusalOf(operator.cases.assign({ ...assign, assignedTo: 'supervisor', version: request.version + 1 }))).toBe('CONFLICT CASE_ENDED')
  })

  it('may be given to operators and supervisors who are active', async () => {
    expect((await operator.cases.staff({})).map(({ staffId }) => staffId).sort()).toEqual(['operator', 'operator2', 'supervisor'])
  })
})

describe('deputies', () => {
  const today = () => new Date(office.test.clock.now() + 9 * 3_600_000).toISOString().slice(0, 10)
  const later = (days: number) => new Date(office.test.clock.now() + 9 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)

  it('see the cases of whom they stand in for as their own, on every desktop, until it is ended', async () => {
    const set = await operator.deputies.set({ staffId: 'operator', deputyStaffId: 'operator2', from: today(), until: later(7) })
    expect(set).toMatchObject({ staffName: '名前 operator', deputyName: '名前 operator2', isInForce: true, setBy: 'operator' })
    await syncAll()
    expect([...await mineOf(other.backend.core, 'operator2')].sort()).toEqual(['operator', 'operator2'])
    expect([...await mineOf(other.backend.core, 'operator')]).toEqual(['operator'])
    const [listed] = await operator2.deputies.list({})
    expect(listed).toMatchObject({ deputyId: set.deputyId, isInForce: true })
    expect(await refusalOf(operator2.deputies.end({ deputyId: set.deputyId, version: listed!.version }))).toBe('FORBIDDEN DEPUTY_OF_ANOTHER')
    await operator.deputies.end({ deputyId: set.deputyId, version: set.version })
    expect(await refusalOf(operator.deputies.end({ deputyId: set.deputyId, version: set.version + 1 }))).toBe('CONFLICT DEPUTY_OVER')
    await syncAll()
    expect([...await mineOf(other.backend.core, 'operator2')]).toEqual(['operator2'])
    expect(await operator2.deputies.list({})).toEqual([])
  })

  it('are set for oneself, by a supervisor for anybody, and not twice', async () => {
    const wanted = { staffId: 'operator2', deputyStaffId: 'operator', from: later(1), until: later(2) }
    expect(await refusalOf(operator.deputies.set(wanted))).toBe('FORBIDDEN DEPUTY_OF_ANOTHER')
    const set = await supervisor.deputies.set(wanted)
    expect(set).toMatchObject({ isInForce: false, setBy: 'supervisor' })
    expect(await refusalOf(supervisor.deputies.set({ ...wanted, until: later(5) }))).toBe('INVALID_INPUT DEPUTY_OVERLAPS')
    expect(await refusalOf(operator.deputies.set({ staffId: 'operator', deputyStaffId: 'mailroom', from: today(), until: today() }))).toBe('INVALID_INPUT NOT_ASSIGNABLE')
    expect(await refusalOf(operator.deputies.set({ staffId: 'operator', deputyStaffId: 'operator', from: today(), until: today() }))).toBe('INVALID_INPUT DEPUTY_OF_ONESELF')
    await syncAll()
    expect((await operator.deputies.list({})).map(({ deputyId }) => deputyId)).toEqual([set.deputyId])
  })
})

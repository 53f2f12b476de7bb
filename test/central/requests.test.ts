/** Requests of callers at central: which steps count, whose history stands, who may see to them. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { EmailChangeRequestRecord, HistoryEvent, ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import { addPerson, enrolDesktop, type Desktop, type SignedIn } from './support/desktop.ts'
import { openMailHouse, type MailHouse } from './support/mail-house.ts'
import { now, verification } from './support/records.ts'

let house: MailHouse
let otherDesk: Desktop
let supervisor: SignedIn
beforeAll(async () => {
  house = await openMailHouse('13200')
  await addPerson(house.test, 'deciding', 'supervisor')
  otherDesk = await enrolDesktop(house.test, 'other')
  supervisor = await otherDesk.signIn('deciding')
}, 60_000)
afterAll(() => house.close())

const stored = async <R>(requestId: string) => (await house.desk.pull()).changes.findLast((change) => change.id === requestId)?.body as unknown as R
const event = (from: string | null, to: string, reason: string | null = null): HistoryEvent => ({ at: now, staffId: 'somebody.else', deviceId: null, from, to, reason })
const codeRequest = (more: Partial<ProvisionalCodeRequestRecord> = {}): ProvisionalCodeRequestRecord => ({
  requestId: randomUUID(), version: 0, requestNumber: 'K001-261005-001', callId: randomUUID(),
  form: {
    facilityType: { value: 'clinic' }, facilityName: { undecided: true }, facilityAddress: { undecided: true }, opening: { value: '2027-04' }, founder: { kind: 'individual', name: '見本太郎' },
    qualifications: ['physician'], otherQualification: null, facilityTelephone: { undecided: true }, contactTelephone: '090-0000-0000', secondContactTelephone: null,
  },
  designationReceiptNumber: null, provisionalCode: null, facilityCode: null, twinRequestId: null, assignedTo: null, state: 'received',
  requestedBy: house.operator.staffId, requestedAt: now, notes: '', events: [event(null, 'received')], ...more,
})
const saveCode = async (request: ProvisionalCodeRequestRecord, desk = house.desk, who = house.operator) => await desk.send(who, 'provisionalCodeRequest.saved', request)
const mailRequest = (facilityCode: string, more: Partial<EmailChangeRequestRecord> = {}): EmailChangeRequestRecord => ({
  requestId: randomUUID(), version: 0, requestNumber: 'M001-261005-001', facilityCode, callId: randomUUID(), verificationId: null, noticeId: null, oldEmail: 'forgotten',
  wantedEmail: null, wantedEmailUse: null, assignedTo: null, state: 'received', requestedBy: house.operator.staffId, requestedAt: now, notes: '', events: [event(null, 'received')], ...more,
})
const saveMail = async (request: EmailChangeRequestRecord, desk = house.desk, who = house.operator) => await desk.send(who, 'emailChangeRequest.saved', request)

describe('a 仮コード request', () => {
  it('begins with 受付, holds its numbers from their states on, and does not change once it has ended', async () => {
    expect(await saveCode(codeRequest({ state: 'forwarded' }))).toBe('ILLEGAL_TRANSITION')
    const request = codeRequest()
    expect(await saveCode(request)).toBe('applied')
    const save = async (version: number, more: Partial<ProvisionalCodeRequestRecord>) => await saveCode({ ...request, version, ...more })
    for (const [index, state] of (['formSent', 'formReceived', 'forwarded'] as const).entries()) expect(await save(index + 1, { state })).toBe('applied')
    expect(await save(4, { state: 'numbered' })).toBe('INVALID_PAYLOAD')
    expect(await save(4, { state: 'numbered', provisionalCode: 'KARI-1' })).toBe('applied')
    expect(await save(5, { state: 'informed', provisionalCode: null })).toBe('INVALID_PAYLOAD')
    expect(await save(5, { state: 'informed', provisionalCode: 'KARI-1' })).toBe('applied')
    expect(await save(6, { state: 'migrated', provisionalCode: 'KARI-1' })).toBe('INVALID_PAYLOAD')
    expect(await save(6, { state: 'migrated', provisionalCode: 'KARI-1', facilityCode: '9999999999' })).toBe('NOT_FOUND')
    const { facilityCode } = house.nextFacility()
    expect(await save(6, { state: 'migrated', provisionalCode: 'KARI-1', facilityCode })).toBe('applied')
    expect(await save(7, { state: 'migrated', provisionalCode: 'KARI-1', facilityCode, notes: '後から' })).toBe('ILLEGAL_TRANSITION')
    expect(await stored<ProvisionalCodeRequestRecord>(request.requestId)).toMatchObject({ state: 'migrated', notes: '', version: 7 })
  })

  it('keeps its other half, whatever a fill says', async () => {
    const twinRequestId = randomUUID()
    const request = codeRequest({ twinRequestId })
    expect(await saveCode(codeRequest({ requestId: twinRequestId, twinRequestId }))).toBe('INVALID_PAYLOAD')
    expect(await saveCode(request)).toBe('applied')
    expect(await saveCode({ ...request, version: 1, twinRequestId: null, notes: '補記' })).toBe('applied')
    expect(await stored<ProvisionalCodeRequestRecord>(request.requestId)).toMatchObject({ twinRequestId, notes: '補記' })
  })

  it('has remarks of desktops in its history, signed by central, and no invented steps', async () => {
    const request = codeRequest()
    expect(await saveCode(request)).toBe('applied')
    const filled = { ...request, version: 1, events: [...request.events, event('received', 'received', '施設名称：電話で連絡')] }
    expect(await saveCode(filled)).toBe('applied')
    // Two at once, one of them of another state; and a step that was never taken.
    const more = { ...filled, version: 2, events: [...filled.events, event('received', 'informed', 'あり得ない'), event('informed', 'informed', '別の状態'), event('received', 'received', '備考：もう一度')] }
    expect(await saveCode(more)).toBe('applied')
    const moved = { ...more, version: 3, state: 'formSent' as const, events: [...more.events, event('received', 'formSent', '郵送した')] }
    expect(await saveCode(moved)).toBe('applied')
    const { staffId } = house.operator
    const { deviceId } = house.desk
    expect((await stored<ProvisionalCodeRequestRecord>(request.requestId)).events.map(({ at: _at, ...rest }) => rest)).toEqual([
      { staffId, deviceId, from: null, to: 'received', reason: null },
      { staffId, deviceId, from: 'received', to: 'received', reason: '施設名称：電話で連絡' },
      { staffId, deviceId, from: 'received', to: 'received', reason: '備考：もう一度' },
      { staffId, deviceId, from: 'received', to: 'formSent', reason: '郵送した' },
    ])
  })

  it('keeps what was said of a step that another desktop has taken already', async () => {
    const request = codeRequest()
    expect(await saveCode(request)).toBe('applied')
    expect(await saveCode({ ...request, version: 1, state: 'formSent', events: [...request.events, event('received', 'formSent', '速達で郵送した')] })).toBe('applied')
    // Taken here too, refused, and sent again on top of what central has.
    const { events } = await stored<ProvisionalCodeRequestRecord>(request.requestId)
    const again = { ...request, version: 2, state: 'formSent' as const, events: [...events, event('received', 'formSent', 'FAX で送った')] }
    expect(await saveCode(again)).toBe('applied')
    expect(await saveCode({ ...again, version: 3 })).toBe('applied')
    expect((await stored<ProvisionalCodeRequestRecord>(request.requestId)).events.map(({ from, to, reason }) => [from, to, reason])).toEqual([
      [null, 'received', null], ['received', 'formSent', '速達で郵送した'], ['formSent', 'formSent', 'FAX で送った'],
    ])
  })

  it('keeps what was filled in before another desktop moved it on', async () => {
    const request = codeRequest()
    expect(await saveCode(request)).toBe('applied')
    expect(await saveCode({ ...request, version: 1, state: 'formSent', events: [...request.events, event('received', 'formSent', '郵送した')] })).toBe('applied')
    const { events } = await stored<ProvisionalCodeRequestRecord>(request.requestId)
    // Filled in while it was 受付, refused, and sent again on top of what central has; then once more before central's answer came back.
    const again = { ...request, version: 2, state: 'formSent' as const, notes: '追記', events: [...events, event('received', 'received', '備考：電話で連絡')] }
    expect(await saveCode(again)).toBe('applied')
    expect(await saveCode({ ...again, version: 3, state: 'formReceived', events: [...again.events, event('formSent', 'formReceived', '届いた')] })).toBe('applied')
    expect((await stored<ProvisionalCodeRequestRecord>(request.requestId)).events.map(({ from, to, reason }) => [from, to, reason])).toEqual([
      [null, 'received', null], ['received', 'formSent', '郵送した'], ['formSent', 'formSent', '備考：電話で連絡'], ['formSent', 'formReceived', '届いた'],
    ])
  })

  it('is given to people who work on requests only', async () => {
    const request = codeRequest()
    expect(await saveCode(request)).toBe('applied')
    await addPerson(house.test, 'leaving.soon', 'operator')
    await house.test.central.admin.disableStaff('leaving.soon')
    for (const assignedTo of ['leaving.soon', 'nobody', house.mailroom.staffId]) expect(await saveCode({ ...request, version: 1, assignedTo })).toBe('FORBIDDEN')
    expect(await saveCode({ ...request, version: 1, assignedTo: 'deciding' })).toBe('applied')
    // Who has it already may leave: the next save is not refused for that.
    await addPerson(house.test, 'leaving.later', 'operator')
    expect(await saveCode({ ...request, version: 2, assignedTo: 'leaving.later' })).toBe('applied')
    await house.test.central.admin.disableStaff('leaving.later')
    expect(await saveCode({ ...request, version: 3, assignedTo: 'leaving.later', notes: '続き' })).toBe('applied')
  })
})

describe('an e-mail-change request that waits for its verification', () => {
  it('goes on with the decision of a supervisor on another desk, whoever is heard first', async () => {
    for (const isDecidedFirst of [false, true]) {
      const of = house.nextFacility()
      const doubtful = verification(house.operator.staffId, of, { outcome: 'supervisor' })
      const request = mailRequest(of.facilityCode, { verificationId: doubtful.verificationId })
      const decide = async () => await otherDesk.send(supervisor, 'verification.decided', { verificationId: doubtful.verificationId, decision: 'approved', reason: '折り返した' })
      expect(await house.desk.send(house.operator, 'verification.recorded', doubtful)).toBe('applied')
      if (isDecidedFirst) expect(await decide()).toBe('applied')
      expect(await saveMail(request)).toBe('applied')
      if (!isDecidedFirst) expect(await decide()).toBe('applied')
      const seen = await stored<EmailChangeRequestRecord>(request.requestId)
      expect(seen).toMatchObject({ state: 'verified', version: isDecidedFirst ? 1 : 2 })
      if (!isDecidedFirst) expect(seen.events.at(-1)).toMatchObject({ from: 'received', to: 'verified', staffId: 'deciding', deviceId: otherDesk.deviceId, reason: '折り返した' })
    }
  })

  it('stays where it is when the supervisor refuses', async () => {
    const of = house.nextFacility()
    const doubtful = verification(house.operator.staffId, of, { outcome: 'supervisor' })
    const request = mailRequest(of.facilityCode, { verificationId: doubtful.verificationId })
    await house.desk.send(house.operator, 'verification.recorded', doubtful)
    expect(await saveMail(request)).toBe('applied')
    expect(await otherDesk.send(supervisor, 'verification.decided', { verificationId: doubtful.verificationId, decision: 'refused', reason: '別人' })).toBe('applied')
    expect(await stored<EmailChangeRequestRecord>(request.requestId)).toMatchObject({ state: 'received', version: 1 })
  })

  it('may come up before the comparison is concluded, never as 確認済', async () => {
    const of = house.nextFacility()
    const underWay = verification(house.operator.staffId, of, {
      comparisons: (['facilityCode', 'addressNumbers', 'movedRecently', 'telephone'] as const).map((item) => ({ item, result: 'match', reason: null, attempts: 1 })),
    })
    const request = mailRequest(of.facilityCode, { verificationId: underWay.verificationId })
    expect(await saveMail({ ...request, state: 'verified' })).toBe('NOT_VERIFIED')
    expect(await saveMail(request)).toBe('applied')
    expect(await house.desk.send(house.operator, 'verification.recorded', underWay)).toBe('applied')
    expect(await stored<EmailChangeRequestRecord>(request.requestId)).toMatchObject({ state: 'verified', version: 2 })
    // The desktop foresaw it: its next save goes on from there.
    expect(await saveMail({ ...request, version: 2, state: 'cancelled' })).toBe('applied')
  })

  it('does not go on for a verification of another facility', async () => {
    const [of, other] = [house.nextFacility(), house.nextFacility()]
    const doubtful = verification(house.operator.staffId, other, { outcome: 'supervisor' })
    const request = mailRequest(of.facilityCode, { verificationId: doubtful.verificationId })
    expect(await saveMail(request)).toBe('applied')
    await house.desk.send(house.operator, 'verification.recorded', doubtful)
    await otherDesk.send(supervisor, 'verification.decided', { verificationId: doubtful.verificationId, decision: 'approved', reason: '確かめた' })
    expect(await stored<EmailChangeRequestRecord>(request.requestId)).toMatchObject({ state: 'received', version: 1 })
  })
})

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { deputies } from '#backend/database/record-repository.ts'
import { jsonReply } from '#test/support/test-network.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { refusalOf, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { finishCall, startOffice, verifiedCall, type TestOffice } from '#test/support/test-office.ts'
import { inCall, mailOn } from './request-office.ts'

const folder = temporaryFolders()
let office: TestOffice
let front: TestDesktop
let back: TestDesktop
let operator: DeskClient
let supervisor: DeskClient

beforeAll(async () => {
  office = await startOffice()
  front = await office.openDesktop(folder())
  back = await office.openDesktop(folder())
  operator = await front.signedIn('operator')
  supervisor = await back.signedIn('supervisor')
}, 60_000)
afterEach(() => {
  for (const desktop of [front, back]) {
    desktop.network.intercept = null
    desktop.network.isDown = false
  }
})
afterAll(async () => {
  await front?.stop()
  await back?.stop()
  await office?.close()
})

const bothSynced = async () => {
  await front.sync()
  await back.sync()
  await front.sync()
}
const code = () => office.facilities[0]!.facilityCode
/** Central answers questions about addresses so; the addresses it was asked about. */
const answering = (desktop: TestDesktop, answer: () => Response): string[] => {
  const asked: string[] = []
  desktop.network.intercept = async (path, send, body) => {
    if (!path.endsWith('/mail-comparisons')) return await send()
    asked.push((JSON.parse(body) as { email: string }).email)
    return answer()
  }
  return asked
}
const problem = (name: string, status: number) => () => jsonReply({ type: 'about:blank', title: name, status, code: name }, status)
const record = async (wantedEmail: string | null, more: { verificationId?: string; facilityCode?: string } = {}) => await inCall(operator, async (callId) =>
  await operator.emailChangeRequests.record({ callId, facilityCode: code(), oldEmail: 'forgotten', wantedEmail, ...more }))

describe('the wanted address', () => {
  it('is asked of central once, and the answer is kept with the request', async () => {
    const asked = answering(front, () => jsonReply({ result: 'usedElsewhere' }))
    expect(await operator.emailChangeRequests.checkWanted({ facilityCode: code(), wantedEmail: ' wanted@example.jp ' })).toEqual({ use: 'usedElsewhere' })
    expect(await record('wanted@example.jp')).toMatchObject({ wantedEmail: 'wanted@example.jp', wantedEmailUse: 'usedElsewhere' })
    expect(asked).toEqual(['wanted@example.jp'])
    expect(await record('other@example.jp')).toMatchObject({ wantedEmailUse: 'usedElsewhere' })
    expect(asked).toEqual(['wanted@example.jp', 'other@example.jp'])
    expect(await record(null)).toMatchObject({ wantedEmail: null, wantedEmailUse: null })
    expect(asked).toHaveLength(2)
  })

  it('is checked before anybody is asked', async () => {
    const asked = answering(front, () => jsonReply({ result: 'free' }))
    expect(await refusalOf(operator.emailChangeRequests.checkWanted({ facilityCode: code(), wantedEmail: 'wanted＠example.jp' }))).toBe('INVALID_INPUT EMAIL_SYNTAX')
    expect(await refusalOf(operator.emailChangeRequests.checkWanted({ facilityCode: '0000000000', wantedEmail: 'wanted@example.jp' }))).toBe('NOT_FOUND FACILITY')
    expect(asked).toEqual([])
  })

  it('keeps no request from being taken down when the questions of the day are used up', async () => {
    answering(front, problem('TOO_MANY_REQUESTS', 429))
    expect(await refusalOf(operator.emailChangeRequests.checkWanted({ facilityCode: code(), wantedEmail: 'limited@example.jp' }))).toBe('REFUSED TOO_MANY_MAIL_QUESTIONS')
    const request = await record('limited@example.jp')
    expect(request).toMatchObject({ wantedEmailUse: 'unconfirmed' })
    await front.sync()
    // Not asked again at every look at central, but when some time has gone by.
    const asked = answering(front, () => jsonReply({ result: 'free' }))
    await front.sync()
    expect(asked).toEqual([])
    office.test.clock.advance(31 * 60_000)
    await front.sync()
    expect(asked).toEqual(['limited@example.jp'])
    expect(await mailOn(operator, request.requestId)).toMatchObject({ wantedEmailUse: 'free' })
  })

  it('taken down while central is away stays 未確認 and is asked about by itself, seen at every desk', async () => {
    front.network.isDown = true
    expect(await operator.emailChangeRequests.checkWanted({ facilityCode: code(), wantedEmail: 'away@example.jp' })).toEqual({ use: 'unconfirmed' })
    const request = await record('away@example.jp')
    expect(request.wantedEmailUse).toBe('unconfirmed')
    front.network.isDown = false
    const asked = answering(front, () => jsonReply({ result: 'registeredHere' }))
    const backAsked = answering(back, () => jsonReply({ result: 'free' }))
    await bothSynced()
    const seen = await mailOn(supervisor, request.requestId)
    expect(seen).toMatchObject({ wantedEmailUse: 'registeredHere', state: 'received' })
    expect(seen?.events.map(({ from, to, staffId }) => [from, to, staffId])).toEqual([[null, 'received', 'operator'], ['received', 'received', 'operator']])
    expect(seen?.events[1]?.reason).toContain('希望アドレス')
    await bothSynced()
    expect(asked).toEqual(['away@example.jp'])
    expect(backAsked).toEqual([])
    expect(await operator.system.rejectedChanges({})).toEqual([])
  })

  it('is asked about after a new start too, once somebody who may is signed in with central', async () => {
    front.network.isDown = true
    const request = await record('restarted@example.jp')
    await front.restart()
    front.network.isDown = false
    const asked = answering(front, () => jsonReply({ result: 'free' }))
    await front.signedIn('mailroom')
    await front.sync()
    expect(asked).toEqual([])
    operator = await front.signedIn('operator')
    await front.sync()
    expect(asked).toEqual(['restarted@example.jp'])
    expect(await mailOn(operator, request.requestId)).toMatchObject({ wantedEmailUse: 'free' })
  })

  it('is written into no log, no audit entry and no error', async () => {
    const texts = [...front.log.map((entry) => entry.text), JSON.stringify(await front.backend.core.database.reader.manager.find('audit_entry'))]
    expect(texts.filter((text) => /wanted@|away@|limited@|restarted@/u.test(text))).toEqual([])
  })
})

describe('a request taken down before its caller was verified', () => {
  it('goes on when the supervisor approves, with who and why, at every desk', async () => {
    const { callId, verificationId, outcome } = await verifiedCall(operator, office.bare)
    expect(outcome).toBe('supervisor')
    const request = await operator.emailChangeRequests.record({ callId, facilityCode: office.bare.facilityCode, verificationId, oldEmail: 'unusable' })
    await finishCall(operator, callId)
    expect(request.state).toBe('received')
    await bothSynced()
    await supervisor.verifications.decide({ verificationId, decision: 'approved', reason: '折り返して確かめた' })
    expect(await mailOn(supervisor, request.requestId)).toMatchObject({ state: 'verified' })
    await back.sync()
    await bothSynced()
    for (const page of [operator, supervisor]) {
      const seen = await mailOn(page, request.requestId)
      expect(seen).toMatchObject({ state: 'verified', version: 2 })
      expect(seen?.events.at(-1)).toMatchObject({ from: 'received', to: 'verified', staffId: 'supervisor', reason: '折り返して確かめた' })
    }
    // Foreseen and decided are the same save: the supervisor goes on from it.
    await supervisor.emailChangeRequests.move({ requestId: request.requestId, to: 'cancelled', reason: '不要になった', version: 2 })
    await bothSynced()
    expect(await mailOn(operator, request.requestId)).toMatchObject({ state: 'cancelled' })
    expect(await supervisor.system.rejectedChanges({})).toEqual([])
  })

  it('goes on when the comparison under way is concluded as passed', async () => {
    const facility = office.nextFacility()
    const { callId } = await operator.calls.start({})
    const { verificationId } = await operator.verifications.begin({ callId, facilityCode: facility.facilityCode, typed: facility.facilityCode })
    const request = await operator.emailChangeRequests.record({ callId, facilityCode: facility.facilityCode, verificationId, oldEmail: 'forgotten' })
    await front.sync()
    await operator.verifications.compare({ verificationId, item: 'addressNumbers', spoken: facility.address })
    await operator.verifications.compare({ verificationId, item: 'movedRecently', spoken: 'no' })
    await operator.verifications.compare({ verificationId, item: 'telephone', spoken: facility.telephone! })
    expect((await operator.verifications.conclude({ verificationId })).outcome).toBe('passed')
    await finishCall(operator, callId)
    expect(await mailOn(operator, request.requestId)).toMatchObject({ state: 'verified' })
    await bothSynced()
    expect(await mailOn(supervisor, request.requestId)).toMatchObject({ state: 'verified', facilityName: facility.name })
    expect(await operator.system.rejectedChanges({})).toEqual([])
  })
})

describe('the list', () => {
  it('names the letter, who sees to it, and what is late first, then the oldest', async () => {
    const first = await record(null)
    office.test.clock.advance(60_000)
    const second = await record(null)
    await bothSynced()
    const manager = front.backend.core.database
    await manager.write(async (writer) => await deputies.save(writer, {
      deputyId: '019aa000-0000-7000-8000-0000000000aa', version: 1, staffId: 'operator', deputyStaffId: 'operator2', from: '2026-10-01', until: '2026-12-31', setBy: 'supervisor', setAt: '2026-10-01T00:00:00.000Z', endedAt: null,
    }))
    const other = await front.signedIn('operator2')
    expect(await mailOn(other, first.requestId)).toMatchObject({ isMine: true, requestedByName: '名前 operator', assignedToName: '名前 operator', isLate: false })
    expect(await mailOn(supervisor, first.requestId)).toMatchObject({ isMine: false })
    // 2 business days; in between somebody moves the second, which begins to count anew.
    office.test.clock.advance(24 * 3_600_000)
    operator = await front.signedIn('operator')
    await operator.emailChangeRequests.move({ requestId: second.requestId, to: 'verified', reason: null, version: second.version })
    office.test.clock.advance(6 * 24 * 3_600_000)
    const listed = await (await front.signedIn('operator')).emailChangeRequests.list({})
    const third = await mailOn(await front.signedIn('operator'), second.requestId)
    expect(listed.filter(({ requestId }) => requestId === first.requestId)).toMatchObject([{ isLate: true }])
    expect(third).toMatchObject({ isLate: true })
    const ranks = listed.map(({ isLate, dueOn }) => (isLate ? 0 : dueOn !== null ? 1 : 2))
    expect(ranks).toEqual([...ranks].sort())
    expect(listed.findIndex(({ requestId }) => requestId === first.requestId)).toBeLessThan(listed.findIndex(({ requestId }) => requestId === second.requestId))
    expect(new Set(ranks)).toContain(2)
  })
})

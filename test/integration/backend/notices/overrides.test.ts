/** A letter where the guidance ends elsewhere: only with a reason, which supervisors see, on every desktop. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { auditEntity } from '#backend/database/entities/staff.ts'
import type { GuidancePath } from '#shared/contract/records.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { refusalOf, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { finishCall, startOffice, verifiedCall, type TestOffice } from '#test/support/test-office.ts'

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
afterAll(async () => {
  for (const desktop of [front, back]) await desktop?.stop()
  await office?.close()
})

const path = (facilityCode: string, end: string): GuidancePath => ({ kind: 'logIn', facilityCode, answers: {}, end, overrideReason: null })

/** A verified call with this question and these paths. */
const callWith = async (question: string | null, pathsOf: (facilityCode: string) => GuidancePath[] = () => []) => {
  const facility = office.nextFacility()
  const { callId, verificationId } = await verifiedCall(operator, facility)
  await operator.calls.save({ callId, question, paths: pathsOf(facility.facilityCode) })
  const request = async (overrideReason: string | null = null) => await operator.notices.request({ callId, verificationId, reason: 'emailUnknown', overrideReason })
  return {
    callId, facility, request,
    needsOverride: async () => (await operator.notices.prepare({ callId, verificationId })).needsOverride,
    end: async () => { await finishCall(operator, callId, 'other') },
  }
}

describe('a letter', () => {
  it.each<[string, string | null, ((code: string) => GuidancePath[]) | undefined]>([
    ['the question ends in one', 'Q11', undefined],
    ['the path walked last for the facility ends in one', 'Q12', (code) => [path(code, 'resetPassword'), path(code, 'notice')]],
    ['central is still to answer about the account', 'Q12', (code) => [path(code, 'noticeAwaitingCentral')]],
    ['another facility’s path ended elsewhere', 'Q11', () => [path('1318814790', 'resetPassword')]],
  ])('is offered where %s; a reason that is not needed is not kept', async (_where, question, pathsOf) => {
    const call = await callWith(question, pathsOf)
    expect(await call.needsOverride()).toBe(false)
    expect((await call.request('念のため')).notice.overrideReason).toBeNull()
    await call.end()
  })

  it.each<[string, string | null, ((code: string) => GuidancePath[]) | undefined]>([
    ['the question ends in self-service', 'Q12', undefined],
    ['no question was chosen', null, undefined],
    ['the question is of no card', 'Z9', undefined],
    ['the path ended in self-service, whatever the question', 'Q11', (code) => [path(code, 'notice'), path(code, 'resetPassword')]],
  ])('needs a reason where %s', async (_where, question, pathsOf) => {
    const call = await callWith(question, pathsOf)
    expect(await call.needsOverride()).toBe(true)
    expect(await refusalOf(call.request())).toBe('REFUSED GUIDANCE_ENDS_ELSEWHERE')
    expect((await call.request('受信箱に入れないとのこと')).notice.overrideReason).toBe('受信箱に入れないとのこと')
    await call.end()
  })

  it('of somebody who joins an open notice needs none: no further letter is made', async () => {
    const first = await callWith('Q11')
    await first.request()
    await first.end()
    const { callId, verificationId } = await verifiedCall(operator, first.facility)
    await operator.calls.save({ callId, question: 'Q12' })
    expect((await operator.notices.prepare({ callId, verificationId })).needsOverride).toBe(false)
    expect((await operator.notices.request({ callId, verificationId, reason: 'emailUnknown' })).notice.state).toBe('joined')
    await finishCall(operator, callId, 'noticeRequested')
  })

  it('against the guidance is seen by supervisors at another desktop, with its reason, and told by the audit trail', async () => {
    const call = await callWith('Q12')
    const { notice } = await call.request('電話がつながらない時間帯のため')
    await call.end()
    await front.sync()
    await back.sync()
    expect((await supervisor.notices.get({ noticeId: notice.noticeId })).notice).toMatchObject({ overrideReason: '電話がつながらない時間帯のため', version: 1 })
    const { cases } = await supervisor.cases.search({ onlyOverrides: true, facilityCode: call.facility.facilityCode })
    expect(cases).toEqual([expect.objectContaining({ kind: 'notice', id: notice.noticeId, isOverride: true })])
    const entries = await front.backend.core.database.reader.manager.find(auditEntity, { where: { action: 'notice.overridden', subject: notice.noticeNumber } })
    expect(entries.map(({ staffId }) => staffId)).toEqual(['operator'])
    expect(JSON.stringify(entries)).not.toContain('電話')
  })
})

/** Looking for past calls and requests: by every criterion, newest first, and what the audit trail tells of it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { auditEntity } from '#backend/database/entities/staff.ts'
import { facilityByCode } from '#backend/facilities/facility-repository.ts'
import { callbacks, calls, emailChangeRequests, notices, provisionalCodeRequests } from '#backend/database/record-repository.ts'
import type { CaseFilter, CaseKind } from '#shared/contract/desktop/case-procedures.ts'
import { callbackRecord, provisionalCodeRequestRecord } from '#shared/contract/records.ts'
import { call, emailChangeRequest, notice, verification } from '#test/central/support/records.ts'
import { callbackView, provisionalCodeForm, provisionalCodeView } from '#test/support/fake-cases.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { refusalOf, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { startOffice, type TestOffice } from '#test/support/test-office.ts'
import type { SampleFacility } from '#trial/sample-list.ts'

const folder = temporaryFolders()
let office: TestOffice
let desktop: TestDesktop
let operator: DeskClient
let supervisor: DeskClient
let first: SampleFacility
let second: SampleFacility
const ids: Record<string, string> = {}

/** Kind and id of what a filter finds, as the names given below. */
const found = async (filter: Partial<CaseFilter>, page = operator): Promise<string[]> => {
  const { cases } = await page.cases.search(filter)
  return cases.map(({ id }) => Object.entries(ids).find(([, one]) => one === id)?.[0] ?? id)
}

beforeAll(async () => {
  office = await startOffice()
  desktop = await office.openDesktop(folder())
  operator = await desktop.signedIn('operator')
  supervisor = await desktop.signedIn('supervisor')
  first = office.nextFacility()
  second = office.nextFacility()
  const aCall = call('operator', {
    startedAt: '2026-10-01T01:00:00.000Z', callerName: '髙橋 花子', callbackTelephone: '03-2468-1357', notes: 'パスワードの入力で Caps Lock が入っていた', facilityCodes: [first.facilityCode, second.facilityCode],
    outcome: 'guided', question: 'Q10',
  })
  const otherCall = call('operator2', {
    startedAt: '2026-10-02T15:30:00.000Z', callerName: '山田', outcome: 'noticeRequested', paths: [{ kind: 'logIn', facilityCode: second.facilityCode, answers: {}, end: 'resetPassword', overrideReason: '受信箱に入れない' }],
  })
  const aVerification = verification('operator2', facilityByCode(desktop.backend.core.facilityList.handle(), second.facilityCode)!, { callId: otherCall.callId })
  const aNotice = notice('operator2', aVerification, { noticeNumber: 'N001-261003-007', requestedAt: '2026-10-02T15:40:00.000Z', overrideReason: '受信箱に入れないとのこと', trackingNumber: '12345678904' })
  const request = emailChangeRequest(aNotice, { requestNumber: 'M001-261003-002', requestedBy: 'operator2', assignedTo: 'operator', wantedEmail: 'uketsuke@clinic.example.jp', requestedAt: '2026-10-02T15:50:00.000Z' })
  const provisional = provisionalCodeRequestRecord.parse(provisionalCodeView({
    requestNumber: 'K001-261004-001', requestedBy: 'operator2', requestedAt: '2026-10-04T01:00:00.000Z', callId: aCall.callId, provisionalCode: 'AB-123',
    form: provisionalCodeForm({ facilityName: { value: '見本ひかりクリニック' }, contactTelephone: '090-1111-2222' }),
  }))
  const callback = callbackRecord.parse(callbackView({ callId: null, createdBy: 'operator', createdAt: '2026-10-05T00:00:00.000Z', facilityCode: first.facilityCode, callerName: '鈴木', about: '届いたかを確かめる', state: 'done', result: '届いていた' }))
  await desktop.backend.core.database.write(async (manager) => {
    // In an order in which they may well come from central: the request before its call.
    await emailChangeRequests.save(manager, request)
    await notices.save(manager, aNotice)
    await calls.save(manager, aCall)
    await calls.save(manager, { ...otherCall, callerName: '' })
    await calls.save(manager, otherCall)
    await provisionalCodeRequests.save(manager, provisional)
    await callbacks.save(manager, callback)
  })
  Object.assign(ids, { aCall: aCall.callId, otherCall: otherCall.callId, aNotice: aNotice.noticeId, request: request.requestId, provisional: provisional.requestId, callback: callback.callbackId })
}, 60_000)
afterAll(async () => {
  await desktop?.stop()
  await office?.close()
})

describe('a search', () => {
  it.each<[string, string, string[]]>([
    ['a number, with hyphens', 'N001-261003-007', ['aNotice']],
    ['a number, without', 'n001261003007', ['aNotice']],
    ['part of a number, full-width', 'Ｍ００１－２６１００３', ['request']],
    ['the tracking number', '123-4567-8904', ['aNotice']],
    ['the caller, in another spelling', '高橋', ['provisional', 'aCall']],
    ['the caller of the call it belongs to', '山田', ['request', 'aNotice', 'otherCall']],
    ['the telephone number to call back', '0324681357', ['aCall']],
    ['part of it with hyphens', '2468-1357', ['aCall']],
    ['words of the notes, in any order', '入力 caps', ['aCall']],
    ['one character', '鈴', ['callback']],
    ['the wanted address', 'clinic.example', ['request']],
    ['a field of the form', 'ヒカリクリニック', ['provisional']],
    ['the contact of the form', '09011112222', ['provisional']],
    ['the 仮コード', 'ab123', ['provisional']],
    ['what a callback is about, and came to', '届いていた', ['callback']],
    ['the reason against the guidance', '受信箱', ['aNotice', 'otherCall']],
    ['nothing there is', 'どこにもない', []],
  ])('finds by %s', async (_what, text, expected) => {
    expect(await found({ text })).toEqual(expected)
  })

  it('finds by the facility: its code, part of its name as it is said, its name with another word', async () => {
    expect(await found({ text: second.facilityCode })).toEqual(['request', 'aNotice', 'aCall'])
    expect(await found({ text: first.name })).toEqual(['callback', 'aCall'])
    expect(await found({ text: `${first.name} 鈴木` })).toEqual(['callback'])
    expect(await found({ facilityCode: first.facilityCode })).toEqual(['callback', 'aCall'])
  })

  it.each<[string, Partial<CaseFilter>, string[]]>([
    ['kinds', { kinds: ['call', 'callback'] satisfies CaseKind[] }, ['callback', 'otherCall', 'aCall']],
    ['a state', { states: ['guided'] }, ['aCall']],
    ['states of several kinds', { states: ['guided', 'done'] }, ['callback', 'aCall']],
    ['who took it down', { staffId: 'operator2' }, ['provisional', 'request', 'aNotice', 'otherCall']],
    ['who sees to it', { staffId: 'operator', kinds: ['emailChange'] }, ['request']],
    ['days in Japan', { from: '2026-10-03', until: '2026-10-03' }, ['request', 'aNotice', 'otherCall']],
    ['the last day alone', { until: '2026-10-02' }, ['aCall']],
    ['going against the guidance', { onlyOverrides: true }, ['aNotice', 'otherCall']],
    ['several of them', { onlyOverrides: true, kinds: ['notice'], text: '受信箱', from: '2026-10-01' }, ['aNotice']],
  ])('finds by %s', async (_what, filter, expected) => {
    expect(await found(filter)).toEqual(expected)
  })

  it('gives the newest, and says that there are more', async () => {
    const { cases, hasMore } = await operator.cases.search({ from: '2026-01-01', limit: 2 })
    expect([cases.map(({ id }) => id), hasMore]).toEqual([[ids['callback'], ids['provisional']], true])
    expect((await operator.cases.search({ from: '2026-01-01', limit: 6 })).hasMore).toBe(false)
  })

  it('tells what a line shows: caller and facility of a request, who sees to it, whether it went against the guidance', async () => {
    const [request] = (await operator.cases.search({ kinds: ['emailChange'] })).cases
    expect(request).toMatchObject({ number: 'M001-261003-002', callerName: '山田', facilityName: second.name, staffId: 'operator', staffName: '名前 operator', state: 'noticeArranged', isOverride: false })
    const [overridden] = (await supervisor.cases.search({ onlyOverrides: true })).cases
    expect(overridden).toMatchObject({ kind: 'notice', isOverride: true })
    const [provisional] = (await operator.cases.search({ kinds: ['provisionalCode'] })).cases
    expect(provisional).toMatchObject({ facilityName: '見本ひかりクリニック', facilityCode: null })
  })

  it('is not for everything at once', async () => {
    expect(await refusalOf(operator.cases.search({}))).toBe('INVALID_INPUT NO_CRITERION')
    expect(await refusalOf(operator.cases.search({ text: ' 　' }))).toBe('INVALID_INPUT NO_CRITERION')
    expect(await refusalOf(operator.cases.search({ text: '「」' }))).toBe('INVALID_INPUT NO_CRITERION')
  })

  it('follows what changes: a saved case is found by its new words and no longer by the old ones', async () => {
    const callId = ids['aCall']!
    const { database } = desktop.backend.core
    const before = await calls.get(database.reader.manager, callId)
    await database.write(async (manager) => await calls.save(manager, { ...before!, notes: '別のことば', outcome: 'other' }))
    expect(await found({ text: 'caps' })).toEqual([])
    expect(await found({ text: '別のことば', states: ['other'] })).toEqual(['aCall'])
    await database.write(async (manager) => await calls.save(manager, before!))
    expect(await found({ text: 'caps' })).toEqual(['aCall'])
  })
})

describe('the audit trail', () => {
  it('tells who looked by which criteria and how much was found, never for what', async () => {
    await operator.cases.search({ text: '秘密のことば', staffId: 'operator', from: '2026-10-01' })
    await supervisor.cases.export({ kinds: ['notice'], text: '受信箱' })
    await operator.cases.history({ kind: 'notice', id: ids['aNotice']! })
    const entries = (await desktop.backend.core.database.reader.manager.find(auditEntity, { order: { position: 'ASC' } })).filter(({ action }) => action.startsWith('cases.'))
    expect(entries.slice(-3).map(({ staffId, action, subject }) => [staffId, action, subject])).toEqual([
      ['operator', 'cases.search', 'text staff from: 0'], ['supervisor', 'cases.export', 'text kinds: 1'], ['operator', 'cases.history', 'N001-261003-007'],
    ])
    expect(JSON.stringify(entries)).not.toMatch(/秘密|受信箱|高橋|山田/u)
  })
})

describe('the history of a case', () => {
  it('of a call is read from its times', async () => {
    const { summary, events } = await operator.cases.history({ kind: 'call', id: ids['otherCall']! })
    expect(summary).toMatchObject({ kind: 'call', callerName: '山田', staffName: '名前 operator2' })
    expect(events).toEqual([{ at: '2026-10-02T15:30:00.000Z', staffId: 'operator2', staffName: '名前 operator2', deviceId: null, from: null, to: 'started', reason: null }])
  })

  it('of what is not there is not found', async () => {
    expect(await refusalOf(operator.cases.history({ kind: 'notice', id: ids['aCall']! }))).toBe('NOT_FOUND CASE')
  })
})

describe('the supervisor’s list', () => {
  it('is for supervisors: an operator is refused, and that is audited', async () => {
    expect(await refusalOf(operator.cases.export({ kinds: ['call'] }))).toBe('FORBIDDEN')
    const entries = await desktop.backend.core.database.reader.manager.find(auditEntity, { where: { action: 'cases.export', outcome: 'refused' } })
    expect(entries.map(({ staffId }) => staffId)).toEqual(['operator'])
  })

  it('holds a line a step of every case found', async () => {
    const { fileName, document } = await supervisor.cases.export({ from: '2026-10-01', until: '2026-10-31' })
    expect(fileName).toMatch(/^受付履歴-\d{4}-\d{2}-\d{2}\.csv$/u)
    const csv = Buffer.from(await document.arrayBuffer()).toString('utf8')
    expect(csv.startsWith('\ufeff"種別"')).toBe(true)
    expect(csv).toContain('"通話","","\'' + first.facilityCode)
    expect(csv).toContain('見本ひかりクリニック')
    expect(csv).toContain('"済み"')
  })
})

/** What central refused or parked: sent again, given up, settled later; two desktops and a real central. Runs on both databases. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { replayDeferred } from '#central/mutations/apply-mutation.ts'
import { auditEntity } from '#backend/database/entities/staff.ts'
import { outboxEntity } from '#backend/database/entities/sync.ts'
import { nextRunning } from '#backend/database/setting-repository.ts'
import { calls, notices } from '#backend/database/record-repository.ts'
import type { ChangeView } from '#shared/contract/desktop/contract.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { refusalOf, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { finishCall, requestedNotice, startOffice, type TestOffice } from '#test/support/test-office.ts'
import { clinicForm, codeOn, recordCode } from './requests/request-office.ts'

const folder = temporaryFolders()
let office: TestOffice
let front: TestDesktop
let back: TestDesktop
let operator: DeskClient
let colleague: DeskClient

beforeAll(async () => {
  office = await startOffice()
  front = await office.openDesktop(folder())
  back = await office.openDesktop(folder())
  operator = await front.signedIn('operator')
  colleague = await back.signedIn('operator2')
}, 60_000)
afterEach(() => {
  for (const desktop of [front, back]) desktop.network.isDown = false
})
afterAll(async () => {
  await front?.stop()
  await back?.stop()
  await office?.close()
})

const bothSynced = async () => {
  for (const desktop of [front, back, front]) await desktop.sync()
}
const needsPerson = async (desktop: TestDesktop): Promise<number> => (await desktop.page('anybody').system.status({})).needsPerson
const theOnly = async (page: DeskClient): Promise<ChangeView> => {
  const list = await page.changes.list({})
  expect(list).toHaveLength(1)
  return list[0]!
}
const textOf = ({ text }: ChangeView) => Object.fromEntries(text.map(({ field, values }) => [field, values]))

let places = 0
type Filled = Partial<typeof clinicForm> & { readonly notes?: string }
/** One request, filled in by two people from the same state: the operator is the quicker. */
const filledByTwo = async (mine: Filled, theirs: Filled): Promise<string> => {
  places += 1
  const [request] = await recordCode(operator, { facilityAddress: { value: `福井市例示町${places}番1号` } })
  await bothSynced()
  const { requestId, version, form } = (await codeOn(colleague, request!.requestId))!
  const fill = async (page: DeskClient, { notes = '', ...fields }: Filled) =>
    await page.provisionalCodeRequests.fill({ requestId, version, designationReceiptNumber: null, notes, reason: '開設者から電話', form: { ...form, ...fields } as typeof form })
  await fill(colleague, mine)
  await fill(operator, theirs)
  await front.sync()
  await back.sync()
  return requestId
}
const formOn = async (page: DeskClient, requestId: string) => (await codeOn(page, requestId))!
/** Notes put on a request, on the version `at`. */
const noting = (requestId: string, form: Awaited<ReturnType<typeof formOn>>['form']) => async (page: DeskClient, at: number, notes: string) =>
  await page.provisionalCodeRequests.fill({ requestId, version: at, designationReceiptNumber: null, notes, reason: '訂正', form })

describe('two people fill in one request', () => {
  it('different fields: sent again, both are there', async () => {
    const requestId = await filledByTwo({ facilityName: { value: '後から届く名前' } }, { facilityTelephone: { value: '0776-00-0000' } })
    const change = await theOnly(colleague)
    expect(change).toMatchObject({ type: 'provisionalCodeRequest.saved', code: 'VERSION_CONFLICT', isOwn: true, isDeferred: false, mayRetry: true, mayDiscard: true })
    expect(change.subject).toContain((await formOn(operator, requestId)).requestNumber)
    expect(textOf(change)).toEqual({ 'form.facilityName': ['後から届く名前'], events: [expect.stringContaining('開設者から電話')] })
    expect(await colleague.changes.retry({ mutationId: change.mutationId })).toEqual({ outcome: 'sent' })
    expect(await needsPerson(back)).toBe(0)
    await back.sync()
    await bothSynced()
    expect(await colleague.changes.list({})).toEqual([])
    for (const page of [operator, colleague]) {
      const seen = await formOn(page, requestId)
      expect(seen.form).toMatchObject({ facilityName: { value: '後から届く名前' }, facilityTelephone: { value: '0776-00-0000' } })
      expect(seen.events.map(({ staffId, reason }) => [staffId, reason])).toEqual([
        ['operator', null], ['operator', '施設の電話番号：開設者から電話'], ['operator2', '施設名称：開設者から電話'],
      ])
    }
  })

  it('the same field: both values are shown, the person chooses, the rest is merged', async () => {
    const requestId = await filledByTwo({ facilityName: { value: '私の名前' }, contactTelephone: '090-0000-0001', notes: '私のメモ' }, { facilityName: { value: '先に届いた名前' }, notes: '先のメモ' })
    const { mutationId } = await theOnly(colleague)
    const asked = await colleague.changes.retry({ mutationId })
    if (asked.outcome !== 'conflict') throw new Error('a conflict was expected')
    expect(asked.conflicts).toEqual([
      { field: 'form.facilityName', mine: { values: ['私の名前'], isUndecided: false }, theirs: { values: ['先に届いた名前'], isUndecided: false } },
      { field: 'notes', mine: { values: ['私のメモ'], isUndecided: false }, theirs: { values: ['先のメモ'], isUndecided: false } },
    ].sort((one, other) => asked.conflicts.findIndex(({ field }) => field === one.field) - asked.conflicts.findIndex(({ field }) => field === other.field)))
    // Half an answer changes nothing, and nothing chosen for an older state counts.
    expect(await colleague.changes.retry({ mutationId, version: asked.version, choices: { notes: 'mine' } })).toMatchObject({ outcome: 'conflict' })
    expect(await colleague.changes.retry({ mutationId, version: asked.version - 1, choices: { notes: 'mine', 'form.facilityName': 'mine' } })).toMatchObject({ outcome: 'conflict' })
    expect(await needsPerson(back)).toBe(1)
    expect(await colleague.changes.retry({ mutationId, version: asked.version, choices: { 'form.facilityName': 'theirs', notes: 'mine' } })).toEqual({ outcome: 'sent' })
    await back.sync()
    await bothSynced()
    for (const page of [operator, colleague]) {
      const seen = await formOn(page, requestId)
      expect([seen.form.facilityName, seen.form.contactTelephone, seen.notes]).toEqual([{ value: '先に届いた名前' }, '090-0000-0001', '私のメモ'])
    }
    expect(await colleague.changes.list({})).toEqual([])
  })

  it('without a connection it stays as it is', async () => {
    await filledByTwo({ notes: '残るメモ' }, { facilityName: { value: '別の項目' } })
    const { mutationId } = await theOnly(colleague)
    back.network.isDown = true
    expect(await refusalOf(colleague.changes.retry({ mutationId }))).toBe('OFFLINE')
    expect(await refusalOf(colleague.changes.discard({ mutationId, reason: 'mistaken' }))).toBe('OFFLINE')
    expect(textOf(await theOnly(colleague))).toMatchObject({ notes: ['残るメモ'] })
    back.network.isDown = false
    await colleague.changes.discard({ mutationId, reason: 'mistaken' })
    expect(await colleague.changes.list({})).toEqual([])
  })

  it('two of my changes, one made on the other, are one: neither overwrites what came between, nothing of the first is lost', async () => {
    const requestId = await filledByTwo({ notes: '一つ目' }, { facilityName: { value: '先の名前' } })
    const { mutationId } = await theOnly(colleague)
    await colleague.changes.discard({ mutationId, reason: 'doneAnew' })
    const { version, form } = await formOn(colleague, requestId)
    const theirs = await formOn(operator, requestId)
    const first = await colleague.provisionalCodeRequests.fill({ requestId, version, designationReceiptNumber: null, notes: '一つ目', reason: '訂正', form })
    await colleague.provisionalCodeRequests.fill({ requestId, version: first.version, designationReceiptNumber: 'UK-9', notes: '一つ目', reason: '訂正', form })
    await operator.provisionalCodeRequests.fill({ requestId, version: theirs.version, designationReceiptNumber: null, notes: '', reason: '訂正', form: { ...theirs.form, contactTelephone: '090-9999-0000' } })
    await front.sync()
    await back.sync()
    const list = await colleague.changes.list({})
    // The second bears the very version that the colleague's save has got.
    expect(list.map(({ code }) => code)).toEqual(['VERSION_CONFLICT', 'VERSION_CONFLICT'])
    expect((await formOn(operator, requestId)).form.contactTelephone).toBe('090-9999-0000')
    expect(await colleague.changes.retry({ mutationId: list[0]!.mutationId })).toEqual({ outcome: 'sent' })
    expect(await colleague.changes.list({})).toEqual([])
    await back.sync()
    await bothSynced()
    expect(await formOn(operator, requestId)).toMatchObject({ notes: '一つ目', designationReceiptNumber: 'UK-9', form: { contactTelephone: '090-9999-0000' } })
  })
})

describe('a save made while the one before it is being refused', () => {
  it('does not take the place of what somebody else has put there', async () => {
    const [request] = await recordCode(operator, { facilityAddress: { value: '福井市例示町88番1号' } })
    await bothSynced()
    const { requestId, version, form } = await formOn(colleague, request!.requestId)
    const fill = noting(requestId, form)
    await fill(operator, version, '先のメモ')
    await front.sync()
    const first = await fill(colleague, version, '一つ目')
    back.network.intercept = async (path, send) => {
      const reply = await send()
      if (path.includes('/mutations') && back.network.intercept !== null) {
        back.network.intercept = null
        await fill(colleague, first.version, '二つ目')
      }
      return reply
    }
    await back.sync()
    await bothSynced()
    expect((await formOn(operator, requestId)).notes).toBe('先のメモ')
    const list = await colleague.changes.list({})
    expect(list.map((change) => [change.code, textOf(change)['notes']])).toEqual([['VERSION_CONFLICT', ['一つ目']], ['VERSION_CONFLICT', ['二つ目']]])
    const asked = await colleague.changes.retry({ mutationId: list[0]!.mutationId })
    if (asked.outcome !== 'conflict') throw new Error('a conflict was expected')
    expect(asked.conflicts).toMatchObject([{ field: 'notes', mine: { values: ['二つ目'] }, theirs: { values: ['先のメモ'] } }])
    await colleague.changes.retry({ mutationId: list[0]!.mutationId, version: asked.version, choices: { notes: 'mine' } })
    await back.sync()
    await bothSynced()
    expect((await formOn(operator, requestId)).notes).toBe('二つ目')
    expect(await colleague.changes.list({})).toEqual([])
  })

  it('nor do saves of a record that is new here, and known to others because only the answer was lost', async () => {
    back.network.intercept = async (path, send) => {
      const reply = await send()
      if (path.includes('/mutations')) back.network.isDown = true
      if (path.includes('/mutations')) throw new Error('the answer is lost')
      return reply
    }
    const [request] = await recordCode(colleague, { facilityAddress: { value: '福井市例示町90番1号' } })
    await expect(back.sync()).rejects.toThrow()
    back.network.intercept = null
    await front.sync()
    const { requestId, version, form } = await formOn(operator, request!.requestId)
    const fill = noting(requestId, form)
    await fill(operator, version, '先のメモ')
    await front.sync()
    const first = await fill(colleague, request!.version, '一つ目')
    await fill(colleague, first.version, '二つ目')
    back.network.isDown = false
    await bothSynced()
    expect((await formOn(operator, requestId)).notes).toBe('先のメモ')
    expect((await colleague.changes.list({})).map((change) => [change.code, textOf(change)['notes']])).toEqual([['VERSION_CONFLICT', ['一つ目']], ['VERSION_CONFLICT', ['二つ目']]])
    for (const { mutationId } of await colleague.changes.list({})) await colleague.changes.discard({ mutationId, reason: 'doneAnew' })
  })

  it('nor does one made after the refusal, before what central has came in', async () => {
    const [request] = await recordCode(operator, { facilityAddress: { value: '福井市例示町89番1号' } })
    await bothSynced()
    const { requestId, version, form } = await formOn(colleague, request!.requestId)
    const fill = noting(requestId, form)
    await fill(operator, version, '先のメモ')
    await front.sync()
    const first = await fill(colleague, version, '一つ目')
    back.network.intercept = async (path, send) => {
      const reply = await send()
      if (path.includes('/mutations')) back.network.isDown = true
      return reply
    }
    await expect(back.sync()).rejects.toThrow()
    back.network.intercept = null
    expect(await theOnly(colleague)).toMatchObject({ code: 'VERSION_CONFLICT' })
    // Its version is the very one that the operator's save has got.
    await fill(colleague, first.version, '二つ目')
    back.network.isDown = false
    await bothSynced()
    expect((await formOn(operator, requestId)).notes).toBe('先のメモ')
    expect((await colleague.changes.list({})).map((change) => [change.code, textOf(change)['notes']])).toEqual([['VERSION_CONFLICT', ['一つ目']], ['VERSION_CONFLICT', ['二つ目']]])
    for (const { mutationId } of await colleague.changes.list({})) await colleague.changes.discard({ mutationId, reason: 'doneAnew' })
    expect((await formOn(colleague, requestId)).notes).toBe('先のメモ')
  })
})

describe('a call made under a session that had ended', () => {
  it('is kept, shown to its operator alone, and sent again after the next sign-in', async () => {
    const leaving = await front.signedIn('operator2')
    await office.test.central.admin.resetPassword('operator2', 'another-password-2')
    office.test.clock.advance(1000)
    const { callId } = await leaving.calls.start({})
    await leaving.calls.save({ callId, notes: '前任の方のアドレス', callerName: '見本 電話子' })
    await front.sync()
    expect(await needsPerson(front)).toBe(1)

    expect(await operator.changes.list({})).toEqual([])
    const [row] = await front.backend.core.database.reader.manager.find(outboxEntity, { where: { state: 'rejected' } })
    const { mutationId } = row!
    expect(await refusalOf(operator.changes.retry({ mutationId }))).toBe('FORBIDDEN CHANGE_OF_ANOTHER')
    expect(await refusalOf(operator.changes.discard({ mutationId, reason: 'mistaken' }))).toBe('FORBIDDEN CHANGE_OF_ANOTHER')
    for (const answer of front.answers.filter((one) => one.startsWith('changes.'))) expect(answer).not.toContain('前任')

    const supervisor = await front.signedIn('supervisor')
    const shown = await theOnly(supervisor)
    expect(shown).toMatchObject({ isOwn: false, mayRetry: false, mayDiscard: true, staffName: '名前 operator2' })
    expect(textOf(shown)).toMatchObject({ notes: ['前任の方のアドレス'] })
    await supervisor.changes.list({})
    const looks = await front.backend.core.database.reader.manager.find(auditEntity, { where: { action: 'changes.list', staffId: 'supervisor' } })
    expect(looks.map(({ subject }) => subject)).toEqual([`call.saved operator2 ${callId}`])
    expect(await refusalOf(supervisor.changes.retry({ mutationId }))).toBe('FORBIDDEN CHANGE_OF_ANOTHER')

    const back_ = await front.signedIn('operator2', 'another-password-2')
    const mine = await theOnly(back_)
    expect(mine).toMatchObject({ code: 'SESSION_ENDED', mayRetry: true })
    expect(await back_.changes.retry({ mutationId: mine.mutationId })).toEqual({ outcome: 'sent' })
    await front.sync()
    expect(await needsPerson(front)).toBe(0)
    await back.sync()
    expect(await calls.get(back.backend.core.database.reader.manager, callId)).toMatchObject({ notes: '前任の方のアドレス', operatorId: 'operator2' })
    // It goes on as if nothing had been.
    await back_.calls.save({ callId, notes: '続き' })
    await finishCall(back_, callId)
    await front.sync()
    expect(await needsPerson(front)).toBe(0)
    await back_.session.signOut({})
    colleague = await back.signedIn('operator2', 'another-password-2')
  })
})

describe('what may not be done', () => {
  it('is given up with a reason, and what it changed here goes back to what central has', async () => {
    const facility = office.nextFacility()
    const { notice } = await requestedNotice(operator, facility)
    await bothSynced()
    const { requestId } = (await recordCode(operator, { facilityAddress: { value: '福井市例示町99番1号' } }))[0]!
    await front.sync()
    const central = office.test.central
    await central.admin.addStaff({ staffId: 'moved', displayName: '異動', role: 'operator', password: 'right-password-1' })
    const moved = await front.signedIn('moved')
    await office.test.central.database.reader.query(`update staff set role = 'mailroom' where staff_id = 'moved'`)
    const { callId } = await moved.calls.start({})
    await moved.notices.cancel({ noticeId: notice.noticeId, reason: '取り消す理由' })
    await moved.provisionalCodeRequests.move({ requestId, to: 'formSent', version: (await formOn(moved, requestId)).version })
    await front.sync()
    const list = await moved.changes.list({})
    expect(list.map(({ type, code, mayRetry }) => [type, code, mayRetry])).toEqual([
      ['call.saved', 'FORBIDDEN', true], ['notice.cancelled', 'FORBIDDEN', true], ['provisionalCodeRequest.saved', 'FORBIDDEN', true],
    ])
    expect(textOf(list[1]!)).toEqual({ reason: ['取り消す理由'] })
    expect((await notices.get(front.backend.core.database.reader.manager, notice.noticeId))?.state).toBe('cancelled')

    for (const { mutationId } of list) await moved.changes.discard({ mutationId, reason: 'notNeeded' })
    expect(await moved.changes.list({})).toEqual([])
    const { manager } = front.backend.core.database.reader
    // Central never had the call; the others are as it has them.
    expect(await calls.get(manager, callId)).toBeNull()
    expect((await notices.get(front.backend.core.database.reader.manager, notice.noticeId))?.state).toBe('queued')
    expect(await formOn(operator, requestId)).toMatchObject({ state: 'received' })
    const audited = await manager.find(auditEntity, { where: { action: 'changes.discard.notNeeded' } })
    expect(audited.map(({ staffId, subject }) => [staffId, subject])).toEqual([
      ['moved', `call.saved moved ${callId}`], ['moved', `notice.cancelled moved ${notice.noticeId}`], ['moved', `provisionalCodeRequest.saved moved ${requestId}`],
    ])
    await moved.session.signOut({})
    // And the record is worked on again without a hitch.
    await operator.provisionalCodeRequests.move({ requestId, to: 'formSent', version: (await formOn(operator, requestId)).version })
    await front.sync()
    expect(await needsPerson(front)).toBe(0)
  })

  it('is not sent again where the same content would be refused again', async () => {
    const { manager } = front.backend.core.database.reader
    const { callId } = await operator.calls.start({})
    await front.sync()
    await front.backend.core.database.write(async (writer) => {
      const sequence = await nextRunning(writer, 'nextSequence')
      const row = await sessionRow()
      await writer.insert(outboxEntity, { ...row, sequence, type: 'call.saved', payload: { callId, version: 1, notes: 5 } as never, entity: 'call', entityId: callId })
    })
    await front.sync()
    const change = await theOnly(operator)
    expect(change).toMatchObject({ code: 'INVALID_PAYLOAD', mayRetry: false })
    expect(await refusalOf(operator.changes.retry({ mutationId: change.mutationId }))).toBe('REFUSED CHANGE_IS_HOPELESS')
    await operator.changes.discard({ mutationId: change.mutationId, reason: 'mistaken' })
    expect(await calls.get(manager, callId)).not.toBeNull()
    await finishCall(operator, callId)
    await front.sync()
  })
})

/** A row of the operator's session that waits. */
const sessionRow = async () => {
  const session = front.backend.sessions.of('operator')!
  return {
    mutationId: front.backend.core.deps.ids.next(), schemaVersion: 1, staffId: 'operator', sessionId: session.sessionId, occurredAt: new Date(office.test.clock.now()).toISOString(),
    state: 'waiting' as const, code: null, isTried: false, base: null,
  }
}

describe('what central parks', () => {
  it('leaves the list by itself when central has settled it', async () => {
    const { callId } = await operator.calls.start({})
    await operator.calls.save({ callId, notes: '書いたこと' })
    await front.sync()
    const known = (await calls.get(front.backend.core.database.reader.manager, callId))!
    await front.backend.core.database.write(async (writer) => {
      for (const notes of ['先の版だけが知る変更', '使えない変更']) {
        const sequence = await nextRunning(writer, 'nextSequence')
        const payload = notes === '使えない変更' ? { notes } : { ...known, notes }
        await writer.insert(outboxEntity, { ...(await sessionRow()), sequence, type: 'call.annotated', payload: payload as never, entity: 'call', entityId: callId })
      }
    })
    await front.sync()
    const parked = await operator.changes.list({})
    expect(parked.map(({ isDeferred, code, mayRetry, mayDiscard }) => [isDeferred, code, mayRetry, mayDiscard])).toEqual([[true, null, false, false], [true, null, false, false]])
    expect(await refusalOf(operator.changes.discard({ mutationId: parked[0]!.mutationId, reason: 'mistaken' }))).toBe('REFUSED CHANGE_IS_PARKED')
    expect(await refusalOf(operator.changes.retry({ mutationId: parked[0]!.mutationId }))).toBe('REFUSED CHANGE_IS_HOPELESS')

    // A central that knows the type starts.
    const { database } = office.test.central
    await database.reader.query(`update mutation_log set type = 'call.saved' where outcome = 'deferred'`)
    expect(await replayDeferred(database, office.test.clock)).toBe(2)
    office.test.clock.advance(60_000)
    await front.sync()
    expect(await needsPerson(front)).toBe(2)
    office.test.clock.advance(5 * 60_000)
    await front.sync()
    const left = await theOnly(operator)
    expect(left).toMatchObject({ type: 'call.annotated', isDeferred: false, code: 'INVALID_PAYLOAD', mayDiscard: true })
    expect((await calls.get(front.backend.core.database.reader.manager, callId))?.notes).toBe('先の版だけが知る変更')
    await operator.changes.discard({ mutationId: left.mutationId, reason: 'doneAnew' })
    expect(await needsPerson(front)).toBe(0)
    await finishCall(operator, callId)
    await front.sync()
    expect(await operator.changes.list({})).toEqual([])
  })
})

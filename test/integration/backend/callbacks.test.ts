import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { CallbackView } from '#shared/contract/desktop/contract.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { refusalOf, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { startOffice, type TestOffice } from '#test/support/test-office.ts'
import type { SampleFacility } from '#trial/sample-list.ts'

// Promises to call back are nobody's to forget: made on one desktop, kept on another.

const folder = temporaryFolders()
let office: TestOffice
let front: TestDesktop
let back: TestDesktop
let operator: DeskClient
let colleague: DeskClient
let callId: string

beforeAll(async () => {
  office = await startOffice()
  front = await office.openDesktop(folder())
  back = await office.openDesktop(folder())
  operator = await front.signedIn('operator')
  colleague = await back.signedIn('operator2')
  callId = (await operator.calls.start({})).callId
  await operator.calls.save({ callId, callerName: '受付 田中' })
}, 60_000)
afterAll(async () => {
  await front?.stop()
  await back?.stop()
  await office?.close()
})

const minute = 60_000
const isoIn = (milliseconds: number) => new Date(office.test.clock.now() + milliseconds).toISOString()
const told = { kind: 'promised', target: 'told', telephone: '090-0000-0000', about: '折り返し' } as const
const promise = async (more: object = {}): Promise<CallbackView> => await operator.callbacks.promise({ callId, ...told, ...more })
const ref = ({ callbackId, version }: CallbackView) => ({ callbackId, version })
const syncBoth = async () => {
  await front.sync()
  await back.sync()
  await front.sync()
}
/** Compared until the rule says that the listed number must be called. */
const failedVerification = async (facility: SampleFacility): Promise<string> => {
  await operator.calls.save({ callId, facilityCodes: [facility.facilityCode] })
  const { verificationId } = await operator.verifications.begin({ callId, facilityCode: facility.facilityCode, typed: facility.facilityCode })
  for (const spoken of ['9999-9999', '8888-8888']) await refusalOf(operator.verifications.compare({ verificationId, item: 'addressNumbers', spoken }))
  await operator.verifications.compare({ verificationId, item: 'movedRecently', spoken: 'no' })
  const { outcome } = await operator.verifications.conclude({ verificationId })
  expect(outcome).toBe('callback')
  return verificationId
}

describe('a promise', () => {
  it('is due by the setting unless a time was promised, and everybody sees it', async () => {
    const usual = await promise()
    const named = await promise({ dueAt: isoIn(5 * minute), assignedTo: 'operator2' })
    expect(usual).toMatchObject({
      version: 1, dueAt: isoIn(60 * minute), state: 'open', callerName: '受付 田中', telephone: '090-0000-0000', createdBy: 'operator', createdByName: '名前 operator',
      assignedTo: null, isMine: true, isLate: false,
    })
    expect(named).toMatchObject({ dueAt: isoIn(5 * minute), assignedToName: '名前 operator2', isMine: false })
    await syncBoth()
    const shown = (await colleague.callbacks.list({})).filter(({ callbackId }) => [usual.callbackId, named.callbackId].includes(callbackId))
    expect(shown.map(({ callbackId, isMine }) => [callbackId, isMine])).toEqual([[named.callbackId, true], [usual.callbackId, true]])
    office.test.clock.advance(5 * minute + 1)
    expect((await colleague.callbacks.list({}))[0]).toMatchObject({ callbackId: named.callbackId, isLate: true })
    for (const one of [usual, named]) await operator.callbacks.cancel({ ...ref(one), reason: '不要' })
    await syncBoth()
  })

  it('needs a number, a time to come, and somebody who answers calls', async () => {
    const facility = office.nextFacility()
    for (const [more, answer] of [
      [{ telephone: '内線' }, 'INVALID_INPUT TELEPHONE_MISSING'], [{ dueAt: isoIn(0) }, 'INVALID_INPUT DUE_IN_PAST'], [{ assignedTo: 'mailroom' }, 'INVALID_INPUT ASSIGNEE_UNKNOWN'],
      [{ assignedTo: 'nobody' }, 'INVALID_INPUT ASSIGNEE_UNKNOWN'], [{ target: 'listed' }, 'INVALID_INPUT FACILITY_MISSING'], [{ facilityCode: '0000000000' }, 'NOT_FOUND FACILITY'],
      [{ target: 'listed', facilityCode: office.bare.facilityCode }, 'REFUSED NO_LISTED_TELEPHONE'], [{ kind: 'verification' }, 'INVALID_INPUT VERIFICATION_MISSING'],
      [{ kind: 'verification', target: 'listed', facilityCode: facility.facilityCode, verificationId: callId }, 'NOT_FOUND VERIFICATION'],
    ] as const) expect([more, await refusalOf(promise(more))]).toEqual([more, answer])
    expect(await refusalOf(colleague.callbacks.promise({ callId, ...told }))).toBe('FORBIDDEN CALL_OF_ANOTHER')
  })

  it('of the listed number keeps no number', async () => {
    const facility = office.nextFacility()
    const view = await promise({ target: 'listed', facilityCode: facility.facilityCode, telephone: facility.telephone! })
    expect(view).toMatchObject({ telephone: '', facilityName: facility.name })
    expect((await operator.callbacks.list({ facilityCode: facility.facilityCode })).map(({ callbackId }) => callbackId)).toEqual([view.callbackId])
    await operator.callbacks.cancel({ ...ref(view), reason: '不要' })
  })
})

describe('its steps', () => {
  it('are kept with who, when and why, on every desktop', async () => {
    const view = await promise()
    await syncBoth()
    const busy = await colleague.callbacks.attempt({ ...ref(view), result: 'busy', dueAt: isoIn(10 * minute) })
    const given = await colleague.callbacks.assign({ ...ref(busy), assignedTo: 'operator', reason: '担当のため' })
    await syncBoth()
    const seen = await operator.callbacks.get({ callbackId: view.callbackId })
    expect(seen).toMatchObject({ attempts: [{ staffId: 'operator2', result: 'busy' }], assignedTo: 'operator', dueAt: busy.dueAt, version: given.version })
    expect(await refusalOf(operator.callbacks.attempt({ ...ref(seen), result: 'busy', dueAt: isoIn(-1) }))).toBe('INVALID_INPUT DUE_IN_PAST')
    const done = await operator.callbacks.finish({ ...ref(seen), result: '説明済み' })
    expect(done).toMatchObject({ state: 'done', result: '説明済み', isLate: false })
    await syncBoth()
    const ended = (await colleague.callbacks.list({ withEnded: true })).find(({ callbackId }) => callbackId === view.callbackId)
    expect(ended?.events.map(({ from, to, staffId, reason }) => [from, to, staffId, reason])).toEqual(expect.arrayContaining([[null, 'open', 'operator', null], ['open', 'done', 'operator', '説明済み']]))
    expect((await colleague.callbacks.list({})).map(({ callbackId }) => callbackId)).not.toContain(view.callbackId)
    office.test.clock.advance(31 * 24 * 60 * minute)
    expect((await colleague.callbacks.list({ withEnded: true })).map(({ callbackId }) => callbackId)).not.toContain(view.callbackId)
    office.test.clock.advance(-31 * 24 * 60 * minute)
    expect([await operator.system.rejectedChanges({}), await colleague.system.rejectedChanges({})]).toEqual([[], []])
  })

  it('are refused on what somebody else has changed or ended', async () => {
    const view = await promise()
    await operator.callbacks.attempt({ ...ref(view), result: 'noAnswer', dueAt: isoIn(minute) })
    expect(await refusalOf(operator.callbacks.cancel({ ...ref(view), reason: 'x' }))).toBe('CONFLICT CHANGED_MEANWHILE')
    await operator.callbacks.finish({ callbackId: view.callbackId, version: 2, result: '済み' })
    for (const step of [operator.callbacks.finish({ ...ref(view), result: 'x' }), operator.callbacks.assign({ ...ref(view), assignedTo: null, reason: 'x' })]) {
      expect(await refusalOf(step)).toBe('CONFLICT CALLBACK_DONE')
    }
  })

  it('taken on two desktops at once count once; the other is shown to its person', async () => {
    const view = await promise()
    await syncBoth()
    await operator.callbacks.finish({ ...ref(view), result: '先' })
    await colleague.callbacks.finish({ ...ref(view), result: '後' })
    await syncBoth()
    expect(await colleague.system.rejectedChanges({})).toMatchObject([{ type: 'callback.saved', code: 'VERSION_CONFLICT', subject: view.callbackId }])
    expect(await colleague.callbacks.get({ callbackId: view.callbackId })).toMatchObject({ result: '先' })
  })
})

describe('a verification that failed', () => {
  it('is settled by the listed number, by whoever calls it', async () => {
    const facility = office.nextFacility()
    const verificationId = await failedVerification(facility)
    const asked = { callId, kind: 'verification', verificationId, about: '確認', telephone: '' } as const
    expect(await refusalOf(operator.callbacks.promise({ ...asked, target: 'told', telephone: '075-751-3111' }))).toBe('INVALID_INPUT CALLBACK_NOT_LISTED')
    const view = await operator.callbacks.promise({ ...asked, target: 'listed' })
    expect(view).toMatchObject({ facilityCode: facility.facilityCode, telephone: '' })
    expect(await refusalOf(operator.callbacks.promise({ ...asked, target: 'listed' }))).toBe('CONFLICT CALLBACK_ALREADY_OPEN')
    await syncBoth()
    expect(await refusalOf(colleague.callbacks.finish({ ...ref(view), result: '確認' }))).toBe('INVALID_INPUT CONFIRMATION_MISSING')
    await colleague.callbacks.finish({ ...ref(view), result: '在籍を確認', isConfirmed: true })
    expect(await colleague.verifications.get({ verificationId })).toMatchObject({ outcome: 'passed' })
    await syncBoth()
    expect(await operator.verifications.get({ verificationId })).toMatchObject({ outcome: 'passed' })
    expect((await operator.notices.prepare({ callId, verificationId })).facility.facilityCode).toBe(facility.facilityCode)
    expect(await operator.system.rejectedChanges({})).toEqual([])
  })

  it('is refused where the facility knows nothing of the caller', async () => {
    const verificationId = await failedVerification(office.nextFacility())
    const view = await operator.callbacks.promise({ callId, kind: 'verification', target: 'listed', verificationId, about: '' })
    await operator.callbacks.finish({ ...ref(view), result: '心当たりなし', isConfirmed: false })
    await syncBoth()
    expect(await colleague.verifications.get({ verificationId })).toMatchObject({ outcome: 'refused' })
    expect(await refusalOf(operator.notices.prepare({ callId, verificationId }))).toBe('REFUSED VERIFICATION_REFUSED')
  })
})

/** Pieces that come back, are destroyed, or were printed twice. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { NoticeRecord } from '#shared/contract/records.ts'
import { noticeStates, type NoticeState } from '#shared/domain/notice.ts'
import { addPerson } from './support/desktop.ts'
import { openMailHouse, returned, type MailHouse } from './support/mail-house.ts'
import { clientOf } from './support/test-central.ts'

let house: MailHouse
beforeAll(async () => {
  house = await openMailHouse('40100')
  await addPerson(house.test, 'second', 'mailroom')
}, 60_000)
afterAll(() => house.close())

const alertsOf = async (noticeId: string) =>
  (await house.test.central.admin.listAlerts()).filter((alert) => alert.noticeId === noticeId).map((alert) => alert.kind)
const eventsOf = async (facilityCode: string) =>
  (await clientOf(house.test.url, house.portalToken).call('listPortalEvents', { query: {} })).events.filter((event) => event.facilityCode === facilityCode)
const lastEvent = (record: NoticeRecord) => record.events.at(-1)

describe('a letter that came back', () => {
  it('is void, and its facility is to be seen to, by an operator, once', async () => {
    const letter = await house.letterIn('posted')
    expect(await house.call('notice.returned', letter, returned)).toBe('FORBIDDEN')
    expect(await house.mail('notice.returned', letter, { ...returned, returnReason: 'moved' })).toBe('INVALID_PAYLOAD')
    expect(await house.mail('notice.returned', letter, returned)).toBe('applied')
    const record = await house.recordOf(letter)
    expect(record).toMatchObject({
      state: 'returned', followUp: 'open',
      returned: { on: '2026-10-05', reason: 'addressUnknown', isOpened: false, at: '2026-10-05T01:00:00.000Z', staffId: 'mailroom' },
    })
    expect(lastEvent(record)).toMatchObject({ from: 'posted', to: 'returned' })
    expect(await house.redeem(letter)).toMatchObject({ status: 422 })
    expect(await house.mail('notice.returned', letter, returned)).toBe('ILLEGAL_TRANSITION')
    expect(await house.call('notice.followedUp', letter, { reason: '電話で確認' })).toBe('applied')
    expect(lastEvent(await house.recordOf(letter))).toMatchObject({ from: 'returned', to: 'followedUp', staffId: 'operator', reason: '電話で確認' })
    expect(await house.recordOf(letter)).toMatchObject({ state: 'returned', followUp: 'done' })
    expect(await house.call('notice.followedUp', letter)).toBe('ILLEGAL_TRANSITION')
    expect(await alertsOf(letter.notice.noticeId)).toEqual([])
  })

  it('although it was redeemed is an incident: the account is suspended, a supervisor called, once', async () => {
    const letter = await house.letterIn('redeemed')
    expect(await house.mail('notice.returned', letter, { ...returned, isOpened: true })).toBe('applied')
    expect(await house.recordOf(letter)).toMatchObject({ state: 'redeemed', followUp: 'open', returned: { isOpened: true } })
    expect(await house.mail('notice.returned', letter, returned)).toBe('ILLEGAL_TRANSITION')
    expect(await alertsOf(letter.notice.noticeId)).toEqual(['returnedAfterRedeemed'])
    expect((await eventsOf(letter.notice.facilityCode)).map((event) => event.kind)).toEqual(['noticeRequested', 'noticePosted', 'accountSuspension'])
  })

  it.each(['expired', 'voided'] as const)('after it had %s is only written down, once', async (state) => {
    const letter = await house.letterIn(state)
    expect(await house.mail('notice.returned', letter, returned)).toBe('applied')
    expect(await house.recordOf(letter)).toMatchObject({ state, followUp: null, returned: { reason: 'addressUnknown' } })
    expect(await house.mail('notice.returned', letter, returned)).toBe('ILLEGAL_TRANSITION')
  })

  it.each(['requested', 'awaitingApproval', 'queued', 'issuing', 'printed', 'sealed', 'cancelled', 'joined'] as const)('is not one that is %s', async (state) => {
    expect(await house.mail('notice.returned', await house.letterIn(state), returned)).toBe('ILLEGAL_TRANSITION')
  })
})

describe('a sheet', () => {
  const ended: readonly NoticeState[] = ['redeemed', 'returned', 'expired', 'voided']
  it.each(noticeStates)('is destroyed only when its letter has ended: %s', async (state) => {
    const letter = await house.letterIn(state)
    expect(await house.mail('notice.destroyed', letter, { witnessStaffId: 'second' })).toBe(ended.includes(state) ? 'applied' : 'ILLEGAL_TRANSITION')
  })

  it('of a letter that came back although it was redeemed is kept as evidence until a person has seen to it', async () => {
    const letter = await house.letterIn('redeemed')
    expect(await house.mail('notice.returned', letter, returned)).toBe('applied')
    expect(await house.mail('notice.destroyed', letter, { witnessStaffId: 'second' })).toBe('ILLEGAL_TRANSITION')
    expect(await house.call('notice.followedUp', letter, { reason: '警察へ届けた' })).toBe('applied')
    expect(await house.mail('notice.destroyed', letter, { witnessStaffId: 'second' })).toBe('applied')
  })

  it('is destroyed before a second person of the mailroom or a supervisor, once', async () => {
    const letter = await house.letterIn('voided')
    await addPerson(house.test, 'former', 'mailroom')
    await house.test.central.admin.disableStaff('former')
    const destroy = (witnessStaffId: string) => house.mail('notice.destroyed', letter, { witnessStaffId })
    expect(await destroy('mailroom')).toBe('SAME_PERSON')
    for (const witness of ['operator', 'administrator', 'former', 'nobody']) expect(await destroy(witness)).toBe('FORBIDDEN')
    expect(await destroy('supervisor')).toBe('applied')
    expect(await house.recordOf(letter)).toMatchObject({ state: 'voided', destroyed: { at: '2026-10-05T01:00:00.000Z', staffId: 'mailroom', witnessStaffId: 'supervisor' } })
    expect(lastEvent(await house.recordOf(letter))).toMatchObject({ from: 'voided', to: 'destroyed', staffId: 'mailroom' })
    expect(await destroy('second')).toBe('ILLEGAL_TRANSITION')
  })

  it('read twice calls a supervisor, for the piece of that letter only', async () => {
    const [letter, other] = [await house.letterIn('printed'), await house.letterIn('printed')]
    expect(await house.mail('piece.duplicated', letter, { pieceId: other.pieceId })).toBe('WRONG_PIECE')
    expect(await house.mail('piece.duplicated', await house.letterIn('queued'))).toBe('WRONG_PIECE')
    expect(await house.mail('piece.duplicated', letter, { noticeId: crypto.randomUUID() })).toBe('NOT_FOUND')
    expect(await alertsOf(letter.notice.noticeId)).toEqual([])
    expect(await house.mail('piece.duplicated', letter)).toBe('applied')
    expect(await alertsOf(letter.notice.noticeId)).toEqual(['duplicateSheet'])
  })
})

describe('voiding', () => {
  it.each(['issuing', 'printed', 'sealed', 'posted'] as const)('is open to operators while the letter is %s', async (state) => {
    const letter = await house.letterIn(state)
    expect(await house.call('notice.voided', letter, { reason: '身に覚えがない' })).toBe('applied')
    expect(lastEvent(await house.recordOf(letter))).toMatchObject({ from: state, to: 'voided', reason: '身に覚えがない' })
  })
})

describe('the portal', () => {
  it('is told once that a letter is certain to come, however often it is sent back, and when it is posted', async () => {
    const letter = await house.letterIn('awaitingApproval')
    const { facilityCode, noticeNumber } = letter.notice
    expect(await eventsOf(facilityCode)).toEqual([])
    expect(await house.desk.send(house.supervisor, 'notice.approved', { noticeId: letter.notice.noticeId })).toBe('applied')
    const told = [{ kind: 'noticeRequested', facilityCode, noticeNumber }]
    expect(await eventsOf(facilityCode)).toMatchObject(told)
    expect(await house.mail('notice.sentBack', letter)).toBe('applied')
    // A caller verified anew puts it back into the queue.
    const joined = await house.letterIn('queued', { ...house.nextFacility(), ...letter.notice.facility })
    expect([await house.stateOf(letter), await house.stateOf(joined)]).toEqual(['queued', 'joined'])
    expect(await eventsOf(facilityCode)).toMatchObject(told)
    expect(await eventsOf(facilityCode)).toHaveLength(1)
  })

  it('hears of a letter without a tracking number too', async () => {
    const letter = await house.letterIn('sealed')
    expect(await house.mail('notice.posted', letter, { trackingNumber: null, postedOn: '2026-10-05' })).toBe('applied')
    expect(await house.recordOf(letter)).toMatchObject({ state: 'posted', trackingNumber: null })
    expect((await eventsOf(letter.notice.facilityCode)).map((event) => event.kind)).toEqual(['noticeRequested', 'noticePosted'])
  })
})

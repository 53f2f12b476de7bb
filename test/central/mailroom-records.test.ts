/** 差出票, closed days, lots. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { LotRecord } from '#shared/contract/records.ts'
import { addPerson, enrolDesktop, type Desktop, type SignedIn } from './support/desktop.ts'
import { problemOf } from './support/lists.ts'
import { openMailHouse, type MailHouse } from './support/mail-house.ts'
import { handInVerifier, type Letter } from './support/notices.ts'
import { lot, mailDay, postingSlip } from './support/records.ts'

let house: MailHouse
let otherDesk: Desktop
let second: SignedIn
beforeAll(async () => {
  house = await openMailHouse('47100', 20)
  await addPerson(house.test, 'second', 'mailroom')
  otherDesk = await enrolDesktop(house.test, 'other')
  second = await otherDesk.signIn('second')
}, 60_000)
afterAll(() => house.close())

const inFeed = async (id: string) => (await house.desk.pull()).changes.find((change) => change.id === id)
const idsOf = (...letters: Letter[]) => letters.map((letter) => letter.notice.noticeId)

describe('a 差出票', () => {
  const slipOf = (...noticeIds: string[]) => postingSlip('mailroom', house.mailDesk.deviceId, noticeIds)
  const save = (slip: ReturnType<typeof slipOf>) => house.mailDesk.send(house.mailroom, 'postingSlip.saved', slip)

  it('lists posted pieces, whatever became of them since, each on one slip only, and is not changed', async () => {
    const letters = [await house.letterIn('posted'), await house.letterIn('redeemed'), await house.letterIn('returned')]
    const slip = slipOf(...idsOf(...letters))
    expect(await save(slip)).toBe('applied')
    expect(await inFeed(slip.slipId)).toMatchObject({ entity: 'postingSlip', version: 1, body: { noticeIds: slip.noticeIds, madeBy: 'mailroom' } })
    const fresh = await house.letterIn('posted')
    expect(await save(slipOf(...idsOf(...letters.slice(1), fresh)))).toBe('ALREADY_LISTED')
    expect(await save({ ...slip, version: 1, noticeIds: idsOf(fresh) })).toBe('ILLEGAL_TRANSITION')
    // The refused ones have taken nothing.
    expect(await save(slipOf(...idsOf(fresh)))).toBe('applied')
  })

  it('refuses pieces that were not posted, are unknown or stand on it twice, and other names', async () => {
    const [sealed, posted] = [await house.letterIn('sealed'), await house.letterIn('posted')]
    expect(await save(slipOf(...idsOf(sealed, posted)))).toBe('ILLEGAL_TRANSITION')
    expect(await save(slipOf(...idsOf(posted), crypto.randomUUID()))).toBe('NOT_FOUND')
    expect(await save(slipOf(...idsOf(posted), ...idsOf(posted).map((id) => id.toUpperCase())))).toBe('INVALID_PAYLOAD')
    expect(await save({ ...slipOf(...idsOf(posted)), madeBy: 'second' })).toBe('FORBIDDEN')
    expect(await save({ ...slipOf(...idsOf(posted)), deviceId: otherDesk.deviceId })).toBe('FORBIDDEN')
    expect(await house.desk.send(house.operator, 'postingSlip.saved', slipOf(...idsOf(posted)))).toBe('FORBIDDEN')
  })
})

describe('a day of the mailroom', () => {
  it('is closed once a desk, when the pieces agree', async () => {
    const day = mailDay('mailroom', house.mailDesk.deviceId)
    const close = (record: typeof day) => house.mailDesk.send(house.mailroom, 'mailDay.closed', record)
    expect(await close({ ...day, counts: { ...day.counts, inHand: 0 } })).toBe('INVALID_PAYLOAD')
    expect(await close({ ...day, closedBy: 'second' })).toBe('FORBIDDEN')
    expect(await close(day)).toBe('applied')
    expect(await inFeed(day.dayId)).toMatchObject({ entity: 'mailDay', version: 1, body: { date: '2026-10-05', closedBy: 'mailroom' } })
    expect(await close({ ...day, version: 1 })).toBe('ILLEGAL_TRANSITION')
    expect(await close(mailDay('mailroom', house.mailDesk.deviceId))).toBe('ILLEGAL_TRANSITION')
    expect(await close(mailDay('mailroom', house.mailDesk.deviceId, { date: '2026-10-06' }))).toBe('applied')
    expect(await otherDesk.send(second, 'mailDay.closed', mailDay('second', otherDesk.deviceId))).toBe('applied')
  })
})

describe('a lot', () => {
  const save = (record: LotRecord) => house.mailDesk.send(house.mailroom, 'lot.saved', record)
  const begun = async (state: LotRecord['state']): Promise<LotRecord> => {
    const record = lot('mailroom', house.mailDesk.deviceId, [crypto.randomUUID()])
    expect(await save(record)).toBe('applied')
    if (state !== 'challenge') expect(await save({ ...record, version: 1, state })).toBe('applied')
    return { ...record, state, version: state === 'challenge' ? 1 : 2 }
  }

  it('is adopted by another desk; the first one has lost it, and who began it stays', async () => {
    const record = await begun('printed')
    const adopted = { ...record, deviceId: otherDesk.deviceId, startedBy: 'second', lotNumber: 'L9', adoptedFrom: otherDesk.deviceId, setAside: record.noticeIds }
    expect(await otherDesk.send(second, 'lot.saved', { ...adopted, deviceId: house.mailDesk.deviceId })).toBe('FORBIDDEN')
    expect(await otherDesk.send(second, 'lot.saved', adopted)).toBe('applied')
    const kept = { deviceId: otherDesk.deviceId, adoptedFrom: house.mailDesk.deviceId, startedBy: 'mailroom', lotNumber: record.lotNumber, setAside: record.noticeIds }
    expect((await inFeed(record.lotId))?.body).toMatchObject(kept)
    expect(await save({ ...record, state: 'closed' })).toBe('VERSION_CONFLICT')
    expect(await otherDesk.send(second, 'lot.saved', { ...adopted, version: 3, adoptedFrom: null })).toBe('applied')
    expect((await inFeed(record.lotId))?.body).toMatchObject(kept)
  })

  it('whose sheets wait to be destroyed takes no letter and is closed before a second person only', async () => {
    const record = await begun('destroying')
    const letter = await house.letterIn('queued')
    expect(await problemOf(handInVerifier(house.test, house.mailroom, letter, { lotId: record.lotId }))).toBe('CONFLICT')
    const closed = { ...record, state: 'closed' as const }
    const destruction = { sheets: 2, at: '2026-10-05T01:00:00.000Z', staffId: 'mailroom', witnessStaffId: 'supervisor' }
    expect(await save(closed)).toBe('ILLEGAL_TRANSITION')
    expect(await save({ ...record, state: 'printed' })).toBe('ILLEGAL_TRANSITION')
    expect(await save({ ...closed, destruction: { ...destruction, witnessStaffId: 'mailroom' } })).toBe('SAME_PERSON')
    expect(await save({ ...closed, destruction: { ...destruction, witnessStaffId: 'operator' } })).toBe('FORBIDDEN')
    expect(await save({ ...closed, destruction: { ...destruction, staffId: 'second' } })).toBe('FORBIDDEN')
    expect(await save({ ...closed, destruction })).toBe('applied')
    expect(await save({ ...closed, version: 3, destruction: null })).toBe('applied')
    expect((await inFeed(record.lotId))?.body).toMatchObject({ state: 'closed', destruction })
  })
})

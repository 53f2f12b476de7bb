/** Callers of one facility wait for one letter. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { hashPassword } from '#central/credentials/password-hash.ts'
import type { EmailChangeRequestRecord, FacilityRecord } from '#shared/contract/records.ts'
import { defaultOfficePolicy } from '#shared/domain/office-policy.ts'
import { addPerson, enrolDesktop, type Desktop, type SignedIn } from './support/desktop.ts'
import { openMailHouse, posted, returned, type MailHouse } from './support/mail-house.ts'
import { composeLetter, handInVerifier, pieceOf, postLetter, requestLetter, type Letter } from './support/notices.ts'
import { emailChangeRequest, notice, verification } from './support/records.ts'

let house: MailHouse
let otherDesk: Desktop
let second: SignedIn
let third: SignedIn
beforeAll(async () => {
  house = await openMailHouse('13100')
  for (const staffId of ['second', 'third']) await addPerson(house.test, staffId, 'operator')
  otherDesk = await enrolDesktop(house.test, 'other')
  second = await otherDesk.signIn('second')
  third = await otherDesk.signIn('third')
}, 60_000)
afterAll(() => house.close())

const requestOf = async (requestId: string) => (await house.desk.pull()).changes.find((change) => change.id === requestId)?.body as unknown as EmailChangeRequestRecord
const send = async (desk: Desktop, who: SignedIn, letter: Letter) =>
  desk.send(who, 'notice.requested', { notice: letter.notice, receiptVerifier: await hashPassword(letter.receiptNumber) })

/** Requested by the first operator, joined by the others. */
async function joinedBy(...others: SignedIn[]): Promise<{ survivor: Letter; joined: Letter[]; of: FacilityRecord }> {
  const of = house.nextFacility()
  const { letter: survivor } = await requestLetter(house.desk, house.operator, of)
  const joined: Letter[] = []
  for (const other of others) joined.push((await requestLetter(otherDesk, other, of)).letter)
  return { survivor, joined, of }
}

describe('a second caller', () => {
  it('joins the open notice although both desks were offline: each number redeems the one letter, once', async () => {
    const of = house.nextFacility()
    const [first, later] = [await composeLetter(house.desk, house.operator, of), await composeLetter(otherDesk, second, of)]
    expect(await send(house.desk, house.operator, first)).toBe('applied')
    expect(await send(otherDesk, second, later)).toBe('applied')
    const { noticeId, callId, verificationId } = later.notice
    expect(await house.recordOf(later)).toMatchObject({ state: 'joined', joinedTo: first.notice.noticeId, events: [{ from: null, to: 'joined', staffId: 'second' }] })
    const survivor = await house.recordOf(first)
    expect(survivor).toMatchObject({ state: 'queued', joinedTo: null, cases: [{ noticeId, callId, verificationId, staffId: 'second' }] })
    expect(survivor.events.at(-1)).toMatchObject({ from: 'queued', to: 'callerJoined', staffId: 'second', deviceId: otherDesk.deviceId })
    expect(await handInVerifier(house.test, house.mailroom, first)).toBeNull()
    expect(await postLetter(house.mailDesk, house.mailroom, first)).toEqual(['applied', 'applied', 'applied'])
    expect(await house.redeem(first, { receiptNumber: '000000' })).toMatchObject({ status: 422 })
    expect(await house.redeem(first, { receiptNumber: later.receiptNumber })).toMatchObject({ status: 200 })
    expect(await house.redeem(first)).toMatchObject({ status: 422 })
  })

  it('may be a third and more: every number is good', async () => {
    const { survivor, joined } = await joinedBy(second, third, second)
    expect((await house.recordOf(survivor)).cases.map((joining) => joining.staffId)).toEqual(['second', 'third', 'second'])
    expect(await handInVerifier(house.test, house.mailroom, survivor)).toBeNull()
    await postLetter(house.mailDesk, house.mailroom, survivor)
    const last = joined.at(-1)
    expect(await house.redeem(survivor, { receiptNumber: last?.receiptNumber })).toMatchObject({ status: 200 })
  })

  it('as the desktop foresaw it, or not: where nothing is open any more it is a request like any other', async () => {
    const { survivor, of } = await joinedBy()
    await house.call('notice.cancelled', survivor, { reason: '取り下げ' })
    const { letter, answer } = await requestLetter(otherDesk, second, of, { state: 'joined', joinedTo: survivor.notice.noticeId })
    expect(answer).toBe('applied')
    expect(await house.recordOf(letter)).toMatchObject({ state: 'queued', joinedTo: null, replaces: null })
  })

  it('who comes once the lot has started waits for a letter that takes the place of it', async () => {
    const { survivor, of } = await joinedBy()
    expect(await handInVerifier(house.test, house.mailroom, survivor)).toBeNull()
    const { letter, answer } = await requestLetter(otherDesk, second, of, { state: 'joined', joinedTo: survivor.notice.noticeId })
    expect(answer).toBe('applied')
    expect(await house.recordOf(letter)).toMatchObject({ state: 'queued', joinedTo: null, replaces: survivor.notice.noticeId })
    expect((await house.recordOf(survivor)).cases).toEqual([])
    await postLetter(house.mailDesk, house.mailroom, survivor)
    expect(await handInVerifier(house.test, house.mailroom, letter)).toBeNull()
    expect([await house.stateOf(survivor), await house.stateOf(letter)]).toEqual(['voided', 'issuing'])
  })

  it('must be verified as well as the first', async () => {
    const { survivor, of } = await joinedBy()
    const verified = verification('second', of, { outcome: 'callback' })
    await otherDesk.send(second, 'verification.recorded', verified)
    expect(await otherDesk.send(second, 'notice.requested', { notice: notice('second', verified), receiptVerifier: await hashPassword('123456') })).toBe('NOT_VERIFIED')
    expect((await house.recordOf(survivor)).cases).toEqual([])
  })

  it('whom a supervisor has not decided on yet has no number that is good, until then', async () => {
    const { survivor, of } = await joinedBy()
    const undecided = await composeLetter(otherDesk, second, of, {}, { outcome: 'supervisor' })
    expect(await send(otherDesk, second, undecided)).toBe('applied')
    expect(await handInVerifier(house.test, house.mailroom, survivor)).toBeNull()
    expect(await postLetter(house.mailDesk, house.mailroom, survivor)).toEqual(['applied', 'applied', 'applied'])
    const tryIt = async () => (await house.redeem(survivor, { receiptNumber: undecided.receiptNumber })).status
    expect(await tryIt()).toBe(422)
    expect(await house.desk.send(house.supervisor, 'verification.decided', { verificationId: undecided.verification.verificationId, decision: 'approved', reason: '折り返して確かめた' })).toBe('applied')
    expect(await tryIt()).toBe(200)
  })

  it('finds no room after twenty', async () => {
    const { survivor, of } = await joinedBy()
    const { noticeId, callId, verificationId, requestedAt: at } = survivor.notice
    const cases = Array.from({ length: 20 }, () => ({ noticeId, callId, verificationId, staffId: 'second', at }))
    await house.test.central.database.reader.query('update notice set cases = $2::jsonb where notice_id = $1', [noticeId, JSON.stringify(cases)])
    expect((await requestLetter(otherDesk, second, of)).answer).toBe('NOTICE_ALREADY_OPEN')
  })
})

describe('who joined', () => {
  it('counts as who requested: neither approves nor prints', async () => {
    const of = house.nextFacility()
    const { letter } = await requestLetter(house.desk, house.operator, of, { state: 'awaitingApproval' })
    await requestLetter(otherDesk, third, of)
    const actAs = (role: string) => house.test.central.database.reader.query(`update staff set role = $1 where staff_id = 'third'`, [role])
    await actAs('supervisor')
    expect(await otherDesk.send(third, 'notice.approved', { noticeId: letter.notice.noticeId })).toBe('SAME_PERSON')
    expect(await house.desk.send(house.supervisor, 'notice.approved', { noticeId: letter.notice.noticeId })).toBe('applied')
    await actAs('mailroom')
    expect(await handInVerifier(house.test, third, letter)).toBe('SAME_PERSON')
    expect(await handInVerifier(house.test, house.mailroom, letter)).toBeNull()
    for (const type of ['notice.printed', 'notice.sealed', 'notice.posted']) {
      const step = type === 'notice.posted' ? { ...pieceOf(letter), ...posted } : pieceOf(letter)
      expect(await otherDesk.send(third, type, step)).toBe('SAME_PERSON')
    }
    await actAs('operator')
  })

  it('keeps the letter from being taken back by the first operator; a supervisor can', async () => {
    const { survivor } = await joinedBy(second)
    expect(await house.call('notice.cancelled', survivor, { reason: 'UNDONE' })).toBe('FORBIDDEN')
    expect(await house.call('notice.cancelled', survivor, { reason: '取り下げ' })).toBe('FORBIDDEN')
    expect(await house.desk.send(house.supervisor, 'notice.cancelled', { noticeId: survivor.notice.noticeId, reason: '取り下げ' })).toBe('applied')
  })

  it('has the e-mail-change request wait for the letter there is', async () => {
    const { survivor, joined: [joined] } = await joinedBy(second)
    if (joined === undefined) throw new Error('Nobody joined')
    const request = emailChangeRequest(joined.notice)
    expect(await otherDesk.send(second, 'emailChangeRequest.saved', request)).toBe('applied')
    expect(await requestOf(request.requestId)).toMatchObject({ noticeId: survivor.notice.noticeId, state: 'noticeArranged' })
    expect(await handInVerifier(house.test, house.mailroom, survivor)).toBeNull()
    await postLetter(house.mailDesk, house.mailroom, survivor)
    expect(await requestOf(request.requestId)).toMatchObject({ state: 'noticePosted' })
    // Saved once more by a desk that still knows its own notice only.
    const { version } = await requestOf(request.requestId)
    expect(await otherDesk.send(second, 'emailChangeRequest.saved', { ...request, version, state: 'noticePosted', notes: '追記' })).toBe('applied')
    expect(await house.redeem(survivor)).toMatchObject({ status: 200 })
    expect(await requestOf(request.requestId)).toMatchObject({ noticeId: survivor.notice.noticeId, state: 'completed', notes: '追記' })
  })
})

describe('taking back', () => {
  it('is for the requester, for ten minutes', async () => {
    const undo = { reason: 'UNDONE' }
    const [soon, late] = [await house.letterIn('queued'), await house.letterIn('queued')]
    expect(await otherDesk.send(second, 'notice.cancelled', { noticeId: soon.notice.noticeId, ...undo })).toBe('FORBIDDEN')
    expect(await house.call('notice.cancelled', soon, undo)).toBe('applied')
    house.test.clock.advance(10 * 60_000 + 1)
    expect(await house.call('notice.cancelled', late, undo)).toBe('FORBIDDEN')
    expect(await house.call('notice.cancelled', late, { reason: '取り下げ' })).toBe('applied')
    await house.signInAgain()
    second = await otherDesk.signIn('second')
    third = await otherDesk.signIn('third')
  })
})

describe('a notice that was sent back', () => {
  it('cannot be approved, waits for a person, and is put right by a caller verified anew', async () => {
    const of = house.nextFacility()
    const { letter } = await requestLetter(house.desk, house.operator, of, { state: 'awaitingApproval' })
    expect(await house.mail('notice.sentBack', letter)).toBe('applied')
    expect(await house.recordOf(letter)).toMatchObject({ state: 'requested', followUp: 'open' })
    expect(await house.mail('notice.sentBack', letter)).toBe('ILLEGAL_TRANSITION')
    expect(await house.desk.send(house.supervisor, 'notice.approved', { noticeId: letter.notice.noticeId })).toBe('ILLEGAL_TRANSITION')
    const moved = { ...of, address: '京都市左京区別町１－２' }
    await house.changeFacility(moved)
    const { letter: anew, answer } = await requestLetter(otherDesk, second, moved)
    expect(answer).toBe('applied')
    expect(await house.stateOf(anew)).toBe('joined')
    const record = await house.recordOf(letter)
    expect(record).toMatchObject({ state: 'queued', followUp: 'done', verificationId: anew.verification.verificationId, facility: { address: moved.address } })
    expect(record.events.at(-1)).toMatchObject({ from: 'requested', to: 'queued', staffId: 'second' })
    expect(await handInVerifier(house.test, house.mailroom, letter)).toBe('FACILITY_CHANGED')
    expect(await handInVerifier(house.test, house.mailroom, letter, { facility: record.facility })).toBeNull()
  })

  it('may be sent back from the queue and cancelled, which sees to it', async () => {
    const letter = await house.letterIn('requested')
    expect(await house.call('notice.cancelled', letter, { reason: '取り下げ' })).toBe('applied')
    expect(await house.recordOf(letter)).toMatchObject({ state: 'cancelled', followUp: 'done' })
    expect(await house.mail('notice.sentBack', await house.letterIn('issuing'))).toBe('ILLEGAL_TRANSITION')
  })
})

describe('a new letter for the same facility', () => {
  it('takes the place of the live one, or of one that came back and is thereby seen to', async () => {
    const live = await house.letterIn('posted')
    const next = await requestLetter(house.desk, house.operator, { ...house.nextFacility(), ...live.notice.facility })
    expect(await house.recordOf(next.letter)).toMatchObject({ replaces: live.notice.noticeId })
    const back = await house.letterIn('returned')
    expect(await house.recordOf(back)).toMatchObject({ followUp: 'open' })
    const after = await requestLetter(house.desk, house.operator, { ...house.nextFacility(), ...back.notice.facility })
    expect(await house.recordOf(after.letter)).toMatchObject({ replaces: back.notice.noticeId })
    expect(await house.recordOf(back)).toMatchObject({ followUp: 'done', state: 'returned' })
    const ended = await house.letterIn('voided')
    const fresh = await requestLetter(house.desk, house.operator, { ...house.nextFacility(), ...ended.notice.facility })
    expect(await house.recordOf(fresh.letter)).toMatchObject({ replaces: null })
  })
})

describe('any order of steps', () => {
  const open = ['requested', 'awaitingApproval', 'queued']
  const live = ['issuing', 'printed', 'sealed', 'posted']
  const steps = [
    'request', 'join', 'handIn', 'handIn', 'notice.printed', 'notice.sealed', 'notice.posted', 'notice.voided', 'notice.returned', 'notice.cancelled', 'notice.sentBack',
  ] as const

  it('leaves at most one open and one live notice', async () => {
    const receiptVerifier = await hashPassword('123456')
    const passwordVerifier = await hashPassword('x')
    const seen = new Set<string>()
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom(...steps), fc.nat(5)), { minLength: 15, maxLength: 30 }), async (order) => {
      const of = house.nextFacility()
      const letters: Letter[] = []
      const rowsNow = (): Promise<{ notice_id: string; state: string; joined_to: string | null }[]> =>
        house.test.central.database.reader.query('select notice_id, state, joined_to from notice where facility_code = $1', [of.facilityCode])
      const take = async (name: (typeof steps)[number], letter: Letter | undefined): Promise<unknown> => {
        if (name === 'request' || name === 'join' || letter === undefined) {
          const next = await composeLetter(house.desk, house.operator, of, { state: name === 'join' ? 'joined' : 'queued' })
          letters.push(next)
          return house.desk.send(house.operator, 'notice.requested', { notice: next.notice, receiptVerifier })
        }
        if (name === 'handIn') return handInVerifier(house.test, house.mailroom, letter, { passwordVerifier })
        if (name === 'notice.cancelled') return house.desk.send(house.supervisor, name, pieceOf(letter))
        return house.mail(name, letter, { ...posted, ...returned, reason: '試行' })
      }
      for (const [name, which] of order) {
        // Now and then any letter, else one the step may be right for.
        const states = new Map((await rowsNow()).map((row) => [row.notice_id, row.state]))
        const fit = name === 'handIn' || name === 'notice.cancelled' || name === 'notice.sentBack' ? open : live
        await take(name, which === 0 ? letters.at(-2) : (letters.findLast((letter) => fit.includes(states.get(letter.notice.noticeId) ?? '')) ?? letters.at(-1)))
        const rows = await rowsNow()
        rows.forEach((row) => seen.add(row.state))
        expect(rows.filter((row) => open.includes(row.state)).length).toBeLessThanOrEqual(1)
        expect(rows.filter((row) => live.includes(row.state)).length).toBeLessThanOrEqual(1)
        expect(rows.every((row) => (row.state === 'joined') === (row.joined_to !== null))).toBe(true)
      }
    }), { numRuns: 6 })
    expect([...seen]).toEqual(expect.arrayContaining(['queued', 'issuing', 'printed', 'voided', 'cancelled', 'joined', 'requested']))
  })
})

// Last: the policy holds for all requests after it.
describe('where the policy does without the second number', () => {
  it('a letter needs none; one requested before still does', async () => {
    const earlier = await house.letterIn('queued')
    await house.publishDocument('policy', JSON.stringify({ ...defaultOfficePolicy, isSecondNumberUsed: false }))
    const of = house.nextFacility()
    const letter = await composeLetter(house.desk, house.operator, of)
    expect(await house.desk.send(house.operator, 'notice.requested', { notice: letter.notice, receiptVerifier: null })).toBe('applied')
    for (const each of [letter, earlier]) {
      expect(await handInVerifier(house.test, house.mailroom, each)).toBeNull()
      await postLetter(house.mailDesk, house.mailroom, each)
    }
    expect(await house.redeem(earlier, { receiptNumber: '' })).toMatchObject({ status: 422 })
    expect(await house.redeem(letter, { password: earlier.password, receiptNumber: '' })).toMatchObject({ status: 422 })
    expect(await house.redeem(letter, { receiptNumber: '' })).toMatchObject({ status: 200 })
    expect(await house.redeem(earlier)).toMatchObject({ status: 200 })
  })
})

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { hashPassword } from '#central/credentials/password-hash.ts'
import type { FacilityRecord } from '#shared/contract/records.ts'
import { noticeStates } from '#shared/domain/notice.ts'
import { addPerson, type Desktop, type SignedIn } from './support/desktop.ts'
import { openMailHouse, type MailHouse } from './support/mail-house.ts'
import { handInVerifier, pieceOf, postLetter, requestLetter } from './support/notices.ts'
import { emailChangeRequest, facility, notice, verification } from './support/records.ts'
import type { TestCentral } from './support/test-central.ts'

let house: MailHouse
let test: TestCentral
let desk: Desktop
let mailDesk: Desktop
let operator: SignedIn
let supervisor: SignedIn

beforeAll(async () => {
  house = await openMailHouse('26199')
  ;({ test, desk, mailDesk, operator, supervisor } = house)
}, 60_000)
afterAll(() => house.close())

describe('the life of a notice', () => {
  it('goes from request to redemption, with its history, and takes the e-mail-change request along', async () => {
    const { letter } = await requestLetter(desk, operator, house.nextFacility())
    const { facilityCode } = letter.notice
    const request = emailChangeRequest(letter.notice)
    expect(await desk.send(operator, 'emailChangeRequest.saved', request)).toBe('applied')
    const requestState = async () => (await desk.pull()).changes.find((change) => change.id === request.requestId)?.body['state']
    expect(await house.redeem(letter)).toMatchObject({ status: 422 })
    expect(await handInVerifier(test, house.mailroom, letter)).toBeNull()
    expect(await postLetter(mailDesk, house.mailroom, letter)).toEqual(['applied', 'applied', 'applied'])
    expect(await requestState()).toBe('noticePosted')
    const first = await house.redeem(letter, { password: letter.password.toLowerCase().replaceAll('-', '－') })
    expect(first.status).toBe(200)
    expect(JSON.parse(first.text)).toEqual({ facilityCode, redeemedAt: new Date(test.clock.now()).toISOString() })
    expect(await requestState()).toBe('completed')
    const record = await house.recordOf(letter)
    expect(record.events.map((event) => [event.from, event.to, event.staffId])).toEqual([
      [null, 'queued', 'operator'], ['queued', 'issuing', 'mailroom'], ['issuing', 'printed', 'mailroom'],
      ['printed', 'sealed', 'mailroom'], ['sealed', 'posted', 'mailroom'], ['posted', 'redeemed', null],
    ])
    expect(record).toMatchObject({ version: 6, trackingNumber: '12345678901', postedOn: '2026-10-05', pieceId: letter.pieceId, validUntil: '2026-11-04' })
    expect(await house.redeem(letter)).toMatchObject({ status: 422 })
  })

  it('never lets a verifier into the feed', async () => {
    await house.letterIn('posted')
    expect(JSON.stringify(await desk.pull())).not.toMatch(/argon2|erifier/u)
  })

  it('is asked of a supervisor where the verification needs one or central knows no account', async () => {
    const [doubtful, unknown] = [house.nextFacility(), facility('2619988888')]
    const verified = verification('operator', doubtful, { outcome: 'supervisor' })
    await desk.send(operator, 'verification.recorded', verified)
    const asked = notice('operator', verified)
    expect(await desk.send(operator, 'notice.requested', { notice: asked, receiptVerifier: await hashPassword('123456') })).toBe('applied')
    const state = async () => (await desk.pull()).changes.find((change) => change.id === asked.noticeId)?.body['state']
    expect(await state()).toBe('awaitingApproval')
    expect(await desk.send(operator, 'notice.approved', { noticeId: asked.noticeId })).toBe('FORBIDDEN')
    expect(await desk.send(supervisor, 'notice.approved', { noticeId: asked.noticeId, reason: '確認済' })).toBe('applied')
    expect(await state()).toBe('queued')
    expect((await requestLetter(desk, operator, unknown)).answer).toBe('FACILITY_CHANGED')
  })

  it('is refused without a good verification, for a facility without account, and twice', async () => {
    const [one, other] = [house.nextFacility(), house.nextFacility()]
    const receiptVerifier = await hashPassword('123456')
    for (const outcome of ['pending', 'callback', 'addressDiffers'] as const) {
      const verified = verification('operator', one, { outcome })
      await desk.send(operator, 'verification.recorded', verified)
      expect(await desk.send(operator, 'notice.requested', { notice: notice('operator', verified), receiptVerifier })).toBe('NOT_VERIFIED')
    }
    const forOther = verification('operator', other)
    await desk.send(operator, 'verification.recorded', forOther)
    expect(await desk.send(operator, 'notice.requested', { notice: notice('operator', verification('operator', one)), receiptVerifier })).toBe('NOT_VERIFIED')
    expect(await desk.send(operator, 'notice.requested', { notice: { ...notice('operator', forOther), facilityCode: one.facilityCode, facility: one }, receiptVerifier })).toBe('NOT_VERIFIED')
    expect(await desk.send(operator, 'notice.requested', { notice: notice('operator', forOther), receiptVerifier: '123456' })).toBe('INVALID_PAYLOAD')
    const asked = notice('operator', forOther)
    expect(await desk.send(operator, 'notice.requested', { notice: asked, receiptVerifier: null })).toBe('INVALID_PAYLOAD')
    expect(await desk.send(operator, 'notice.requested', { notice: asked, receiptVerifier })).toBe('applied')
    expect(await desk.send(operator, 'notice.requested', { notice: asked, receiptVerifier })).toBe('ILLEGAL_TRANSITION')
    await test.central.admin.importAccounts([{ facilityCode: one.facilityCode, state: 'unregistered' }])
    expect((await requestLetter(desk, operator, one)).answer).toBe('NOT_REGISTERED')
  })

  it('keeps decisions on verifications apart from the person who compared', async () => {
    const both = verification('supervisor', house.nextFacility(), { outcome: 'supervisor' })
    expect(await desk.send(supervisor, 'verification.recorded', { ...both, outcome: 'approved' })).toBe('FORBIDDEN')
    expect(await desk.send(supervisor, 'verification.recorded', both)).toBe('applied')
    expect(await desk.send(supervisor, 'verification.decided', { verificationId: both.verificationId, decision: 'approved', reason: 'x' })).toBe('SAME_PERSON')
    const others = verification('operator', house.nextFacility(), { outcome: 'supervisor' })
    await desk.send(operator, 'verification.recorded', others)
    expect(await desk.send(supervisor, 'verification.decided', { verificationId: others.verificationId, decision: 'refused', reason: 'x' })).toBe('applied')
    expect(await desk.send(operator, 'notice.requested', { notice: notice('operator', others), receiptVerifier: await hashPassword('123456') })).toBe('NOT_VERIFIED')
  })

  it('allows only the steps of the table, for the piece accepted', async () => {
    const letter = await house.letterIn('issuing')
    const step = pieceOf(letter)
    expect(await mailDesk.send(house.mailroom, 'notice.sealed', step)).toBe('ILLEGAL_TRANSITION')
    expect(await mailDesk.send(house.mailroom, 'notice.printed', { ...step, pieceId: 'another-piece' })).toBe('WRONG_PIECE')
    expect(await desk.send(operator, 'notice.cancelled', step)).toBe('ILLEGAL_TRANSITION')
    expect(await mailDesk.send(house.mailroom, 'notice.printed', { ...step, noticeId: crypto.randomUUID() })).toBe('NOT_FOUND')
    expect(await desk.send(operator, 'notice.printed', step)).toBe('FORBIDDEN')
    expect(await mailDesk.send(house.mailroom, 'notice.voided', step)).toBe('INVALID_PAYLOAD')
    expect(await mailDesk.send(house.mailroom, 'notice.voided', { ...step, reason: '破損' })).toBe('applied')
    expect(await mailDesk.send(house.mailroom, 'notice.printed', step)).toBe('ILLEGAL_TRANSITION')
  })
})

describe('handing in verifiers', () => {
  it('refuses a facility that is not what was verified or what the list holds, and bad verifiers', async () => {
    const letter = await house.letterIn('queued')
    expect(await handInVerifier(test, house.mailroom, letter, { facility: facility(letter.notice.facilityCode, { address: '別の町１' }) })).toBe('FACILITY_CHANGED')
    expect(await handInVerifier(test, house.mailroom, letter, { facility: { ...letter.notice.facility, founder: '別人' } as FacilityRecord })).toBe('FACILITY_CHANGED')
    expect(await handInVerifier(test, house.mailroom, letter, { validUntil: '2026-10-01' })).toBe('INVALID_PAYLOAD')
    expect(await handInVerifier(test, house.mailroom, letter, { validUntil: '2036-10-01' })).toBe('INVALID_PAYLOAD')
    expect(await house.stateOf(letter)).toBe('queued')
  })

  it('takes the same hand-in twice and no other after it', async () => {
    const letter = await house.letterIn('queued')
    const lotId = crypto.randomUUID()
    expect(await handInVerifier(test, house.mailroom, letter, { lotId })).toBeNull()
    // Another hash of the same password is another verifier.
    expect(await handInVerifier(test, house.mailroom, letter, { lotId })).toBe('ILLEGAL_TRANSITION')
  })

  it('refuses who requested it', async () => {
    await addPerson(test, 'both', 'operator')
    const both = await desk.signIn('both')
    const { letter } = await requestLetter(desk, both, house.nextFacility())
    const reader = test.central.database.reader
    await reader.query(`update staff set role = 'mailroom' where staff_id = 'both'`)
    expect(await handInVerifier(test, both, letter)).toBe('SAME_PERSON')
  })

  it('voids the live letter of the facility in the same step', async () => {
    const old = await house.letterIn('posted')
    const { letter: next } = await requestLetter(desk, operator, { ...facility(old.notice.facilityCode), ...old.notice.facility })
    expect(await handInVerifier(test, house.mailroom, next)).toBeNull()
    expect(await house.stateOf(old)).toBe('voided')
    expect(await house.redeem(old)).toMatchObject({ status: 422 })
  })
})

describe('redeeming', () => {
  it.each(noticeStates.filter((state) => state !== 'posted'))('is refused while the letter is %s', async (state) => {
    const letter = await house.letterIn(state)
    const before = (await test.central.admin.listAlerts()).length
    expect(await house.redeem(letter)).toMatchObject({ status: 422 })
    expect(await house.stateOf(letter)).toBe(state)
    // Somebody knew the password of a letter that has not left the house.
    const raised = (await test.central.admin.listAlerts()).slice(before)
    expect(raised.map((alert) => alert.kind)).toEqual(['issuing', 'printed', 'sealed'].includes(state) ? ['passwordUsedBeforePosting'] : [])
  })

  it('answers every failure with the same bytes', async () => {
    const letter = await house.letterIn('posted')
    const answers = [
      await house.redeem(letter, { password: letter.password.replace(/^./u, (first) => (first === 'A' ? 'B' : 'A')) }),
      await house.redeem(letter, { receiptNumber: letter.receiptNumber === '111111' ? '222222' : '111111' }),
      await house.redeem(letter, { facilityCode: '0110112489' }),
      await house.redeem(letter, { facilityCode: 'x' }),
      await house.redeem(letter, { password: 5 }),
      await house.redeem(letter, { password: '\u0000' }),
      await house.redeem(letter, { password: 'A'.repeat(40_000) }),
      await house.redeemRaw('{'),
      await house.redeemRaw(''),
      await house.redeemRaw('[]'),
      await house.redeemRaw('null'),
    ]
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toEqual({
      status: 422, type: 'application/problem+json',
      text: '{"type":"urn:helpline-desk:problem:REDEMPTION_REFUSED","status":422,"title":"Redemption refused","code":"REDEMPTION_REFUSED"}',
    })
    expect((await house.redeemRaw('{}', 'portal_wrongwrongwrongwrongwrong')).status).toBe(401)
    expect((await house.redeemRaw('{}', desk.deviceToken)).status).toBe(401)
  })

  it('slows wrong tries of a facility down, at most 15 minutes, and never locks', async () => {
    const letter = await house.letterIn('posted')
    for (let attempt = 0; attempt < 4; attempt++) await house.redeem(letter, { receiptNumber: '000000' })
    expect(await house.redeem(letter)).toMatchObject({ status: 422 })
    test.clock.advance(15 * 60_000)
    expect(await house.redeem(letter)).toMatchObject({ status: 200 })
    // Access tokens live as long.
    await house.signInAgain()
  })

  it('works once when many try at the same moment', async () => {
    const letter = await house.letterIn('posted')
    const answers = await Promise.all(Array.from({ length: 3 }, () => house.redeem(letter)))
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 422, 422])
  })
})

// Last: they move the clock by weeks.
describe('overdue letters', () => {
  it('are voided when not confirmed within an hour and expire after their last day in Japan', async () => {
    const [issuing, posted] = [await house.letterIn('issuing'), await house.letterIn('posted')]
    test.clock.advance(59 * 60_000)
    await test.central.admin.endOverdueNotices()
    expect(await house.stateOf(issuing)).toBe('issuing')
    test.clock.advance(2 * 60_000)
    await test.central.admin.endOverdueNotices()
    expect(await house.stateOf(issuing)).toBe('voided')
    test.clock.advance(Date.parse('2026-11-04T14:59:00.000Z') - test.clock.now())
    await test.central.admin.endOverdueNotices()
    expect(await house.stateOf(posted)).toBe('posted')
    test.clock.advance(60_000)
    expect(await house.redeem(posted)).toMatchObject({ status: 422 })
    await test.central.admin.endOverdueNotices()
    expect(await house.stateOf(posted)).toBe('expired')
  })
})

/** A notice between its callers, the operators, the supervisor and central: joined, taken back, voided, sent back, replaced. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { refusalOf, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { finishCall, requestedNotice, startOffice, verifiedCall, type TestOffice } from '#test/support/test-office.ts'
import { mailDeskOf, type MailDesk } from './mail-desk.ts'

const folder = temporaryFolders()
let office: TestOffice
let front: TestDesktop
let other: TestDesktop
let back: TestDesktop
let operator: DeskClient
let operator2: DeskClient
let supervisor: DeskClient
let mailroom: DeskClient
let mail: MailDesk

beforeAll(async () => {
  office = await startOffice()
  front = await office.openDesktop(folder())
  other = await office.openDesktop(folder())
  back = await office.openDesktop(folder())
  operator = await front.signedIn('operator')
  supervisor = await front.signedIn('supervisor')
  operator2 = await other.signedIn('operator2')
  mailroom = await back.signedIn('mailroom')
  mail = mailDeskOf(back, mailroom)
}, 60_000)
afterAll(async () => {
  for (const desktop of [front, other, back]) await desktop?.stop()
  await office?.close()
})

/** Everybody has what everybody did, and nothing waits for a person. */
const syncAll = async () => {
  for (const desktop of [front, other, back, front, other]) await desktop.sync()
  for (const [desktop, page] of [[front, operator], [other, operator2], [back, mailroom]] as const) {
    expect(await page.system.rejectedChanges({})).toEqual([])
    expect(await desktop.page('nobody').system.status({})).toMatchObject({ waiting: 0, needsPerson: 0 })
  }
}

describe('two callers of one facility', () => {
  it('wait for one letter though both desks were offline, and the numbers both were told redeem it', async () => {
    const facilities = [office.nextFacility(), office.nextFacility()]
    const asked = []
    front.network.isDown = other.network.isDown = true
    for (const facility of facilities) {
      const [first, second] = [await requestedNotice(operator, facility), await requestedNotice(operator2, facility)]
      expect([first.notice.state, second.notice.state]).toEqual(['queued', 'queued'])
      asked.push({ facility, first, second })
    }
    front.network.isDown = other.network.isDown = false
    await syncAll()
    for (const { first, second } of asked) {
      for (const page of [operator, operator2]) {
        expect((await page.notices.get({ noticeId: first.notice.noticeId })).notice).toMatchObject({ state: 'queued', joinedCases: 1, joinedToNumber: null })
        expect((await page.notices.get({ noticeId: second.notice.noticeId })).notice).toMatchObject({ state: 'joined', joinedToNumber: first.notice.noticeNumber })
      }
    }
    const letters = await mail.post(asked.map(({ first }) => first.notice.noticeId))
    await syncAll()
    for (const [index, { facility, first, second }] of asked.entries()) {
      const { password } = letters.get(first.notice.noticeId)!
      expect(await office.redeem(facility.facilityCode, password, (index === 0 ? first : second).receiptNumber!)).toBe('redeemed')
    }
  })

  it('are told of it where the desk knows, and neither operator alone can end it', async () => {
    const facility = office.nextFacility()
    const first = await requestedNotice(operator, facility)
    await syncAll()
    const { callId, verificationId } = await verifiedCall(operator2, facility)
    expect(await operator2.notices.prepare({ callId, verificationId })).toMatchObject({
      lastFour: facility.facilityCode.slice(-4), openNotice: { noticeNumber: first.notice.noticeNumber }, liveNotice: null, problems: [], isSecondNumberUsed: true,
      delivery: { isCertain: true, postsOn: '2026-10-05' },
    })
    const second = await operator2.notices.request({ callId, verificationId, reason: 'emailUnknown' })
    expect(second).toMatchObject({ notice: { state: 'joined', joinedToNumber: first.notice.noticeNumber, undoUntil: null }, receiptNumber: expect.stringMatching(/^\d{6}$/u) as unknown })
    expect((await operator2.notices.get({ noticeId: first.notice.noticeId })).notice.joinedCases).toBe(1)
    await finishCall(operator2, callId)
    await syncAll()
    const { noticeId } = first.notice
    expect((await operator.notices.get({ noticeId })).notice).toMatchObject({ joinedCases: 1, undoUntil: null })
    expect(await refusalOf(operator.notices.undo({ noticeId }))).toBe('REFUSED OTHERS_WAIT')
    expect(await refusalOf(operator.notices.cancel({ noticeId, reason: '依頼の取り消し' }))).toBe('REFUSED OTHERS_WAIT')
    expect((await supervisor.notices.cancel({ noticeId, reason: '両方の依頼者から取り消しの連絡' })).state).toBe('cancelled')
    await syncAll()
  })

  it('are no reason to let one in whom a supervisor has not decided on', async () => {
    const first = await requestedNotice(operator, office.bare)
    expect(first.notice.state).toBe('awaitingApproval')
    await syncAll()
    const { callId, verificationId, outcome } = await verifiedCall(operator2, office.bare)
    expect(outcome).toBe('supervisor')
    expect(await refusalOf(operator2.notices.request({ callId, verificationId, reason: 'emailUnknown' }))).toBe('REFUSED CALLER_UNDECIDED')
    await finishCall(operator2, callId)
    await operator.notices.undo({ noticeId: first.notice.noticeId })
    await syncAll()
  })
})

describe('a request', () => {
  it('is taken back by the person who made it within ten minutes', async () => {
    const { notice } = await requestedNotice(operator, office.nextFacility())
    expect(Date.parse(notice.undoUntil!) - Date.parse(notice.requestedAt)).toBe(600_000)
    expect((await supervisor.notices.get({ noticeId: notice.noticeId })).notice.undoUntil).toBeNull()
    expect(await refusalOf(supervisor.notices.undo({ noticeId: notice.noticeId }))).toBe('FORBIDDEN REQUESTED_BY_ANOTHER')
    office.test.clock.advance(600_000)
    expect((await operator.notices.undo({ noticeId: notice.noticeId })).state).toBe('cancelled')
    await syncAll()
    const { events } = await operator2.notices.get({ noticeId: notice.noticeId })
    expect(events.at(-1)).toMatchObject({ to: 'cancelled', reason: 'UNDONE', staffName: '名前 operator' })
  })

  it('is cancelled with a reason after that, also by another operator', async () => {
    const { notice } = await requestedNotice(operator, office.nextFacility())
    office.test.clock.advance(600_001)
    expect(await refusalOf(operator.notices.undo({ noticeId: notice.noticeId }))).toBe('REFUSED UNDO_OVER')
    await syncAll()
    await operator2.notices.cancel({ noticeId: notice.noticeId, reason: '依頼者から取り消しの連絡' })
    await syncAll()
    expect((await operator.notices.get({ noticeId: notice.noticeId })).notice.state).toBe('cancelled')
    expect(await refusalOf(operator.notices.undo({ noticeId: notice.noticeId }))).toBe('CONFLICT NOTICE_STATE')
  })

  it('takes a class of postage of the template, and no other', async () => {
    const { callId, verificationId } = await verifiedCall(operator, office.nextFacility())
    const { postageClasses } = await operator.notices.prepare({ callId, verificationId })
    expect(await refusalOf(operator.notices.request({ callId, verificationId, reason: 'emailUnknown', postageClass: 'pigeon' }))).toBe('INVALID_INPUT POSTAGE_CLASS')
    const wanted = postageClasses.at(-1)!.id
    const { notice } = await operator.notices.request({ callId, verificationId, reason: 'emailUnknown', postageClass: wanted })
    expect(notice.postageClass).toBe(wanted)
    await finishCall(operator, callId)
    await operator.notices.undo({ noticeId: notice.noticeId })
  })

  it('promises no day while central is away', async () => {
    const { callId, verificationId } = await verifiedCall(operator, office.nextFacility())
    front.network.isDown = true
    await front.sync().catch(() => undefined)
    expect((await operator.notices.prepare({ callId, verificationId })).delivery).toMatchObject({ isCertain: false, postsOn: null })
    front.network.isDown = false
    await front.sync()
    expect((await operator.notices.prepare({ callId, verificationId })).delivery).toMatchObject({ isCertain: true })
    await finishCall(operator, callId)
  })
})

describe('a letter', () => {
  it('that was posted redeems nothing once it was voided', async () => {
    const facility = office.nextFacility()
    const { notice, receiptNumber } = await requestedNotice(operator, facility)
    await syncAll()
    const letter = (await mail.post([notice.noticeId])).get(notice.noticeId)!
    await syncAll()
    expect(await refusalOf(operator.notices.undo({ noticeId: notice.noticeId }))).toBe('CONFLICT NOTICE_STATE')
    expect((await operator2.notices.void({ noticeId: notice.noticeId, reason: '心当たりがないとの申し出' })).state).toBe('voided')
    await syncAll()
    expect(await office.redeem(facility.facilityCode, letter.password, receiptNumber!)).toBe('REDEMPTION_REFUSED')
    expect(await refusalOf(operator.notices.void({ noticeId: notice.noticeId, reason: 'もう一度' }))).toBe('CONFLICT NOTICE_STATE')
  })

  it('whose facility has moved goes back to the operators, and on again with a caller verified anew', async () => {
    const facility = office.nextFacility()
    const { notice } = await requestedNotice(operator, facility)
    await syncAll()
    const moved = { ...facility, address: `${facility.address}　新館１階` }
    await office.useList(front, office.facilities.map((one) => (one.facilityCode === facility.facilityCode ? moved : one)))
    await syncAll()
    await mailroom.lots.sendBack({ noticeId: notice.noticeId })
    await syncAll()
    expect(await operator.notices.list({ followUp: 'open' })).toEqual([expect.objectContaining({ noticeId: notice.noticeId, state: 'requested', followUp: 'open' })])
    expect(await refusalOf(supervisor.notices.approve({ noticeId: notice.noticeId, reason: 'よい' }))).toBe('CONFLICT NOTICE_STATE')

    const again = await requestedNotice(operator2, moved)
    expect(again.notice).toMatchObject({ state: 'joined', joinedToNumber: notice.noticeNumber })
    const put = { state: 'queued', followUp: 'done', joinedCases: 1 }
    expect((await operator2.notices.get({ noticeId: notice.noticeId })).notice).toMatchObject(put)
    await syncAll()
    expect((await operator.notices.get({ noticeId: notice.noticeId })).notice).toMatchObject(put)
    const letter = (await mail.post([notice.noticeId])).get(notice.noticeId)!
    expect(letter.text.replaceAll(/\s/gu, '')).toContain('新館１階')
    await syncAll()
    expect(await office.redeem(facility.facilityCode, letter.password, again.receiptNumber!)).toBe('redeemed')
  })

  it('is requested for a facility whose name cannot be printed yet, and printed once its 外字 are corrected', async () => {
    const facility = office.nextFacility()
    const published = { ...facility, name: `\uE38B${facility.name}` }
    await office.useList(front, office.facilities.map((one) => (one.facilityCode === facility.facilityCode ? published : one)))
    await syncAll()
    const { callId, verificationId } = await verifiedCall(operator, published)
    const { problems } = await operator.notices.prepare({ callId, verificationId })
    expect(problems).not.toEqual([])
    expect(problems.every((problem) => problem.includes('外字'))).toBe(true)
    const { notice } = await operator.notices.request({ callId, verificationId, reason: 'emailUnknown' })
    await finishCall(operator, callId)
    expect(notice.state).toBe('queued')
    expect(await refusalOf(operator.notices.preview({ noticeId: notice.noticeId }))).toBe('REFUSED NOT_DRAWABLE')
    await syncAll()
    expect(await refusalOf(mailroom.lots.start({ noticeIds: [notice.noticeId] }))).toBe('REFUSED NOT_DRAWABLE')
    await supervisor.facilityLists.correct({ facilityCode: facility.facilityCode, item: 'name', replacements: [{ character: '\uE38B', replacement: '𠮷' }] })
    await syncAll()
    expect((await operator.notices.preview({ noticeId: notice.noticeId })).document.size).toBeGreaterThan(1000)
    const letter = (await mail.post([notice.noticeId])).get(notice.noticeId)!
    expect(letter.text.replaceAll(/\s/gu, '')).toContain('𠮷')
  })

  it('that came back waits for a person, and is seen to by a new one or by a word', async () => {
    const facilities = [office.nextFacility(), office.nextFacility()]
    const asked = []
    for (const facility of facilities) asked.push(await requestedNotice(operator, facility))
    await syncAll()
    await mail.post(asked.map(({ notice }) => notice.noticeId))
    for (const { notice } of asked) await mailroom.mailroom.returnPiece({ noticeId: notice.noticeId, returnReason: 'addressUnknown', isOpened: false })
    await syncAll()
    expect((await operator.notices.list({ followUp: 'open' })).map((one) => one.noticeId).sort()).toEqual(asked.map(({ notice }) => notice.noticeId).sort())

    const [anew, spoken] = asked
    const next = await requestedNotice(operator2, facilities[0]!)
    expect(next.notice).toMatchObject({ state: 'queued', replacesNumber: anew!.notice.noticeNumber })
    await operator2.notices.finishFollowUp({ noticeId: spoken!.notice.noticeId, reason: '登録電話番号に連絡し、手配は不要とのこと' })
    expect(await operator2.notices.list({ followUp: 'open' })).toEqual([])
    await syncAll()
    expect(await operator.notices.list({ followUp: 'open' })).toEqual([])
    expect((await operator.notices.get({ noticeId: next.notice.noticeId })).notice.replacesNumber).toBe(anew!.notice.noticeNumber)
    expect(await refusalOf(operator.notices.finishFollowUp({ noticeId: spoken!.notice.noticeId, reason: 'もう一度' }))).toBe('CONFLICT NOTHING_TO_FOLLOW_UP')
  })
})

/** The main job, end to end, on two desktops and a real central over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { challengeCodeOn, readLetter, type ReadLetter } from '#test/support/memory-printer.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { refusalOf, testPassword, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { finishCall, requestedNotice, startOffice, verifiedCall, type TestOffice } from '#test/support/test-office.ts'
import type { SampleFacility } from '#trial/sample-list.ts'

// Room for a machine that does other work beside.

const folder = temporaryFolders()
let office: TestOffice
let front: TestDesktop
let back: TestDesktop
let operator: DeskClient
let mailroom: DeskClient
let supervisor: DeskClient

beforeAll(async () => {
  office = await startOffice()
  front = await office.openDesktop(folder())
  back = await office.openDesktop(folder())
  operator = await front.signedIn('operator')
  supervisor = await front.signedIn('supervisor')
  mailroom = await back.signedIn('mailroom')
}, 60_000)

afterAll(async () => {
  await front?.stop()
  await back?.stop()
  await office?.close()
})

const syncBoth = async () => {
  await front.sync()
  await back.sync()
  await front.sync()
}

/** Starts a lot and answers its challenge. */
const printLot = async (noticeIds: string[]): Promise<{ lotId: string; letters: ReadLetter[] }> => {
  const { lot } = await mailroom.lots.start({ noticeIds })
  const code = await challengeCodeOn(back.printer.printed.at(-1)!)
  const before = back.printer.printed.length
  await mailroom.lots.confirmChallenge({ lotId: lot.lotId, code, measuredMillimetres: 100 })
  const letters: ReadLetter[] = []
  for (const printed of back.printer.printed.slice(before)) for (let page = 1; page <= printed.sheets; page += 1) letters.push(await readLetter(printed, page))
  return { lotId: lot.lotId, letters }
}

describe('one caller, from the call to the redeemed letter', () => {
  let facility: SampleFacility
  let noticeId = ''
  let receiptNumber = ''
  let lotId = ''
  let letter: ReadLetter

  it('finds the facility by code, by part of its name and by its address', async () => {
    facility = office.facilities.find((one) => one.facilityCode === '2619900042')!
    const codesFor = async (query: string) => (await operator.facilities.find({ query })).results.map((found) => found.facilityCode)
    expect((await codesFor('26-1990004-2'))[0]).toBe(facility.facilityCode)
    expect(await codesFor('京都大学')).toContain(facility.facilityCode)
    expect(await codesFor(facility.address)).toContain(facility.facilityCode)
  })

  it('passes a caller who says what the list holds', async () => {
    const { callId, verificationId, outcome } = await verifiedCall(operator, facility)
    expect(outcome).toBe('passed')
    const requested = await operator.notices.request({ callId, verificationId, reason: 'emailUnknown' })
    expect(requested.notice).toMatchObject({ state: 'queued', facilityCode: facility.facilityCode, version: 0 })
    receiptNumber = requested.receiptNumber!
    noticeId = requested.notice.noticeId
    const email = await operator.emailChangeRequests.record({ callId, facilityCode: facility.facilityCode, verificationId, noticeId, oldEmail: 'forgotten', wantedEmail: 'new@example.jp' })
    expect(email.state).toBe('noticeArranged')
    await finishCall(operator, callId)
  })

  it('takes down a provisional-code request of another caller, and draws its form', async () => {
    const { callId } = await operator.calls.start({})
    const [request] = await operator.provisionalCodeRequests.record({
      callId,
      need: { isDesignated: false, isWantedAtOpening: true },
      form: {
        facilityType: { value: 'clinic' }, facilityName: { value: '見本診療所' }, facilityAddress: { undecided: true }, opening: { value: '2027-04' },
        founder: { kind: 'legalPerson', name: '医療法人見本会', representative: '見本 太郎' }, qualifications: ['physician'], otherQualification: null,
        facilityTelephone: { undecided: true }, contactTelephone: '03-0000-0000', secondContactTelephone: null,
      },
    })
    expect(request?.state).toBe('received')
    const { document } = await operator.provisionalCodeRequests.form({ requestId: request!.requestId })
    expect(Buffer.from(await document.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-')
    await finishCall(operator, callId)
  })

  it('brings everything to central and to the other desktop', async () => {
    await syncBoth()
    expect(await front.page('operator').system.status({})).toMatchObject({ central: 'connected', waiting: 0, needsPerson: 0 })
    const queue = await mailroom.lots.queue({})
    expect(queue.notices.find((notice) => notice.noticeId === noticeId)).toMatchObject({ problems: [], mayPrint: true })
    expect(await supervisor.emailChangeRequests.list({})).toHaveLength(1)
  })

  it('makes no password before the challenge sheet was read and measured right', async () => {
    const { lot } = await mailroom.lots.start({ noticeIds: [noticeId] })
    lotId = lot.lotId
    expect(back.printer.printed).toHaveLength(1)
    const code = await challengeCodeOn(back.printer.printed[0]!)
    const wrong = String((Number(code) + 1) % 10_000).padStart(4, '0')
    expect(await refusalOf(mailroom.lots.confirmChallenge({ lotId, code: wrong, measuredMillimetres: 100 }))).toBe('REFUSED CHALLENGE_CODE')
    expect(await refusalOf(mailroom.lots.confirmChallenge({ lotId, code, measuredMillimetres: 97 }))).toBe('REFUSED CHALLENGE_SCALE')
    expect(back.printer.printed).toHaveLength(1)
    const view = await mailroom.lots.confirmChallenge({ lotId, code, measuredMillimetres: 99.5 })
    expect(view).toMatchObject({ lot: { state: 'printed' }, counts: { printed: 1, voided: 0 } })
  })

  it('prints the letter exactly once, for the address of the list', async () => {
    expect(back.printer.printed).toHaveLength(2)
    letter = await readLetter(back.printer.printed[1]!)
    expect(letter.text.replaceAll(/\s/gu, '')).toContain(facility.facilityCode)
    expect(await refusalOf(mailroom.lots.start({ noticeIds: [noticeId] }))).toBe('REFUSED NOT_QUEUED')
    expect(back.printer.printed).toHaveLength(2)
  })

  it('is worthless before it was posted', async () => {
    await back.sync()
    expect(await office.redeem(facility.facilityCode, letter.password, receiptNumber)).toBe('REDEMPTION_REFUSED')
    expect((await mailroom.lots.post({ lotId, noticeId, trackingNumber: '12345678904' })).code).toBe('notSealed')
    expect((await mailroom.lots.seal({ lotId, pieceMark: 'NOSUCHPIECE4' })).code).toBe('unknownMark')
    expect(await mailroom.lots.seal({ lotId, pieceMark: letter.pieceMark })).toMatchObject({ isGood: true, noticeId })
    expect((await mailroom.lots.seal({ lotId, pieceMark: letter.pieceMark })).code).toBe('duplicateSheet')
    await back.sync()
    expect(await office.redeem(facility.facilityCode, letter.password, receiptNumber)).toBe('REDEMPTION_REFUSED')
  })

  it('is redeemed once when posted, and never again', async () => {
    expect((await mailroom.lots.post({ lotId, noticeId, trackingNumber: '123' })).code).toBe('trackingNumberFormat')
    expect(await mailroom.lots.post({ lotId, noticeId, trackingNumber: '123-45-67890-1' })).toMatchObject({ isGood: true })
    expect((await mailroom.lots.post({ lotId, noticeId, trackingNumber: '123-45-67890-1' })).code).toBe('alreadyPosted')
    await back.sync()
    expect(await back.page('mailroom').system.rejectedChanges({})).toEqual([])
    // The tries before posting made the next ones wait.
    office.test.clock.advance(16 * 60_000)
    const otherNumber = receiptNumber === '000000' ? '000001' : '000000'
    expect(await office.redeem(facility.facilityCode, letter.password, otherNumber)).toBe('REDEMPTION_REFUSED')
    office.test.clock.advance(16 * 60_000)
    expect(await office.redeem(facility.facilityCode, letter.password, receiptNumber)).toBe('redeemed')
    office.test.clock.advance(16 * 60_000)
    expect(await office.redeem(facility.facilityCode, letter.password, receiptNumber)).toBe('REDEMPTION_REFUSED')
  })

  it('shows as redeemed on the desktop of the operator', async () => {
    await front.sync()
    const { notice, events } = await operator.notices.get({ noticeId })
    expect(notice.state).toBe('redeemed')
    expect(events.map((event) => event.to)).toEqual(['queued', 'issuing', 'printed', 'sealed', 'posted', 'redeemed'])
    // Its mark was read twice: somewhere lies a sheet too many.
    await mailroom.lots.resolveDuplicate({ lotId, noticeId, finding: 'secondSheet' })
    expect(await mailroom.lots.close({ lotId })).toMatchObject({ lot: { state: 'destroying' }, counts: { posted: 1, voided: 0 }, sheetsToDestroy: 1 })
    const witness = { staffId: 'mailroom2', password: testPassword }
    expect(await mailroom.lots.destroy({ lotId, countedSheets: 1, witness })).toMatchObject({ lot: { state: 'closed' }, sheetsToDestroy: 0 })
  })
})

describe('where nothing is left to compare', () => {
  it('asks a supervisor, who may not be the operator, and who then may not print', async () => {
    const { noticeId, verificationId, notice } = await requestedNotice(operator, office.bare).then((requested) => ({ ...requested, noticeId: requested.notice.noticeId }))
    expect(notice.state).toBe('awaitingApproval')
    await syncBoth()
    expect((await mailroom.lots.queue({})).notices.map((queued) => queued.noticeId)).not.toContain(noticeId)
    expect(await refusalOf(mailroom.lots.start({ noticeIds: [noticeId] }))).toBe('REFUSED NOT_QUEUED')
    const waiting = await supervisor.verifications.listWaiting({})
    expect(waiting.map((entry) => entry.verification.verificationId)).toContain(verificationId)
    expect(await supervisor.verifications.decide({ verificationId, decision: 'approved', reason: '折り返しで確認' })).toMatchObject({ outcome: 'approved' })
    expect((await supervisor.notices.get({ noticeId })).notice.state).toBe('queued')
    expect(await refusalOf(supervisor.verifications.decide({ verificationId, decision: 'refused', reason: '二度目' }))).toBe('CONFLICT VERIFICATION_DECIDED')
    await syncBoth()
    expect(await operator.system.rejectedChanges({})).toEqual([])
    expect((await mailroom.lots.queue({})).notices.find((queued) => queued.noticeId === noticeId)).toMatchObject({ mayPrint: true })
  })

  it('lets nobody approve a case of their own', async () => {
    const facility = { ...office.bare }
    const { callId } = await supervisor.calls.start({})
    const { verificationId } = await supervisor.verifications.begin({ callId, facilityCode: facility.facilityCode, typed: facility.facilityCode })
    await supervisor.verifications.compare({ verificationId, item: 'addressNumbers', spoken: facility.address })
    await supervisor.verifications.compare({ verificationId, item: 'movedRecently', spoken: 'no' })
    expect((await supervisor.verifications.conclude({ verificationId })).outcome).toBe('supervisor')
    expect(await refusalOf(supervisor.verifications.decide({ verificationId, decision: 'approved', reason: '自分で' }))).toBe('REFUSED SAME_PERSON')
    expect(await refusalOf(supervisor.notices.request({ callId, verificationId, reason: 'emailUnknown' }))).toBe('REFUSED CALLER_UNDECIDED')
    await finishCall(supervisor, callId)
  })

  it('ends the notice with the refused verification', async () => {
    const second = await requestedNotice(await front.signedIn('operator2'), { ...office.bare }).then(() => 'requested', () => 'joined the open one')
    expect(second).toBe('joined the open one')
    const open = (await operator.notices.list({ facilityCode: office.bare.facilityCode })).find((notice) => notice.state === 'queued')!
    expect(await operator.notices.cancel({ noticeId: open.noticeId, reason: '取り下げ' })).toMatchObject({ state: 'cancelled' })
    const again = await requestedNotice(operator, office.bare)
    await supervisor.verifications.decide({ verificationId: again.verificationId, decision: 'refused', reason: '確認できず' })
    expect((await operator.notices.get({ noticeId: again.notice.noticeId })).notice.state).toBe('cancelled')
    await syncBoth()
    expect(await operator.system.rejectedChanges({})).toEqual([])
  })
})

describe('a lot refuses', () => {
  it('a letter whose facility changed since the caller was verified', async () => {
    const facility = office.nextFacility()
    const { notice } = await requestedNotice(operator, facility)
    await syncBoth()
    const moved = office.facilities.map((one) => (one.facilityCode === facility.facilityCode ? { ...one, address: `${one.address}別館` } : one))
    await office.useList(front, moved)
    await syncBoth()
    const queued = (await mailroom.lots.queue({})).notices.find((one) => one.noticeId === notice.noticeId)
    expect(queued).toMatchObject({ isToBeSentBack: true, problems: [expect.stringContaining('オペレーターに戻し')] })
    expect(await refusalOf(mailroom.lots.start({ noticeIds: [notice.noticeId] }))).toBe('REFUSED FACILITY_CHANGED')
    await mailroom.lots.sendBack({ noticeId: notice.noticeId })
    await syncBoth()
    expect(await mailroom.system.rejectedChanges({})).toEqual([])
    expect((await operator.notices.get({ noticeId: notice.noticeId })).notice).toMatchObject({ state: 'requested', followUp: 'open' })
    expect((await mailroom.lots.queue({})).notices.map((one) => one.noticeId)).not.toContain(notice.noticeId)
    expect(await refusalOf(operator.notices.request({ callId: notice.noticeId, verificationId: notice.noticeId, reason: 'emailUnknown' }))).toBe('NOT_FOUND CALL')
    await office.useList(front, office.facilities)
    await syncBoth()
  })

  it('somebody who requested or approved it', async () => {
    const { notice } = await requestedNotice(operator, office.nextFacility())
    await syncBoth()
    // The same person with two roles, after a 担当替え: known here as the one who requested it.
    const { database } = back.backend.core
    const { notices } = await import('#backend/database/record-repository.ts')
    await database.write(async (manager) => await notices.save(manager, { ...(await notices.get(manager, notice.noticeId))!, requestedBy: 'mailroom' }))
    expect((await mailroom.lots.queue({})).notices.find((one) => one.noticeId === notice.noticeId)).toMatchObject({ mayPrint: false })
    expect(await refusalOf(mailroom.lots.start({ noticeIds: [notice.noticeId] }))).toBe('REFUSED SAME_PERSON')
  })

  it('to start while central is away, and prints nothing', async () => {
    const { notice } = await requestedNotice(operator, office.nextFacility())
    await syncBoth()
    const { lot } = await mailroom.lots.start({ noticeIds: [notice.noticeId] })
    const code = await challengeCodeOn(back.printer.printed.at(-1)!)
    const before = back.printer.printed.length
    back.network.isDown = true
    expect(await refusalOf(mailroom.lots.confirmChallenge({ lotId: lot.lotId, code, measuredMillimetres: 100 }))).toBe('OFFLINE LOT_NOT_STARTED')
    expect(await refusalOf(mailroom.lots.start({ noticeIds: [notice.noticeId] }))).toBe('OFFLINE LOT_NOT_STARTED')
    expect(back.printer.printed).toHaveLength(before)
    back.network.isDown = false
    expect((await mailroom.lots.confirmChallenge({ lotId: lot.lotId, code, measuredMillimetres: 100 })).counts.printed).toBe(1)
  })

  it('a fourth guess at the challenge', async () => {
    const { notice } = await requestedNotice(operator, office.nextFacility())
    await syncBoth()
    const { lot } = await mailroom.lots.start({ noticeIds: [notice.noticeId] })
    const code = await challengeCodeOn(back.printer.printed.at(-1)!)
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await refusalOf(mailroom.lots.confirmChallenge({ lotId: lot.lotId, code: 'x', measuredMillimetres: 100 }))).toBe('REFUSED CHALLENGE_CODE')
    }
    expect(await refusalOf(mailroom.lots.confirmChallenge({ lotId: lot.lotId, code, measuredMillimetres: 100 }))).toBe('REFUSED CHALLENGE_EXHAUSTED')
    expect((await mailroom.lots.close({ lotId: lot.lotId })).lot.state).toBe('abandoned')
  })
})

describe('a printer or desk that fails', () => {
  it('voids what central accepted when the printer refuses: the sheet would be worthless', async () => {
    const { notice } = await requestedNotice(operator, office.nextFacility())
    await syncBoth()
    const { lot } = await mailroom.lots.start({ noticeIds: [notice.noticeId] })
    const code = await challengeCodeOn(back.printer.printed.at(-1)!)
    back.printer.failNext = new Error('no paper')
    expect(await refusalOf(mailroom.lots.confirmChallenge({ lotId: lot.lotId, code, measuredMillimetres: 100 }))).toBe('FAILED PRINTER_FAILED')
    await syncBoth()
    expect((await operator.notices.get({ noticeId: notice.noticeId })).notice.state).toBe('voided')
  })

  it('voids what was not sealed when the lot closes', async () => {
    const { notice } = await requestedNotice(operator, office.nextFacility())
    await syncBoth()
    const { lotId, letters } = await printLot([notice.noticeId])
    expect(letters).toHaveLength(1)
    expect(await mailroom.lots.close({ lotId })).toMatchObject({ lot: { state: 'destroying' }, counts: { voided: 1 }, sheetsToDestroy: 1 })
    expect((await mailroom.lots.seal({ lotId, pieceMark: letters[0]!.pieceMark })).code).toBe('ended')
    await syncBoth()
    expect((await operator.notices.get({ noticeId: notice.noticeId })).notice.state).toBe('voided')
    expect(await operator.system.rejectedChanges({})).toEqual([])
  })

  it('voids, at the next start, what central accepted and this desk never confirmed', async () => {
    const facility = office.nextFacility()
    const { notice } = await requestedNotice(operator, facility)
    await syncBoth()
    const { lot } = await mailroom.lots.start({ noticeIds: [notice.noticeId] })
    const code = await challengeCodeOn(back.printer.printed.at(-1)!)
    back.network.intercept = async (path, send) => {
      const reply = await send()
      if (path.endsWith('/verifiers')) throw new TypeError('reply lost')
      return reply
    }
    expect(await refusalOf(mailroom.lots.confirmChallenge({ lotId: lot.lotId, code, measuredMillimetres: 100 }))).toBe('OFFLINE LOT_NOT_STARTED')
    back.network.intercept = null
    await back.sync()
    await back.restart()
    mailroom = await back.signedIn('mailroom')
    await syncBoth()
    expect((await operator.notices.get({ noticeId: notice.noticeId })).notice.state).toBe('voided')
  })
})

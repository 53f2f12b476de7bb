/** From the printed stack to the counter of the post office, and what is left over: scans, labels, closing, destroying. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { notices } from '#backend/database/record-repository.ts'
import { nextTrackingNumber } from '#shared/domain/tracking-number.ts'
import { refusalOf, testPassword } from '#test/support/test-desktop.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { verifiedCall } from '#test/support/test-office.ts'
import { passwordsOf, startLotOffice, type LotOffice } from './lot-office.ts'

const folder = temporaryFolders()
let place: LotOffice

beforeAll(async () => {
  place = await startLotOffice(folder)
}, 60_000)
afterAll(async () => await place?.close())

const syncBoth = async () => {
  await place.back.sync()
  await place.front.sync()
}
const nothingRefused = async () => expect(await place.mailroom.system.rejectedChanges({})).toEqual([])
const second = { staffId: 'mailroom2', password: testPassword }
const alerts = async () => (await (await place.front.signedIn('supervisor')).securityAlerts.list({})).filter((alert) => alert.kind === 'duplicateSheet')

const label = (serial: number): string => nextTrackingNumber(`${String(1_000_000_000 + serial).padStart(10, '0')}0`)

describe('a lot from the printer to the post', () => {
  it('is scanned from the top, labelled from the roll, closed, and every letter redeems', async () => {
    const { mailroom, office, back } = place
    const asked = await place.ask(3)
    const { lotId, marks } = await place.print(asked)
    const passwords = await passwordsOf(back)
    expect(new Set(passwords).size).toBe(3)

    expect(await mailroom.lots.seal({ lotId, pieceMark: label(1) })).toMatchObject({ isGood: false, code: 'pieceMarkExpected' })
    expect(await mailroom.lots.seal({ lotId, pieceMark: 'NOSUCHPIECE4' })).toMatchObject({ isGood: false, code: 'unknownMark', noticeId: null, sheetNumber: null })
    const first = await mailroom.lots.seal({ lotId, pieceMark: ` ${marks[0]!.toLowerCase()} ` })
    expect(first).toMatchObject({ isGood: true, sheetNumber: 1, lot: { nextSheet: 2, nextToPost: { noticeId: asked[0]!.noticeId }, predictedTrackingNumber: null, lot: { scanOrder: 'ascending' } } })
    expect((await mailroom.lots.post({ lotId, noticeId: asked[1]!.noticeId, trackingNumber: label(1) })).code).toBe('notSealed')
    expect((await mailroom.lots.post({ lotId, noticeId: asked[0]!.noticeId, trackingNumber: '' })).code).toBe('trackingNumberMissing')
    expect((await mailroom.lots.post({ lotId, noticeId: asked[0]!.noticeId, trackingNumber: marks[0]! })).code).toBe('labelExpected')
    expect((await mailroom.lots.post({ lotId, noticeId: asked[0]!.noticeId, trackingNumber: '123' })).code).toBe('trackingNumberFormat')
    const posted = await mailroom.lots.post({ lotId, noticeId: asked[0]!.noticeId, trackingNumber: label(1) })
    expect(posted).toMatchObject({ isGood: true, warning: null, lot: { nextToPost: null, predictedTrackingNumber: label(2) } })
    expect((await mailroom.lots.post({ lotId, noticeId: asked[0]!.noticeId, trackingNumber: label(2) })).code).toBe('alreadyPosted')

    for (const mark of marks.slice(1)) expect(await mailroom.lots.seal({ lotId, pieceMark: mark })).toMatchObject({ isGood: true })
    expect((await mailroom.lots.post({ lotId, noticeId: asked[1]!.noticeId, trackingNumber: label(1) })).code).toBe('trackingNumberUsed')
    // The next label of the roll, seen and confirmed.
    expect(await mailroom.lots.post({ lotId, noticeId: asked[1]!.noticeId, trackingNumber: '' })).toMatchObject({ isGood: true, warning: null })
    expect(await mailroom.lots.post({ lotId, noticeId: asked[2]!.noticeId, trackingNumber: label(9) })).toMatchObject({ isGood: true, warning: 'trackingNumberOutOfOrder', lot: { predictedTrackingNumber: label(10), nextSheet: null } })
    const view = await mailroom.lots.close({ lotId })
    expect(view).toMatchObject({ lot: { state: 'closed' }, counts: { printed: 3, sealed: 3, posted: 3, voided: 0, destroyed: 0 }, sheetsToDestroy: 0 })
    expect(view.pieces.map((piece) => piece.trackingNumber)).toEqual([label(1), label(2), label(9)])
    await syncBoth()
    await nothingRefused()
    for (const [index, one] of asked.entries()) expect(await office.redeem(one.facility.facilityCode, passwords[index]!, one.receiptNumber)).toBe('redeemed')
    const { document, fileName } = await mailroom.lots.report({ lotId })
    expect(fileName).toContain(view.lot.lotNumber)
    expect(Buffer.from(await document.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-')
  })

  it('goes on with the roll of the desk, and warns of a wrong check digit first', async () => {
    const { mailroom } = place
    const asked = await place.ask(1)
    const { lotId, marks, view } = await place.print(asked)
    expect(view.predictedTrackingNumber).toBe(label(10))
    await mailroom.lots.seal({ lotId, pieceMark: marks[0]! })
    const wrong = label(20).slice(0, 10) + String((Number(label(20)[10]) + 1) % 10)
    expect(await mailroom.lots.post({ lotId, noticeId: asked[0]!.noticeId, trackingNumber: wrong })).toMatchObject({ isGood: true, warning: 'trackingNumberCheckDigit' })
    expect(await mailroom.lots.close({ lotId })).toMatchObject({ lot: { state: 'closed' } })
  })

  it('seals and posts while central is away, and the letters count once it is back', async () => {
    const { mailroom, office, back } = place
    const asked = await place.ask(2)
    const { lotId, marks } = await place.print(asked)
    const passwords = await passwordsOf(back)
    await back.sync()
    back.network.isDown = true
    for (const [index, mark] of marks.entries()) {
      expect(await mailroom.lots.seal({ lotId, pieceMark: mark })).toMatchObject({ isGood: true })
      expect(await mailroom.lots.post({ lotId, noticeId: asked[index]!.noticeId, trackingNumber: label(30 + index) })).toMatchObject({ isGood: true })
    }
    expect((await mailroom.lots.close({ lotId })).lot.state).toBe('closed')
    expect(await office.redeem(asked[0]!.facility.facilityCode, passwords[0]!, asked[0]!.receiptNumber)).toBe('REDEMPTION_REFUSED')
    back.network.isDown = false
    await syncBoth()
    await nothingRefused()
    office.test.clock.advance(16 * 60_000)
    for (const [index, one] of asked.entries()) expect(await office.redeem(one.facility.facilityCode, passwords[index]!, one.receiptNumber)).toBe('redeemed')
  })
})

describe('a skipped sheet', () => {
  it('stops the lot and names the envelope before; found by itself, it may come at any time', async () => {
    const { mailroom } = place
    const asked = await place.ask(4)
    const { lotId, marks } = await place.print(asked)
    // Printed face down: the last sheet lies on top.
    expect(await mailroom.lots.seal({ lotId, pieceMark: marks[3]! })).toMatchObject({ isGood: true, lot: { nextSheet: 3, lot: { scanOrder: 'descending' } } })
    const skipped = await mailroom.lots.seal({ lotId, pieceMark: marks[1]! })
    expect(skipped).toMatchObject({
      isGood: false, code: 'skippedSheet', noticeId: asked[1]!.noticeId, sheetNumber: 2,
      lot: { lot: { stop: { precedingNoticeId: asked[3]!.noticeId, skippedNoticeIds: [asked[2]!.noticeId], scannedNoticeId: asked[1]!.noticeId } } },
    })
    expect((await mailroom.lots.seal({ lotId, pieceMark: marks[2]! })).code).toBe('stopped')
    expect((await mailroom.lots.post({ lotId, noticeId: asked[3]!.noticeId, trackingNumber: label(40) })).code).toBe('stopped')
    expect(await refusalOf(mailroom.lots.close({ lotId }))).toBe('CONFLICT LOT_STOPPED')
    expect((await mailroom.lots.resolveStop({ lotId, finding: 'foundSeparately' })).lot).toMatchObject({ stop: null, setAside: [asked[2]!.noticeId] })
    expect(await refusalOf(mailroom.lots.resolveStop({ lotId, finding: 'foundSeparately' }))).toBe('CONFLICT LOT_STATE')
    for (const index of [1, 0, 2]) expect(await mailroom.lots.seal({ lotId, pieceMark: marks[index]! })).toMatchObject({ isGood: true })
    // In the order they were sealed.
    const view = await mailroom.lots.get({ lotId })
    expect(view).toMatchObject({ nextToPost: { noticeId: asked[3]!.noticeId }, counts: { sealed: 4 } })
    await syncBoth()
    await nothingRefused()
    await mailroom.lots.close({ lotId })
  })

  it('was in the envelope before: both letters are voided, the rest goes on', async () => {
    const { mailroom, office, back } = place
    const asked = await place.ask(4)
    const { lotId, marks } = await place.print(asked)
    const passwords = await passwordsOf(back)
    await mailroom.lots.seal({ lotId, pieceMark: marks[0]! })
    // Its label was on already.
    await mailroom.lots.post({ lotId, noticeId: asked[0]!.noticeId, trackingNumber: label(50) })
    expect((await mailroom.lots.seal({ lotId, pieceMark: marks[2]! })).code).toBe('skippedSheet')
    const view = await mailroom.lots.resolveStop({ lotId, finding: 'doubleFilled' })
    expect(view.pieces.map((piece) => [piece.state, piece.isToBeDestroyed])).toEqual([['voided', true], ['voided', true], ['printed', false], ['printed', false]])
    expect((await mailroom.lots.seal({ lotId, pieceMark: marks[1]! })).code).toBe('ended')
    for (const index of [2, 3]) expect(await mailroom.lots.seal({ lotId, pieceMark: marks[index]! })).toMatchObject({ isGood: true })
    expect(await mailroom.lots.close({ lotId })).toMatchObject({ lot: { state: 'destroying' }, sheetsToDestroy: 2 })
    // Closed to scans, but what was sealed may still go to the post.
    expect(await mailroom.lots.post({ lotId, noticeId: asked[2]!.noticeId, trackingNumber: label(52) })).toMatchObject({ isGood: true })
    await mailroom.lots.destroy({ lotId, countedSheets: 2, witness: second })
    await syncBoth()
    await nothingRefused()
    office.test.clock.advance(16 * 60_000)
    const redeem = async (index: number) => await office.redeem(asked[index]!.facility.facilityCode, passwords[index]!, asked[index]!.receiptNumber)
    expect(await redeem(0)).toBe('REDEMPTION_REFUSED')
    expect(await redeem(1)).toBe('REDEMPTION_REFUSED')
    expect(await redeem(2)).toBe('redeemed')
    expect(await redeem(3)).toBe('REDEMPTION_REFUSED')
  })
})

describe('what is left over', () => {
  it('is counted and destroyed before a second person, a sheet printed twice with it', async () => {
    const { mailroom, back } = place
    const asked = await place.ask(3)
    const { lotId, marks } = await place.print(asked)
    const other = await place.print(await place.ask(1))
    expect((await mailroom.lots.seal({ lotId, pieceMark: other.marks[0]! })).code).toBe('foreignLot')
    await mailroom.lots.seal({ lotId, pieceMark: marks[0]! })
    expect(await mailroom.lots.seal({ lotId, pieceMark: marks[0]! })).toMatchObject({ isGood: false, code: 'duplicateSheet', noticeId: asked[0]!.noticeId, sheetNumber: 1, lot: { sheetsToDestroy: 0 } })
    // The scanner read the same envelope again: nothing to destroy. Then there really is a second sheet.
    expect(await mailroom.lots.resolveDuplicate({ lotId, noticeId: asked[0]!.noticeId, finding: 'sameEnvelope' })).toMatchObject({ sheetsToDestroy: 0, lot: { duplicates: [] } })
    expect(await mailroom.lots.resolveDuplicate({ lotId, noticeId: asked[0]!.noticeId, finding: 'secondSheet' })).toMatchObject({ sheetsToDestroy: 1, lot: { duplicates: [{ noticeId: asked[0]!.noticeId }] } })
    expect(await refusalOf(mailroom.lots.resolveDuplicate({ lotId: other.lotId, noticeId: asked[0]!.noticeId, finding: 'secondSheet' }))).toBe('CONFLICT LOT_STATE')
    expect(await refusalOf(mailroom.lots.destroy({ lotId, countedSheets: 1, witness: second }))).toBe('CONFLICT LOT_STATE')
    expect(await mailroom.lots.close({ lotId })).toMatchObject({ lot: { state: 'destroying' }, sheetsToDestroy: 3, counts: { voided: 2, destroyed: 0 } })
    expect((await mailroom.lots.seal({ lotId, pieceMark: marks[1]! })).code).toBe('ended')
    await syncBoth()
    expect((await alerts()).map((alert) => alert.noticeId)).toContain(asked[0]!.noticeId)

    const destroy = async (countedSheets: number, witness: { staffId: string; password: string }) => await refusalOf(mailroom.lots.destroy({ lotId, countedSheets, witness }))
    expect(await destroy(3, { staffId: 'mailroom', password: testPassword })).toBe('REFUSED WITNESS_SAME_PERSON')
    expect(await destroy(3, { staffId: 'operator', password: testPassword })).toBe('REFUSED WITNESS_ROLE')
    expect(await destroy(3, { staffId: 'nobody', password: testPassword })).toBe('REFUSED WITNESS_PASSWORD')
    expect(await destroy(2, second)).toBe('REFUSED COUNT_DIFFERS')
    expect(await destroy(4, second)).toBe('REFUSED COUNT_DIFFERS')
    const done = await mailroom.lots.destroy({ lotId, countedSheets: 3, witness: { staffId: 'supervisor', password: testPassword } })
    expect(done).toMatchObject({ lot: { state: 'closed', destruction: { sheets: 3, staffId: 'mailroom', witnessStaffId: 'supervisor' } }, sheetsToDestroy: 0, counts: { printed: 3, destroyed: 2 } })
    expect(await destroy(3, second)).toBe('CONFLICT LOT_STATE')
    await syncBoth()
    await nothingRefused()
    const { manager } = place.front.backend.core.database.reader
    for (const one of asked.slice(1)) expect((await notices.get(manager, one.noticeId))!.destroyed).toMatchObject({ staffId: 'mailroom', witnessStaffId: 'supervisor' })
    expect((await notices.get(manager, asked[0]!.noticeId))!).toMatchObject({ state: 'sealed', destroyed: null })
    // The session of the one who is signed in is as it was.
    expect((await mailroom.session.current({})).staff?.staffId).toBe('mailroom')
    const audit: { staff_id: string }[] = await place.office.test.central.database.reader.query(`select staff_id from audit_entry where action = 'pieces.destructionWitnessed' order by position desc limit 1`)
    expect(audit).toEqual([{ staff_id: 'supervisor' }])
    expect((await place.office.test.central.admin.verifyAudit()).every((chain) => chain.firstBroken === null)).toBe(true)
    expect(back.log.filter((line) => line.event.startsWith('witness'))).toEqual([])
  })

  it('knows the witness by the last sign-in here while central is away, and slows down who guesses', async () => {
    const { mailroom, back, office } = place
    const asked = await place.ask(1)
    const { lotId } = await place.print(asked)
    await mailroom.lots.close({ lotId })
    await back.sync()
    // supervisor has never signed in on this desktop, mailroom2 has.
    await (await back.signedIn('mailroom2')).session.signOut({})
    back.network.isDown = true
    const destroy = async (witness: { staffId: string; password: string }) => await refusalOf(mailroom.lots.destroy({ lotId, countedSheets: 1, witness }))
    expect(await destroy({ staffId: 'supervisor', password: testPassword })).toBe('REFUSED WITNESS_PASSWORD')
    for (let attempt = 0; attempt < 5; attempt += 1) expect(await destroy({ staffId: 'mailroom2', password: 'guess' })).toBe('REFUSED WITNESS_PASSWORD')
    expect(await destroy(second)).toBe('REFUSED WITNESS_PASSWORD')
    office.test.clock.advance(31_000)
    expect(await destroy(second)).toBe('answered')
    back.network.isDown = false
    await syncBoth()
    await nothingRefused()
  })
})

describe('dual control', () => {
  it('lets nobody seal or post a letter they have asked for or approved', async () => {
    const { mailroom, back } = place
    const asked = await place.ask(1)
    const { lotId, marks } = await place.print(asked)
    await back.sync()
    const { database } = back.backend.core
    const [{ noticeId }] = asked as [typeof asked[0]]
    const change = async (more: object) => await database.write(async (manager) => await notices.save(manager, { ...(await notices.get(manager, noticeId))!, ...more }))
    await change({ approvedBy: 'mailroom' })
    expect(await refusalOf(mailroom.lots.seal({ lotId, pieceMark: marks[0]! }))).toBe('REFUSED SAME_PERSON')
    await change({ approvedBy: null })
    expect(await mailroom.lots.seal({ lotId, pieceMark: marks[0]! })).toMatchObject({ isGood: true })
    // Somebody who joined counts as having asked for it.
    await change({ cases: [{ noticeId, callId: noticeId, verificationId: noticeId, staffId: 'mailroom', at: '2026-10-05T01:00:00.000Z' }] })
    expect(await refusalOf(mailroom.lots.post({ lotId, noticeId, trackingNumber: label(70) }))).toBe('REFUSED SAME_PERSON')
    expect(await refusalOf(mailroom.lots.start({ noticeIds: [noticeId] }))).toBe('REFUSED NOT_QUEUED')
  })
})

describe('a class of postage without a number', () => {
  it('is posted without a label, by the template that two people have published', async () => {
    const { mailroom, operator, front, back, office } = place
    const supervisor = await front.signedIn('supervisor')
    const builtIn = (await supervisor.officeDocuments.list({})).builtIn.find((document) => document.kind === 'passwordNotice')!.text
    const template = JSON.parse(builtIn) as { postageClasses: object[] }
    const ordinary = { id: 'ordinary', name: '普通郵便', marks: [], feeYen: 110, isRecorded: false }
    const text = JSON.stringify({ ...template, postageClasses: [...template.postageClasses, ordinary] })
    const { documentId, hash } = await supervisor.officeDocuments.propose({ kind: 'passwordNotice', text, note: '普通郵便を加える' })
    await (await front.signedIn('administrator')).officeDocuments.publish({ documentId })
    await syncBoth()

    const facility = office.nextFacility()
    const { callId, verificationId } = await verifiedCall(operator, facility)
    const { notice } = await operator.notices.request({ callId, verificationId, reason: 'emailUnknown', postageClass: 'ordinary' })
    await front.sync()
    await back.sync()
    const { lotId, marks, view } = await place.print([{ facility, noticeId: notice.noticeId, receiptNumber: '' }])
    expect(view.pieces[0]).toMatchObject({ isRecorded: false })
    expect(view.lot.templateHash).toBe(hash)
    await mailroom.lots.seal({ lotId, pieceMark: marks[0]! })
    expect(await mailroom.lots.post({ lotId, noticeId: notice.noticeId, trackingNumber: '' })).toMatchObject({ isGood: true, warning: null })
    expect((await mailroom.lots.close({ lotId })).pieces[0]).toMatchObject({ state: 'posted', trackingNumber: null })
    await syncBoth()
    await nothingRefused()
    expect(await place.centralState(notice.noticeId)).toBe('posted')
  })
})

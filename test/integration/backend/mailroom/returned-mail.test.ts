/** Letters that come back: found by mark or number, void from then on, and destroyed before a second person. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { auditEntity } from '#backend/database/entities/staff.ts'
import { notices } from '#backend/database/record-repository.ts'
import { formatTrackingNumber, nextTrackingNumber } from '#shared/domain/tracking-number.ts'
import { refusalOf, testPassword, type DeskClient } from '#test/support/test-desktop.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { passwordsOf, startLotOffice, type AskedLetter, type LotOffice } from '../lots/lot-office.ts'

const folder = temporaryFolders()
const witness = { staffId: 'mailroom2', password: testPassword }
let place: LotOffice
let mailroom: DeskClient
let label = '12345678901'

interface PostedLetter extends AskedLetter { readonly mark: string; readonly trackingNumber: string; readonly password: string }

/** New letters, printed, sealed and posted; central knows. `isRead`: with the password that stands on each. */
const post = async (count: number, isRead = false): Promise<PostedLetter[]> => {
  const asked = await place.ask(count)
  const { lotId, marks, view } = await place.print(asked)
  const passwords = isRead ? await passwordsOf(place.back) : []
  const posted: PostedLetter[] = []
  for (const [index, pieceMark] of marks.entries()) {
    const noticeId = view.lot.sheets[index]!
    label = nextTrackingNumber(label)
    expect((await mailroom.lots.seal({ lotId, pieceMark })).code).toBe('good')
    expect((await mailroom.lots.post({ lotId, noticeId, trackingNumber: label })).code).toBe('good')
    posted.push({ ...asked.find((one) => one.noticeId === noticeId)!, mark: pieceMark, trackingNumber: label, password: passwords[index] ?? '' })
  }
  await mailroom.lots.close({ lotId })
  await place.back.sync()
  return posted
}
const syncAll = async () => {
  await place.back.sync()
  await place.front.sync()
  await place.back.sync()
  expect(await mailroom.system.rejectedChanges({})).toEqual([])
}
const held = async (noticeId: string) => (await notices.get(place.back.backend.core.database.reader.manager, noticeId))!
const audited = async (): Promise<[string, string | null, string | null, string][]> => {
  const rows = await place.back.backend.core.database.reader.manager.find(auditEntity, { order: { position: 'ASC' } })
  return rows.map(({ action, staffId, subject, outcome }) => [action, staffId, subject, outcome])
}
const redeem = async (letter: PostedLetter) => await place.office.redeem(letter.facility.facilityCode, letter.password, letter.receiptNumber)

beforeAll(async () => {
  place = await startLotOffice(folder)
  mailroom = place.mailroom
}, 60_000)
afterAll(async () => await place?.close())

describe('returned mail', () => {
  it('is found by its mark or its number, whatever its state, and every look is audited', async () => {
    const [letter] = await post(1)
    const byMark = await mailroom.mailroom.lookUpPiece({ mark: ` ${letter!.mark.toLowerCase()} ` })
    expect(byMark).toMatchObject([{ noticeId: letter!.noticeId, state: 'posted', mayReturn: true, isIncident: false, facilityName: letter!.facility.name }])
    expect(byMark[0]!.prefectureName).not.toBe('')
    expect(await mailroom.mailroom.lookUpPiece({ mark: formatTrackingNumber(letter!.trackingNumber) })).toEqual(byMark)
    expect(await mailroom.mailroom.lookUpPiece({ mark: '99999999999' })).toEqual([])
    const [waiting] = await place.ask(1)
    const { marks } = await place.print([waiting!])
    expect(await mailroom.mailroom.lookUpPiece({ mark: marks[0]! })).toMatchObject([{ state: 'printed', mayReturn: false }])
    const looks = (await audited()).filter(([action]) => action === 'mailroom.lookedUp')
    expect(looks.map(([, staffId, subject]) => [staffId, subject === null])).toEqual([['mailroom', false], ['mailroom', false], ['mailroom', true], ['mailroom', false]])
    expect(await refusalOf(mailroom.mailroom.returnPiece({ noticeId: waiting!.noticeId, returnReason: 'refused', isOpened: false }))).toBe('CONFLICT NOTICE_STATE')
  })

  it('voids the password and opens the case again, also while central is away', async () => {
    const [letter] = await post(1, true)
    place.back.network.isDown = true
    const returned = await mailroom.mailroom.returnPiece({ noticeId: letter!.noticeId, returnReason: 'addressUnknown', isOpened: false, note: '転居先不明の印' })
    expect(returned).toMatchObject({ state: 'returned', followUp: 'open', returned: { on: '2026-10-05', reason: 'addressUnknown', isOpened: false, staffId: 'mailroom' } })
    expect((await held(letter!.noticeId)).events.at(-1)).toMatchObject({ from: 'posted', to: 'returned', reason: '転居先不明の印', staffId: 'mailroom' })
    expect(await refusalOf(mailroom.mailroom.returnPiece({ noticeId: letter!.noticeId, returnReason: 'refused', isOpened: false }))).toBe('CONFLICT NOTICE_STATE')
    expect((await mailroom.mailroom.lookUpPiece({ mark: letter!.mark }))[0]!.mayReturn).toBe(false)
    const before = await held(letter!.noticeId)
    place.back.network.isDown = false
    await syncAll()
    expect(await held(letter!.noticeId)).toEqual({ ...before, version: expect.any(Number) })
    expect(await redeem(letter!)).not.toBe('redeemed')
    expect((await place.operator.notices.list({ followUp: 'open' })).map(({ noticeId }) => noticeId)).toContain(letter!.noticeId)
    // What went out once is not counted again.
    expect((await mailroom.mailroom.day({})).inHand.map(({ noticeId }) => noticeId)).not.toContain(letter!.noticeId)
  })

  it('is an incident where somebody has redeemed it', async () => {
    const [letter] = await post(1, true)
    expect(await redeem(letter!)).toBe('redeemed')
    await place.back.sync()
    expect(await mailroom.mailroom.lookUpPiece({ mark: letter!.mark })).toMatchObject([{ state: 'redeemed', mayReturn: true, isIncident: true }])
    expect(await mailroom.mailroom.returnPiece({ noticeId: letter!.noticeId, returnReason: 'notCollected', isOpened: true })).toMatchObject({ state: 'redeemed', followUp: 'open' })
    await syncAll()
    expect(await held(letter!.noticeId)).toMatchObject({ state: 'redeemed', followUp: 'open', returned: { reason: 'notCollected', isOpened: true } })
    const supervisor = await place.front.signedIn('supervisor')
    expect(await supervisor.securityAlerts.list({})).toMatchObject([{ kind: 'returnedAfterRedeemed', noticeId: letter!.noticeId, resolvedAt: null }])
  })

  it('is noted where the letter had been voided after it was posted', async () => {
    const [letter] = await post(1)
    await mailroom.notices.void({ noticeId: letter!.noticeId, reason: '別の通知書を送る' })
    expect(await mailroom.mailroom.returnPiece({ noticeId: letter!.noticeId, returnReason: 'other', isOpened: false })).toMatchObject({ state: 'voided', returned: { reason: 'other' } })
    const before = await held(letter!.noticeId)
    await syncAll()
    expect(await held(letter!.noticeId)).toEqual({ ...before, version: expect.any(Number) })
  })
})

describe('destroying what came back', () => {
  it('takes the right count and a second person, once, and is kept by central', async () => {
    // The one that came back although it was redeemed is evidence, until a person has seen to it.
    expect((await mailroom.mailroom.day({})).toDestroy.map(({ state }) => state)).toEqual(['returned', 'voided'])
    const operator = await place.back.signedIn('operator')
    const [incident] = (await operator.notices.list({ followUp: 'open' })).filter(({ state }) => state === 'redeemed')
    await operator.notices.finishFollowUp({ noticeId: incident!.noticeId, reason: '施設に連絡し、警察へ届けた' })
    const waiting = (await mailroom.mailroom.day({})).toDestroy
    expect(waiting.map(({ state }) => state)).toEqual(['returned', 'redeemed', 'voided'])
    const noticeIds = waiting.map(({ noticeId }) => noticeId)
    expect(await refusalOf(mailroom.mailroom.destroyPieces({ noticeIds, countedSheets: 2, witness }))).toBe('REFUSED COUNT_DIFFERS')
    expect(await refusalOf(mailroom.mailroom.destroyPieces({ noticeIds: [...noticeIds, noticeIds[0]!], countedSheets: 4, witness }))).toBe('REFUSED COUNT_DIFFERS')
    expect(await refusalOf(mailroom.mailroom.destroyPieces({ noticeIds, countedSheets: 3, witness: { ...witness, password: 'wrong-password-1' } }))).toBe('REFUSED WITNESS_PASSWORD')
    expect(await refusalOf(mailroom.mailroom.destroyPieces({ noticeIds, countedSheets: 3, witness: { ...witness, staffId: 'mailroom' } }))).toBe('REFUSED WITNESS_SAME_PERSON')
    expect((await mailroom.mailroom.day({})).toDestroy).toEqual(waiting)

    const day = await mailroom.mailroom.destroyPieces({ noticeIds, countedSheets: 3, witness })
    expect(day.toDestroy).toEqual([])
    expect(day.counts.destroyed).toBe(0)
    for (const noticeId of noticeIds) expect(await held(noticeId)).toMatchObject({ destroyed: { staffId: 'mailroom', witnessStaffId: 'mailroom2' } })
    expect(await refusalOf(mailroom.mailroom.destroyPieces({ noticeIds, countedSheets: 3, witness }))).toBe('CONFLICT NOTICE_STATE')
    await syncAll()
    for (const noticeId of noticeIds) expect((await held(noticeId)).destroyed).not.toBeNull()
    const trail = await audited()
    expect(trail.filter(([action, , , outcome]) => action === 'mailroom.destroyed' && outcome === 'done')).toHaveLength(3)
    expect(trail.filter(([action, staffId]) => action === 'pieces.destructionWitnessed' && staffId === 'mailroom2')).toHaveLength(3)
  })

  it('refuses a letter that is on its way, and one nobody knows', async () => {
    const [letter] = await post(1)
    expect(await refusalOf(mailroom.mailroom.destroyPieces({ noticeIds: [letter!.noticeId], countedSheets: 1, witness }))).toBe('CONFLICT NOTICE_STATE')
    // Voided after posting, and not come back: its paper is not here.
    await mailroom.notices.void({ noticeId: letter!.noticeId, reason: '別の通知書を送る' })
    expect(await refusalOf(mailroom.mailroom.destroyPieces({ noticeIds: [letter!.noticeId], countedSheets: 1, witness }))).toBe('CONFLICT NOTICE_STATE')
    expect(await refusalOf(mailroom.mailroom.destroyPieces({ noticeIds: ['0197c0de-0000-7000-8000-000000000000'], countedSheets: 1, witness }))).toBe('NOT_FOUND NOTICE')
  })
})

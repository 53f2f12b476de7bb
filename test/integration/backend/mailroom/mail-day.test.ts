/** The mailroom's day on its own database, with central behind it: 差出票, closing, what is carried over and what keeps a day open. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mailDays, postingSlips } from '#backend/database/record-repository.ts'
import { formatTrackingNumber, nextTrackingNumber } from '#shared/domain/tracking-number.ts'
import { pageCount, readPage } from '#test/letters/support/read-pdf.ts'
import { refusalOf, testPassword, type DeskClient } from '#test/support/test-desktop.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { startLotOffice, type LotOffice } from '../lots/lot-office.ts'

const folder = temporaryFolders()
const hour = 3_600_000
const witness = { staffId: 'supervisor', password: testPassword }
let place: LotOffice
let mailroom: DeskClient
let label = '12345678901'

const sealed = async (lotId: string, marks: readonly string[]): Promise<string[]> => {
  const ids: string[] = []
  for (const pieceMark of marks) {
    const scan = await mailroom.lots.seal({ lotId, pieceMark })
    expect(scan.code).toBe('good')
    ids.push(scan.noticeId!)
  }
  return ids
}
const posted = async (lotId: string, noticeId: string): Promise<string> => {
  label = nextTrackingNumber(label)
  expect((await mailroom.lots.post({ lotId, noticeId, trackingNumber: label })).code).toBe('good')
  return label
}
/** The clock goes on to so many hours after midnight of a later day; everybody signs in anew. */
const nextDay = async (days: number, hours: number) => {
  const { clock } = place.office.test
  const midnight = Math.floor((clock.now() + 9 * hour) / (24 * hour)) * 24 * hour - 9 * hour
  clock.advance(midnight + days * 24 * hour + hours * hour - clock.now())
  mailroom = await place.back.signedIn('mailroom')
  await place.front.signedIn('operator')
}
const textOf = async (document: Blob, page: number): Promise<string> =>
  (await readPage(new Uint8Array(await document.arrayBuffer()), page, 20)).allText.normalize('NFKC').replace(/\s/gu, '')

beforeAll(async () => {
  place = await startLotOffice(folder)
  mailroom = place.mailroom
}, 60_000)
afterAll(async () => await place?.close())

describe('the day of the mailroom', () => {
  const today = '2026-10-05'
  const tomorrow = '2026-10-06'
  let lotId = ''
  let ids: string[] = []
  let numbers: string[] = []

  it('counts what is printed, sealed and posted, and names what is left to do', async () => {
    expect(await mailroom.mailroom.day({})).toMatchObject({
      date: today, lots: [], counts: { printed: 0, posted: 0, destroyed: 0, inHand: 0 }, inHand: [], notListed: 0, slips: [], closed: null, obstacles: [],
    })
    const asked = await place.ask(4)
    const { lotId: started, marks } = await place.print(asked)
    lotId = started
    ids = await sealed(lotId, marks.slice(0, 3))
    numbers = [await posted(lotId, ids[0]!), await posted(lotId, ids[1]!)]
    const day = await mailroom.mailroom.day({})
    expect(day.counts).toEqual({ printed: 4, posted: 2, destroyed: 0, inHand: 2 })
    expect(day.inHand.map(({ state }) => state).toSorted()).toEqual(['printed', 'sealed'])
    expect(day.lots).toMatchObject([{ lotId, state: 'printed', sheetsToDestroy: 0 }])
    expect(day.notListed).toBe(2)
    expect(day.obstacles).toHaveLength(2)
    expect(day.obstacles[0]).toContain(day.lots[0]!.lotNumber)
    expect(await refusalOf(mailroom.mailroom.closeDay({ date: today, countedInHand: 2 }))).toBe('REFUSED DAY_HAS_OBSTACLES')
    expect(await refusalOf(mailroom.mailroom.closeDay({ date: tomorrow, countedInHand: 2 }))).toBe('REFUSED DAY_HAS_OBSTACLES')
  })

  it('leaves the sheets of a lot to the lot, and counts them destroyed after it', async () => {
    const lot = await mailroom.lots.close({ lotId })
    const [spoiled] = lot.pieces.filter((piece) => piece.isToBeDestroyed)
    const waiting = await mailroom.mailroom.day({})
    expect(waiting.toDestroy).toEqual([])
    expect(waiting.obstacles[0]).toContain('1枚')
    expect(await refusalOf(mailroom.mailroom.destroyPieces({ noticeIds: [spoiled!.noticeId], countedSheets: 1, witness }))).toBe('CONFLICT NOTICE_STATE')
    await mailroom.lots.destroy({ lotId, countedSheets: 1, witness })
    expect((await mailroom.mailroom.day({})).counts).toEqual({ printed: 4, posted: 2, destroyed: 1, inHand: 1 })
  })

  it('lists each posted piece on one slip, which central keeps too', async () => {
    const day = await mailroom.mailroom.makePostingSlip({ date: today })
    expect(day).toMatchObject({ notListed: 0, obstacles: [], slips: [{ postedOn: today, noticeIds: [ids[0], ids[1]], madeBy: 'mailroom', madeByName: '名前 mailroom' }] })
    const [slip] = day.slips
    expect(slip!.slipNumber).toMatch(/^S\d{3}-261005-001$/u)
    expect(await refusalOf(mailroom.mailroom.makePostingSlip({ date: today }))).toBe('REFUSED NOTHING_TO_LIST')
    const { fileName, document } = await mailroom.mailroom.postingSlip({ slipId: slip!.slipId })
    expect(fileName).toBe(`差出票-${slip!.slipNumber}.pdf`)
    expect(await pageCount(new Uint8Array(await document.arrayBuffer()))).toBe(2)
    const [postage] = (await mailroom.lots.queue({})).postageClasses
    const text = await textOf(document, 1)
    for (const number of numbers) expect(text).toContain(formatTrackingNumber(number))
    expect(text).toContain('御中')
    expect(text).toContain('令和8年10月5日')
    expect(text).toContain(postage!.name)
    expect(text).toContain(`全体の計2通料金${(2 * postage!.feeYen).toLocaleString('ja-JP')}`)
    expect(await textOf(document, 2)).toContain('控え')
    // Facilities of the trial.
    expect(text).toContain('見本')
    await place.back.sync()
    await place.front.sync()
    expect(await mailroom.system.rejectedChanges({})).toEqual([])
    expect(await postingSlips.get(place.front.backend.core.database.reader.manager, slip!.slipId)).toMatchObject({ slipNumber: slip!.slipNumber, version: 1 })
    expect(await refusalOf(mailroom.mailroom.postingSlip({ slipId: lotId }))).toBe('NOT_FOUND POSTING_SLIP')
  })

  it('closes only on the right count, without telling it, and once', async () => {
    for (const countedInHand of [0, 2]) {
      const refused = mailroom.mailroom.closeDay({ date: today, countedInHand })
      await expect(refused).rejects.toMatchObject({ data: { reason: 'COUNT_DIFFERS', facts: {} } })
    }
    const day = await mailroom.mailroom.closeDay({ date: today, countedInHand: 1 })
    expect(day.closed).toMatchObject({ date: today, closedBy: 'mailroom', closedByName: '名前 mailroom', counts: { printed: 4, posted: 2, destroyed: 1, inHand: 1 } })
    expect(await refusalOf(mailroom.mailroom.closeDay({ date: today, countedInHand: 1 }))).toBe('CONFLICT DAY_CLOSED')
    await place.back.sync()
    await place.front.sync()
    expect(await mailroom.system.rejectedChanges({})).toEqual([])
    expect(await mailDays.get(place.front.backend.core.database.reader.manager, day.closed!.dayId)).toMatchObject({ date: today, version: 1, counts: day.counts })
    // The other desk's day is its own.
    const supervisor = await place.front.signedIn('supervisor')
    expect(await supervisor.mailroom.day({})).toMatchObject({ closed: null, counts: { printed: 0 }, slips: [], lots: [] })
  })

  it('counts on the next day what happens after the closing', async () => {
    place.office.test.clock.advance(60_000)
    await posted(lotId, ids[2]!)
    const closed = await mailroom.mailroom.day({ date: today })
    expect(closed).toMatchObject({ counts: { printed: 4, posted: 2, destroyed: 1, inHand: 1 }, notListed: 0, obstacles: [] })
    expect(closed.inHand.map(({ noticeId }) => noticeId)).toEqual([ids[2]])
    expect(await refusalOf(mailroom.mailroom.makePostingSlip({ date: today }))).toBe('REFUSED NOTHING_TO_LIST')

    await nextDay(1, 10)
    const next = await mailroom.mailroom.day({})
    expect(next).toMatchObject({ date: tomorrow, counts: { printed: 1, posted: 1, destroyed: 0, inHand: 0 }, notListed: 1 })
    const listed = await mailroom.mailroom.makePostingSlip({ date: tomorrow })
    expect(listed.slips.map(({ noticeIds }) => noticeIds)).toEqual([[ids[2]]])
    await place.back.sync()
    expect(await mailroom.system.rejectedChanges({})).toEqual([])
  })

  it('asks for an earlier day to be closed first, and for a letter voided in its envelope to be destroyed', async () => {
    const asked = await place.ask(1)
    const { lotId: next, marks } = await place.print(asked)
    const [noticeId] = await sealed(next, marks)
    await mailroom.lots.close({ lotId: next })
    await nextDay(2, 9)
    const later = '2026-10-08'
    const day = await mailroom.mailroom.day({ date: null })
    expect(day).toMatchObject({ date: later, counts: { printed: 1, posted: 0, destroyed: 0, inHand: 1 } })
    expect(day.obstacles).toEqual([expect.stringContaining('令和8年10月6日')])
    expect((await mailroom.mailroom.closeDay({ date: tomorrow, countedInHand: 1 })).closed?.counts).toEqual({ printed: 2, posted: 1, destroyed: 0, inHand: 1 })

    await mailroom.notices.void({ noticeId: noticeId!, reason: '封筒が破れた' })
    const torn = await mailroom.mailroom.day({})
    expect(torn.toDestroy).toMatchObject([{ noticeId, state: 'voided' }])
    expect(torn.obstacles).toEqual([expect.stringContaining('1通')])
    const after = await mailroom.mailroom.destroyPieces({ noticeIds: [noticeId!], countedSheets: 1, witness })
    expect(after).toMatchObject({ counts: { printed: 1, posted: 0, destroyed: 1, inHand: 0 }, toDestroy: [], obstacles: [] })
    expect((await mailroom.mailroom.closeDay({ date: later, countedInHand: 0 })).closed).not.toBeNull()
    await place.back.sync()
    expect(await mailroom.system.rejectedChanges({})).toEqual([])
  })
})

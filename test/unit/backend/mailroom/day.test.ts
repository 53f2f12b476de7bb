/** The desk's day read from its database: lots taken over, other desks, pieces that never left the house. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { openDatabase, type Database } from '#backend/database/open.ts'
import { lots, mailDays, notices, postingSlips } from '#backend/database/record-repository.ts'
import { writeSetting } from '#backend/database/setting-repository.ts'
import type { Core } from '#backend/core.ts'
import { readDay } from '#backend/mailroom/day.ts'
import { isLooseAndWorthless, mailPieceOf, mayBeReturned } from '#backend/mailroom/mail-piece.ts'
import type { LotRecord, NoticeRecord } from '#shared/contract/records.ts'
import type { NoticeState } from '#shared/domain/notice.ts'
import { facility, lot, mailDay, notice, postingSlip, verification } from '#test/central/support/records.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { newKey } from '#test/support/test-database.ts'

const folder = temporaryFolders()
const deviceId = randomUUID()
const otherDevice = randomUUID()
const date = '2026-10-05'
/** So many minutes after 9:00 in Japan. */
const at = (minutes: number): string => new Date(Date.parse('2026-10-05T00:00:00.000Z') + minutes * 60_000).toISOString()

let database: Database
/** Of the core only the clock is asked. */
const core = { deps: { clock: { now: () => Date.parse(at(60)) } } } as Core

const history = (...steps: [to: string, minutes: number, reason?: string][]): Pick<NoticeRecord, 'events'> =>
  ({ events: steps.map(([to, minutes, reason]) => ({ at: at(minutes), staffId: 'mailroom', deviceId, from: null, to, reason: reason ?? null })) })
const piece = (state: NoticeState, more: Partial<NoticeRecord> = {}): NoticeRecord =>
  notice('operator', verification('operator', facility()), { noticeId: randomUUID(), state, pieceId: 'AAAA', ...more })
const postedPiece = (trackingNumber: string | null, minutes = 30, more: Partial<NoticeRecord> = {}): NoticeRecord =>
  piece('posted', { trackingNumber, postedOn: '2026-10-05', ...history(['printed', 1], ['sealed', 2], ['posted', minutes]), ...more })

/** Keeps a lot of these pieces. */
const keep = async (pieces: readonly NoticeRecord[], more: Partial<LotRecord> = {}): Promise<LotRecord> => {
  const ids = pieces.map(({ noticeId }) => noticeId)
  const kept = lot('mailroom', deviceId, ids, { lotId: randomUUID(), state: 'closed', sheets: ids, startedAt: at(0), ...more })
  await database.write(async (manager) => {
    await lots.save(manager, kept)
    for (const one of pieces) await notices.save(manager, { ...one, lotId: kept.lotId })
  })
  return kept
}
const read = async (day = date) => await readDay(database.reader.manager, core, day)

describe("a desk's day", () => {
  beforeEach(async () => {
    database = await openDatabase({ file: join(folder(), 'desk.db'), key: newKey() })
    await database.write(async (manager) => await writeSetting(manager, 'deviceId', deviceId))
  })
  afterEach(async () => await database.close())

  it('is of its own lots only, and of those it took over with all that was done before', async () => {
    await keep([postedPiece('10000000001')], { deviceId: otherDevice })
    const taken = postedPiece('10000000002')
    await keep([taken, piece('sealed', history(['printed', 1], ['sealed', 2]))], { adoptedFrom: otherDevice })
    const day = await read()
    expect(day.counts).toEqual({ printed: 2, posted: 1, destroyed: 0, inHand: 1 })
    expect(day.unlisted.map(({ noticeId }) => noticeId)).toEqual([taken.noticeId])
    expect(day.lots).toHaveLength(1)
  })

  it('lists registered pieces in the order they were posted, each once, whichever desk made the slip', async () => {
    const pieces = [postedPiece('10000000003', 32), postedPiece('10000000001', 31), postedPiece(null), postedPiece('10000000002', 30)]
    await keep(pieces)
    expect((await read()).unlisted.map(({ trackingNumber }) => trackingNumber)).toEqual(['10000000002', '10000000001', '10000000003'])
    await database.write(async (manager) => await postingSlips.save(manager, postingSlip('mailroom', otherDevice, [pieces[1]!.noticeId], { postedOn: date })))
    expect((await read()).unlisted.map(({ trackingNumber }) => trackingNumber)).toEqual(['10000000002', '10000000003'])
  })

  it('takes to the next open day what stands on no slip when the day is closed', async () => {
    await keep([postedPiece('10000000001')])
    await database.write(async (manager) => await mailDays.save(manager, mailDay('mailroom', deviceId, { date, closedAt: at(45) })))
    expect((await read()).unlisted).toEqual([])
    expect((await read('2026-10-06')).unlisted).toHaveLength(1)
    expect((await read('2026-10-06')).counts).toEqual({ printed: 0, posted: 0, destroyed: 0, inHand: 0 })
    // A day another desk has closed is open here.
    await database.write(async (manager) => await mailDays.save(manager, mailDay('mailroom', otherDevice, { dayId: randomUUID(), date: '2026-10-06', closedAt: at(60) })))
    expect((await read('2026-10-06')).closed).toBeNull()
  })

  it('counts a labelled envelope with two sheets in it as in hand until it is destroyed', async () => {
    const double = postedPiece('10000000001', 30, { state: 'voided', ...history(['printed', 1], ['sealed', 2], ['posted', 30], ['voided', 40, 'DOUBLE_FILLED']) })
    const kept = await keep([double])
    const day = await read()
    expect(day).toMatchObject({ counts: { printed: 1, posted: 0, destroyed: 0, inHand: 1 }, unlisted: [] })
    expect(day.toDestroy.map(({ noticeId }) => noticeId)).toEqual([double.noticeId])
    expect(day.obstacles).toEqual([{ kind: 'sheetsToDestroy', sheets: 1 }])
    const destroyed = { ...double, lotId: kept.lotId, destroyed: { at: at(50), staffId: 'mailroom', witnessStaffId: 'supervisor' } }
    await database.write(async (manager) => await notices.save(manager, destroyed))
    expect(await read()).toMatchObject({ counts: { printed: 1, posted: 0, destroyed: 1, inHand: 0 }, toDestroy: [], obstacles: [] })
  })

  it('keeps what a lot that goes on has to destroy out of the rest, and names the lot', async () => {
    const voided = piece('voided', history(['printed', 1], ['voided', 20, 'NOT_SEALED_AT_CLOSE']))
    const { lotNumber } = await keep([voided], { state: 'destroying' })
    const day = await read()
    expect(day.toDestroy).toEqual([])
    expect(day.obstacles).toEqual([{ kind: 'lotSheetsToDestroy', lotNumber, sheets: 1 }])
  })

  it('holds nothing that was never printed', async () => {
    await keep([piece('voided', history(['issuing', 1], ['voided', 2, 'PRINTING_FAILED']))], { state: 'abandoned', sheets: [] })
    expect(await read()).toMatchObject({ counts: { printed: 0 }, toDestroy: [], obstacles: [] })
  })

  it('asks for an earlier day even where nothing of it is in hand any more', async () => {
    await keep([postedPiece('10000000001')])
    expect((await read('2026-10-07')).obstacles).toContainEqual({ kind: 'earlierDayOpen', date })
    expect((await read('2026-10-07')).obstacles).toContainEqual({ kind: 'dayNotBegun' })
  })
})

describe('a piece', () => {
  const closed = (of: NoticeRecord, more: Partial<LotRecord> = {}): [LotRecord, NoticeRecord] => {
    const its = lot('mailroom', deviceId, [of.noticeId], { state: 'closed', sheets: [of.noticeId], ...more })
    return [its, { ...of, lotId: its.lotId }]
  }
  const returned = { on: date, reason: 'refused', isOpened: false, at: at(50), staffId: 'mailroom' } as const

  it.each([
    ['posted', true], ['redeemed', true], ['expired', true], ['voided', true], ['returned', false], ['sealed', false], ['queued', false],
  ] as const)('that went out and is %s may come back: %s', (state, expected) => {
    expect(mayBeReturned(postedPiece('10000000001', 30, { state }))).toBe(expected)
    expect(mayBeReturned(postedPiece('10000000001', 30, { state, returned }))).toBe(false)
  })

  it('that never went out does not come back', () => {
    expect(mayBeReturned(piece('voided', history(['printed', 1], ['voided', 2])))).toBe(false)
    expect(mayBeReturned(postedPiece('1', 30, { state: 'voided', ...history(['printed', 1], ['posted', 30], ['voided', 40, 'DOUBLE_FILLED']) }))).toBe(false)
  })

  it('is destroyed only where its paper lies in the house and is worth nothing', () => {
    const loose = (of: NoticeRecord, more?: Partial<LotRecord>): boolean => {
      const [its, piecePart] = closed(of, more)
      return isLooseAndWorthless(piecePart, its)
    }
    const voided = piece('voided', history(['printed', 1], ['voided', 2]))
    expect(loose(voided)).toBe(true)
    expect(loose(voided, { state: 'printed' })).toBe(false)
    expect(loose(voided, { state: 'destroying' })).toBe(false)
    expect(isLooseAndWorthless(voided, null)).toBe(false)
    expect(loose({ ...voided, destroyed: { at: at(3), staffId: 'mailroom', witnessStaffId: 'supervisor' } })).toBe(false)
    expect(loose(postedPiece('10000000001'))).toBe(false)
    for (const state of ['redeemed', 'expired', 'voided', 'returned'] as const) {
      expect(loose(postedPiece('10000000001', 30, { state }))).toBe(false)
      expect(loose(postedPiece('10000000001', 30, { state, returned }))).toBe(true)
    }
  })

  it('counts from when it was made where nobody confirmed its printing', () => {
    const [its, unconfirmed] = closed(piece('voided', history(['issuing', 1], ['voided', 2])))
    expect(mailPieceOf(its, unconfirmed)).toEqual({ printedAt: at(1), postedAt: null, destroyedAt: null })
  })
})

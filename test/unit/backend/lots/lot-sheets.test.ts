import { describe, expect, it } from '@jest/globals'
import { doubleFilledReason, isSheetToBeDestroyed, labelAfter, lotCounts, nextToPost, sheetsToDestroy, sheetStackOf } from '#backend/lots/lot-sheets.ts'
import type { LotRecord, NoticeRecord } from '#shared/contract/records.ts'
import { nextTrackingNumber } from '#shared/domain/tracking-number.ts'
import { facility, lot as lotOf, notice as noticeOf, verification } from '#test/central/support/records.ts'

const lotId = '019a0000-0000-7000-8000-000000000001'
const verified = verification('operator', facility())

/** A piece of the lot that has come through these states, a minute after the other. */
const piece = (states: readonly NoticeRecord['state'][], more: Partial<NoticeRecord> = {}, reason: string | null = null): NoticeRecord =>
  noticeOf('operator', verified, {
    lotId, state: states.at(-1)!,
    events: states.map((to, index) => ({ at: `2026-10-05T01:0${index}:00.000Z`, staffId: 'mailroom', deviceId: null, from: states[index - 1] ?? null, to, reason: index === states.length - 1 ? reason : null })),
    ...more,
  })

const lotWith = (pieces: readonly NoticeRecord[], more: Partial<LotRecord> = {}): LotRecord =>
  lotOf('mailroom', '019a0000-0000-7000-8000-00000000000d', pieces.map((one) => one.noticeId), { lotId, state: 'printed', sheets: pieces.map((one) => one.noticeId), ...more })

const printed = ['queued', 'issuing', 'printed'] as const
const sealed = [...printed, 'sealed'] as const
const posted = [...sealed, 'posted'] as const

describe('sheets to be destroyed', () => {
  const isToBeDestroyed = (one: NoticeRecord, more: Partial<LotRecord> = {}) => isSheetToBeDestroyed(lotWith([one], more), one)

  it('are those of letters that ended while their paper lay in the mailroom', () => {
    expect(isToBeDestroyed(piece([...printed, 'voided']))).toBe(true)
    expect(isToBeDestroyed(piece([...sealed, 'voided']))).toBe(true)
    expect(isToBeDestroyed(piece(['queued', 'issuing', 'voided']))).toBe(true)
    expect(isToBeDestroyed(piece(['queued', 'issuing', 'voided']), { state: 'abandoned' })).toBe(false)
    for (const states of [printed, sealed, posted, [...posted, 'redeemed'], [...posted, 'expired']] as NoticeRecord['state'][][]) expect(isToBeDestroyed(piece(states))).toBe(false)
  })

  it('are not those that have gone to the post, but for an envelope that was opened again', () => {
    expect(isToBeDestroyed(piece([...posted, 'voided'], {}, 'reported lost'))).toBe(false)
    expect(isToBeDestroyed(piece([...posted, 'voided'], {}, doubleFilledReason))).toBe(true)
  })

  it('are not those of another lot, nor those destroyed already', () => {
    expect(isToBeDestroyed(piece([...printed, 'voided'], { lotId: '019a0000-0000-7000-8000-000000000002' }))).toBe(false)
    expect(isToBeDestroyed(piece([...printed, 'voided'], { destroyed: { at: '2026-10-05T02:00:00.000Z', staffId: 'mailroom', witnessStaffId: 'mailroom2' } }))).toBe(false)
  })

  it('count one more for each mark read twice, until all were destroyed', () => {
    const pieces = [piece([...printed, 'voided']), piece(posted)]
    const duplicates = [{ noticeId: pieces[1]!.noticeId, at: '2026-10-05T02:00:00.000Z' }]
    expect(sheetsToDestroy(lotWith(pieces), pieces)).toBe(1)
    expect(sheetsToDestroy(lotWith(pieces, { duplicates }), pieces)).toBe(2)
    const destruction = { sheets: 2, at: '2026-10-05T03:00:00.000Z', staffId: 'mailroom', witnessStaffId: 'mailroom2' }
    expect(sheetsToDestroy(lotWith(pieces, { duplicates, destruction }), [])).toBe(0)
  })
})

describe('the counts of a lot', () => {
  it('keep what was printed as printed, whatever became of it', () => {
    const pieces = [piece(printed), piece(sealed), piece([...posted, 'redeemed']), piece([...printed, 'voided']), piece(['queued'], { lotId: null })]
    expect(lotCounts(lotWith(pieces.slice(0, 4)), pieces)).toEqual({ printed: 4, sealed: 2, posted: 1, voided: 1, destroyed: 0 })
  })
})

describe('the stack of a lot', () => {
  it('passes over what was voided and knows again what was posted and is over', () => {
    const pieces = [piece(printed), piece([...printed, 'voided']), piece([...posted, 'redeemed'])]
    const [waiting, voided, redeemed] = pieces.map((one) => one.noticeId)
    const stack = sheetStackOf(lotWith(pieces), pieces)
    expect([...stack.sealed]).toEqual([redeemed])
    expect([...stack.ended]).toEqual([voided])
    expect(stack.sheets).toContain(waiting)
  })
})

describe('labels', () => {
  it('go on in the order the envelopes were sealed', () => {
    const late = piece(sealed)
    const early = piece([...printed.slice(1), 'sealed'])
    expect(nextToPost(lotWith([late, early]), [late, early])?.noticeId).toBe(early.noticeId)
    const pieces = [piece(sealed), piece(sealed)]
    expect(nextToPost(lotWith(pieces, { scanOrder: 'descending' }), pieces)?.noticeId).toBe(pieces[1]!.noticeId)
    expect(nextToPost(lotWith([piece(printed)]), [piece(printed)])).toBeNull()
  })

  it('follow the last one of the roll', () => {
    const first = '12345678904'
    const second = nextTrackingNumber(first)
    expect(labelAfter([])).toBeNull()
    expect(labelAfter([piece(posted, { trackingNumber: null })])).toBeNull()
    expect(labelAfter([piece(posted, { trackingNumber: first })])).toBe(second)
    // In the same millisecond: the end of the run.
    expect(labelAfter([piece(posted, { trackingNumber: second }), piece(posted, { trackingNumber: first })])).toBe(nextTrackingNumber(second))
    // The later one counts, also where the roll was changed for one with lower numbers.
    expect(labelAfter([piece(posted.slice(1), { trackingNumber: '99999999990' }), piece(posted, { trackingNumber: first })])).toBe(second)
  })
})

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { addDays, beginningOfDay } from '#shared/domain/japan-days.ts'
import {
  countMailDay, earliestOpenDay, mailDayObstacles, mailDayOf, openDayFrom, placeOnDay,
  type ClosedDay, type MailPiece,
} from '#shared/domain/mail-day.ts'

const firstDay = '2026-11-20'
const hour = 3_600_000
/** So many hours after the first day began in Japan. */
const at = (hours: number): string => new Date(Date.parse(beginningOfDay(firstDay)) + hours * hour).toISOString()
const day = (index: number): string => addDays(firstDay, index)
const days = 6

/** Printed, then posted or destroyed or neither; some destroyed after they had come back. */
const piece: fc.Arbitrary<MailPiece> = fc
  .record({ printed: fc.integer({ min: 0, max: 24 * days - 1 }), stay: fc.integer({ min: 0, max: 60 }), end: fc.constantFrom('posted', 'destroyed', 'returned', 'none') })
  .map(({ printed, stay, end }) => ({
    printedAt: at(printed),
    postedAt: end === 'posted' || end === 'returned' ? at(printed + stay) : null,
    destroyedAt: end === 'destroyed' || end === 'returned' ? at(printed + stay + (end === 'returned' ? 48 : 0)) : null,
  }))
const pieces = fc.array(piece, { maxLength: 40 })
/** Days closed one after another from the first on, each at some hour of the day itself or later. */
const closings: fc.Arbitrary<ClosedDay[]> = fc
  .array(fc.integer({ min: 12, max: 30 }), { maxLength: days })
  .map((hours) => hours.map((hoursIn, index) => ({ date: day(index), closedAt: at(index * 24 + hoursIn) })))

describe('the day of a mailroom desk', () => {
  it('counts what happens after a closing on the next day that is not closed', () => {
    const closed = [{ date: day(0), closedAt: at(17) }, { date: day(1), closedAt: at(24 + 17) }]
    expect(mailDayOf(at(17), closed)).toBe(day(0))
    expect(mailDayOf(at(18), closed)).toBe(day(1))
    expect(mailDayOf(at(24 + 18), closed)).toBe(day(2))
    expect(openDayFrom(day(0), closed)).toBe(day(2))
    expect(openDayFrom(day(2), closed)).toBe(day(2))
  })

  it('counts a printed piece once a day until it has gone, and a returned one not again', () => {
    const returned: MailPiece = { printedAt: at(10), postedAt: at(24 + 11), destroyedAt: at(72) }
    expect([-1, 0, 1, 2, 3].map((index) => placeOnDay(returned, day(index), []))).toEqual([null, 'inHand', 'posted', null, null])
    const spoiled: MailPiece = { printedAt: at(10), postedAt: null, destroyedAt: at(12) }
    expect([-1, 0, 1].map((index) => placeOnDay(spoiled, day(index), []))).toEqual([null, 'destroyed', null])
    expect(countMailDay([returned, spoiled], day(0), [])).toEqual({ printed: 2, posted: 0, destroyed: 1, inHand: 1 })
  })

  it('adds up every day, and carries over exactly what was in hand', () => {
    fc.assert(fc.property(pieces, closings, (all, closed) => {
      let carried = 0
      for (let index = 0; index < days + 4; index += 1) {
        const counts = countMailDay(all, day(index), closed)
        expect(counts.printed).toBe(counts.posted + counts.destroyed + counts.inHand)
        const printedNow = all.filter(({ printedAt }) => mailDayOf(printedAt, closed) === day(index)).length
        expect(counts.printed).toBe(carried + printedNow)
        carried = counts.inHand
      }
    }))
  })

  it('counts each piece as gone on one day at most', () => {
    fc.assert(fc.property(piece, closings, (one, closed) => {
      const places = Array.from({ length: days + 8 }, (_day, index) => placeOnDay(one, day(index), closed))
      expect(places.filter((place) => place === 'posted').length).toBe(one.postedAt === null ? 0 : 1)
      expect(places.filter((place) => place === 'destroyed').length).toBe(one.postedAt === null && one.destroyedAt !== null ? 1 : 0)
    }))
  })

  it('leaves a closed day as it was, whatever happens later', () => {
    fc.assert(fc.property(pieces, fc.integer({ min: 12, max: 23 }), (all, hours) => {
      const closedAt = at(hours)
      const before = (instant: string | null): string | null => (instant !== null && instant <= closedAt ? instant : null)
      const known = all.filter(({ printedAt }) => printedAt <= closedAt)
        .map((one): MailPiece => ({ printedAt: one.printedAt, postedAt: before(one.postedAt), destroyedAt: before(one.destroyedAt) }))
      expect(countMailDay(all, day(0), [{ date: day(0), closedAt }])).toEqual(countMailDay(known, day(0), []))
    }))
  })

  it('finds the first day before that was worked on and not closed', () => {
    const worked: MailPiece[] = [{ printedAt: at(10), postedAt: at(24 * 2 + 10), destroyedAt: null }]
    expect(earliestOpenDay(worked, day(3), [])).toBe(day(0))
    expect(earliestOpenDay(worked, day(3), [{ date: day(0), closedAt: at(17) }])).toBe(day(2))
    expect(earliestOpenDay(worked, day(0), [])).toBeNull()
    // Printed after the closing: the day after is the one to close.
    expect(earliestOpenDay([{ printedAt: at(18), postedAt: null, destroyedAt: null }], day(3), [{ date: day(0), closedAt: at(17) }])).toBe(day(1))
  })
})

describe('what keeps a day from being closed', () => {
  const facts = { date: day(1), today: day(1), earliestOpenDay: null, unfinishedLots: [], sheetsToDestroy: 0, notListed: 0 }

  it('is nothing on a day without work', () => {
    expect(mailDayObstacles(facts)).toEqual([])
  })

  it('names each', () => {
    expect(mailDayObstacles({ ...facts, date: day(2) })).toEqual([{ kind: 'dayNotBegun' }])
    expect(mailDayObstacles({
      ...facts, earliestOpenDay: day(0), sheetsToDestroy: 2, notListed: 3,
      unfinishedLots: [
        { lotNumber: 'L1', isDestroying: false, sheetsToDestroy: 0 }, { lotNumber: 'L2', isDestroying: true, sheetsToDestroy: 4 }, { lotNumber: 'L3', isDestroying: false, sheetsToDestroy: 1 },
      ],
    })).toEqual([
      { kind: 'earlierDayOpen', date: day(0) },
      { kind: 'lotsOpen', lotNumbers: ['L1', 'L3'] },
      { kind: 'lotSheetsToDestroy', lotNumber: 'L2', sheets: 4 },
      { kind: 'sheetsToDestroy', sheets: 2 },
      { kind: 'notListed', pieces: 3 },
    ])
  })
})

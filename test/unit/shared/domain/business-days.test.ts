import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { addBusinessDays, businessDaysBetween, isBusinessDay } from '#shared/domain/business-days.ts'
import { addDays } from '#shared/domain/japan-days.ts'
import { dueOn, inStateSince, isLate } from '#shared/domain/case-aging.ts'

const anyDate = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2020-01-01', days))

describe('business days of Japan', () => {
  it.each([
    ['2026-11-21', false, 'Saturday'],
    ['2026-11-22', false, 'Sunday'],
    ['2026-11-23', false, '勤労感謝の日'],
    ['2026-11-24', true, 'Tuesday'],
    ['2027-03-22', false, '振替休日'],
    ['2026-09-22', false, '国民の休日'],
  ])('%s: %s (%s)', (date, expected) => {
    expect(isBusinessDay(date, [])).toBe(expected)
  })

  it("leaves out the office's own closed days", () => {
    expect(addBusinessDays('2026-12-28', 1, [])).toBe('2026-12-29')
    expect(addBusinessDays('2026-12-28', 1, ['2026-12-29', '2026-12-30', '2026-12-31'])).toBe('2027-01-04')
  })

  it('counts what it added', () => {
    fc.assert(fc.property(anyDate, fc.integer({ min: 0, max: 40 }), (date, days) => {
      const reached = addBusinessDays(date, days, [])
      expect(businessDaysBetween(date, reached, [])).toBe(days)
      if (days > 0) expect(isBusinessDay(reached, [])).toBe(true)
    }))
  })
})

describe('how long a case may wait', () => {
  const limits = { received: 2 }

  it('goes by the day in Japan, over a weekend and a holiday', () => {
    // Friday, 20 November 2026, 23:30 in Japan; Monday is a holiday.
    expect(dueOn({ state: 'received', since: '2026-11-20T14:30:00.000Z', limits, closedDays: [] })).toBe('2026-11-25')
    // Half an hour later it is Saturday.
    expect(dueOn({ state: 'received', since: '2026-11-20T15:00:00.000Z', limits, closedDays: ['2026-11-25'] })).toBe('2026-11-26')
  })

  it('knows no limit for what has ended, and is late from the day after', () => {
    expect(dueOn({ state: 'completed', since: '2026-11-20T00:00:00.000Z', limits, closedDays: [] })).toBeNull()
    expect(dueOn({ state: 'constructor', since: '2026-11-20T00:00:00.000Z', limits, closedDays: [] })).toBeNull()
    expect(isLate(null, '2026-11-25')).toBe(false)
    expect(isLate('2026-11-25', '2026-11-25')).toBe(false)
    expect(isLate('2026-11-25', '2026-11-26')).toBe(true)
  })

  it('counts from the last change of the state, not from what was filled in since', () => {
    const events = [
      { at: '2026-11-02T00:00:00.000Z', from: null, to: 'received' },
      { at: '2026-11-04T00:00:00.000Z', from: 'received', to: 'formSent' },
      { at: '2026-11-06T00:00:00.000Z', from: 'formSent', to: 'formSent' },
    ]
    expect(inStateSince(events, '2026-11-01T00:00:00.000Z')).toBe('2026-11-04T00:00:00.000Z')
    expect(inStateSince([], '2026-11-01T00:00:00.000Z')).toBe('2026-11-01T00:00:00.000Z')
  })
})

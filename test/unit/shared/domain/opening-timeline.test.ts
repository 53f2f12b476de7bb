import { describe, expect, it } from '@jest/globals'
import { monthsBefore, openingTimeline } from '#shared/domain/opening-timeline.ts'

const settings = { cardReaderLeadMonths: 5, bureauDeadlines: [{ prefectureNumber: '13', monthsBefore: 1, dayOfMonth: 31, note: '関東信越厚生局に確認（2026-10-01）' }] }
const untilOf = (facts: { opening: string; prefectureNumber: string | null; today?: string }) =>
  Object.fromEntries(openingTimeline({ settings, today: '2026-11-23', ...facts }).map((step) => [step.id, step]))

describe('the way to an opening', () => {
  it("counts back from the opening month: the reader's lead time and the bureau's deadline", () => {
    const steps = untilOf({ opening: '2027-03-01', prefectureNumber: '13' })
    expect(steps.cardReaderOrder!.until).toBe('2026-10')
    expect(steps.cardReaderOrder!.isPast).toBe(true)
    // 28 days in February: the last day of the month.
    expect(steps.designation!.until).toBe('2027-02-28')
    expect(steps.preparation!.until).toBe('2027-03')
    expect(steps.opening!.until).toBe('2027-03-01')
    expect(steps.opening!.isPast).toBe(false)
  })

  it('says so where staff have entered no deadline, or the place is not known', () => {
    for (const prefectureNumber of ['01', null]) {
      const { designation } = untilOf({ opening: '2027-06', prefectureNumber })
      expect(designation).toMatchObject({ until: null, isPast: false, note: '締切日：未登録（管轄の厚生局に確認）' })
    }
  })

  it('takes a month for past only when it is over', () => {
    expect(untilOf({ opening: '2027-04', prefectureNumber: null }).cardReaderOrder).toMatchObject({ until: '2026-11', isPast: false })
    expect(untilOf({ opening: '2027-04', prefectureNumber: null, today: '2026-12-01' }).cardReaderOrder!.isPast).toBe(true)
  })

  it('counts months over the turn of the year', () => {
    expect(monthsBefore('2027-01', 1)).toBe('2026-12')
    expect(monthsBefore('2027-05', 5)).toBe('2026-12')
    expect(monthsBefore('2027-05', 0)).toBe('2027-05')
    expect(monthsBefore('2027-05', 29)).toBe('2024-12')
  })
})

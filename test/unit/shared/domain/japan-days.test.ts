import { expect, it } from '@jest/globals'
import { addDays, beginningOfDay, dateInJapan } from '#shared/domain/japan-days.ts'

it('days begin at midnight in Japan, whatever the machine thinks', () => {
  expect(dateInJapan(Date.parse('2026-11-20T14:59:59.999Z'))).toBe('2026-11-20')
  expect(dateInJapan(Date.parse('2026-11-20T15:00:00.000Z'))).toBe('2026-11-21')
  expect(beginningOfDay('2026-11-21')).toBe('2026-11-20T15:00:00.000Z')
})

it('days are counted over the ends of months and years', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
})

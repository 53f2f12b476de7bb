import { describe, expect, it } from '@jest/globals'
import { clockDifference, minutesOff } from '#shared/domain/clock-difference.ts'

const minute = 60_000
const day = 1440 * minute

describe('the clock beside central’s', () => {
  it.each([
    ['agrees while central’s time lies between asking and the answer', { askedAt: 0, answeredAt: 20_000, centralTime: 20_000 }, 0],
    ['is ahead by at least this', { askedAt: day, answeredAt: day + 500, centralTime: 0 }, day],
    ['is behind by at least this', { askedAt: 0, answeredAt: 500, centralTime: day }, 500 - day],
  ])('%s', (_, times, difference) => {
    expect(clockDifference(times)).toBe(difference)
  })

  it('is told of from five minutes on, in whole minutes', () => {
    expect([0, 5 * minute - 1, -5 * minute + 1].map(minutesOff)).toEqual([null, null, null])
    expect([5 * minute, -5 * minute, day, 29.6 * minute].map(minutesOff)).toEqual([5, -5, 1440, 30])
  })
})

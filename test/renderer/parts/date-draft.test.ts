import { describe, expect, it } from '@jest/globals'
import { dateDraft, dateOf } from '#renderer/parts/date-draft.ts'

describe('a day typed in three fields', () => {
  it.each([
    [['2026', '11', '23'], '2026-11-23'], [['R8', '11', '23'], '2026-11-23'], [['令和８', '１１', '２３'], '2026-11-23'], [['r8年', '1月', '5日'], '2026-01-05'], [['平成31', '4', '30'], '2019-04-30'], [['令和元', '5', '1'], '2019-05-01'],
    [['平成31', '5', '1'], 'wrong'], [['2026', '2', '29'], 'wrong'], [['8', '11', '23'], 'wrong'], [['2026', '', ''], 'wrong'], [['', '1', ''], 'wrong'], [['', '', ''], null], [[' ', '', ''], null],
  ])('%j is %s', ([year = '', month = '', day = ''], expected) => {
    expect(dateOf({ year, month, day })).toBe(expected)
  })

  it('comes back as the day it was taken from', () => {
    for (const date of ['2026-01-05', '1989-01-07', '2028-02-29']) expect(dateOf(dateDraft(date))).toBe(date)
  })
})

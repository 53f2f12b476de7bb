import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { findWareki, formatWareki, isIsoDate, parseWareki } from '#shared/domain/wareki.ts'

describe('reading', () => {
  it.each([
    ['昭47. 3. 1', '1972-03-01'],
    ['令5.10.23', '2023-10-23'],
    ['平元. 9. 1', '1989-09-01'],
    ['令和 8年 7月 1日', '2026-07-01'],
    ['令和元年５月１日', '2019-05-01'],
    ['　昭４７．　３．　１　', '1972-03-01'],
    ['㍻３１年４月３０日', '2019-04-30'],
    ['R8.11.23', '2026-11-23'],
    ['平成1年1月8日', '1989-01-08'],
    ['昭64.1.7', '1989-01-07'],
    ['大元.7.30', '1912-07-30'],
    ['明45.7.29', '1912-07-29'],
    ['昭元.12.25', '1926-12-25'],
    ['令6.2.29', '2024-02-29'],
  ])('%s is %s', (text, iso) => {
    expect(parseWareki(text)).toBe(iso)
  })

  it.each([
    '', '令和', '昭64.1.8', '平31.5.1', '令元.4.30', '平元.1.7', '大15.12.25', '明45.7.30', '令5.2.29', '令5.13.1', '令5.4.31',
    '令0.5.1', '明5.12.31', '2026-07-01', '令5.10.23 他', '令5.10', '昭和四十七年三月一日', '慶応3.1.1',
  ])('refuses %p', (text) => {
    expect(parseWareki(text)).toBeNull()
  })

  it('finds the date in a heading', () => {
    expect(findWareki('[令和 8年 7月 1日現在　医科　現存/休止]')).toBe('2026-07-01')
    expect(findWareki('現存/休止')).toBeNull()
  })
})

describe('writing', () => {
  it.each([
    ['2026-11-23', '令和8年11月23日'],
    ['2019-05-01', '令和元年5月1日'],
    ['2019-04-30', '平成31年4月30日'],
    ['1989-01-08', '平成元年1月8日'],
    ['1989-01-07', '昭和64年1月7日'],
    ['1926-12-25', '昭和元年12月25日'],
    ['1926-12-24', '大正15年12月24日'],
    ['1912-07-30', '大正元年7月30日'],
    ['1912-07-29', '明治45年7月29日'],
  ])('%s is %s', (iso, text) => {
    expect(formatWareki(iso)).toBe(text)
  })

  it('refuses what is no date, and days before the Gregorian calendar', () => {
    for (const text of ['2026-02-30', '2026-7-1', '', '1872-12-31', '令和8年']) expect(() => formatWareki(text)).toThrow(RangeError)
    expect(isIsoDate('2024-02-29')).toBe(true)
    expect(isIsoDate('2023-02-29')).toBe(false)
  })

  it('is read back as the same day, for every day', () => {
    const from = Date.UTC(1873, 0, 1) / 86_400_000
    const to = Date.UTC(2060, 11, 31) / 86_400_000
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), (day) => {
        const iso = new Date(day * 86_400_000).toISOString().slice(0, 10)
        return parseWareki(formatWareki(iso)) === iso
      }),
      { numRuns: 2000 },
    )
  })
})

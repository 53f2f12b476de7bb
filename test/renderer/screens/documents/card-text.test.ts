import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { formatGuidanceCard } from '#test/support/guidance-card-format.ts'
import { monthsAfter, problemLines, withReviewBy } from '#renderer/screens/documents/card-text.ts'
import { lineDifferences } from '#renderer/screens/documents/line-differences.ts'
import { sampleCards } from '#test/support/fake-guidance.ts'

it.each([['2026-11-30', 3, '2027-02-28'], ['2026-11-23', 6, '2027-05-23'], ['2027-12-31', 2, '2028-02-29'], ['2026-01-15', 12, '2027-01-15']])('%s and %d months: %s', (day, months, expected) => {
  expect(monthsAfter(day, months)).toBe(expected)
})

it('finds the lines that problems name', () => {
  expect(problemLines(['12行目：「題」が空です', '3 行目：あ', '12行目：い', 'どこでもない'])).toEqual([3, 12])
})

describe('another review-by date', () => {
  const [{ isReviewDue: _due, isFallback: _fallback, ...card }] = sampleCards() as [ReturnType<typeof sampleCards>[number]]
  it('changes that line alone, quoted or not', () => {
    const text = formatGuidanceCard(card)
    for (const written of [text, text.replace(/(見直し期限: )(\S+)/u, '$1"$2"')]) expect(withReviewBy(card.name, written, '2030-01-31')).toBe(text.replace(/見直し期限: .*/u, '見直し期限: 2030-01-31'))
  })
  it('is refused where the text is no good card', () => {
    expect(withReviewBy(card.name, '題: あ\n見直し期限: 2026-01-01\n', '2030-01-31')).toBeNull()
    expect(withReviewBy('Q99', formatGuidanceCard(card), '2030-01-31')).toBeNull()
  })
})

describe('differences by lines', () => {
  const lines = fc.array(fc.constantFrom('あ', 'い', 'う', 'え'), { maxLength: 12 })
  it('are none of a text with itself, and account for every line more or less', () => {
    fc.assert(fc.property(lines, lines, (before, after) => {
      expect(lineDifferences(before.join('\n'), before.join('\n'))).toEqual([])
      const differences = lineDifferences(before.join('\n'), after.join('\n'))
      const gone = differences.filter((one) => one.before !== null).length
      const come = differences.filter((one) => one.after !== null).length
      const count = (list: string[]) => (list.join('\n') === '' ? 1 : list.length)
      expect(count(after) - count(before)).toBe(come - gone)
    }))
  })
  it('a line put in between is one difference', () => {
    expect(lineDifferences('あ\nい\nう', 'あ\n新\nい\nう')).toEqual([{ place: '2 行目', before: null, after: '新' }])
    expect(lineDifferences('あ\nい\nう', 'あ\nう')).toEqual([{ place: '2 行目', before: 'い', after: null }])
    expect(lineDifferences('あ\nい\nう', 'あ\n井\nう')).toEqual([{ place: '2 行目', before: 'い', after: '井' }])
  })
})

import { describe, expect, it } from '@jest/globals'
import { guessReplacement } from '#backend/facility-lists/corrections.ts'
import { readingByHand } from '#backend/facility-lists/set-reading.ts'

const gaiji = '\uE38B'
const known = [
  { prefectureNumber: '18', character: gaiji, replacement: '吉', count: 1 },
  { prefectureNumber: '18', character: gaiji, replacement: '𠮷', count: 3 },
  { prefectureNumber: '13', character: gaiji, replacement: '髙', count: 40 },
  { prefectureNumber: '13', character: '\uE000', replacement: '﨑', count: 2 },
  { prefectureNumber: '27', character: '\uE000', replacement: '濵', count: 1 },
  { prefectureNumber: '28', character: '\uE000', replacement: '濵', count: 2 },
]

describe('the guess for a 外字', () => {
  it('is what its own prefecture mostly wrote, however often others wrote something else', () => {
    expect(guessReplacement(known, gaiji, '18')).toEqual({ guess: '𠮷', guessFrom: 'samePrefecture' })
  })
  it('else what the others together wrote most often', () => {
    expect(guessReplacement(known, gaiji, '01')).toEqual({ guess: '髙', guessFrom: 'elsewhere' })
    expect(guessReplacement(known, '\uE000', '01')).toEqual({ guess: '濵', guessFrom: 'elsewhere' })
  })
  it('does not depend on the order where two are as frequent', () => {
    const even = known.slice(0, 1).concat({ ...known[0]!, replacement: '善' })
    expect(guessReplacement(even, gaiji, '18')).toEqual(guessReplacement([...even].reverse(), gaiji, '18'))
  })
  it('is none where nobody has corrected it', () => {
    expect(guessReplacement(known, '\uF8FF', '18')).toEqual({ guess: null, guessFrom: null })
  })
})

describe('a reading by hand', () => {
  it.each([
    ['やまだ　いいん', 'ヤマダ イイン'],
    ['ﾔﾏﾀﾞ', 'ヤマダ'],
    [' サンクト・マリー病院'.replace('病院', ''), 'サンクト・マリー'],
    ['', ''],
  ])('%s is kept as %s', (typed, kept) => {
    expect(readingByHand(typed)).toBe(kept)
  })
  it.each(['山田', 'yamada', 'ヤマダ2'])('%s is none', (typed) => {
    expect(() => readingByHand(typed)).toThrow('READING_NOT_KANA')
  })
})

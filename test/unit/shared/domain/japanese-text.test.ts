import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { codePointLabel, hasKanji, isKanaOnly, kanjiNumber, toKatakana } from '#shared/domain/japanese-text.ts'
import { editDistance } from '#shared/domain/edit-distance.ts'

describe('code points', () => {
  it('are named by at least four digits', () => {
    expect(codePointLabel('A')).toBe('U+0041')
    expect(codePointLabel('𠮷')).toBe('U+20BB7')
  })
})

describe('kana and kanji', () => {
  it('are told apart', () => {
    expect(toKatakana('さくらゔゝ・クA')).toBe('サクラヴヽ・クA')
    expect(isKanaOnly('やまだ　タロー')).toBe(true)
    expect(isKanaOnly('ﾔﾏﾀﾞ')).toBe(true)
    for (const text of ['山田', 'やま田', '', 'ー', 'abc']) expect(isKanaOnly(text)).toBe(false)
    expect(hasKanji('さくら医院')).toBe(true)
    expect(hasKanji('さくら')).toBe(false)
  })

  it.each([
    ['一', 1], ['十', 10], ['二十三', 23], ['百五', 105], ['二〇', 20], ['三二五', 325], ['千二百', 1200], ['〇', 0], ['', null], ['三丁', null],
  ])('reads %p as %p', (text, value) => {
    expect(kanjiNumber(text)).toBe(value)
  })
})

describe('the edit distance', () => {
  it.each([
    ['', '', 0], ['a', '', 1], ['山田', '山本', 1], ['ab', 'ba', 1], ['𠮷田', '吉田', 1], ['gmial', 'gmail', 1], ['kitten', 'sitting', 3],
  ])('%s, %s: %i', (left, right, distance) => {
    expect(editDistance(left, right)).toBe(distance)
  })

  it('is symmetric, zero only for equal texts, and never more than the longer one', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b', '𠮷'), maxLength: 6 })
    fc.assert(
      fc.property(short, short, (left, right) => {
        const distance = editDistance(left, right)
        return (
          distance === editDistance(right, left) &&
          (distance === 0) === (left === right) &&
          distance <= Math.max([...left].length, [...right].length)
        )
      }),
    )
  })
})

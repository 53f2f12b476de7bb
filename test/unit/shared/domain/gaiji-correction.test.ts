import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isDrawable } from '#shared/domain/drawable-characters.ts'
import { applyReplacements, isCorrectionOf, isUnprintable, replacementProblem, unprintableCharacters } from '#shared/domain/gaiji-correction.ts'

/** Characters of lists: drawable ones, digits of every width, 外字 of the three private areas, the sign for an unknown character. */
const character = fc.oneof(
  fc.constantFrom(...'見本田中髙﨑𠮷邉々〆ヶー・〒－１２３0123456789〇一二（株）Ａa　 '),
  fc.integer({ min: 0xe000, max: 0xf8ff }).map((codePoint) => String.fromCodePoint(codePoint)),
  fc.constantFrom('\uFFFD', '\u{F0001}', '\u{100000}', '\uE38B', '\uE0DD'),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
)
const text = fc.array(character, { maxLength: 20 }).map((characters) => characters.join(''))
const spelling = fc.array(fc.constantFrom(...'𠮷髙邉惠ヶー々吉本A'), { minLength: 1, maxLength: 8 }).map((characters) => characters.join(''))
const replacements = fc.array(fc.record({ character, replacement: spelling }), { maxLength: 8 })
/** Whatever anybody may send: nothing of it is checked. */
const anyReplacements = fc.array(fc.record({ character: fc.oneof(character, fc.constantFrom('1', '１', '見')), replacement: fc.string({ maxLength: 6 }) }), { maxLength: 8 })

describe('a correction', () => {
  it('replaces what cannot be printed, and that alone', () => {
    expect(applyReplacements('\uE38B田\uE0DD院1', [{ character: '\uE38B', replacement: '𠮷' }, { character: '田', replacement: '本' }, { character: '1', replacement: '2' }])).toBe('𠮷田\uE0DD院1')
  })

  it('never changes a drawable character or a digit, whatever is asked', () => {
    fc.assert(fc.property(text, anyReplacements, (published, asked) => {
      const corrected = applyReplacements(published, asked)
      // What could be drawn stands in the corrected text as it did, in its order: the rest is only filled in between.
      let at = 0
      for (const kept of Array.from(published).filter((one) => !isUnprintable(one))) {
        at = corrected.indexOf(kept, at)
        expect(at).not.toBe(-1)
        at += kept.length
      }
      const known = new Map(asked.map((one) => [one.character, one.replacement]))
      expect(corrected).toBe(Array.from(published, (one) => (isDrawable(one) ? one : (known.get(one) ?? one))).join(''))
    }))
  })

  it('leaves a text without 外字 alone', () => {
    fc.assert(fc.property(text, anyReplacements, (published, asked) => {
      const printable = Array.from(published).filter((one) => !isUnprintable(one)).join('')
      expect(applyReplacements(printable, asked)).toBe(printable)
    }))
  })

  it('applied twice is the same as once, and leaves only what was not asked', () => {
    fc.assert(fc.property(text, replacements, (published, asked) => {
      const once = applyReplacements(published, asked)
      expect(applyReplacements(once, asked)).toBe(once)
      const done = new Set(asked.map((one) => one.character))
      expect(unprintableCharacters(once)).toEqual(unprintableCharacters(published).filter((one) => !done.has(one)))
    }))
  })

  it('of two for one character, the later counts', () => {
    expect(applyReplacements('\uE38B', [{ character: '\uE38B', replacement: '高' }, { character: '\uE38B', replacement: '𠮷' }])).toBe('𠮷')
  })

  it('names each unprintable character once, in order', () => {
    expect(unprintableCharacters('\uE38B田\uE0DD\uE38B\u{F0001}𠮷')).toEqual(['\uE38B', '\uE0DD', '\u{F0001}'])
    expect(unprintableCharacters('髙﨑邉々〆ヶー・①Ⅲ㈱〒－−―‐１２３0ｱ')).toEqual([])
  })
})

describe('a spelling that may stand for a 外字', () => {
  it.each(['𠮷', '髙', 'ヶ', 'クリニック', '々', 'Ａ', '株式会社', '葛\u{E0100}'])('%s may', (replacement) => expect(replacementProblem(replacement)).toBeNull())

  it.each([
    ['', 'empty'],
    ['あいうえおかきくけ', 'tooLong'],
    ['\uE38B', 'unprintable'],
    ['田\u{2A6DE}', 'unprintable'],
    ['1', 'digit'],
    ['１', 'digit'],
    ['①', 'digit'],
    ['二〇', 'digit'],
    ['-', 'notALetter'],
    ['　', 'notALetter'],
    ['田 中', 'notALetter'],
    ['（株）', 'notALetter'],
  ])('%j may not: %s', (replacement, problem) => expect(replacementProblem(replacement)).toBe(problem))

  it('is never a digit and can always be printed', () => {
    fc.assert(fc.property(fc.array(character, { maxLength: 9 }).map((characters) => characters.join('')), (replacement) => {
      if (replacementProblem(replacement) !== null) return
      expect(replacement.normalize('NFKC')).not.toMatch(/[0-9]/u)
      expect(unprintableCharacters(replacement)).toEqual([])
      expect(replacement.trim()).toBe(replacement)
    }))
  })
})

describe('telling a corrected text from another one', () => {
  it.each([
    ['\uE38B田医院', '𠮷田医院'],
    ['\uE38B\uE0DD医院', '𠮷\uE0DD医院'],
    ['\uE38B医院', '葛\u{E0100}医院'],
    ['医院\uE38B', '医院クリニック'],
  ])('%j becomes %j by correction', (published, corrected) => expect(isCorrectionOf(corrected, published)).toBe(true))

  it.each([
    ['\uE38B田医院', '\uE38B田医院'],
    ['吉田医院', '𠮷田医院'],
    ['\uE38B田１－２', '𠮷田１－３'],
    ['\uE38B田１－２', '２田１－２'],
    ['\uE38B田医院', '田医院'],
    ['\uE38B田医院', '𠮷田医院別館'],
    ['\uE38B田', 'あいうえおかきくけ田'],
  ])('%j never becomes %j by correction', (published, corrected) => expect(isCorrectionOf(corrected, published)).toBe(false))

  it('knows every correction anybody can enter', () => {
    const good = spelling.filter((replacement) => replacementProblem(replacement) === null)
    fc.assert(fc.property(text, fc.array(fc.record({ character, replacement: good }), { minLength: 1, maxLength: 8 }), (published, asked) => {
      const corrected = applyReplacements(published, asked)
      expect(isCorrectionOf(corrected, published)).toBe(corrected !== published)
    }))
  })

  it('never takes a changed digit for a correction', () => {
    const digits = fc.array(fc.constantFrom(...'0123456789'), { minLength: 1, maxLength: 6 }).map((all) => all.join(''))
    fc.assert(fc.property(text, digits, digits, (published, one, other) => {
      fc.pre(one !== other)
      expect(isCorrectionOf(`${published}${one}`, `${published}${other}`)).toBe(false)
    }))
  })
})

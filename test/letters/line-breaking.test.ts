import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { composeText, glyphsOf, textWidth, undrawableCharacters } from '#backend/letters/fonts.ts'
import { breakWording, lineSetter } from '#backend/letters/line-breaking.ts'

const setIn = (text: string, width: number, mayBreakWords = true) => lineSetter(text, 'gothic')({ size: 10, widthOfLine: () => width, mayBreakWords })

describe('breaking lines', () => {
  it.each(['文京区本郷７－３－１さくら第二ビル', '札幌市中央区南７条西６丁目１２番３号', '中央区丸の内二丁目4番1号丸の内ビル', '電話は0800-080-4583へ'])('never cuts a number: %s', (text) => {
    const numbers = text.match(/[0-9０-９]+(?:[－-][0-9０-９]+)+|[０-９]+丁目[０-９]+番[０-９]+号|二丁目4番1号/gu) ?? []
    for (let width = 30; width < 80; width += 1.5) {
      const lines = setIn(text, width)
      if (lines === null) continue
      for (const number of numbers) expect([lines, lines.some((line) => line.includes(number))]).toEqual([lines, true])
    }
  })

  it('keeps 御中 beside the last word of the name', () => {
    for (let width = 25; width < 90; width += 1.5) expect(setIn('社会福祉法人桜会　さくら総合病院　御中', width)?.at(-1)).not.toBe('御中')
  })

  it('begins no line with a closing mark or small kana, and loses nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'医療法人、。「」（）ゃっーァ々山田病院ABC123　'), minLength: 1, maxLength: 60 }), fc.integer({ min: 40, max: 90 }), (text, width) => {
        const lines = setIn(text, width)
        if (lines === null) return
        expect(lines.join('').replace(/\s/gu, '')).toBe(composeText(text).replace(/\s/gu, ''))
        for (const line of lines) expect(textWidth(line, 'gothic', 10)).toBeLessThanOrEqual(width + 0.001)
        for (const line of lines.slice(1)) expect(line).not.toMatch(/^[、。」）ゃっーァ々]/u)
      }),
      { numRuns: 200 },
    )
  })

  it('breaks a word only when asked to', () => {
    expect(setIn('さくらメディカルセンター', 22, false)).toBeNull()
    expect(setIn('さくらメディカルセンター', 22)).not.toBeNull()
  })

  it('begins a new line at each line break of a wording', () => {
    expect(breakWording('一行目\n二行目', { typeface: 'gothic', size: 9 }, 100)).toEqual(['一行目', '二行目'])
  })
})

describe('characters', () => {
  it('composes, but leaves compatibility ideographs as published', () => {
    expect(composeText('か\u3099\uFA19')).toBe('が\uFA19')
    expect(glyphsOf('\uFA19', 'gothic')[0]?.glyphId).not.toBe(glyphsOf('神', 'gothic')[0]?.glyphId)
  })

  it('draws the form a variation selector asks for, not the ordinary one', () => {
    const [ordinary, varied] = glyphsOf('倦倦\u{E0100}', 'gothic')
    expect(varied?.glyphId).not.toBe(ordinary?.glyphId)
    expect(glyphsOf('高\u{E0100}', 'gothic')[0]?.glyphId).toBe(glyphsOf('高', 'gothic')[0]?.glyphId)
    expect(undrawableCharacters('葛\u{E0101}').map((one) => one.codePoint)).toEqual(['U+845B U+E0101'])
  })

  it('falls back for one character only', () => {
    expect(glyphsOf('山𠮷田', 'gothicBold').map((glyph) => glyph.font.file)).toEqual(['gothicBold', 'fallbackBold', 'gothicBold'])
  })

  it('names each undrawable character once', () => {
    expect(undrawableCharacters('\uE000医\uE000院\uE001').map((one) => one.codePoint)).toEqual(['U+E000', 'U+E001'])
  })

  it('never draws a box instead of a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 8 }), (text) => {
        if (undrawableCharacters(text).length === 0) for (const glyph of glyphsOf(text, 'gothic')) expect(glyph.glyphId).not.toBe(0)
        else expect(() => glyphsOf(text, 'gothic')).toThrow(RangeError)
      }),
      { numRuns: 300 },
    )
  })
})

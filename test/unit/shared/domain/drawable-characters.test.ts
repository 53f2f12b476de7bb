import { describe, expect, it } from '@jest/globals'
import { drawableRuns as drawnByTheFonts } from '#backend/letters/drawable-runs.ts'
import { isDrawable } from '#shared/domain/drawable-characters.ts'
import { drawableRuns } from '#shared/domain/drawable-runs.ts'

describe('the characters that letters draw', () => {
  it('are those of the fonts as they are now (else: npm run drawable-characters)', () => {
    expect(drawableRuns.replace(/\s/gu, '')).toBe(drawnByTheFonts())
  }, 60_000)

  it.each([...'𠮷髙﨑邉齋濵々〆ヶー・〒①㈱１2Ａz　 －−（）'])('%j is one', (character) => expect(isDrawable(character)).toBe(true))
  it.each(['\uE000', '\uE38B', '\uF8FF', '\uFFFD', '\u{F0001}', '\u{10FFFD}', '\u{2A6DE}', '\u0000', '\n', '\uD842', '\u{1F600}', ''])('%j is none', (character) => expect(isDrawable(character)).toBe(false))

  it('takes a mark that chooses a form as a part of its character', () => {
    for (const mark of ['\uFE00', '\uFE0F', '\u{E0100}', '\u{E01EF}']) expect(isDrawable(mark)).toBe(true)
    for (const other of ['\uFDFF', '\uFE10', '\u{E00FF}', '\u{E01F0}']) expect(isDrawable(other)).toBe(other === '\uFE10' && isDrawable('\uFE10'))
  })
})

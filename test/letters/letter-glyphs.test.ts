import { describe, expect, it } from '@jest/globals'
import { drawNotices } from '#backend/letters/password-notice.ts'
import { passwordAlphabet } from '#shared/domain/notice-password.ts'
import { glyphFaults, letterFaults, proofDotsPerInch } from './support/letter-proof.ts'
import { live, noticeLetter } from './support/notices.ts'
import { asCharacter, glyphDifference, placedGlyphs } from './support/outlines.ts'
import { readPage, whitened } from './support/read-pdf.ts'
import type { PlacedText } from './support/placed-text.ts'

const read = async (change: Parameters<typeof noticeLetter>[0] = {}) => await readPage(await drawNotices([noticeLetter(change)], live), 1, proofDotsPerInch)
const isLarge = (text: PlacedText): boolean => text.size > 20 && text.baseline > 160

describe('a finished letter', () => {
  it.each([
    ['as usual', {}],
    ['without the second number', { hasSecondNumber: false }],
    ['with characters of two fonts and a form of its own', { facilityName: '髙﨑𠮷邉倦\u{E0100}医院ｱﾊﾟ', founder: '𠮷邉 花子' }],
    ['of every other kind', { listKind: 'visitingNurse', postageClass: 'specifiedRecord', password: { groups: ['ABCD', 'EFGH', 'JKMN', 'PQRT'] } }],
    ['with the rest of the alphabet', { password: { groups: ['UVWX', 'Y346', '7899', 'WWWW'] } }],
  ] as const)('is without a fault %s', async (_, change) => {
    const letter = noticeLetter(change)
    expect(await letterFaults(await read(letter), letter)).toEqual([])
  })

  it('is seen to be another one', async () => {
    const page = await read({ password: { groups: ['AKW7', 'QR4N', 'W8XE', 'M3TH'] }, address: '文京区本郷一丁目１番１号', pieceMark: 'OTHER' })
    const faults = (await letterFaults(page, noticeLetter())).join('\n')
    for (const fault of ['another password', 'the window says', 'codes: OTHER']) expect(faults).toContain(fault)
  })
})

describe('the proof by pixels', () => {
  it('tells every character of the password alphabet from every other', async () => {
    const halves = [['ABCD', 'EFGH', 'JKMN', 'PQRT'], ['UVWX', 'Y346', '7899', 'WWWW']]
    const alike: string[] = []
    let compared = 0
    for (const groups of halves) {
      const page = await readPage(await drawNotices([noticeLetter({ password: { groups } })], live), 1, 72)
      for (let shift = 1; shift < passwordAlphabet.length; shift++) {
        const another = (character: string): string => passwordAlphabet[(passwordAlphabet.indexOf(character) + shift) % passwordAlphabet.length] ?? ''
        const outlined = page.outline({ change: (glyph) => asCharacter(glyph, another(glyph.character)), of: isLarge })
        for (const glyph of outlined.texts.flatMap(placedGlyphs)) {
          if (glyphDifference(page.pixels, outlined.pixels, glyph) < 0.2) alike.push(`${glyph.character} ${another(glyph.character)}`)
        }
        compared += outlined.texts.length
      }
    }
    expect(alike).toEqual([])
    expect(compared).toBe(2 * 16 * (passwordAlphabet.length - 1))
  })

  it.each([['髙', '高'], ['﨑', '崎'], ['邉', '邊'], ['桜', '楼'], ['社', '杜'], ['未', '末'], ['ッ', 'ツ'], ['ー', '一'], ['３', '８'], ['は', 'ほ']])('tells %s from %s in a name', async (character, other) => {
    const page = await read({ facilityName: `山${character}田病院`, founder: null })
    const outlined = page.outline({ change: (glyph) => (glyph.character === character ? asCharacter(glyph, other) : glyph), of: (text) => text.text.includes(`山${character}田`) })
    // In the window and in the second step.
    expect(glyphFaults(page, outlined).map((fault) => fault.slice(0, `not drawn as ${character}`.length))).toEqual([`not drawn as ${character}`, `not drawn as ${character}`])
  })

  it('sees two characters that changed places', async () => {
    const changed = new Map([['R', 'Q'], ['Q', 'R']])
    const page = await read()
    const outlined = page.outline({ change: (glyph) => asCharacter(glyph, changed.get(glyph.character) ?? glyph.character), of: isLarge })
    expect(glyphFaults(page, outlined)).toEqual(['not drawn as R in: R', 'not drawn as Q in: Q'])
  })

  it('sees a glyph that left no ink', async () => {
    const page = await read()
    const name = page.texts.filter((text) => text.text.includes('さくら内科')).flatMap(placedGlyphs).filter((glyph) => glyph.character === '内')
    expect(name).toHaveLength(2)
    expect(glyphFaults({ pixels: whitened(page.pixels, name.map((glyph) => glyph.box)) }, page.outline()).filter((fault) => fault.startsWith('not drawn as 内'))).toHaveLength(2)
  })
})

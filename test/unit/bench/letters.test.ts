import { describe, expect, it } from '@jest/globals'
import { preflightNotice } from '#backend/letters/password-notice.ts'
import { checkPassword } from '#shared/domain/notice-password.ts'
import { benchLetters, benchSetting } from '#test/bench/letters/bench-letters.ts'
import { drawingList } from '#test/bench/letters/drawing-list.ts'
import type { EngineMeasure } from '#test/bench/letters/engine.ts'
import { lettersFigures, lettersTargets } from '#test/bench/letters/figures.ts'

const measure = (change: Partial<EngineMeasure> = {}): EngineMeasure => ({
  coldMs: 100, warmMs: 10, drawMs: 2000, letters: 1000, bytes: 5, pages: 1000, peakMiB: 200, longestBlockMs: 20, longestBlockProcessorMs: 10, processorMs: 1500, ...change,
})

describe('letters of the bench', () => {
  it('are different, the same every time, and can be drawn', () => {
    const letters = benchLetters(40)
    expect(letters).toEqual(benchLetters(40))
    for (const field of ['noticeNumber', 'pieceMark', 'facilityCode'] as const) expect(new Set(letters.map((letter) => letter[field])).size).toBe(40)
    for (const letter of letters) {
      expect(preflightNotice(letter, benchSetting)).toEqual([])
      expect(checkPassword(letter.password.groups.join(''))).toMatchObject({ ok: true })
    }
  })

  it('are given to the other ways whole', () => {
    const [letter] = benchLetters(1)
    const list = drawingList(letter!)
    const said = list.flatMap((drawn) => (drawn.kind === 'text' ? [drawn.text] : [])).join('')
    for (const text of [letter!.facilityCode, letter!.facilityName, letter!.password.groups.join('').charAt(0), '0800-080-4583', '簡易書留', '開設者']) expect(said).toContain(text)
    expect(list.filter((drawn) => drawn.kind === 'rectangle').length).toBeGreaterThan(300)
  })
})

describe('figures of the letters', () => {
  it('are medians, per letter', () => {
    const figures = lettersFigures([measure({ drawMs: 1000 }), measure({ drawMs: 9000 }), measure({ drawMs: 3000 })])
    expect(figures).toMatchObject({ letters: 1000, msALetter: 3, processorMsALetter: 1.5 })
  })

  it('are held against the targets, others only where they were measured', () => {
    const ours = [lettersFigures([measure({ letters: 1, drawMs: 900 })]), lettersFigures([measure()])]
    const targets = lettersTargets({ ours, pdfkit: [lettersFigures([measure({ drawMs: 2800 })])] })
    expect(targets['msALetter']).toMatchObject({ value: 2, met: true })
    expect(targets['pdfkitOverOurs']).toMatchObject({ value: 1.4, met: false })
    expect(targets['peakMemory']).toMatchObject({ met: true })
    expect(Object.keys(targets)).not.toContain('pdfmakeOverOurs')
    expect(lettersTargets({ ours: [lettersFigures([measure({ peakMiB: 240, longestBlockMs: 51 })])] })).toMatchObject({ peakMemory: { met: false }, longestBlock: { met: false } })
    expect(() => lettersTargets({})).toThrow(RangeError)
  })
})

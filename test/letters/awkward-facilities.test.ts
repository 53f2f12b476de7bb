import { describe, expect, it } from '@jest/globals'
import { drawNotices, preflightNotice } from '#backend/letters/password-notice.ts'
import { everyNth } from '#test/support/thorough.ts'
import { awkwardFacilities } from './support/awkward-facilities.ts'
import { letterFaults, proofDotsPerInch } from './support/letter-proof.ts'
import { live, noticeLetter, setting } from './support/notices.ts'
import { readEachPage } from './support/read-pdf.ts'
import type { PlacedText } from './support/placed-text.ts'

describe('a hundred awkward facilities', () => {
  it('are a hundred or more', () => {
    expect(awkwardFacilities.length).toBeGreaterThanOrEqual(100)
  })

  const refusals = awkwardFacilities.flatMap(({ what, change, refused }) => (refused === null ? [] : [{ what, change, refused }]))
  it.each(refusals)('refuses $what, and names it', ({ change, refused }) => {
    const problems = preflightNotice(noticeLetter(change), setting)
    expect(problems).toEqual([expect.objectContaining(refused)])
    const [problem] = problems
    if (refused.codePoint !== undefined) expect(problem?.message).toContain(refused.codePoint)
    expect(problem?.message).toMatch(/。$/u)
    expect(problem?.remedy).toMatch(/。$/u)
  })

  it('draws every other one without a fault', async () => {
    const drawn = everyNth(awkwardFacilities.filter(({ refused }) => refused === null), 5)
    const letters = drawn.map(({ change }, index) => noticeLetter({ ...change, pieceMark: `PIECE${String(index).padStart(3, '0')}` }))
    const bytes = await drawNotices(letters, live)
    const faults: [string, string[]][] = []
    let pages = 0
    // What is the same on every letter is compared glyph by glyph once.
    const placeOf = ({ text, left, baseline }: PlacedText): string => `${text} ${left.toFixed(2)} ${baseline.toFixed(2)}`
    const compared = new Set<string>()
    await readEachPage(bytes, proofDotsPerInch, async (page, number) => {
      pages += 1
      const found = await letterFaults(page, letters[number - 1]!, (text) => !compared.has(placeOf(text)))
      for (const text of page.texts) compared.add(placeOf(text))
      if (found.length > 0) faults.push([drawn[number - 1]!.what, found])
    })
    expect(faults).toEqual([])
    expect(pages).toBe(letters.length)
  }, 300_000)
})

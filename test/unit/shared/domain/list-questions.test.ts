import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { closesMany, isOlder, listQuestions, type ListScope } from '#shared/domain/list-questions.ts'

const scope = (change: Partial<ListScope> = {}): ListScope => ({ prefectureNumber: '18', listKind: 'medical', heldAsOf: '2026-07-01', asOf: '2026-08-01', held: 1000, closing: 0, ...change })

const day = fc.option(fc.constantFrom('2026-06-01', '2026-07-01', '2026-08-01'), { nil: null })
const scopes = fc.array(
  fc.record({ heldAsOf: day, asOf: day, held: fc.nat(3000), share: fc.double({ min: 0, max: 1, noNaN: true }) }).map(({ share, held, ...days }) => scope({ ...days, held, closing: Math.floor(held * share * share * share) })),
  { maxLength: 6 },
)

describe('closing facilities', () => {
  it.each([
    [1000, 20, false],
    [1000, 21, true],
    [100, 2, false],
    [100, 3, true],
    [10, 2, false],
    [2, 2, false],
    [3, 3, true],
    [0, 0, false],
    [150, 3, false],
  ])('of %d held, %d gone: asks = %s', (held, closing, asks) => expect(closesMany(held, closing)).toBe(asks))

  it('asks about the more the more are gone', () => {
    fc.assert(fc.property(fc.nat(5000), fc.nat(5000), fc.nat(100), (held, closing, more) => {
      if (closesMany(held, closing)) expect(closesMany(held, closing + more)).toBe(true)
    }))
  })
})

describe('an older list', () => {
  it.each([
    ['2026-07-01', '2026-06-30', true],
    ['2026-07-01', '2026-07-01', false],
    ['2026-07-01', '2026-08-01', false],
    [null, '2026-06-01', false],
    ['2026-07-01', null, false],
    [null, null, false],
  ])('held of %s, new of %s: older = %s', (heldAsOf, asOf, older) => expect(isOlder({ heldAsOf, asOf })).toBe(older))
})

describe('the questions of a list', () => {
  it('are none for the next month, and none for the same list again', () => {
    expect(listQuestions([])).toEqual([])
    expect(listQuestions([scope({ closing: 20 }), scope({ listKind: 'dental', asOf: '2026-07-01' })])).toEqual([])
  })

  it('name the scopes they are about, each kind once', () => {
    const older = scope({ asOf: '2026-06-01' })
    const half = scope({ listKind: 'pharmacy', closing: 500 })
    const both = scope({ prefectureNumber: '17', asOf: '2026-06-01', closing: 900 })
    expect(listQuestions([scope(), older, half, both])).toEqual([{ kind: 'olderList', scopes: [older, both] }, { kind: 'manyClosed', scopes: [half, both] }])
  })

  it('are asked where little everywhere is much together', () => {
    const few = Array.from({ length: 30 }, (_, index) => scope({ prefectureNumber: String(index + 1).padStart(2, '0'), held: 40, closing: index === 0 ? 0 : 2 }))
    expect(few.every(({ held, closing }) => !closesMany(held, closing))).toBe(true)
    expect(listQuestions(few)).toEqual([{ kind: 'manyClosed', scopes: few.slice(1) }])
  })

  it('are about scopes of the list only, and asked whenever one scope alone would be', () => {
    fc.assert(fc.property(scopes, (all) => {
      const questions = listQuestions(all)
      const about = (kind: string): readonly ListScope[] => questions.find((question) => question.kind === kind)?.scopes ?? []
      expect(new Set(questions.map(({ kind }) => kind)).size).toBe(questions.length)
      for (const question of questions) {
        expect(question.scopes.length).toBeGreaterThan(0)
        for (const one of question.scopes) expect(all).toContain(one)
      }
      expect(about('olderList')).toEqual(all.filter(isOlder))
      for (const one of all) if (closesMany(one.held, one.closing)) expect(about('manyClosed')).toContain(one)
      for (const one of about('manyClosed')) expect(one.closing).toBeGreaterThan(0)
      const gone = all.reduce((sum, { closing }) => sum + closing, 0)
      const held = all.reduce((sum, one) => sum + one.held, 0)
      if (gone > Math.max(2, held * 0.02)) expect(about('manyClosed')).not.toEqual([])
    }))
  })
})

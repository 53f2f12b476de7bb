import { describe, expect, it } from '@jest/globals'
import { generateBenchList } from '#test/bench/facilities/generate.ts'
import { plainScan, rankedKeys } from '#test/bench/plain-scan.ts'
import { drawQueries, queryClasses } from '#test/bench/queries.ts'
import { percentile, spreadOf } from '#test/bench/statistics.ts'

const rows = generateBenchList({ seed: 31, count: 3000 })

describe('questions of the bench', () => {
  it('are at least 400, as many of each class, none twice, the same for the same seed and others for another', () => {
    const queries = drawQueries(rows, 1)
    expect(queries).toHaveLength(480)
    expect(new Set(queries.map(({ text }) => text)).size).toBe(480)
    for (const kind of queryClasses) expect(queries.filter((query) => query.kind === kind)).toHaveLength(40)
    expect(drawQueries(rows, 1)).toEqual(queries)
    const others = new Set(drawQueries(rows, 2).map(({ text }) => text))
    expect(queries.filter(({ text }) => others.has(text)).length).toBeLessThan(120)
  })

  it('ask what the list can answer, but for those that ask what it does not hold', () => {
    const keys = rankedKeys(rows)
    const queries = drawQueries(rows, 3, 120)
    const share = (kind: string) => {
      const of = queries.filter((query) => query.kind === kind)
      return of.filter(({ text }) => plainScan(keys, text, 50).length > 0).length / of.length
    }
    for (const kind of queryClasses) if (kind !== 'noHit') expect({ kind, found: share(kind) >= 0.8 }).toEqual({ kind, found: true })
    expect(share('noHit')).toBeLessThan(0.3)
    expect(share('veryCommonWord')).toBe(1)
  })

  it('have the form of their class', () => {
    const forms = {
      oneCharacter: /^[\s　]?.$/u, twoCharacters: /^[\s　]?..$/u, kana: /^[ぁ-ゖァ-ヺー]+$/u, romaji: /^[a-z'-]+$/u, codeInfix: /^\d{4,7}$/u, twoWords: /\S[\s　]+\S/u,
    }
    const queries = drawQueries(rows, 4)
    for (const [kind, form] of Object.entries(forms)) expect(queries.filter((query) => query.kind === kind && !form.test(query.text))).toEqual([])
  })
})

describe('figures', () => {
  it('are those of the nearest rank', () => {
    expect(percentile([5, 1, 3, 2, 4], 0.5)).toBe(3)
    expect(percentile([1], 0.99)).toBe(1)
    expect(spreadOf(Array.from({ length: 100 }, (_, index) => index + 1))).toEqual({ p50: 50, p90: 90, p99: 99, max: 100 })
    expect(() => percentile([], 0.5)).toThrow(RangeError)
  })
})

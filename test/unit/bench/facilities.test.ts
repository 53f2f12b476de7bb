import { beforeAll, describe, expect, it } from '@jest/globals'
import { figuresOf } from '#test/bench/facilities/figures.ts'
import { generateBenchList, type BenchFacility } from '#test/bench/facilities/generate.ts'
import { publishedFacility } from '#shared/contract/records.ts'
import { checkFacilityCode } from '#shared/domain/facility-code.ts'
import { telephoneKey } from '#shared/domain/search-key.ts'

let list: BenchFacility[] = []
beforeAll(() => {
  list = generateBenchList({ seed: 20_261_124, count: 4_000 })
})

describe('the list of the bench', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(generateBenchList({ seed: 5, count: 300 })).toEqual(generateBenchList({ seed: 5, count: 300 }))
    expect(generateBenchList({ seed: 5, count: 300 })).not.toEqual(generateBenchList({ seed: 6, count: 300 }))
    expect(() => generateBenchList({ seed: 1, count: 0 })).toThrow(RangeError)
  })

  it('holds records of the contract with valid codes, each once', () => {
    expect(new Set(list.map(({ facility }) => facility.facilityCode)).size).toBe(4_000)
    const wrong = list.filter(({ facility }) => {
      const { valid, kind, prefecture } = checkFacilityCode(facility.facilityCode)
      return !publishedFacility.safeParse(facility).success || !valid || kind !== facility.listKind || prefecture?.number !== facility.prefectureNumber
    })
    expect(wrong).toEqual([])
  })

  it('has telephones that nobody has: the exchange begins with 00', () => {
    const telephones = list.flatMap(({ facility: { telephone } }) => (telephone === null ? [] : [telephone]))
    expect(telephones.length).toBeGreaterThan(3_700)
    expect(telephones.filter((telephone) => !/^0\d{1,3}(?:-00\d{0,2}-|\(00\d{0,2}\))\d{4}$/u.test(telephone) || telephoneKey(telephone).length !== 10)).toEqual([])
  })

  it('reads names in katakana, and leaves about one in seven without', () => {
    const readings = list.flatMap(({ reading }) => (reading === null ? [] : [reading]))
    expect(readings.length / list.length).toBeGreaterThan(0.8)
    expect(readings.length / list.length).toBeLessThan(0.9)
    expect(readings.filter((reading) => !/^[ァ-ヺー　]+$/u.test(reading))).toEqual([])
  })

  it('follows the real list in what decides how hard finding is', () => {
    const figures = figuresOf(list.filter(({ facility }) => facility.listKind === 'medical').map(({ facility }) => facility))
    const real = { nameLengthMean: 12.01, addressLengthMean: 16.77, nameLegalPersonPercent: 36.06, nameClinicPercent: 41.12, name医院Percent: 23.48, nameHiraganaPercent: 37.94, addressBuildingPercent: 20.33, addressKanjiNumeralPercent: 11.48, address丁目Percent: 39.68 }
    for (const [figure, value] of Object.entries(real)) {
      expect({ figure, ratio: (figures[figure] ?? 0) / value > 0.8 && (figures[figure] ?? 0) / value < 1.25 }).toEqual({ figure, ratio: true })
    }
    expect(list.filter(({ facility }) => facility.status === 'suspended').length).toBeGreaterThan(30)
    expect(list.filter(({ facility }) => /\p{Co}/u.test(facility.name)).length).toBeGreaterThan(0)
  })

  it('lets rows of a real list take the place of made-up ones', () => {
    const real = list.slice(0, 40).map(({ facility }) => facility)
    const mixed = generateBenchList({ seed: 9, count: 100, real })
    expect(mixed).toHaveLength(100)
    expect(mixed.slice(0, 40).map(({ facility }) => facility)).toEqual(real)
    expect(new Set(mixed.map(({ facility }) => facility.facilityCode)).size).toBe(100)
  })
})

import { describe, expect, it } from '@jest/globals'
import { measureVerification } from '#test/bench/verification/measure.ts'
import { spokenLot } from '#test/bench/verification/spoken-lot.ts'
import { ways } from '#test/bench/verification/ways.ts'
import { generateSampleList } from '#trial/sample-list.ts'

const sample = generateSampleList({ seed: 3, count: 400 }).map((facility) => ({ ...facility, reading: null }))

describe('the bench of the verification, in small', () => {
  const figures = measureVerification(sample)

  it('says every facility in twelve ways, takes them, and never another facility', () => {
    expect(figures.ways).toHaveLength(12)
    expect(figures.ways.map(({ name }) => name)).toEqual(ways.map(({ name }) => name))
    const sum = (of: (way: (typeof figures.ways)[number]) => number) => figures.ways.reduce((total, way) => total + of(way), 0)
    expect(sum((way) => way.said)).toBeGreaterThan(400 * 9)
    expect(sum((way) => way.wrong) / sum((way) => way.said)).toBeLessThanOrEqual(0.005)
    expect(sum((way) => way.othersAccepted)).toBe(0)
    expect(sum((way) => way.naiveWrong)).toBeGreaterThan(sum((way) => way.wrong) * 20)
  })

  it('counts the keys of the whole line', () => {
    const sorted = figures.keystrokes.toSorted((left, right) => left - right)
    expect(sorted).toHaveLength(400)
    expect(sorted[200]).toBeLessThanOrEqual(35)
  })

  it('notices a comparer that is wrong: a row whose parts are another facility\'s', () => {
    const [first, second] = [sample[0]!, sample[1]!]
    const mixed = { ...first, telephone: second.telephone === first.telephone ? '000-000-0000' : second.telephone }
    // Said of itself it is right; what is measured follows the row.
    expect(measureVerification([mixed]).ways.every((way) => way.wrong === 0)).toBe(true)
    expect(measureVerification([{ ...first, name: second.name }, { ...second, address: first.address }]).ways.every((way) => way.othersAccepted === 0)).toBe(true)
  })

  it.each([
    ['見本市栄四丁目４番２１号', [4, 4, 21]], ['見本市南七条西六丁目一番二号', [7, 6, 1, 2]], ['京都市中京区四条通東入見本町３２番地の４ 三条ビル', [32, 4]],
    ['見本市一番町５－６', [5, 6]], ['見本市中央７－２８－４Ｆ', [7, 28]], ['京都市中京区見本通錦上ル西側', null],
  ])('reads %s as a person does', (address, numbers) => {
    expect(spokenLot(address)?.numbers ?? null).toEqual(numbers)
  })
})

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { ListHandle } from '#backend/facilities/database/open-list-file.ts'
import { findFacilities } from '#backend/facilities/find-repository.ts'
import { facilityKeys, facilityRank } from '#shared/domain/facility-keys.ts'
import { answersTier, findTiers, type FindTier } from '#shared/domain/facility-query.ts'
import { asRecord, openTestList } from '#test/support/facility-list.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { generateSampleList } from '#trial/sample-list.ts'

const folder = temporaryFolders()
const readings = ['タナカイイン', 'サトウシカ', 'ヤマダヤッキョク', 'オオノビョウイン', 'スズキクリニック', null]
const facilities = generateSampleList({ seed: 21, count: 500 })
  .filter((facility) => facility.status !== 'closed')
  .map((facility, index) => asRecord({ ...facility, reading: readings[index % readings.length] ?? null, readingSource: 'dictionary' }))
const ranked = facilities
  .map((facility) => ({ facility, keys: facilityKeys(facility) }))
  .sort((first, second) => facilityRank(first.facility.status, first.keys) - facilityRank(second.facility.status, second.keys))

/** Every row looked at, tier after tier: what the index must answer too. */
const plainScan = (query: string, limit: number, prefectureNumber: string | null, listKind: string | null): string[] => {
  const found = new Set<string>()
  const sortKey = (tier: FindTier, { keys }: (typeof ranked)[number]) => (tier.order === 'code' ? keys.facilityCode : tier.order === 'postalCode' ? keys.postalCode : '')
  for (const tier of findTiers(query)) {
    const rows = ranked.filter(({ facility, keys }) => answersTier(keys, tier) && (prefectureNumber === null || facility.prefectureNumber === prefectureNumber) && (listKind === null || facility.listKind === listKind))
    for (const { keys } of [...rows].sort((first, second) => (sortKey(tier, first) < sortKey(tier, second) ? -1 : sortKey(tier, first) > sortKey(tier, second) ? 1 : 0))) {
      if (found.size < limit) found.add(keys.facilityCode)
    }
  }
  return [...found]
}

let list: ListHandle
beforeAll(() => {
  list = openTestList(folder(), facilities)
})
afterAll(() => list?.close())

describe('the search', () => {
  it('answers as a look at every row does, in the same order', () => {
    const piece = (text: string) => fc.tuple(fc.nat(), fc.integer({ min: 1, max: 12 })).map(([start, length]) => [...text].slice(start % Math.max(1, [...text].length)).slice(0, length).join(''))
    const fromRow = fc.constantFrom(...facilities).chain((facility) => fc.oneof(
      piece(facility.name), piece(facility.address), piece(facility.facilityCode), piece(facility.telephone ?? '03'), piece(facility.reading ?? 'ア'), piece(facility.postalCode ?? '100'),
    ))
    const odd = fc.constantFrom('たなか', 'tanaka', 'ｸﾘﾆｯｸ', '東京都', '東京', '北海道札幌市', 'たなか医院', '1-1', '〒100-', '医療法人社団', '%', '"', 'a')
    const question = fc.array(fc.oneof({ weight: 5, arbitrary: fromRow }, { weight: 1, arbitrary: odd }), { minLength: 1, maxLength: 3 }).map((words) => words.join(' '))
    fc.assert(fc.property(question, fc.integer({ min: 1, max: 60 }), fc.constantFrom(null, null, '13', '01'), fc.constantFrom(null, null, 'medical' as const, 'pharmacy' as const), (query, limit, prefectureNumber, listKind) => {
      const found = findFacilities(list, { query, limit, prefectureNumber, listKind }).results.map((result) => result.facility.facilityCode)
      expect([query, found]).toEqual([query, plainScan(query, limit, prefectureNumber, listKind)])
    }), { numRuns: 400 })
  })
})

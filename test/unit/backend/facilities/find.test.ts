import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { ListHandle } from '#backend/facilities/database/open-list-file.ts'
import { findFacilities, type FindQuery, type FindResult } from '#backend/facilities/find-repository.ts'
import type { FacilityRecord } from '#shared/contract/records.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { asRecord, openTestList } from '#test/support/facility-list.ts'
import { generateSampleList } from '#trial/sample-list.ts'

// Room for a machine that does other work beside.

const folder = temporaryFolders()
const generated: FacilityRecord[] = generateSampleList({ seed: 11, count: 600 }).map(asRecord)
/** Closed rows of a sample are not kept on a desktop. */
const listed = generated.filter((facility) => facility.status !== 'closed')
/** Ways of writing that lists really have. */
const own = (facilityCode: string, name: string, more: Partial<FacilityRecord> = {}): FacilityRecord => ({
  ...listed[0]!, facilityCode, name, address: '東京都千代田区千代田９９９９番地', telephone: null, founder: null, prefectureNumber: '13', listKind: 'medical', status: 'active', isSample: false, ...more,
})
const extra: FacilityRecord[] = [
  own('9990000001', '髙﨑クリニック'),
  own('9990000002', '齋藤こころの診療所'),
  own('9990000003', '医療法人社団　慶香会　坂野産科婦人科'),
  own('9990000004', '凜'),
  own('9990000005', 'うさぎ薬局', { listKind: 'pharmacy', telephone: '0126(22)9871', address: '北海道岩見沢市大字栗沢字上幌一丁目２番３号', prefectureNumber: '01', postalCode: '0690821' }),
  own('9990000006', '凜々会病院', { status: 'closed' }),
  own('9990000007', '凜々会病院附属診療所'),
  own('9990000008', '中央凜々会病院'),
  own('9990000009', '𠮷邉醫院'),
]
let list: ListHandle
beforeAll(() => {
  list = openTestList(folder(), [...generated, ...extra])
})
afterAll(() => {
  list?.close()
})

const find = (query: string, more: Partial<FindQuery> = {}): FindResult[] =>
  findFacilities(list, { query, limit: 30, prefectureNumber: null, listKind: null, ...more }).results
const codes = (query: string, more: Partial<FindQuery> = {}) => find(query, more).map((found) => found.facility.facilityCode)

describe('by number', () => {
  it.each(['1318814790', '13-1881479-0', '１３１８８１４７９０', '13 1 88 1479 0', '13・1881・4790', ' 1318814790 '])('code written %s', (query) => {
    expect(find(query)[0]).toMatchObject({ facility: { facilityCode: '1318814790' }, matchedBy: 'code' })
  })

  it.each(['8814790', '88,1479,0', '８８－１４７９－０'])('the last seven, written %s', (query) => {
    expect(find(query).some((found) => found.facility.facilityCode === '1318814790' && found.matchedBy === 'codePart')).toBe(true)
  })

  it('the beginning and the middle of a code', () => {
    expect(find('131881')[0]).toMatchObject({ facility: { facilityCode: '1318814790' }, matchedBy: 'codePrefix' })
    expect(codes('88147')).toContain('1318814790')
  })

  it.each(['0126(22)9871', '0126-22-9871', '０１２６２２９８７１', '22-9871', '9871'])('telephone, written %s', (query) => {
    expect(codes(query)).toContain('9990000005')
  })

  it.each(['069-0821', '〒069-0821', '0690821', '０６９０８２１'])('postal code, written %s', (query) => {
    expect(codes(query)).toContain('9990000005')
  })
})

describe('by name', () => {
  it.each([
    ['高崎クリニック', '9990000001'], ['髙崎', '9990000001'], ['たかさき', null], ['斎藤こころ', '9990000002'], ['斉藤', '9990000002'], ['サイトウ', null],
    ['坂野産科', '9990000003'], ['医療法人社団慶香会坂野産科婦人科', '9990000003'], ['慶香会', '9990000003'], ['婦人科', '9990000003'],
    ['ウサギ薬局', '9990000005'], ['うさぎ', '9990000005'], ['うさぎ 薬局', '9990000005'], ['凜', '9990000004'], ['吉辺', '9990000009'], ['𠮷', '9990000009'],
  ])('%s', (query, facilityCode) => {
    // The list has no readings: kana finds a name written in kanji only where it is written so.
    if (facilityCode === null) expect(codes(query).filter((code) => code.startsWith('999'))).toEqual([])
    else expect(codes(query)).toContain(facilityCode)
  })

  it('in the order an operator expects: beginning before middle, shorter before longer, closed last', () => {
    expect(find('凜々会病院').map((found) => [found.facility.facilityCode, found.matchedBy])).toEqual([
      ['9990000007', 'nameStart'], ['9990000006', 'nameStart'], ['9990000008', 'namePart'],
    ])
    expect(codes('凜')[0]).toBe('9990000004')
  })
})

describe('by address and by several words', () => {
  it.each(['岩見沢市', '岩見沢市栗沢上幌1-2-3', '上幌一丁目', '北海道岩見沢市'])('%s', (query) => {
    expect(codes(query, { limit: 100 })).toContain('9990000005')
  })

  it.each(['岩見沢 うさぎ', 'うさぎ　岩見沢', '薬局 栗沢 9871', 'うさぎ 0126'])('%s', (query) => {
    expect(codes(query)).toContain('9990000005')
  })

  it('all words must be there', () => {
    expect(codes('うさぎ 札幌')).not.toContain('9990000005')
  })

  it('only in the prefecture and of the kind asked for', () => {
    const inTokyo = find('クリニック', { prefectureNumber: '13', limit: 200 })
    expect(inTokyo.length).toBeGreaterThan(3)
    expect(new Set(inTokyo.map((found) => found.facility.prefectureNumber))).toEqual(new Set(['13']))
    const pharmacies = find('薬局', { listKind: 'pharmacy', prefectureNumber: '01', limit: 200 })
    expect(pharmacies.map((found) => found.facility.facilityCode)).toContain('9990000005')
    expect(new Set(pharmacies.map((found) => `${found.facility.prefectureNumber} ${found.facility.listKind}`))).toEqual(new Set(['01 pharmacy']))
    expect(find('1318814790', { prefectureNumber: '01' })).toEqual([])
  })

  it('says when there is more, and keeps what it has in order when asked for more', () => {
    const ask = (limit: number) => findFacilities(list, { query: '病院', limit, prefectureNumber: null, listKind: null })
    const all = ask(200)
    expect(all.hasMore).toBe(false)
    expect(all.results.length).toBeGreaterThan(30)
    for (const limit of [1, 5, 30]) {
      const some = ask(limit)
      expect(some.hasMore).toBe(true)
      expect(some.results).toEqual(all.results.slice(0, limit))
    }
  })
})

describe('every facility of the list', () => {
  it('is found by its full name', () => {
    for (const facility of listed.filter((_, index) => index % 2 === 0)) expect([facility.name, codes(facility.name, { limit: 200, prefectureNumber: facility.prefectureNumber })]).toEqual([facility.name, expect.arrayContaining([facility.facilityCode])])
  })

  it('is first for its code, and found by its telephone and address', () => {
    for (const facility of listed.filter((_, index) => index % 3 === 0)) {
      expect(codes(facility.facilityCode)[0]).toBe(facility.facilityCode)
      if (facility.telephone !== null) expect(codes(facility.telephone)).toContain(facility.facilityCode)
      expect([facility.address, codes(facility.address)]).toEqual([facility.address, expect.arrayContaining([facility.facilityCode])])
    }
  })
})

describe('whatever is typed', () => {
  it.each(['"', '*', '-', '--', 'NEAR', 'NEAR(a b)', '(', ')', '{name} : x', 'AND', 'OR NOT', '^', "'", ';DROP TABLE facility', '%', '_', '\\', '\0', '病"院', '1*', '医 OR 院', ':', 'ー', '々', '\uD800', '　', ''])('%s is no command', (query) => {
    expect(() => find(query)).not.toThrow()
    expect(find(query).length).toBeLessThanOrEqual(30)
  })

  it('is answered, without a repetition, with no more than was asked for', () => {
    const word = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constantFrom(...'医病院歯科薬局 　"*()-:{}^0123456789０１アあーNEAR'.split('')))
    const text = fc.array(word, { maxLength: 12 }).map((parts) => parts.join('').slice(0, 200))
    fc.assert(fc.property(text, fc.integer({ min: 1, max: 200 }), fc.constantFrom(null, '13'), fc.constantFrom(null, 'pharmacy' as const), (query, limit, prefectureNumber, listKind) => {
      const found = codes(query, { limit, prefectureNumber, listKind })
      expect(found.length).toBeLessThanOrEqual(limit)
      expect(new Set(found).size).toBe(found.length)
    }), { numRuns: 150 })
  })
})

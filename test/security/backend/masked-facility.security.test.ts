import { describe, expect, it } from '@jest/globals'
import { maskFacility } from '#backend/facilities/masked-facility.ts'
import type { FacilityRecord } from '#shared/contract/records.ts'
import { addressNumbers } from '#shared/domain/search-key.ts'
import { asRecord } from '#test/support/facility-list.ts'
import { generateSampleList } from '#trial/sample-list.ts'

// Room for a machine that does other work beside.

const facilities: FacilityRecord[] = generateSampleList({ seed: 3, count: 2000 }).map(asRecord)

describe('what a page sees of a facility before anything was compared', () => {
  it('holds no lot number, building, telephone or person of any facility', () => {
    for (const facility of facilities) {
      const masked = maskFacility(facility)
      const { facilityCode: _code, prefectureNumber: _prefecture, name: _name, ...rest } = masked
      const text = JSON.stringify(rest)
      expect([facility.address, /[0-9０-９]/u.test(masked.town), /(?:番地|[一二三四五六七八九十]丁目|号|ビル|階)/u.test(masked.town)]).toEqual([facility.address, false, false])
      const numbers = addressNumbers(facility.address)
      if (numbers !== null) expect([facility.address, text.includes(numbers)]).toEqual([facility.address, false])
      for (const hidden of [facility.telephone, facility.postalCode, facility.founder, facility.manager]) if (hidden !== null) expect(text.includes(hidden)).toBe(false)
    }
  })

  it.each([
    ['横浜市金沢区福浦三丁目９番地', '横浜市金沢区福浦'], ['東京都千代田区神田駿河台１－８', '千代田区神田駿河台'], ['京都市上京区河原町通広小路上る梶井町４６５', null],
    ['札幌市中央区北四条西十一丁目', null], ['福井市四ツ井２－８－１', '福井市四ツ井'], ['岩見沢市大字志文字下志文', null], ['港区虎ノ門第二〇〇ビル', null], ['', ''],
    ['一宮市千秋町塩尻字山王一番地', null], ['大和市深見西八－三－六', null], ['十和田市西十二番町十四－八', null], ['青梅市東青梅四の十六の五', null], ['高岡市宝町壱番', null],
  ])('%s', (address, town) => {
    const masked = maskFacility({ ...facilities[0]!, address, prefectureNumber: '13' })
    if (town !== null) expect(masked.town).toBe(town)
    expect(masked.town).not.toMatch(/[0-9０-９]|[一二三四五六七八九十〇](?:丁目|番|号|－|の)|ビル/u)
  })
})

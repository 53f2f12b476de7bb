import { describe, expect, it } from '@jest/globals'
import {
  addressWithPrefecture,
  prefectureByName,
  prefectureByNumber,
  prefectureOfAddress,
  prefectures,
} from '#shared/domain/prefectures.ts'
import {
  facilityTypeByName,
  facilityTypeNames,
  listKindByDigit,
  listKindByName,
  listKindDigits,
  listKindNames,
} from '#shared/domain/facility-list-kind.ts'
import { facilityListKinds, facilityTypes } from '#shared/domain/facility.ts'

describe('prefectures', () => {
  it('are 47, numbered without a gap, with their full names', () => {
    expect(prefectures.map((prefecture) => Number(prefecture.number))).toEqual(Array.from({ length: 47 }, (_, index) => index + 1))
    expect(new Set(prefectures.map((prefecture) => prefecture.name)).size).toBe(47)
    expect(prefectures.filter((prefecture) => prefecture.name.endsWith('県'))).toHaveLength(43)
    // Spot checks against JIS X 0401, one beyond each place where the regions interleave.
    for (const [number, name] of [['01', '北海道'], ['13', '東京都'], ['15', '新潟県'], ['18', '福井県'], ['20', '長野県'], ['26', '京都府'], ['27', '大阪府'], ['30', '和歌山県'], ['40', '福岡県'], ['47', '沖縄県']]) {
      expect(prefectureByNumber(number ?? '')?.name).toBe(name)
    }
    expect(prefectureByNumber('48')).toBeNull()
    expect(prefectureByNumber('1')).toBeNull()
  })

  it('are found with and without 都府県', () => {
    for (const prefecture of prefectures) {
      expect(prefectureByName(prefecture.name)).toBe(prefecture)
      const short = prefecture.name === '北海道' ? '北海道' : prefecture.name.slice(0, -1)
      expect(prefectureByName(` ${short}　`)).toBe(prefecture)
    }
    expect(prefectureByName('京都')?.number).toBe('26')
    expect(prefectureByName('東京府')).toBeNull()
    expect(prefectureByName('constructor')).toBeNull()
  })

  it('stand in front of an address once', () => {
    expect(addressWithPrefecture('福井市中央１－９－３０', '18')).toBe('福井県福井市中央１－９－３０')
    expect(addressWithPrefecture('京都府京都市中京区恵比須町４３９番地', '26')).toBe('京都府京都市中京区恵比須町４３９番地')
    expect(addressWithPrefecture('京都市中京区恵比須町４３９番地', '26')).toBe('京都府京都市中京区恵比須町４３９番地')
    expect(addressWithPrefecture('福井市', '99')).toBe('福井市')
    expect(prefectureOfAddress('京都市')).toBeNull()
  })
})

describe('lists and types', () => {
  it('map to their digits and names and back', () => {
    for (const kind of facilityListKinds) {
      expect(listKindByDigit(listKindDigits[kind])).toBe(kind)
      expect(listKindByName(listKindNames[kind])).toBe(kind)
    }
    expect(facilityListKinds.map((kind) => listKindDigits[kind])).toEqual(['1', '3', '4', '6'])
    expect(listKindByName(' 医 科 ')).toBe('medical')
    expect(listKindByName('調剤')).toBe('pharmacy')
    expect(listKindByName('toString')).toBeNull()
    expect(listKindByDigit('2')).toBeNull()
  })

  it('name each type; 診療所 of the dental list is a dental clinic', () => {
    expect(facilityTypes.map((type) => facilityTypeNames[type])).toEqual(['病院', '診療所', '歯科診療所', '薬局', '訪問看護ステーション'])
    expect(facilityTypeByName('診療所', 'medical')).toBe('clinic')
    expect(facilityTypeByName('診療所', 'dental')).toBe('dentalClinic')
    expect(facilityTypeByName('病院', 'dental')).toBe('hospital')
    expect(facilityTypeByName('訪問看護事業所', 'visitingNurse')).toBe('visitingNurse')
    expect(facilityTypeByName('現存', 'medical')).toBeNull()
  })
})

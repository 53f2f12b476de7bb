import { describe, expect, it } from '@jest/globals'
import { joinReadings, keptRow } from '#backend/readings/join-readings.ts'
import type { FacilityToRead, PublishedRow } from '#backend/readings/readings-types.ts'

const row = (name: string, reading: string, address: string, more: Partial<PublishedRow> = {}) => keptRow({ prefectureNumber: '18', kind: 'clinic', abbreviation: null, name, reading, address, ...more })
let serial = 0
const facility = (name: string, address: string, more: Partial<FacilityToRead> = {}): FacilityToRead => ({ facilityCode: `181${String(++serial).padStart(7, '0')}`, name, address, prefectureNumber: '18', listKind: 'medical', readingSource: null, ...more })

const joined = (facilities: FacilityToRead[], rows: ReturnType<typeof row>[]) => {
  const { readings, ambiguous } = joinReadings(facilities, rows)
  return facilities.map(({ facilityCode }) => (ambiguous.has(facilityCode) ? 'ambiguous' : (readings.get(facilityCode) ?? null)))
}

describe('joining on name and place', () => {
  it.each([
    ['the same place written otherwise', '松の木医院', '見本市中央２丁目３番４号', '松の木医院', '福井県見本市中央2-3-4'],
    ['a building on one side', '松の木医院', '見本市中央２－３－４', '松の木医院', '福井県見本市中央2-3-4 第二〇〇ビル3階'],
    ['a legal person on one side', '医療法人社団 みほん会 松の木医院', '見本市中央2-3-4', '松の木医院', '見本市中央2-3-4'],
    ['variant kanji', '髙﨑医院', '見本市中央2-3-4', '高崎医院', '見本市中央2-3-4'],
    ['大字 on one side', '松の木医院', '見本市大字北野字上12番地', '松の木医院', '見本市北野12'],
    ['a quarter on one side', '松の木医院', '見本市北野12番地', '松の木医院', '見本市北野上組12'],
    ['郡 on one side', '松の木医院', '大里郡岸町泉1-2', '松の木医院', '岸町泉1-2'],
    ['no lot at all', '松の木医院', '見本市中京区烏丸通御池上る', '松の木医院', '福井県見本市中京区烏丸通御池上ル'.replace('ル', 'る')],
    ['moved within its municipality, the only one of its name', '松の木医院', '見本市中央2-3-4', '松の木医院', '見本市泉9-8-7'],
  ])('%s', (_, name, address, published, publishedAddress) => {
    expect(joined([facility(name, address)], [row(published, 'マツノキイイン', publishedAddress), row('竹医院', 'タケイイン', publishedAddress)])).toEqual(['マツノキイイン'])
  })

  it.each([
    ['another name', '竹の木医院', '見本市中央2-3-4'],
    ['another municipality', '松の木医院', '隣町中央2-3-4'],
  ])('does not join %s', (_, name, address) => {
    expect(joined([facility('松の木医院', '見本市中央2-3-4')], [row(name, 'マツノキイイン', address)])).toEqual([null])
  })

  it('joins by the abbreviation, with its own reading, at the same lot only', () => {
    const published = [row('松の木内科循環器科医院', 'マツノキナイカジュンカンキカイイン', '見本市中央2-3-4', { abbreviation: { name: '松の木医院', reading: 'マツノキイイン' } })]
    expect(joined([facility('松の木医院', '見本市中央2丁目3-4')], published)).toEqual(['マツノキイイン'])
    expect(joined([facility('松の木医院', '見本市泉1-1')], published)).toEqual([null])
  })

  it('leaves out what could be several, and what sounds the same is not several', () => {
    const here = '見本市中央2-3-4'
    expect(joined([facility('小山医院', here)], [row('小山医院', 'コヤマイイン', here), row('小山医院', 'オヤマイイン', here)])).toEqual(['ambiguous'])
    expect(joined([facility('小山医院', here)], [row('小山医院', 'コヤマイイン', here), row('小山医院', 'コヤマ イイン', here)])).toEqual(['コヤマイイン'])
    // Two of a name in the municipality, neither at the place of the published one.
    const two = [facility('小山医院', '見本市泉1'), facility('小山医院', '見本市旭2')]
    expect(joined(two, [row('小山医院', 'コヤマイイン', here)])).toEqual(['ambiguous', 'ambiguous'])
    expect(joined([facility('小山医院', '見本市泉1')], [row('小山医院', 'コヤマイイン', here), row('小山医院', 'コヤマイイン', '見本市旭2')])).toEqual(['ambiguous'])
  })

  it('a published facility that one already is, is not another of the same name', () => {
    const facilities = [facility('小山医院', '見本市中央2-3-4'), facility('小山医院', '見本市旭2')]
    expect(joined(facilities, [row('小山医院', 'コヤマイイン', '見本市中央2-3-4')])).toEqual(['コヤマイイン', null])
  })

  it('gives a hospital its reading in the medical and in the dental list', () => {
    const here = '見本市中央2-3-4'
    const both = [facility('みほん病院', here), facility('みほん病院', here, { listKind: 'dental' })]
    expect(joined(both, [row('みほん病院', 'ミホンビョウイン', here, { kind: 'hospital' })])).toEqual(['ミホンビョウイン', 'ミホンビョウイン'])
  })

  it('tells 併設 facilities of one name by their kind', () => {
    const here = '見本市中央2-3-4'
    const both = [facility('大和', here), facility('大和', here, { listKind: 'dental' }), facility('大和', here, { listKind: 'pharmacy' }), facility('大和', here, { listKind: 'visitingNurse' })]
    const rows = [row('大和', 'ヤマト', here), row('大和', 'ダイワ', here, { kind: 'dental' }), row('大和', 'オオワ', here, { kind: 'pharmacy' })]
    expect(joined(both, rows)).toEqual(['ヤマト', 'ダイワ', 'オオワ', null])
  })

  it('leaves the legal person out of the reading', () => {
    const here = '見本市中央2-3-4'
    expect(joined([facility('松の木医院', here)], [row('医療法人社団みほん会松の木医院', 'イリョウホウジンシャダンミホンカイマツノキイイン', here)])).toEqual(['マツノキイイン'])
  })

  it('joins nothing with nothing', () => {
    expect(joined([], [row('松の木医院', 'マツノキイイン', '見本市中央1')])).toEqual([])
    expect(joined([facility('松の木医院', '見本市中央1')], [])).toEqual([null])
  })
})

import { describe, expect, it } from '@jest/globals'
import { listFileLimits } from '#list-files/list-file-limits.ts'
import { readOpenData, type OpenDataOptions } from '#backend/readings/open-data-file.ts'
import type { PublishedRow } from '#backend/readings/readings-types.ts'
import { csvBytes, facilityTable, pharmacyTable, zipOf } from './open-data-fixture.ts'

const read = async (name: string, content: string | Uint8Array, options: OpenDataOptions = {}) => {
  const rows: PublishedRow[] = []
  const report = await readOpenData([{ name, bytes: typeof content === 'string' ? csvBytes(content) : content }], options, (found) => void rows.push(...found))
  return { rows, report }
}
const failure = async (name: string, content: string | Uint8Array, options: OpenDataOptions = {}): Promise<unknown> => await read(name, content, options).catch((error: unknown) => error)

const pine = { name: '医療法人社団　みほん会　松の木医院', reading: 'ｲﾘｮｳﾎｳｼﾞﾝｼｬﾀﾞﾝ　みほんかい　マツノキイイン', address: '福井県見本市中央１－２－３' }

describe('the open data', () => {
  it('is read by its headings, from a table with a BOM', async () => {
    const { rows, report } = await read('02-1_clinic_facility_info_20260601.csv', facilityTable([{ ...pine, abbreviation: '松の木', abbreviationReading: 'マツノキ' }, { ...pine, name: '竹,医院', reading: 'タケ・イイン', abbreviation: '竹' }]))
    expect(rows).toEqual([
      { prefectureNumber: '18', kind: 'clinic', name: pine.name, reading: 'イリョウホウジンシャダン ミホンカイ マツノキイイン', abbreviation: { name: '松の木', reading: 'マツノキ' }, address: pine.address },
      { prefectureNumber: '18', kind: 'clinic', name: '竹,医院', reading: 'タケ イイン', abbreviation: null, address: pine.address },
    ])
    expect(report).toEqual({ rows: 2, skipped: 0, ignoredFiles: [] })
  })

  it('is read from a zip with several tables and names in CP932; tables of another kind are left out', async () => {
    const zip = zipOf({
      '病院/01-1_hospital_facility_info_20260601.csv': facilityTable([pine]),
      '01-2_病院_診療科.csv': 'ID,診療科目コード\n1,01001\n',
      '薬局/05_pharmacy_20260601.csv': pharmacyTable([{ name: '梅薬局', reading: 'ウメヤッキョク', address: '福井県見本市泉1-1', prefecture: '8' }]),
    })
    const { rows, report } = await read('見本.zip', zip)
    expect(rows.map(({ kind, name, prefectureNumber }) => [kind, name, prefectureNumber])).toEqual([['hospital', pine.name, '18'], ['pharmacy', '梅薬局', '08']])
    expect(report.ignoredFiles).toEqual(['見本.zip › 01-2_病院_診療科.csv'])
  })

  it('knows the kind by 機関区分 before the name of the file, and leaves out 助産所', async () => {
    const { rows, report } = await read('all.csv', facilityTable(['1', '2', '3', '4', '5', ''].map((category) => ({ ...pine, category }))))
    expect(rows.map(({ kind }) => kind)).toEqual(['hospital', 'clinic', 'dental', 'pharmacy', null])
    expect(report.skipped).toBe(1)
  })

  it('skips and counts rows that lack what the join needs', async () => {
    const { report } = await read('02.csv', facilityTable([
      pine, { ...pine, reading: '' }, { ...pine, reading: '松の木医院' }, { ...pine, name: '' }, { ...pine, address: '' }, { ...pine, prefecture: '48' }, { ...pine, name: '松'.repeat(301) },
    ]))
    expect(report).toMatchObject({ rows: 1, skipped: 6 })
  })

  it('takes the prefecture from the address where there is no code', async () => {
    const { rows } = await read('02.csv', facilityTable([{ ...pine, prefecture: '' }]))
    expect(rows[0]?.prefectureNumber).toBe('18')
  })

  it('tells how far it is', async () => {
    const steps: number[] = []
    await read('02.csv', facilityTable(Array.from({ length: 450 }, () => pine)), { onProgress: (rows) => steps.push(rows) })
    expect(steps.at(-1)).toBe(450)
    expect(steps.length).toBeGreaterThan(1)
  })
})

describe('a file that is not the open data', () => {
  it.each([
    ['other headings', 'list.csv', '医療機関等コード,医療機関名称,所在地\n1,2,3\n', { code: 'headingMissing', file: 'list.csv', row: 1 }],
    ['a zip without tables', 'a.zip', zipOf({ 'readme.txt': 'x' }), { code: 'notAList', file: 'a.zip' }],
    ['a zip with other tables only', 'a.zip', zipOf({ '01-2.csv': 'ID,診療科目コード\n1,2\n' }), { code: 'headingMissing', file: 'a.zip' }],
    ['no row that can be used', '02.csv', facilityTable([{ ...pine, reading: '' }]), { code: 'noRecords', file: '02.csv' }],
    ['an empty file', '02.csv', '', { code: 'notAList', file: '02.csv' }],
    ['columns that moved', '02.csv', facilityTable(Array.from({ length: 60 }, () => ({ ...pine, prefecture: '福井', address: '1-2-3' }))), { code: 'columnsMixedUp', file: '02.csv', row: 51 }],
    ['a truncated zip', 'a.zip', zipOf({ '02.csv': facilityTable([pine]) }).subarray(0, 60), { code: 'truncated', file: 'a.zip' }],
    ['an unclosed quote', '02.csv', `${facilityTable([pine])}1,"松${'の'.repeat(200_000)}`, { code: 'cellTooLong', file: '02.csv', row: 3 }],
  ])('%s: names the file and the row', async (_, name, content, expected) => {
    const error = await failure(name, content)
    expect(error).toMatchObject({ name: 'ListFileError', ...expected })
    expect((error as Error).message).toMatch(/。$/u)
  })

  it('inflates no further than the limits', async () => {
    const zip = zipOf({ '02.csv': facilityTable(Array.from({ length: 300 }, () => pine)) })
    expect(await failure('a.zip', zip, { limits: { ...listFileLimits, innerFileBytes: 10_000 } })).toMatchObject({ code: 'tooLarge', file: 'a.zip' })
  })
})

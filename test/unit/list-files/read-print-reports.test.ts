import { describe, expect, it } from '@jest/globals'
import ExcelJS from '@protobi/exceljs'
import { zipSync } from 'fflate'
import { dryRunRecord } from '#list-files/dry-run-record.ts'
import { printReport, readAll, zipWithJapaneseNames, type PrintedFacility } from './print-report-fixture.ts'

const hospital: PrintedFacility = {
  code: '01,1705,9',
  name: '福井見本病院',
  address: '〒910－0006福井市中央９－９－３０',
  telephone: '0776-00-2640',
  founder: '医療法人見本会　理事長　架空　花子',
  manager: '例示　太郎',
  designatedOn: '昭47. 3. 1',
  type: ['特定機能', '病院', '現存'],
}
const clinic: PrintedFacility = {
  code: '02-1024-3',
  name: '𠮷田クリニック',
  address: '〒914−0811敦賀市中央町１丁目２番３号　見本ビル２階',
  telephone: '0770(00)1234',
  founder: '仮名　一郎',
  manager: '仮名　一郎',
  designatedOn: '平元. 9. 1',
  type: ['診療所', '休止'],
}

describe('a print report of one prefecture', () => {
  it.each([
    ['several rows a record', false],
    ['several lines in the cells of one row', true],
  ])('gives every item as published: %s', async (_, isOneRowEach) => {
    const bytes = await printReport([{ prefecture: '[福井県]', facilities: [hospital, clinic], isOneRowEach }])
    const { records, report } = await readAll([{ name: 'list.xlsx', bytes }])
    expect(records.map((record) => dryRunRecord(record.facility))).toEqual([
      { code10: '1810117059', name: '福井見本病院', postal: '9100006', address: '福井市中央９－９－３０', phone: '0776-00-2640', founder: '医療法人見本会　理事長　架空　花子', manager: '例示　太郎', designatedOn: '1972-03-01', type: 'hospital', status: 'active' },
      { code10: '1810210243', name: '𠮷田クリニック', postal: '9140811', address: '敦賀市中央町１丁目２番３号　見本ビル２階', phone: '0770(00)1234', founder: '仮名　一郎', manager: '仮名　一郎', designatedOn: '1989-09-01', type: 'clinic', status: 'suspended' },
    ])
    expect(records[0]).toMatchObject({ listKind: 'medical', prefectureNumber: '18', source: { file: 'list.xlsx', sheet: 'Sheet1', row: 12 } })
    expect(report).toMatchObject({
      records: 2,
      refused: [],
      sheets: [{ file: 'list.xlsx', sheet: 'Sheet1', prefectureNumber: '18', listKind: 'medical', asOf: '2026-07-01', records: 2, repeated: 0, form: 'bureauReport' }],
      coverage: [{ prefectureNumber: '18', listKind: 'medical', asOf: '2026-07-01', form: 'bureauReport', unreadableCodes: 0 }],
    })
  })

  it.each(['01,1705,9', '01-1705-9', '０１－１７０５－９', '0117059', '011,705,9', '011,705.9', '01・1705・9', '01-17059 ', '011 705.9\n市医26', '01‐1705―9', '01ー1705ー9'])('reads the code %j', async (code) => {
    for (const isOneRowEach of [true, false]) {
      const { records } = await readAll([{ name: 'list.xlsx', bytes: await printReport([{ prefecture: '[福井県]', facilities: [{ ...hospital, code }], isOneRowEach }]) }])
      expect(records.map((record) => record.facility.facilityCode)).toEqual(['1810117059'])
    }
  })

  it('takes the lists of pharmacies, which have no column of departments', async () => {
    const bytes = await printReport([
      { prefecture: '[福井県]', heading: '[令和 8年 7月 1日現在　薬局　現存/休止]', hasNoDepartments: true, facilities: [{ ...clinic, code: '01,4000,3', name: '見本薬局', type: ['薬局', '休止'] }] },
    ])
    const { records } = await readAll([{ name: 'list.xlsx', bytes }])
    expect(records[0]?.facility).toMatchObject({ facilityCode: '1840140003', name: '見本薬局', type: 'pharmacy', status: 'suspended', manager: '仮名　一郎' })
  })

  it('takes the type of a dental list as a dental clinic', async () => {
    const bytes = await printReport([{ prefecture: '[福井県]', heading: '[令和 8年 7月 1日現在　歯科　現存/休止]', facilities: [{ ...clinic, name: '見本歯科医院' }] }])
    const { records } = await readAll([{ name: 'list.xlsx', bytes }])
    expect(records[0]?.facility).toMatchObject({ facilityCode: '1830210243', type: 'dentalClinic' })
  })

  it('joins wrapped items without a space, keeping the full-width ones inside', async () => {
    const wrapped = { ...hospital, name: '医療法人社団　見本会　\n  長い名前の福井見本', address: '〒910－0006\n福井市中央９－９－３０\n見本ビル', founder: '医療法人社団\n見本会　架空　花子' }
    for (const isOneRowEach of [true, false]) {
      const { records } = await readAll([{ name: 'list.xlsx', bytes: await printReport([{ prefecture: '[福井県]', facilities: [wrapped, clinic], isOneRowEach }]) }])
      expect(records[0]?.facility).toMatchObject({ name: '医療法人社団　見本会　長い名前の福井見本', postalCode: '9100006', address: '福井市中央９－９－３０見本ビル', founder: '医療法人社団見本会　架空　花子' })
      expect(records[1]?.facility.name).toBe('𠮷田クリニック')
    }
  })

  it.each([2, 14])('takes records of %d rows, 現存/休止 on the last of them', async (lines) => {
    const departments = Array.from({ length: lines - 1 }, (_, index) => `科${index}`)
    const long: PrintedFacility = { ...hospital, reason: '', departments, type: [...Array.from({ length: lines - 2 }, () => ''), '診療所', '休止'] }
    const rest = ['02-1024-3', '03-1001-8'].map((code, index): PrintedFacility => ({ ...long, code, name: `次の医院${index}` }))
    const { records, report } = await readAll([{ name: 'list.xlsx', bytes: await printReport([{ prefecture: '[福井県]', facilities: [long, ...rest], staffLines: lines === 2 ? 1 : 3 }]) }])
    expect(report.refused).toEqual([])
    expect(records.map(({ facility, source }) => [facility.name, facility.telephone, facility.type, facility.status, source.row])).toEqual(
      ['福井見本病院', '次の医院0', '次の医院1'].map((name, index) => [name, '0776-00-2640', 'clinic', 'suspended', 12 + index * lines]),
    )
  })

  it('reads on over page headings, and leaves them out of the records', async () => {
    const third = { ...clinic, code: '03,1001,8', name: '三番目の医院' }
    const bytes = await printReport([{ prefecture: '[福井県]', facilities: [hospital, clinic, third], pageBreakBefore: [1, 2] }])
    const { records, report } = await readAll([{ name: 'list.xlsx', bytes }])
    expect(records.map(({ facility }) => [facility.name, facility.founder, facility.status])).toEqual([
      ['福井見本病院', '医療法人見本会　理事長　架空　花子', 'active'],
      ['𠮷田クリニック', '仮名　一郎', 'suspended'],
      ['三番目の医院', '仮名　一郎', 'suspended'],
    ])
    expect(report.sheets).toHaveLength(1)
  })

  it('leaves the titles of columns out that some printings repeat', async () => {
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('Sheet1')
    const page = (): void => {
      sheet.addRow(['コード内容別医療機関一覧表', '', '', '', '', '[福井県]'])
      sheet.addRow(['[令和 8年 7月 1日現在　医科　現存/休止]'])
      sheet.addRow(['項番', '医療機関番号', '医療機関名称', '医療機関所在地', '電話番号', '開設者氏名', '管理者氏名', '指定年月日', '病床数', '備考'])
      sheet.addRow(['', '', '', '', '勤務医数', '', '', '登録理由', '診療科名'])
    }
    page()
    sheet.addRow(['1', '01,1705,9', '福井見本病院', '〒910－0006福井市中央９－９－３０', '0776-00-2640', '見本　花子', '見本　花子', '昭47. 3. 1', '一般　　 19', '病院'])
    page()
    sheet.addRow(['', '', '', '', '常　勤:     2', '', '', '新規', '内', '休止'])
    const bytes = new Uint8Array(await workbook.xlsx.writeBuffer())
    const { records, report } = await readAll([{ name: 'list.xlsx', bytes }])
    expect(report.sheets).toMatchObject([{ form: 'bureauReport', asOf: '2026-07-01', records: 1 }])
    expect(records.map(({ facility }) => dryRunRecord(facility))).toEqual([
      { code10: '1810117059', name: '福井見本病院', postal: '9100006', address: '福井市中央９－９－３０', phone: '0776-00-2640', founder: '見本　花子', manager: '見本　花子', designatedOn: '1972-03-01', type: 'hospital', status: 'suspended' },
    ])
  })

  it('gives absent items as null, and says what is remarkable', async () => {
    const bytes = await printReport([{ prefecture: '[福井県]', facilities: [{ code: '01,1705,8', name: '\uE38B田医院', address: '〒　　－　　福井市中央９－９－３０', designatedOn: '平31.13. 1', type: [] }] }])
    const { records, report } = await readAll([{ name: 'list.xlsx', bytes }])
    expect(records[0]?.facility).toEqual({ facilityCode: '1810117058', name: '\uE38B田医院', postalCode: null, address: '福井市中央９－９－３０', telephone: null, founder: null, manager: null, designatedOn: null, type: 'clinic', status: 'active' })
    expect([...(records[0]?.warnings ?? [])].sort()).toEqual(['checkDigitMismatch', 'designatedOnUnreadable', 'postalCodeMissing', 'statusMissing', 'typeGuessed', 'unprintableCharacter'])
    expect(report.charactersToCorrect).toEqual([{ facilityCode: '1810117058', item: 'name', character: '\uE38B', codePoint: 'U+E38B', source: { file: 'list.xlsx', sheet: 'Sheet1', row: 12 } }])
  })

  it('refuses single rows with their place, and goes on', async () => {
    const bytes = await printReport([{ prefecture: '[福井県]', facilities: [hospital, { ...clinic, code: '02-102' }, { ...clinic, code: '03,1001,8', address: '' }, { ...clinic, name: 'あ'.repeat(400) }] }])
    const { records, report } = await readAll([{ name: 'list.xlsx', bytes }])
    expect(records).toHaveLength(1)
    // One of the facilities that will seem to be gone is there: nobody can tell which.
    expect(report.coverage).toEqual([{ prefectureNumber: '18', listKind: 'medical', asOf: '2026-07-01', form: 'bureauReport', unreadableCodes: 1 }])
    expect(report.refused).toEqual([
      { file: 'list.xlsx', sheet: 'Sheet1', row: 16, reason: 'codeUnreadable', facilityCode: null, message: expect.stringContaining('7桁') },
      { file: 'list.xlsx', sheet: 'Sheet1', row: 20, reason: 'addressMissing', facilityCode: '1810310018', message: expect.stringContaining('所在地') },
      { file: 'list.xlsx', sheet: 'Sheet1', row: 24, reason: 'itemTooLong', facilityCode: '1810210243', message: expect.stringContaining('長すぎる') },
    ])
  })
})

describe('where a list belongs', () => {
  const blank = { prefecture: '[　　　]', facilities: [hospital] }

  it('comes from the heading, else the sheet, else what was chosen, else the file name', async () => {
    const bytes = await printReport([blank])
    const prefectureOf = async (name: string, prefectureNumber?: string): Promise<string | undefined> => (await readAll([{ name, bytes }], prefectureNumber === undefined ? {} : { prefectureNumber })).records[0]?.prefectureNumber
    expect(await prefectureOf('r8_07_ika_fukui.xlsx')).toBe('18')
    expect(await prefectureOf('東京都医科.xlsx')).toBe('13')
    expect(await prefectureOf('kyoto-fu.xlsx')).toBe('26')
    expect(await prefectureOf('list.xlsx', '18')).toBe('18')
    const named = await printReport([{ ...blank, name: '石川' }])
    expect((await readAll([{ name: 'list.xlsx', bytes: named }])).records[0]?.prefectureNumber).toBe('17')
  })

  it('warns where the file name speaks of another prefecture than the one chosen', async () => {
    const { report } = await readAll([{ name: 'fukui.xlsx', bytes: await printReport([blank]) }], { prefectureNumber: '17' })
    expect(report.warnings).toEqual([expect.objectContaining({ code: 'fileNameNamesOtherPrefecture' })])
  })

  it('asks for what the list does not say', async () => {
    const bytes = await printReport([blank])
    await expect(readAll([{ name: 'list07.xlsx', bytes }])).rejects.toMatchObject({ name: 'ListFileError', code: 'prefectureUnknown', file: 'list07.xlsx', sheet: 'Sheet1', message: expect.stringContaining('都道府県を選んで') })
    const withoutKind = await printReport([{ prefecture: '[福井県]', heading: '', facilities: [hospital] }])
    await expect(readAll([{ name: 'list.xlsx', bytes: withoutKind }])).rejects.toMatchObject({ code: 'listKindUnknown', message: expect.stringContaining('種別を選んで') })
    expect((await readAll([{ name: 'list.xlsx', bytes: withoutKind }], { listKind: 'dental' })).records[0]?.facility.facilityCode).toBe('1830117059')
  })

  it('refuses what contradicts the heading', async () => {
    const bytes = await printReport([{ prefecture: '[福井県]', facilities: [hospital] }])
    await expect(readAll([{ name: 'list.xlsx', bytes }], { prefectureNumber: '17' })).rejects.toMatchObject({ code: 'prefectureContradicts', message: expect.stringMatching(/福井県.*石川県/u) })
    await expect(readAll([{ name: 'list.xlsx', bytes }], { listKind: 'dental' })).rejects.toMatchObject({ code: 'listKindContradicts', message: expect.stringMatching(/医科.*歯科/u) })
  })
})

describe('several lists at once', () => {
  it('reads a sheet for each prefecture, and skips one that is none', async () => {
    const bytes = await printReport([
      { name: '福井', prefecture: '[福井県]', facilities: [hospital] },
      { name: '石川', prefecture: '[石川県]', facilities: [hospital] },
      { name: '注意', heading: '', facilities: [] },
    ])
    const { records, report } = await readAll([{ name: 'list.xlsx', bytes }])
    expect(records.map((record) => record.facility.facilityCode)).toEqual(['1810117059', '1710117059'])
    expect(report.coverage).toHaveLength(2)
    expect(report.warnings).toEqual([expect.objectContaining({ code: 'sheetWithoutRecords', sheet: '注意' })])
  })

  it('reads a bundle whose entry names are in CP932', async () => {
    const bytes = zipWithJapaneseNames({
      '18福井県/医科_福井県.xlsx': await printReport([{ prefecture: '', facilities: [hospital] }]),
      '17石川県/医科_石川県.xlsx': await printReport([{ prefecture: '', facilities: [clinic] }]),
      'お読みください.pdf': new TextEncoder().encode('%PDF-1.4'),
    })
    const { records, report } = await readAll([{ name: 'bundle.zip', bytes }])
    expect(records.map(({ facility, source }) => [facility.facilityCode, source.file])).toEqual([
      ['1810117059', 'bundle.zip › 18福井県/医科_福井県.xlsx'],
      ['1710210243', 'bundle.zip › 17石川県/医科_石川県.xlsx'],
    ])
    expect(report.warnings).toEqual([expect.objectContaining({ code: 'entryIgnored', file: 'bundle.zip › お読みください.pdf' })])
  })

  it('reads a bundle of bundles', async () => {
    const inner = zipSync({ 'fukui.xlsx': await printReport([{ facilities: [hospital] }]) })
    expect((await readAll([{ name: 'all.zip', bytes: zipSync({ 'hokuriku.zip': inner }) }])).records).toHaveLength(1)
  })

  it('keeps a record once that a 併設 list repeats, and does not take that list for the whole', async () => {
    const main = await printReport([{ prefecture: '[福井県]', facilities: [hospital, clinic] }])
    const joint = await printReport([{ prefecture: '[福井県]', facilities: [hospital] }])
    const both = await readAll([{ name: '医科.xlsx', bytes: main }, { name: '医科併設.xlsx', bytes: joint }])
    expect(both.report).toMatchObject({ records: 2, refused: [], sheets: [{ records: 2, isPartial: false }, { records: 0, repeated: 1, isPartial: true }] })
    const alone = await readAll([{ name: '医科併設.xlsx', bytes: joint }])
    expect(alone.report).toMatchObject({ records: 1, coverage: [] })
  })

  it('refuses a repeated code with other content', async () => {
    const bytes = await printReport([{ prefecture: '[福井県]', facilities: [hospital, { ...hospital, name: '別の名前の病院' }] }])
    const { records, report } = await readAll([{ name: 'list.xlsx', bytes }])
    expect(records.map((record) => record.facility.name)).toEqual(['福井見本病院'])
    expect(report.refused).toEqual([expect.objectContaining({ reason: 'codeRepeatedWithOtherContent', row: 16, facilityCode: '1810117059' })])
  })

  it('refuses two states of one list at once', async () => {
    const july = await printReport([{ prefecture: '[福井県]', facilities: [hospital] }])
    const august = await printReport([{ prefecture: '[福井県]', heading: '[令和 8年 8月 1日現在　医科　現存/休止]', facilities: [clinic] }])
    await expect(readAll([{ name: '7.xlsx', bytes: july }, { name: '8.xlsx', bytes: august }])).rejects.toMatchObject({ code: 'severalAsOfDates', file: '8.xlsx' })
  })
})

import { describe, expect, it } from '@jest/globals'
import ExcelJS from '@protobi/exceljs'
import iconv from 'iconv-lite'
import { withCheckDigit } from '#shared/domain/facility-code.ts'
import { printReport, readAll } from './print-report-fixture.ts'

const header = '医療機関等コード,医療機関名称,郵便番号,所在地,電話番号,開設者,管理者,指定年月日,種別,病床数'
const rows = [
  '1810117059,福井見本病院,910-0006,福井市中央９－９－３０,0776-00-2640,見本　花子,見本　花子,昭47. 3. 1,病院,120',
  '1810210243,"見本,医院",9140811,敦賀市中央町１丁目２番３号,,,,2019/5/1,,',
  '1840140003,見本薬局,914-0811,敦賀市中央町１－１,0770-00-1111,株式会社見本　架空　一郎,,令5.10.23,,',
]
const csv = [header, ...rows].join('\r\n')
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

describe('a CSV with headings', () => {
  it.each([
    ['UTF-8', utf8(csv)],
    ['UTF-8 with mark', utf8(`\uFEFF${csv}`)],
    ['CP932', new Uint8Array(iconv.encode(csv, 'cp932'))],
    ['UTF-16 with tabs', new Uint8Array(iconv.encode(csv.replaceAll(',', '\t').replace('"見本\t医院"', '見本,医院'), 'utf-16le', { addBOM: true }))],
  ])('is read in %s', async (_, bytes) => {
    const { records, report } = await readAll([{ name: 'list.csv', bytes }])
    expect(records.map((record) => record.facility)).toEqual([
      { facilityCode: '1810117059', name: '福井見本病院', postalCode: '9100006', address: '福井市中央９－９－３０', telephone: '0776-00-2640', founder: '見本　花子', manager: '見本　花子', designatedOn: '1972-03-01', type: 'hospital', status: 'active' },
      { facilityCode: '1810210243', name: '見本,医院', postalCode: '9140811', address: '敦賀市中央町１丁目２番３号', telephone: null, founder: null, manager: null, designatedOn: '2019-05-01', type: 'clinic', status: 'active' },
      { facilityCode: '1840140003', name: '見本薬局', postalCode: '9140811', address: '敦賀市中央町１－１', telephone: '0770-00-1111', founder: '株式会社見本　架空　一郎', manager: null, designatedOn: '2023-10-23', type: 'pharmacy', status: 'active' },
    ])
    expect(report.sheets.map(({ prefectureNumber, listKind, form, asOf }) => [prefectureNumber, listKind, form, asOf])).toEqual([
      ['18', 'medical', 'table', null],
      ['18', 'pharmacy', 'table', null],
    ])
    expect(records.map((record) => record.source.row)).toEqual([2, 3, 4])
  })

  it('guesses the type of a medical facility by beds, then by name, and says so', async () => {
    const text = 'コード,名称,所在地,病床数\n1810117059,見本会館,福井市中央１,20\n1810210243,見本病院前医院,敦賀市中央１,19\n1318814790,見本大学病院,文京区本郷１,\n1310110098,見本医院,千代田区神田１,\n3319800011,歯のない人,岡山市１,'
    const { records } = await readAll([{ name: 'list.csv', bytes: utf8(text) }])
    expect(records.map(({ facility, warnings }) => [facility.type, warnings.includes('typeGuessed')])).toEqual([
      ['hospital', false],
      ['clinic', false],
      ['hospital', true],
      ['clinic', true],
      ['clinic', true],
    ])
  })

  it('takes 7-digit codes where prefecture and kind are given', async () => {
    const bytes = utf8('医療機関番号,医療機関名称,所在地\n01-1705-9,見本病院,福井市中央１\n')
    await expect(readAll([{ name: 'list.csv', bytes }])).rejects.toMatchObject({ code: 'prefectureUnknown', row: 2 })
    await expect(readAll([{ name: 'list.csv', bytes }], { prefectureNumber: '18' })).rejects.toMatchObject({ code: 'listKindUnknown', row: 2 })
    const { records } = await readAll([{ name: 'list.csv', bytes }], { prefectureNumber: '18', listKind: 'medical' })
    expect(records[0]?.facility.facilityCode).toBe('1810117059')
  })

  it('takes the prefecture of a 7-digit code from its row', async () => {
    const bytes = utf8('都道府県,医療機関番号,医療機関名称,所在地\n福井県,0117059,見本病院,福井市中央１\n17,0117059,見本病院,金沢市１')
    const { records } = await readAll([{ name: 'list.csv', bytes }], { listKind: 'medical' })
    expect(records.map((record) => record.facility.facilityCode)).toEqual(['1810117059', '1710117059'])
  })

  it('puts back a zero that a spreadsheet dropped, only where the check digit then holds', async () => {
    const bytes = utf8('コード,名称,郵便番号,所在地\n110112489,愛全病院,50813,札幌市南区川沿\n110112488,見本病院,640807,札幌市\n="0110113420",札幌中央病院,"=""0640809""",札幌市')
    const { records, report } = await readAll([{ name: 'list.csv', bytes }])
    expect(records.map(({ facility, warnings }) => [facility.facilityCode, facility.postalCode, warnings.includes('leadingZeroRestored')])).toEqual([
      ['0110112489', null, true],
      ['0110113420', '0640809', false],
    ])
    expect(report.refused).toEqual([expect.objectContaining({ row: 3, reason: 'codeUnreadable' })])
  })

  it('maps headings of other names as told', async () => {
    const bytes = utf8('No,しるし,よびな,ばしょ,電話番号\n1,1810117059,見本病院,福井市中央１,0776-00-0001')
    await expect(readAll([{ name: 'list.csv', bytes }])).rejects.toMatchObject({ code: 'headingMissing', message: expect.stringContaining('医療機関等コード') })
    const columns = { facilityCode: 'しるし', name: 'よびな', address: 'ばしょ' }
    const { records } = await readAll([{ name: 'list.csv', bytes }], { columns })
    expect(records[0]?.facility).toMatchObject({ name: '見本病院', address: '福井市中央１', telephone: '0776-00-0001' })
    await expect(readAll([{ name: 'list.csv', bytes }], { columns: { ...columns, founder: 'ない列' } })).rejects.toMatchObject({ code: 'headingMissing', message: expect.stringContaining('ない列') })
  })

  it('takes files that have the mapped headings together with files that have others', async () => {
    const mapped = 'しるし,よびな,ばしょ,はじめた人\n1810117059,見本病院,福井市中央１,見本　花子'
    const known = '医療機関等コード,医療機関名称,所在地,開設者\n1710117059,石川見本病院,金沢市中央１,架空　一郎'
    const columns = { facilityCode: 'しるし', name: 'よびな', address: 'ばしょ', founder: 'はじめた人' }
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('一覧')
    for (const line of mapped.replace('1810117059', '1810210243').split('\n')) sheet.addRow(line.split(','))
    const sources = [
      { name: 'a.csv', bytes: utf8(`\uFEFF${mapped}`) },
      { name: 'b.csv', bytes: new Uint8Array(iconv.encode(known, 'cp932')) },
      { name: 'c.xlsx', bytes: new Uint8Array(await workbook.xlsx.writeBuffer()) },
    ]
    const { records } = await readAll(sources, { columns })
    expect(records.map(({ facility }) => [facility.facilityCode, facility.name, facility.founder])).toEqual([
      ['1810117059', '見本病院', '見本　花子'],
      ['1710117059', '石川見本病院', '架空　一郎'],
      ['1810210243', '見本病院', '見本　花子'],
    ])
    // In a file that lacks one of them, its own headings come before those of the mapping.
    const both = utf8('しるし,医療機関等コード,名称,ばしょ\n9,1810117059,見本病院,福井市中央１')
    expect((await readAll([{ name: 'a.csv', bytes: utf8(mapped.replace('1810117059', '1810210243')) }, { name: 'd.csv', bytes: both }], { columns })).records[1]?.facility.facilityCode).toBe('1810117059')
    // A heading no file has is a mistake of whoever mapped.
    await expect(readAll(sources, { columns: { ...columns, manager: 'ない列' } })).rejects.toMatchObject({ code: 'headingMissing', message: expect.stringMatching(/^a\.csv: .*ない列/u) })
    // A report has no headings to map.
    expect((await readAll([{ name: 'fukui.xlsx', bytes: await printReport([{ facilities: [{ code: '01,1705,9', name: '見本病院', address: '〒910－0006福井市中央１' }] }]) }], { columns })).records).toHaveLength(1)
  })

  it('leaves a column out that is mapped to nothing, and gives a column to one item only', async () => {
    const bytes = utf8('コード,名称,住所,電話\n1810117059,福井市中央１,見本病院,外来')
    const { records } = await readAll([{ name: 'list.csv', bytes }], { columns: { name: '住所', address: '名称', telephone: '' } })
    expect(records[0]?.facility).toMatchObject({ name: '見本病院', address: '福井市中央１', telephone: null })
  })

  it('refuses rows in which name and address have changed places', async () => {
    const bytes = utf8('コード,名称,住所\n1810117059,見本病院,福井市中央１\n1810210243,敦賀市中央町２－３,見本クリニック')
    expect((await readAll([{ name: 'list.csv', bytes }])).report.refused).toEqual([expect.objectContaining({ row: 3, reason: 'itemsInOtherColumns', facilityCode: '1810210243' })])
  })

  it('tells of each scope that it is from a table, and how many codes in its file could not be read', async () => {
    const fukui = utf8('コード,名称,所在地\n1810117059,見本病院,福井市中央１\n1840140003,見本薬局,福井市中央１\n18101,見本医院,福井市１\n,見本医院,福井市２')
    const report = (await readAll([
      { name: 'a.csv', bytes: fukui },
      { name: 'b.xlsx', bytes: await printReport([{ prefecture: '[福井県]', facilities: [{ code: '02,1024,3', name: '見本医院', address: '〒910－0006福井市中央１' }] }]) },
      { name: 'c.xlsx', bytes: await printReport([{ prefecture: '[石川県]', facilities: [{ code: '02,1024,3', name: '見本医院', address: '〒920－0006金沢市中央１' }, { code: '02,10', name: '見本医院', address: '〒920－0006金沢市中央１' }] }]) },
    ])).report
    expect(report.coverage).toEqual([
      { prefectureNumber: '18', listKind: 'medical', asOf: '2026-07-01', form: 'table', unreadableCodes: 2 },
      { prefectureNumber: '18', listKind: 'pharmacy', asOf: null, form: 'table', unreadableCodes: 2 },
      { prefectureNumber: '17', listKind: 'medical', asOf: '2026-07-01', form: 'bureauReport', unreadableCodes: 1 },
    ])
  })

  it('lists characters no font of ours draws, private use or not', async () => {
    const bytes = utf8('コード,名称,所在地,開設者,管理者\n1810117059,𠮷田\uE38B髙﨑病院,福井市中央１,見本\uFFFD,\u{2A6DE}本\n')
    const { records, report } = await readAll([{ name: 'list.csv', bytes }])
    expect(records[0]?.warnings).toContain('unprintableCharacter')
    expect(report.charactersToCorrect.map(({ item, codePoint }) => [item, codePoint])).toEqual([['name', 'U+E38B'], ['founder', 'U+FFFD'], ['manager', 'U+2A6DE']])
  })

  it('refuses codes that contradict what was chosen', async () => {
    const bytes = utf8(csv)
    await expect(readAll([{ name: 'list.csv', bytes }], { prefectureNumber: '13' })).rejects.toMatchObject({ code: 'prefectureContradicts', row: 2 })
    await expect(readAll([{ name: 'list.csv', bytes }], { listKind: 'medical' })).rejects.toMatchObject({ code: 'listKindContradicts', row: 4 })
  })

  it('warns of a dental number printed in a medical list', async () => {
    const dental = withCheckDigit('183021024')
    const printed = `181${dental.slice(3)}`
    const wrong = `181021024${(Number(dental.at(-1)) + 1) % 10}`
    const { records } = await readAll([{ name: 'list.csv', bytes: utf8(`コード,名称,所在地\n${printed},見本医院,敦賀市中央１\n${wrong},見本医院,敦賀市中央１`) }])
    expect(records[0]?.warnings).toContain('checkDigitOfOtherList')
    expect(records[1]?.warnings).toContain('checkDigitMismatch')
  })

  it('keeps line breaks of a quoted cell out of the item and the line numbers right', async () => {
    const bytes = utf8('コード,名称,所在地\n1810117059,"見本\n病院",福井市中央１\n12,だめな行,福井市')
    const { records, report } = await readAll([{ name: 'list.csv', bytes }])
    expect(records[0]?.facility.name).toBe('見本病院')
    expect(records[0]?.source.row).toBe(2)
    expect(report.refused.map((row) => row.row)).toEqual([4])
  })

  it('also reads a table in a workbook, titles above it and day numbers in it', async () => {
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('一覧')
    sheet.getCell('A1').value = '指定医療機関'
    sheet.addRow([])
    sheet.addRow(['医療機関コード', '医療機関名', '所在地', '指定年月日'])
    sheet.addRow(['1810117059', '見本病院', '〒910-0006福井市中央１', 43586])
    const { records } = await readAll([{ name: 'table.xlsx', bytes: new Uint8Array(await workbook.xlsx.writeBuffer()) }])
    expect(records[0]?.facility).toMatchObject({ postalCode: '9100006', address: '福井市中央１', designatedOn: '2019-05-01' })
  })
})

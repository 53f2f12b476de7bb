import { describe, expect, it } from '@jest/globals'
import ExcelJS from '@protobi/exceljs'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import iconv from 'iconv-lite'
import { inspectListFile } from '#list-files/inspect-list-file.ts'
import { inspectListFilesInWorker } from '#list-files/inspect-in-worker.ts'
import { inspectedFile } from '#shared/contract/desktop/contract.ts'
import { printReport, readAll, zipWithJapaneseNames, type PrintedFacility } from './print-report-fixture.ts'

const hospital: PrintedFacility = { code: '01,1705,9', name: '福井見本病院', address: '〒910－0006福井市中央９－９－３０', telephone: '0776-00-2640', designatedOn: '昭47. 3. 1' }
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const look = async (name: string, bytes: Uint8Array, columns = {}) => {
  const inspected = await inspectListFile({ name, bytes }, { columns })
  expect(inspectedFile.omit({ fileId: true }).parse(inspected)).toEqual(inspected)
  return inspected
}
const sheetOf = async (rows: readonly (readonly (string | number)[])[]): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('一覧')
  for (const row of rows) sheet.addRow([...row])
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

describe('the beginning of a print report', () => {
  it('says prefecture, kind and day, and needs nothing', async () => {
    const bytes = await printReport([{ name: 'その1', prefecture: '[福井県]', heading: '[令和 7年12月 1日現在　歯科　現存/休止]', facilities: [hospital] }])
    expect(await look('list.xlsx', bytes)).toEqual({
      name: 'list.xlsx', needs: [], table: null, problem: null,
      sheets: [{ file: 'list.xlsx', sheet: 'その1', form: 'bureauReport', prefectureNumber: '18', listKind: 'dental', asOf: '2025-12-01' }],
    })
  })

  it('asks for what neither heading nor names say', async () => {
    const bytes = await printReport([{ prefecture: '[　　]', heading: '[令和 7年12月 1日現在　現存/休止]', facilities: [hospital] }])
    expect(await look('list.xlsx', bytes)).toMatchObject({ needs: ['prefecture', 'listKind'], problem: null, sheets: [{ prefectureNumber: null, listKind: null, asOf: '2025-12-01' }] })
    expect(await look('石川_薬局.xlsx', bytes)).toMatchObject({ needs: ['listKind'], sheets: [{ prefectureNumber: '17', listKind: null }] })
  })

  it('names every sheet and every list of a bundle, and leaves out what is none', async () => {
    const bytes = zipWithJapaneseNames({
      '歯科/福井.xlsx': await printReport([
        { name: '福井', prefecture: '', heading: '[令和 7年12月 1日現在　歯科　現存/休止]', facilities: [hospital] },
        { name: '注意', heading: '', facilities: [] },
        { name: '石川', prefecture: '[石川県]', heading: '[令和 7年11月 1日現在　歯科　現存/休止]', facilities: [hospital] },
      ]),
      'よみかた.pdf': utf8('%PDF-1.4'),
    })
    const { sheets, needs } = await look('all.zip', bytes)
    expect(needs).toEqual([])
    expect(sheets.map(({ file, sheet, prefectureNumber, asOf }) => [file, sheet, prefectureNumber, asOf])).toEqual([
      ['all.zip › 歯科/福井.xlsx', '福井', '18', '2025-12-01'],
      ['all.zip › 歯科/福井.xlsx', '石川', '17', '2025-11-01'],
    ])
  })

  it('tells mixed-up columns with their place', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => ['', String(index + 1), `01,${1000 + index},9`, '見本医院', '〒910－0006福井市中央１'])
    const bytes = await sheetOf([['コード内容別医療機関一覧表', '[福井県]'], ['[令和 8年 7月 1日現在　医科　現存/休止]'], ...rows])
    expect((await look('list.xlsx', bytes)).problem).toMatch(/^list\.xlsx シート「一覧」 \d+行目: 列の並び/u)
  })

  it('looks at the beginning only: what is wrong far behind does not show yet', async () => {
    const facilities = Array.from({ length: 300 }, (_, index) => ({ ...hospital, code: `01${String(1000 + index)}9`, name: index === 299 ? 'あ'.repeat(50_000) : `見本${index}` }))
    const bytes = await printReport([{ prefecture: '[福井県]', facilities }])
    expect((await look('list.xlsx', bytes)).problem).toBeNull()
    await expect(readAll([{ name: 'list.xlsx', bytes }])).rejects.toMatchObject({ code: 'cellTooLong' })
  })
})

describe('the beginning of a table', () => {
  const rows = ['1810117059,福井見本病院,福井市中央１－１,0776-00-2640', '1810210243,敦賀見本医院,敦賀市中央２－３,', '1840140003,見本薬局,敦賀市中央１－１,']

  it.each([
    ['UTF-8', (text: string) => utf8(text)],
    ['UTF-8 with mark', (text: string) => utf8(`\uFEFF${text}`)],
    ['CP932', (text: string) => new Uint8Array(iconv.encode(text, 'cp932'))],
  ])('shows headings, rows and what the columns are taken for: %s', async (_, encode) => {
    const bytes = encode(['医療機関等コード,医療機関名称,所在地,電話番号', ...rows].join('\r\n'))
    expect(await look('list.csv', bytes)).toEqual({
      name: 'list.csv', needs: [], problem: null,
      sheets: [{ file: 'list.csv', sheet: '', form: 'table', prefectureNumber: null, listKind: null, asOf: null }],
      table: {
        headings: ['医療機関等コード', '医療機関名称', '所在地', '電話番号'],
        rows: rows.map((row) => row.split(',')),
        columns: { facilityCode: '医療機関等コード', name: '医療機関名称', address: '所在地', telephone: '電話番号' },
      },
    })
  })

  it('asks for prefecture and kind where the codes have 7 digits', async () => {
    const bytes = utf8('医療機関番号,医療機関名称,所在地\n01-1705-9,見本病院,福井市中央１')
    expect(await look('list.csv', bytes)).toMatchObject({ needs: ['prefecture', 'listKind'], sheets: [{ prefectureNumber: null, listKind: null }] })
    expect(await look('fukui.csv', bytes)).toMatchObject({ needs: ['listKind'], sheets: [{ prefectureNumber: '18', listKind: null }] })
    const named = utf8('都道府県,医療機関番号,医療機関名称,所在地\n,01-1705-9,見本病院,福井市１\n石川県,01-1706-9,見本病院,金沢市１')
    expect(await look('list.csv', named)).toMatchObject({ needs: ['prefecture', 'listKind'], problem: null })
  })

  it('offers a table without any known heading for mapping, with a proposal by what the columns hold', async () => {
    const text = ['しるし,よびな,ばしょ,れんらく', ...rows].join('\n')
    const found = await look('list.csv', utf8(text))
    expect(found).toMatchObject({ needs: ['columns'], problem: null, table: { headings: ['しるし', 'よびな', 'ばしょ', 'れんらく'], columns: { facilityCode: 'しるし', name: 'よびな', address: 'ばしょ', telephone: 'れんらく' } } })
    expect((await look('list.csv', utf8(text), found.table?.columns)).needs).toEqual([])
    const sevenDigits = utf8('医療機関番号,よびな,ばしょ\n01-1705-9,見本病院,福井市中央１')
    expect((await look('list.csv', sevenDigits)).needs).toEqual(['columns', 'prefecture', 'listKind'])
    expect((await look('福井.csv', sevenDigits)).needs).toEqual(['columns', 'listKind'])
    const bytes = await sheetOf([['台帳'], [], ['しるし', 'よびな', 'ばしょ'], ...rows.map((row) => row.split(',').slice(0, 3))])
    expect(await look('list.xlsx', bytes)).toMatchObject({ needs: ['columns'], problem: null, table: { headings: ['しるし', 'よびな', 'ばしょ'] } })
  })

  it.each([
    ['codes that are none', '医療機関等コード,医療機関名称,所在地', '見本病院,1810117059,福井市中央１－１'],
    ['name and address swapped', '医療機関等コード,医療機関名称,所在地', '1810117059,福井市中央１－１,見本病院'],
    ['a telephone number that is a day', 'コード,名称,所在地,電話番号', '1810117059,見本病院,福井市中央１－１,令5.10.23'],
    ['a postal code that is a name', 'コード,名称,所在地,郵便番号', '1810117059,見本病院,福井市中央１－１,見本　花子'],
    ['a founder that is a telephone number', 'コード,名称,所在地,開設者', '1810117059,見本病院,福井市中央１－１,0776-00-2640'],
    ['no column for the address', '医療機関等コード,医療機関名称,場所', '1810117059,見本病院,福井市中央１－１'],
  ])('asks for the columns: %s', async (_, header, row) => {
    expect(await look('list.csv', utf8(`${header}\n${row}\n${row.replace('1810117059', '1810210243')}\n`))).toMatchObject({ needs: ['columns'], problem: null, table: { headings: header.split(',') } })
  })

  it('names headings without text, and repeated ones, by their column', async () => {
    const bytes = utf8('コード,,名称,名称,所在地\n1810117059,x,見本病院,べつの名前,福井市中央１')
    const { table } = await look('list.csv', bytes)
    expect(table?.headings).toEqual(['コード', 'B列', '名称', '名称（D列）', '所在地'])
    expect((await readAll([{ name: 'list.csv', bytes }], { columns: { name: '名称（D列）' } })).records[0]?.facility.name).toBe('べつの名前')
  })

  it('has the day, prefecture and kind of the titles above it', async () => {
    const titles = [['医療機関一覧表', '', '[福井県]'], ['令和 8年 7月 1日現在　医科']]
    const bytes = await sheetOf([...titles, ['番号', '所在地', '医療機関名', '医療機関番号'], [1, '福井市中央１－１', '見本病院', '01-1705-9']])
    const inspected = await look('list.xlsx', bytes)
    expect(inspected).toMatchObject({ needs: [], problem: null, sheets: [{ form: 'table', prefectureNumber: '18', listKind: 'medical', asOf: '2026-07-01' }] })
    const { report, records } = await readAll([{ name: 'list.xlsx', bytes }])
    expect(records[0]?.facility).toMatchObject({ facilityCode: '1810117059', name: '見本病院', address: '福井市中央１－１' })
    expect(report.sheets).toMatchObject([{ form: 'table', prefectureNumber: '18', listKind: 'medical', asOf: '2026-07-01' }])
  })
})

describe('what cannot be read', () => {
  it.each([
    ['text', utf8('お知らせ\n来月の休みは\n'), /見出しの行に.*列が見つかりません/u],
    ['rows without headings', utf8('1810117059,見本病院,福井市中央１\n1810210243,見本医院,敦賀市１\n'), /見出しの行に/u],
    ['headings alone', utf8('医療機関等コード,医療機関名称,所在地\n'), /医療機関の行がありません/u],
    ['nothing', new Uint8Array(), /医療機関一覧表として読めるファイルではありません/u],
    ['a photo in a zip', zipSync({ 'photo.jpg': new Uint8Array(9) }), /読めるファイルではありません/u],
    ['half a zip', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), /途中で切れています/u],
    ['a workbook of the old form', new Uint8Array(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1_024)])), /古い形式/u],
  ])('has a sentence: %s', async (_, bytes, sentence) => {
    const { problem, table, sheets } = await look('ファイル', bytes)
    expect(problem).toMatch(/^ファイル( \d+行目)?: /u)
    expect(problem).toMatch(sentence)
    expect([table, sheets]).toEqual([null, []])
  })

  it('keeps what was found in a bundle before', async () => {
    const bytes = zipSync({ 'a_fukui.xlsx': await printReport([{ facilities: [hospital] }]), 'b.xlsx': utf8('PK') })
    const { sheets, problem } = await look('all.zip', bytes)
    expect(sheets).toHaveLength(1)
    expect(problem).toMatch(/^all\.zip › b\.xlsx: /u)
  })

  it('never throws for content, whatever it is', async () => {
    const start = fc.constantFrom('', 'PK\u0003\u0004', '医療機関等コード,医療機関名称,所在地\n', '"', '医療機関一覧表\n', '<?xml')
    const property = fc.asyncProperty(start, fc.uint8Array({ maxLength: 400 }), async (text, rest) => {
      const bytes = new Uint8Array(Buffer.concat([Buffer.from(text), rest]))
      const { problem, table } = await look('list', bytes)
      expect(problem !== null || table !== null).toBe(true)
    })
    await fc.assert(property, { numRuns: 100 })
  })

  it('never throws for a workbook of any cells', async () => {
    const cell = fc.constantFrom('', '1', '01,1705,9', '1810117059', '見本病院', '〒910－0006福井市中央１', '医療機関コード', '名称', '所在地', 'コード内容別医療機関一覧表', '[福井県]', '[令和 8年 7月 1日現在　医科]', '0776-00-2640', '\uE38B')
    const property = fc.asyncProperty(fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 12 }), async (rows) => {
      const bytes = await sheetOf(rows)
      const { problem, sheets } = await look('list.xlsx', bytes)
      expect(problem !== null || sheets.length > 0).toBe(true)
    })
    await fc.assert(property, { numRuns: 30 })
  })
})

describe('inspecting in a worker', () => {
  it('gives the same for each file, in their order', async () => {
    const sources = [
      { name: 'fukui.xlsx', bytes: await printReport([{ facilities: [hospital] }]) },
      { name: 'broken.xlsx', bytes: utf8('PK') },
      { name: 'list.csv', bytes: utf8('しるし,名称,所在地\n1810117059,見本病院,福井市中央１') },
    ]
    const here = []
    for (const source of sources) here.push(await inspectListFile(source))
    expect(await inspectListFilesInWorker(sources)).toEqual(here)
    expect(await inspectListFilesInWorker(sources.slice(2), { columns: { facilityCode: 'しるし' } })).toMatchObject([{ needs: [] }])
  })

  it('ends when aborted', async () => {
    const source = { name: 'list.csv', bytes: utf8('コード,名称,所在地') }
    const signal = AbortSignal.abort(new Error('stopped'))
    await expect(inspectListFile(source, { signal })).rejects.toThrow('stopped')
    await expect(inspectListFilesInWorker([source], { signal })).rejects.toThrow('stopped')
  })
})

import { constants, deflateRawSync } from 'node:zlib'
import { describe, expect, it } from '@jest/globals'
import ExcelJS from '@protobi/exceljs'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { inspectListFile } from '#list-files/inspect-list-file.ts'
import { listFileLimits } from '#list-files/list-file-limits.ts'
import { ListFileError, type ReadListOptions } from '#list-files/read-list-files.ts'
import { printReport, readAll, type PrintedFacility } from './print-report-fixture.ts'

const facility: PrintedFacility = { code: '01,1705,9', name: '福井見本病院', address: '〒910－0006福井市中央９－９－３０', telephone: '0776-00-2640', founder: '見本　花子', designatedOn: '昭47. 3. 1' }
const report = (facilities: readonly PrintedFacility[] = [facility]): Promise<Uint8Array> => printReport([{ prefecture: '[福井県]', facilities }])

async function failure(name: string, bytes: Uint8Array, options: ReadListOptions = {}): Promise<ListFileError> {
  const error: unknown = await readAll([{ name, bytes }], options).then(
    () => new Error('The list was read'),
    (reason: unknown) => reason,
  )
  if (!(error instanceof ListFileError)) throw error
  expect(error.message.startsWith(name)).toBe(true)
  return error
}

/** A zip of one entry that is packed already. */
function storedZip(name: string, packed: Uint8Array, length: number, flags = 0): Uint8Array {
  const both = Buffer.alloc(26)
  both.writeUInt16LE(20, 0)
  both.writeUInt16LE(flags, 2)
  both.writeUInt16LE(8, 4)
  both.writeUInt32LE(packed.length, 14)
  both.writeUInt32LE(length, 18)
  both.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), both, Buffer.from(name), packed])
  const central = Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0000'), both, Buffer.alloc(14), Buffer.from(name)])
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return new Uint8Array(Buffer.concat([local, central, end]))
}

/** A workbook whose parts are changed by hand. */
async function tamperedReport(change: (parts: Record<string, Uint8Array>) => void): Promise<Uint8Array> {
  const parts = unzipSync(await report())
  change(parts)
  return zipSync(parts)
}

describe('a file that is no list', () => {
  it.each([
    ['empty', new Uint8Array(), 'notAList'],
    ['a PDF', strToU8('%PDF-1.7\n1 0 obj'), 'notAList'],
    ['a page of a login', strToU8('<!DOCTYPE html><html><body>ログイン</body></html>'), 'notAList'],
    ['bytes in no encoding', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x81]), 'notAList'],
    ['text without headings', strToU8('お知らせ\n来月の休みは\n'), 'headingMissing'],
    ['a CSV of something else', strToU8('日付,金額\n2026-01-01,100\n'), 'headingMissing'],
    ['headings alone', strToU8('医療機関等コード,医療機関名称,所在地\n'), 'noRecords'],
    ['an open quote', strToU8('医療機関等コード,医療機関名称,所在地\n1810117059,"見本病院,福井市\n'), 'damaged'],
    ['a zip of something else', zipSync({ 'photo.jpg': new Uint8Array(10) }), 'notAList'],
  ])('%s', async (_, bytes, code) => {
    expect((await failure('ファイル.csv', bytes)).code).toBe(code)
  })

  it('a workbook of something else', async () => {
    const workbook = new ExcelJS.Workbook()
    workbook.addWorksheet('売上').addRow(['月', '金額'])
    expect((await failure('list.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()))).code).toBe('notAList')
  })

  it('a missing file, and a folder', async () => {
    await expect(readAll([{ name: 'list.xlsx', path: '/nowhere/list.xlsx' }])).rejects.toMatchObject({ code: 'unreadable', file: 'list.xlsx' })
    await expect(readAll([{ name: 'folder', path: import.meta.dirname }])).rejects.toMatchObject({ code: 'unreadable' })
  })

  it('a protected workbook, and one of the old form', async () => {
    const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(1_024)])
    expect((await failure('list.xls', compound)).code).toBe('legacyWorkbook')
    const locked = Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(64)])
    const error = await failure('list.xlsx', locked)
    expect(error.code).toBe('passwordProtected')
    expect(error.message).toContain('保護を外して')
  })

  it('a protected zip', async () => {
    const packed = deflateRawSync(strToU8('コード,名称,所在地\n1810117059,見本病院,福井市中央１'))
    const error = await failure('bundle.zip', storedZip('list.csv', packed, 75, 1))
    expect(error.code).toBe('passwordProtected')
    expect(error.message).toContain('保護を外して')
  })

  it('a workbook in the binary form', async () => {
    expect((await failure('list.xlsb', zipSync({ 'xl/workbook.bin': new Uint8Array(4) }))).code).toBe('legacyWorkbook')
  })
})

describe('a damaged or hostile workbook', () => {
  it('that ends early', async () => {
    const bytes = await report()
    for (const share of [0.2, 0.9, 0.999]) expect((await failure('list.xlsx', bytes.subarray(0, Math.floor(bytes.length * share)))).code).toBe('truncated')
  })

  it('whose bytes have changed', async () => {
    const bytes = Uint8Array.from(await report())
    const at = Buffer.from(bytes).indexOf('xl/worksheets/sheet1.xml') + 120
    bytes.fill(0x55, at, at + 40)
    expect((await failure('list.xlsx', bytes)).code).toBe('damaged')
  })

  it('whose sheet is no XML, or missing', async () => {
    const broken = await tamperedReport((parts) => (parts['xl/worksheets/sheet1.xml'] = strToU8('<worksheet><sheetData><row')))
    expect(await failure('list.xlsx', broken)).toMatchObject({ code: 'damaged', sheet: 'Sheet1' })
    const missing = await tamperedReport((parts) => delete parts['xl/worksheets/sheet1.xml'])
    expect((await failure('list.xlsx', missing)).code).toBe('damaged')
  })

  it('that inflates without end', async () => {
    const bomb = await tamperedReport((parts) => (parts['xl/worksheets/sheet1.xml'] = new Uint8Array(40 * 1024 ** 2).fill(0x20)))
    expect(bomb.length).toBeLessThan(200_000)
    expect((await failure('list.xlsx', bomb)).code).toBe('tooLarge')
  })

  it('of a gigabyte of zeros in a zip', async () => {
    const megabyte = deflateRawSync(new Uint8Array(1024 ** 2), { finishFlush: constants.Z_FULL_FLUSH })
    const packed = Buffer.concat([...Array.from({ length: 1024 }, () => megabyte), deflateRawSync(new Uint8Array())])
    for (const name of ['list.csv', 'list.xlsx']) {
      const error = await failure('bundle.zip', storedZip(name, packed, 1024 ** 3))
      expect(error.code).toBe('tooLarge')
      expect((await inspectListFile({ name: 'bundle.zip', bytes: storedZip(name, packed, 1024 ** 3) })).problem).toMatch(/大きすぎます/u)
    }
  })

  it('whose entry is not as long as the zip says', async () => {
    const sheet = deflateRawSync(strToU8('コード,名称,所在地\n1810117059,見本病院,福井市中央１'))
    expect((await failure('bundle.zip', storedZip('list.csv', sheet, 20))).code).toBe('damaged')
    expect((await failure('bundle.zip', storedZip('list.csv', deflateRawSync(new Uint8Array(3_000_000)), 20))).code).toBe('damaged')
    expect((await failure('bundle.zip', storedZip('list.csv', sheet.subarray(0, 20), 75))).code).toBe('damaged')
  })

  it('that is larger than allowed, one by one or together', async () => {
    const bytes = await report()
    expect((await failure('list.xlsx', bytes, { limits: { ...listFileLimits, entryBytes: 500 } })).code).toBe('tooLarge')
    expect((await failure('list.xlsx', bytes, { limits: { ...listFileLimits, sourceBytes: 2_000 } })).code).toBe('tooLarge')
    const bundle = zipSync({ 'a.xlsx': bytes, 'b.xlsx': bytes, 'c.xlsx': bytes })
    expect((await failure('list.zip', bundle, { limits: { ...listFileLimits, entries: 2 } })).code).toBe('tooLarge')
    expect((await failure('list.zip', bundle, { limits: { ...listFileLimits, innerFileBytes: 1_000 } })).code).toBe('tooLarge')
  })

  it('with entities that would multiply', async () => {
    const entities = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row r="1"><c r="A1" t="str"><v>&b;</v></c></row></sheetData></worksheet>'
    expect((await failure('list.xlsx', await tamperedReport((parts) => (parts['xl/worksheets/sheet1.xml'] = strToU8(entities))))).code).toBe('damaged')
  })
})

describe('content that cannot be trusted', () => {
  it('a formula, with its row', async () => {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(Buffer.from(await report()) as unknown as Parameters<typeof workbook.xlsx.load>[0])
    const sheet = workbook.getWorksheet(1)
    if (sheet !== undefined) sheet.getCell('C12').value = { formula: 'HYPERLINK("http://x.example")', result: '見本病院' }
    expect(await failure('list.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()))).toMatchObject({ code: 'formula', sheet: 'Sheet1', row: 12 })
  })

  it('a cell of 100,000 characters, with its row', async () => {
    const bytes = await report([facility, { ...facility, code: '02,1024,3', name: 'あ'.repeat(100_000) }])
    expect(await failure('list.xlsx', bytes)).toMatchObject({ code: 'cellTooLong', sheet: 'Sheet1', row: 16 })
    const inline = await tamperedReport((parts) => (parts['xl/worksheets/sheet1.xml'] = strToU8(`<worksheet><sheetData><row r="7"><c r="A7" t="inlineStr"><is><t>${'い'.repeat(100_000)}</t></is></c></row></sheetData></worksheet>`)))
    expect(await failure('list.xlsx', inline)).toMatchObject({ code: 'cellTooLong', row: 7 })
    const csv = strToU8(`医療機関等コード,医療機関名称,所在地\n1810117059,見本病院,福井市\n1810210243,${'う'.repeat(100_000)},敦賀市\n`)
    expect(await failure('list.csv', csv)).toMatchObject({ code: 'cellTooLong', row: 3 })
  })

  it.each<[string, (row: string[]) => string[]]>([
    ['one column to the right', (row) => ['', ...row]],
    ['one column to the left', (row) => row.slice(1)],
    ['code and name swapped', ([number = '', code = '', name = '', ...rest]) => [number, name, code, ...rest]],
    ['name and address swapped', ([number = '', code = '', name = '', address = '', ...rest]) => [number, code, address, name, ...rest]],
    ['telephone and founder swapped', ([number = '', code = '', name = '', address = '', telephone = '', founder = '', ...rest]) => [number, code, name, address, founder, telephone, ...rest]],
  ])('columns mixed up: %s', async (_, mix) => {
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('Sheet1')
    sheet.getCell('A3').value = 'コード内容別医療機関一覧表'
    sheet.getCell('B3').value = '[福井県]'
    sheet.getCell('A5').value = '[令和 8年 7月 1日現在　医科　現存/休止]'
    for (let index = 0; index < 30; index++) {
      const row = mix([String(index + 1), `01,${1000 + index},9`, '見本医院', '〒910－0006福井市中央１', '0776-00-2640', '見本　花子', '見本　花子', '昭47. 3. 1', '内', '診療所'])
      row.forEach((text, column) => (sheet.getCell(12 + index, column + 1).value = text === '' ? null : text))
    }
    const error = await failure('list.xlsx', new Uint8Array(await workbook.xlsx.writeBuffer()))
    expect(error).toMatchObject({ code: 'columnsMixedUp', sheet: 'Sheet1' })
    expect(error.row).toBeGreaterThan(0)
  })

  it('never repeats the content in its message', async () => {
    const error = await failure('list.csv', strToU8('医療機関等コード,医療機関名称,所在地\n見本病院,1810117059,福井市\n'))
    expect(error.code).toBe('columnsMixedUp')
    expect(error.message).not.toMatch(/見本病院|1810117059/u)
  })
})

import ExcelJS from '@protobi/exceljs'
import iconv from 'iconv-lite'
import { zipSync } from 'fflate'
import type { ListRecordSink, ParsedRecord, ReadListOptions, ListFileSource, ListFilesReport } from '#list-files/read-list-files.ts'
import { readListFiles } from '#list-files/read-list-files.ts'

/** One facility as a bureau would print it. */
export interface PrintedFacility {
  /** As printed, separators included. */
  readonly code: string
  readonly name: string
  /** With 〒 and postal code. */
  readonly address: string
  readonly telephone?: string
  readonly founder?: string
  readonly manager?: string
  readonly designatedOn?: string
  readonly reason?: string
  readonly departments?: readonly string[]
  /** Lines of 種別, the status last. */
  readonly type?: readonly string[]
}

export interface PrintedSheet {
  readonly name?: string
  /** Content of row 3 beside the title ("[福井県]"). */
  readonly prefecture?: string
  /** Row 5. */
  readonly heading?: string
  readonly facilities: readonly PrintedFacility[]
  /** Several lines in the cells of one row, instead of several rows. */
  readonly isOneRowEach?: boolean
  /** Lines of the telephone column below the number (勤務医数), and of the date column: 3 as a rule. */
  readonly staffLines?: number
  /** Without column I (lists of pharmacies): 種別 moves into its place. */
  readonly hasNoDepartments?: boolean
  /** Repeats the page heading before every record with this index. */
  readonly pageBreakBefore?: readonly number[]
}

export const medicalHeading = '[令和 8年 7月 1日現在　医科　現存/休止]'

function columnsOf(facility: PrintedFacility, { hasNoDepartments = false, staffLines = 3 }: PrintedSheet): string[][] {
  const telephone = [facility.telephone ?? '', ...['常　勤:     2', '(医       2)', '非常勤:     1'].slice(0, staffLines)]
  const designatedOn = [facility.designatedOn ?? '', facility.reason ?? '新規', facility.designatedOn ?? ''].slice(0, staffLines)
  const type = [...(facility.type ?? ['診療所', '現存'])]
  const departments = [...(facility.departments ?? ['一般　　 19', '皮　アレ'])]
  return [
    facility.code.split('\n'),
    facility.name.split('\n'),
    facility.address.split('\n'),
    telephone,
    (facility.founder ?? '').split('\n'),
    (facility.manager ?? '').split('\n'),
    designatedOn,
    ...(hasNoDepartments ? [type] : [departments, type]),
  ]
}

function writeHeading(sheet: ExcelJS.Worksheet, from: number, printed: PrintedSheet): void {
  sheet.getCell(from + 2, 1).value = 'コード内容別医療機関一覧表'
  if (printed.prefecture !== undefined) sheet.getCell(from + 2, 6).value = printed.prefecture
  if (printed.heading !== '') sheet.getCell(from + 4, 1).value = printed.heading ?? medicalHeading
  sheet.getCell(from + 4, 9).value = '令和 8年 7月 3日作成　　  1頁'
}

/** Writes a print report as the bureaus' systems do: data from row 12, no column headings. */
export async function printReport(sheets: readonly PrintedSheet[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  for (const [index, printed] of sheets.entries()) {
    const sheet = workbook.addWorksheet(printed.name ?? `Sheet${index + 1}`)
    writeHeading(sheet, 1, printed)
    let row = 12
    for (const [number, facility] of printed.facilities.entries()) {
      if (printed.pageBreakBefore?.includes(number)) {
        writeHeading(sheet, row, printed)
        row += 8
      }
      const columns = columnsOf(facility, printed)
      sheet.getCell(row, 1).value = String(number + 1)
      const lines = printed.isOneRowEach ? 1 : Math.max(...columns.map((column) => column.length))
      for (const [columnIndex, column] of columns.entries()) {
        const texts = printed.isOneRowEach ? [column.join('\n')] : column
        for (const [line, text] of texts.entries()) if (text !== '') sheet.getCell(row + line, columnIndex + 2).value = text
      }
      row += lines
    }
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

/** A zip as Japanese Windows packs it: names in CP932, without the flag for UTF-8. */
export function zipWithJapaneseNames(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const placeholders = Object.keys(files).map((name, index) => {
    const bytes = iconv.encode(name, 'cp932')
    return { name, bytes, placeholder: `${'q'.repeat(bytes.length - 1)}${String.fromCharCode(65 + index)}` }
  })
  const zip = Buffer.from(zipSync(Object.fromEntries(placeholders.map(({ name, placeholder }) => [placeholder, files[name] ?? new Uint8Array()]))))
  for (const { bytes, placeholder } of placeholders) {
    for (let at = zip.indexOf(placeholder); at !== -1; at = zip.indexOf(placeholder, at + 1)) bytes.copy(zip, at)
  }
  return new Uint8Array(zip)
}

export interface ReadResult {
  readonly records: ParsedRecord[]
  readonly batches: number[]
  readonly report: ListFilesReport
}

export async function readAll(sources: readonly ListFileSource[], options: ReadListOptions = {}): Promise<ReadResult> {
  const records: ParsedRecord[] = []
  const batches: number[] = []
  const sink: ListRecordSink = {
    records: (batch) => {
      batches.push(batch.length)
      records.push(...batch)
      return Promise.resolve()
    },
  }
  return { report: await readListFiles(sources, options, sink), records, batches }
}

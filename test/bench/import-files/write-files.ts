/**
 * A month of print reports: a workbook for each prefecture and kind, or with a sheet per prefecture; two bureaus pack
 * theirs into zips whose names are CP932; two 併設 lists repeat rows. 188 prefectures and kinds, about 140 files.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import type { PublishedFacilityRecord } from '#shared/contract/records.ts'
import { listKindNames } from '#shared/domain/facility-list-kind.ts'
import { facilityListKinds, type FacilityListKind } from '#shared/domain/facility.ts'
import { prefectures } from '#shared/domain/prefectures.ts'
import { seededRandom } from '#trial/seeded-random.ts'
import { codeForms, reportRows, type ReportLayout } from './report-rows.ts'
import { writeWorkbook, type StringForm } from './workbook-writer.ts'
import { packEntry, zipOf, type PackedEntry } from './zip-writer.ts'

/** By prefecture number: 東北 in a zip per kind, 中国 in one zip, 四国 in one workbook per kind with a sheet each. */
const bundles: readonly { readonly name: string; readonly prefectures: readonly string[]; readonly packing: 'zipPerKind' | 'oneZip' | 'sheets' }[] = [
  { name: '東北厚生局', prefectures: ['02', '03', '04', '05', '06', '07'], packing: 'zipPerKind' },
  { name: '中国四国厚生局', prefectures: ['31', '32', '33', '34', '35'], packing: 'oneZip' },
  { name: '四国厚生支局', prefectures: ['36', '37', '38', '39'], packing: 'sheets' },
]

export interface WrittenFile { readonly name: string; readonly path: string; readonly size: number }
export interface WrittenFiles {
  readonly files: readonly WrittenFile[]
  readonly facilities: number
  /** Rows that hold something, of all sheets. */
  readonly sheetRows: number
  /** Records that stand in a 併設 list too. */
  readonly repeated: number
}

const layoutOf = (number: string, listKind: FacilityListKind): ReportLayout => {
  const index = Number(number)
  return {
    code: codeForms[index % codeForms.length]!,
    // The prefecture is left blank in some lists: the name of the file says it.
    prefecture: index % 8 === 1 ? '' : `[${prefectures[index - 1]?.name ?? ''}]`,
    isOneRowEach: index % 12 === 10, hasDepartments: listKind !== 'pharmacy' || index % 2 === 0, recordsAPage: index % 5 === 2 ? 40 : null, isPartial: false,
  }
}
const formOf = (number: string): StringForm => (Number(number) % 9 === 8 ? 'inline' : 'strings')
const cp932 = (name: string): Uint8Array => iconv.encode(name, 'cp932')

/** @param folder made if missing */
export const writeImportFiles = async (facilities: readonly PublishedFacilityRecord[], folder: string, seed: number): Promise<WrittenFiles> => {
  await mkdir(folder, { recursive: true })
  const random = seededRandom(seed)
  const cells = new Map<string, PublishedFacilityRecord[]>()
  for (const facility of facilities) {
    const cell = `${facility.prefectureNumber}${facility.listKind}`
    const held = cells.get(cell)
    if (held === undefined) cells.set(cell, [facility])
    else held.push(facility)
  }
  // A list of the bureaus is in order of its numbers.
  for (const cell of cells.values()) cell.sort((left, right) => (left.facilityCode < right.facilityCode ? -1 : 1))
  const of = (number: string, listKind: FacilityListKind) => cells.get(`${number}${listKind}`) ?? []

  const files: WrittenFile[] = []
  let sheetRows = 0
  let repeated = 0
  const keep = async (name: string, bytes: Uint8Array): Promise<void> => {
    const path = join(folder, `${files.length}-${name}`)
    await writeFile(path, bytes)
    files.push({ name, path, size: bytes.length })
  }
  const workbook = (numbers: readonly string[], listKind: FacilityListKind, change: Partial<ReportLayout> = {}): Buffer | null => {
    const sheets = numbers.filter((number) => of(number, listKind).length > 0).map((number) => ({
      name: prefectures[Number(number) - 1]?.name ?? number, rows: reportRows(of(number, listKind), listKind, { ...layoutOf(number, listKind), ...change }, random),
    }))
    if (sheets.length === 0) return null
    const written = writeWorkbook(numbers.length === 1 ? [{ ...sheets[0]!, name: 'Sheet1' }] : sheets, formOf(numbers[0]!))
    sheetRows += written.rows
    return written.bytes
  }
  const nameOf = (number: string, listKind: FacilityListKind): string => `${number}${(prefectures[Number(number) - 1]?.name ?? '').replace(/(?<!北海)[都府県]$/u, '')}_${listKindNames[listKind]}.xlsx`

  for (const { name, prefectures: numbers, packing } of bundles) {
    let entries: PackedEntry[] = []
    for (const listKind of facilityListKinds) {
      if (packing === 'sheets') {
        const bytes = workbook(numbers, listKind)
        if (bytes !== null) await keep(`${name}_${listKindNames[listKind]}.xlsx`, bytes)
        continue
      }
      for (const number of numbers) {
        const bytes = workbook([number], listKind)
        if (bytes !== null) entries.push(packEntry(cp932(`令和8年7月/${nameOf(number, listKind)}`), bytes, true))
      }
      if (packing === 'zipPerKind' && entries.length > 0) {
        await keep(`${name}_${listKindNames[listKind]}.zip`, zipOf(entries))
        entries = []
      }
    }
    if (entries.length > 0) await keep(`${name}.zip`, zipOf(entries))
  }
  const bundled = new Set(bundles.flatMap(({ prefectures: numbers }) => numbers))
  for (const { number } of prefectures) {
    if (bundled.has(number)) continue
    for (const listKind of facilityListKinds) {
      const bytes = workbook([number], listKind)
      if (bytes !== null) await keep(nameOf(number, listKind), bytes)
    }
  }
  for (const number of ['01', '23']) {
    const part = of(number, 'dental').filter((_, index) => index % 20 === 0)
    if (part.length === 0) continue
    const written = writeWorkbook([{ name: 'Sheet1', rows: reportRows(part, 'dental', { ...layoutOf(number, 'dental'), isPartial: true }, random) }], 'strings')
    sheetRows += written.rows
    repeated += part.length
    await keep(nameOf(number, 'dental').replace('_', '_併設_'), written.bytes)
  }
  return { files, facilities: facilities.length, sheetRows, repeated }
}

import { expect, it } from '@jest/globals'
import type { ParsedRecord } from '#list-files/list-files-types.ts'
import { readListFiles } from '#list-files/read-list-files.ts'
import { generateBenchList } from '#test/bench/facilities/generate.ts'
import { writeImportFiles } from '#test/bench/import-files/write-files.ts'
import { isThorough } from '#test/support/thorough.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'

const folder = temporaryFolders()

const thorough = isThorough ? it : it.skip
thorough('a month of made-up print reports is read back as the facilities it was made of', async () => {
  const facilities = generateBenchList({ seed: 8, count: 800 }).map(({ facility }) => facility)
  const written = await writeImportFiles(facilities, folder(), 8)
  const records: ParsedRecord[] = []
  const report = await readListFiles(written.files, {}, {
    records: (batch) => {
      records.push(...batch)
      return Promise.resolve()
    },
  })
  expect(report.refused).toEqual([])
  const read = new Map(records.map(({ facility, listKind, prefectureNumber }) => [facility.facilityCode, { ...facility, listKind, prefectureNumber }]))
  expect(facilities.map(({ facilityCode }) => read.get(facilityCode))).toEqual(facilities)
  expect(read.size).toBe(800)
  expect(report.sheets.reduce((sum, sheet) => sum + sheet.repeated, 0)).toBe(written.repeated)
  expect(report.sheets.filter(({ isPartial }) => isPartial).length).toBeGreaterThan(0)
  expect(written.files.some(({ name }) => name.endsWith('.zip'))).toBe(true)
  expect(written.sheetRows).toBeGreaterThan(800 * 4)
})

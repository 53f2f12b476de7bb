/** Rows of a real list for `--facilities FILE`, read as the product reads them. They stay in memory: nothing of them is kept or printed. */
import { basename, resolve } from 'node:path'
import { readListFiles } from '#list-files/read-list-files.ts'
import type { PublishedFacilityRecord } from '#shared/contract/records.ts'

/** @throws ListFileError where the file is none that the product imports */
export const readRealList = async (file: string): Promise<PublishedFacilityRecord[]> => {
  const found = new Map<string, PublishedFacilityRecord>()
  await readListFiles([{ name: basename(file), path: resolve(file) }], {}, {
    records: (batch) => {
      for (const { facility, listKind, prefectureNumber } of batch) found.set(facility.facilityCode, { ...facility, listKind, prefectureNumber })
      return Promise.resolve()
    },
  })
  return [...found.values()]
}

/** The product's own search over its own encrypted database file, made by the same code that takes a list in. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addPage, beginIncoming } from '#backend/facilities/database/incoming-list.ts'
import { openListFile, type ListHandle } from '#backend/facilities/database/open-list-file.ts'
import { finishIncoming } from '#backend/facilities/database/write-list.ts'
import { findFacilities } from '#backend/facilities/find-repository.ts'
import type { FacilityRecord } from '#shared/contract/records.ts'
import type { BenchFacility } from './facilities/generate.ts'

export interface OurSearch {
  /** Facility codes, best first. */
  find(question: string, limit: number): string[]
  /** Size of the database file. */
  readonly bytes: number
  /** Rows in, index made, opened for reading. */
  readonly buildSeconds: number
  close(): void
}

const asRecord = ({ facility, reading }: BenchFacility): FacilityRecord => ({
  ...facility, isSample: false, listVersion: 1, reading, readingSource: reading === null ? null : 'official',
  publishedForms: {}, addressChange: null, succession: null, predecessorCodes: [], formerNames: [], formerFounders: [],
})

const pageSize = 2000
const madeName = 'made.db'

/** Writes the rows as central hands them down (by code) and makes the index. @returns how to look into it */
const buildList = (rows: readonly BenchFacility[], folder: string): ListHandle => {
  const key = new Uint8Array(randomBytes(32))
  const files = { current: join(folder, 'none.db'), incoming: join(folder, 'incoming.db'), made: join(folder, madeName), key }
  const target = { version: 1, since: 0, isSample: false }
  const byCode = rows.map(asRecord).sort((left, right) => (left.facilityCode < right.facilityCode ? -1 : 1))
  const { handle } = beginIncoming(files.incoming, key, target)
  for (let start = 0; start < byCode.length; start += pageSize) addPage(handle, byCode.slice(start, start + pageSize), byCode[start + pageSize]?.facilityCode ?? null)
  finishIncoming(files, handle, target, new Date(0).toISOString())
  return openListFile(files.made, key, 'read')
}

export const openOurSearch = (rows: readonly BenchFacility[]): OurSearch => {
  const folder = mkdtempSync(join(tmpdir(), 'helpline-bench-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  const started = performance.now()
  try {
    const handle = buildList(rows, folder)
    return {
      buildSeconds: (performance.now() - started) / 1000,
      bytes: statSync(join(folder, madeName)).size,
      find: (question, limit) => findFacilities(handle, { query: question, limit, prefectureNumber: null, listKind: null }).results.map(({ facility }) => facility.facilityCode),
      close: () => {
        handle.close()
        remove()
      },
    }
  } catch (error) {
    remove()
    throw error
  }
}

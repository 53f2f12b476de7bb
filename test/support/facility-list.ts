/** Facility lists of tests, made the way a fetched list is made. */
import { join } from 'node:path'
import type { FacilityListStore } from '#backend/facilities/facility-list-store.ts'
import { addPage, beginIncoming } from '#backend/facilities/database/incoming-list.ts'
import { openListFile, type ListHandle } from '#backend/facilities/database/open-list-file.ts'
import { finishIncoming } from '#backend/facilities/database/write-list.ts'
import type { FacilityRecord } from '#shared/contract/records.ts'
import { newKey } from './test-database.ts'

type Published = Omit<FacilityRecord, keyof typeof nothingElse>
const nothingElse = {
  isSample: false, listVersion: 1, reading: null, readingSource: null, publishedForms: {}, addressChange: null, succession: null, predecessorCodes: [] as string[],
  formerNames: [] as string[], formerFounders: [] as string[],
}

/** A facility of which nothing is known but what was published. */
export const asRecord = (facility: Published & Partial<FacilityRecord>): FacilityRecord => ({ ...nothingElse, ...facility })

/** A list in a folder of its own, opened for reading; to be closed. */
export const openTestList = (directory: string, facilities: readonly FacilityRecord[]): ListHandle => {
  const key = newKey()
  const files = { current: join(directory, 'current.db'), incoming: join(directory, 'incoming.db'), made: join(directory, 'made.db'), key }
  const target = { version: 1, since: 0, isSample: false }
  const { handle } = beginIncoming(files.incoming, key, target)
  addPage(handle, facilities, null)
  finishIncoming(files, handle, target, '2026-10-05T00:00:00.000Z')
  return openListFile(files.made, key, 'read')
}

/** Has a desktop take in a list as if central had handed it down. */
export const takeIn = async (store: FacilityListStore, facilities: readonly FacilityRecord[], version = 1): Promise<void> => {
  const target = { version, since: store.state()?.version ?? 0, isSample: facilities.every((facility) => facility.isSample) }
  const writer = store.openWriter()
  try {
    await writer.begin(target)
    await writer.page(new TextEncoder().encode(JSON.stringify({ version, facilities, nextAfterCode: null })))
    const { isNewFile } = await writer.finish(target, '2026-10-05T00:00:00.000Z')
    if (isNewFile) await store.adoptMade()
  } finally {
    await writer.close()
  }
}

/**
 * Fetches what changed in central's facility list, page by page, into the list's own database. Broken off in the middle
 * it goes on where it was; until the end the former list is in use.
 */
import { z } from 'zod'
import { instantOf, type Core } from '../core.ts'
import { deleteSetting, readSetting } from '../database/setting-repository.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { unreadablePage } from './database/list-writer.ts'

const knownList = z.object({ version: z.int(), isSample: z.boolean() })
const pageSize = 5000
/** A page of a large list may take central a while (ms). */
const pageTimeout = 60_000

/** Does nothing where the list in use is the newest known. */
export const fetchFacilityList = async (core: Core, link: CentralLink): Promise<void> => {
  const known = await readSetting(core.database.reader.manager, 'facilityListKnown')
  if (known === null) return
  const { version, isSample } = knownList.parse(JSON.parse(known))
  const { reader, write } = core.database
  const isAnew = (await readSetting(reader.manager, 'facilityListAnew')) !== null
  const since = isAnew ? 0 : (core.facilityList.state()?.version ?? 0)
  if (version <= since) return
  const target = { version, since, isSample }
  const writer = core.facilityList.openWriter()
  try {
    let { afterCode } = await writer.begin(target)
    for (;;) {
      const body = await link.downloadAsDevice('listFacilities', {
        query: { sinceVersion: since, ...(afterCode !== null && { afterCode }), limit: pageSize }, timeoutMilliseconds: pageTimeout,
      })
      const page = await writer.page(body)
      if (page === null) throw unreadablePage()
      if (page.nextAfterCode === null) break
      afterCode = page.nextAfterCode
    }
    // The version told by the feed, not the one of the last page: central may have switched to a newer list between two
    // pages, and what that changed in the pages before has not been seen. It is fetched when the feed tells of it.
    const { isNewFile } = await writer.finish(target, instantOf(core))
    if (isNewFile) await core.facilityList.adoptMade()
    if (isAnew) await write(async (manager) => await deleteSetting(manager, 'facilityListAnew'))
  } finally {
    await writer.close()
  }
  core.hub.changed('facilities')
}

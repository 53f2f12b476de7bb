/**
 * Fetches what changed in central's facility list: pages into a staging table, then one short switch. Broken off in the
 * middle it goes on where it was; until the switch the former list is in use.
 */
import { z } from 'zod'
import { instantOf, type Core } from '../core.ts'
import { deleteSetting, readSetting, writeSetting } from '../database/setting-repository.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { addIncoming, clearIncoming, switchToIncoming } from './facility-repository.ts'

const fetchState = z.object({ version: z.int(), isSample: z.boolean(), afterCode: z.string().nullable() })
const pageSize = 2000
/** Rows a write: keeps each under about 20 ms. */
const slice = 500

const nextTurn = async () => await new Promise<void>((resolve) => { setImmediate(resolve) })

/** Does nothing where the list in use is the newest known. */
export const fetchFacilityList = async (core: Core, link: CentralLink): Promise<void> => {
  const { reader, write, rawWriter } = core.database
  const pending = await readSetting(reader.manager, 'facilityListFetch')
  if (pending === null) return
  const state = fetchState.parse(JSON.parse(pending))
  const since = Number((await readSetting(reader.manager, 'facilityListVersion')) ?? '0')
  if (state.version <= since) {
    await write(async (manager) => await deleteSetting(manager, 'facilityListFetch'))
    return
  }
  let afterCode = state.afterCode
  if (afterCode === null) await write(async () => clearIncoming(rawWriter))
  for (;;) {
    const page = await link.callAsDevice('listFacilities', { query: { sinceVersion: since, ...(afterCode !== null && { afterCode }), limit: pageSize } })
    for (let start = 0; start < page.facilities.length; start += slice) {
      await write(async () => addIncoming(rawWriter, page.facilities.slice(start, start + slice)))
      await nextTurn()
    }
    if (page.nextAfterCode === null) break
    afterCode = page.nextAfterCode
    await write(async (manager) => await writeSetting(manager, 'facilityListFetch', JSON.stringify({ ...state, afterCode })))
  }
  await write(async (manager) => {
    switchToIncoming(rawWriter)
    // Not the version of the last page: central may have switched to a newer list between two pages, and what that
    // changed in the pages before has not been seen. It is fetched when the feed tells of it.
    await writeSetting(manager, 'facilityListVersion', String(state.version))
    await writeSetting(manager, 'facilityListIsSample', state.isSample ? '1' : '0')
    await writeSetting(manager, 'facilityListUpdatedAt', instantOf(core))
    await deleteSetting(manager, 'facilityListFetch')
  })
  core.hub.changed('facilities')
}

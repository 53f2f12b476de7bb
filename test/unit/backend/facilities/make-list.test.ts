/** A list made whole is the list that differences make: the same rows, the same index, the same that follows from them. */
import { createHash } from 'node:crypto'
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { addPage, beginIncoming } from '#backend/facilities/database/incoming-list.ts'
import { createEmptyList, type ListFiles } from '#backend/facilities/database/make-list.ts'
import { openListFile, type ListHandle } from '#backend/facilities/database/open-list-file.ts'
import { finishIncoming } from '#backend/facilities/database/write-list.ts'
import type { FacilityRecord } from '#shared/contract/records.ts'
import { asRecord } from '#test/support/facility-list.ts'
import { newKey } from '#test/support/test-database.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { seededRandom } from '#trial/seeded-random.ts'

const folder = temporaryFolders()
const opened: ListHandle[] = []
afterEach(() => {
  for (const handle of opened.splice(0)) handle.close()
})

const random = seededRandom(11)
const facilities: FacilityRecord[] = Array.from({ length: 190 }, (_, index) => asRecord({
  facilityCode: `13${10_000_000 + index * 3}`, name: `${random.pick(['田中', '𠮷川', '\u{E38B}田', '医療法人社団慶香会坂野'])}${random.pick(['医院', '産科婦人科', ' 𩸽 クリニック'])}`,
  postalCode: random.chance(0.1) ? null : String(1_000_000 + random.integer(0, 20)), address: `東京都港区南青山${random.integer(1, 5)}丁目${random.integer(1, 20)}番`,
  telephone: random.chance(0.2) ? null : '03(0222)3333', founder: null, manager: null, designatedOn: null, type: 'clinic',
  status: random.pick(['active', 'active', 'suspended', 'closed']), listKind: random.pick(['medical', 'dental']), prefectureNumber: '13',
  reading: random.chance(0.5) ? 'タナカイイン' : null, readingSource: random.pick(['official', 'dictionary']),
  ...(random.chance(0.1) && { predecessorCodes: [`1399${100_000 + index}`], publishedForms: { name: '\u{E38B}川医院' } }),
}))

const files = (): ListFiles => {
  const directory = folder()
  return { current: join(directory, 'current.db'), incoming: join(directory, 'incoming.db'), made: join(directory, 'made.db'), key: newKey() }
}
const target = { version: 1, since: 0, isSample: false }

const others = (start: number): FacilityRecord[] => facilities.map((facility, index) => ({ ...facility, facilityCode: `13${start + index}` }))
const stays = others(30_000_000)
const more = others(40_000_000)

/** In pages, as a whole. */
const made = (pageSize: number, rows: readonly FacilityRecord[] = facilities): ListHandle & { readonly file: string } => {
  const places = files()
  const { handle } = beginIncoming(places.incoming, places.key, target)
  for (let start = 0; start < rows.length; start += pageSize) addPage(handle, rows.slice(start, start + pageSize), rows[start + pageSize] === undefined ? null : rows[start + pageSize - 1]!.facilityCode)
  expect(finishIncoming(places, handle, target, 'now')).toBe(true)
  const list = openListFile(places.made, places.key, 'write')
  opened.push(list)
  return Object.assign(list, { file: places.made })
}

/** One after the other, as differences of an empty list: FTS5 indexes every row itself. */
const workedIn = (): ListHandle => {
  const places = files()
  createEmptyList(places.current, places.key)
  const { handle } = beginIncoming(places.incoming, places.key, { ...target, since: 1 })
  addPage(handle, facilities, null)
  expect(finishIncoming(places, handle, { ...target, since: 1 }, 'now')).toBe(false)
  const list = openListFile(places.current, places.key, 'write')
  opened.push(list)
  return list
}

const tables = ['facility', 'former_code', 'item_to_correct', 'known_replacement', 'offered_succession', 'scope_count', 'list_state'] as const
const contentOf = (list: ListHandle) => {
  list.exec(`CREATE VIRTUAL TABLE temp.instances USING fts5vocab ('main', 'facility_search', 'instance')`)
  const index = createHash('sha256')
  let count = 0
  for (const row of list.prepare('SELECT term, doc FROM temp.instances').raw().iterate()) {
    index.update(`${String(row)}\n`)
    count += 1
  }
  return { count, index: index.digest('hex'), ...Object.fromEntries(tables.map((table) => [table, list.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all()])) }
}

describe('a list made whole', () => {
  it('is what its rows make one by one', () => {
    const whole = contentOf(made(1000))
    expect(whole.count).toBeGreaterThan(5000)
    expect(whole).toEqual(contentOf(workedIn()))
  })

  it('is the same whatever the pages it came in', () => {
    expect(contentOf(made(7))).toEqual(contentOf(made(1000)))
  })

  it('is the same where it came in two goes, and where half of one lay there from a process that was killed', () => {
    const places = files()
    const first = beginIncoming(places.incoming, places.key, target)
    expect(first.afterCode).toBeNull()
    addPage(first.handle, facilities.slice(0, 80), facilities[79]!.facilityCode)
    // Killed: not closed, and the one that was being made broke off.
    const whole = made(1000)
    writeFileSync(places.made, readFileSync(whole.file).subarray(0, 100_000))
    const second = beginIncoming(places.incoming, places.key, target)
    expect(second.afterCode).toBe(facilities[79]!.facilityCode)
    addPage(second.handle, facilities.slice(80), null)
    expect(finishIncoming(places, second.handle, target, 'now')).toBe(true)
    first.handle.close()
    const list = openListFile(places.made, places.key, 'write')
    opened.push(list)
    expect(contentOf(list)).toEqual(contentOf(whole))
  })

  it('takes over what did not come from the list in use', () => {
    const places = files()
    const old = beginIncoming(places.incoming, places.key, target)
    addPage(old.handle, [...facilities, ...stays], null)
    finishIncoming(places, old.handle, target, 'now')
    renameSync(places.made, places.current)
    const next = beginIncoming(places.incoming, places.key, { ...target, version: 2, since: 1 })
    // More than a small difference: all but the last 200 come anew, one of them under another name and so in another place.
    const changed = facilities.map((facility, index) => (index === 5 ? { ...facility, name: '改名した長い名前の医院' } : facility))
    addPage(next.handle, [...changed, ...more], null)
    expect(finishIncoming(places, next.handle, { ...target, version: 2, since: 1 }, 'now')).toBe(true)
    const list = openListFile(places.made, places.key, 'write')
    opened.push(list)
    const expected = made(1000, [...changed, ...more, ...stays].sort((left, right) => (left.facilityCode < right.facilityCode ? -1 : 1)))
    expect({ ...contentOf(list), list_state: null }).toEqual({ ...contentOf(expected), list_state: null })
  })

  it('is sound by the look of SQLite and of FTS5, and takes differences afterwards', () => {
    const list = made(50)
    expect(list.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }])
    expect(() => list.exec(`INSERT INTO facility_search (facility_search) VALUES ('integrity-check')`)).not.toThrow()
    expect(list.pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }])
  })
})

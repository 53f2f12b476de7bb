import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { openDatabase, type Database } from '#backend/database/open.ts'
import { readSetting } from '#backend/database/setting-repository.ts'
import { addPage, beginIncoming } from '#backend/facilities/database/incoming-list.ts'
import { openFacilityList, type FacilityListStore } from '#backend/facilities/facility-list-store.ts'
import { countByScope, countFacilities, countReadings, facilityByCode, itemsToCorrect, knownReplacements, namesForReading, offeredSuccessions } from '#backend/facilities/facility-repository.ts'
import { findFacilities } from '#backend/facilities/find-repository.ts'
import { foundFacilityOf } from '#backend/facilities/found-facility.ts'
import { uuidIds } from '#host/ports.ts'
import { CentralUnreachable } from '#shared/contract/central/problem.ts'
import type { FacilityRecord } from '#shared/contract/records.ts'
import { asRecord, takeIn } from '#test/support/facility-list.ts'
import { newKey, openRaw } from '#test/support/test-database.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'

const folder = temporaryFolders()
const facility = (facilityCode: string, name: string, more: Partial<FacilityRecord> = {}): FacilityRecord => asRecord({
  facilityCode, name, postalCode: '1000001', address: '千代田区千代田１－１', telephone: '03-0111-2222', founder: null, manager: null, designatedOn: null,
  type: 'clinic', status: 'active', listKind: 'medical', prefectureNumber: '13', ...more,
})
const many = (count: number, more: Partial<FacilityRecord> = {}): FacilityRecord[] =>
  Array.from({ length: count }, (_, index) => facility(`13${String(10_000_000 + index)}`, `山本${index}医院`, { telephone: `03-0${String(1_000_000 + index)}`, ...more }))

interface Desk { readonly directory: string; readonly key: Uint8Array; database: Database; store: FacilityListStore; readonly errors: string[] }
const open: Desk[] = []
const openDesk = async (directory = folder(), key = newKey()): Promise<Desk> => {
  const errors: string[] = []
  const database = await openDatabase({ file: join(directory, 'desk.db'), key })
  const log = { info: () => {}, error: (event: string) => void errors.push(event) }
  const desk = { directory, key, database, errors, store: await openFacilityList({ dataDirectory: directory, databaseKey: key, ids: uuidIds, log }, database) }
  open.push(desk)
  return desk
}
const closeDesk = async (desk: Desk) => {
  open.splice(open.indexOf(desk), 1)
  await desk.store.close()
  await desk.database.close()
}
const reopen = async (desk: Desk): Promise<Desk> => {
  await closeDesk(desk)
  return await openDesk(desk.directory, desk.key)
}
afterEach(async () => {
  for (const desk of [...open]) await closeDesk(desk)
})
const codes = (desk: Desk, query: string) => findFacilities(desk.store.handle(), { query, limit: 50, prefectureNumber: null, listKind: null }).results.map((result) => result.facility.facilityCode)
const listFiles = (desk: Desk) => readdirSync(desk.directory).filter((name) => name.startsWith('facility-list') && name.endsWith('.db'))

describe('the list of a desktop', () => {
  it('is empty at first, can be asked, and keeps what came over a restart', async () => {
    let desk = await openDesk()
    expect(desk.store.state()).toBeNull()
    expect(codes(desk, '山本')).toEqual([])
    await takeIn(desk.store, many(3))
    desk = await reopen(desk)
    expect(desk.store.state()).toEqual({ version: 1, isSample: false, count: 3, updatedAt: '2026-10-05T00:00:00.000Z' })
    expect(codes(desk, '山本2医院')).toEqual(['1310000002'])
    expect(desk.errors).toEqual([])
  })

  it('needs the key no longer from its host, which wipes it after the start', async () => {
    const directory = folder()
    const key = newKey()
    const wiped = Uint8Array.from(key)
    const database = await openDatabase({ file: join(directory, 'desk.db'), key })
    const store = await openFacilityList({ dataDirectory: directory, databaseKey: wiped, ids: uuidIds, log: { info: () => {}, error: () => {} } }, database)
    wiped.fill(0)
    await takeIn(store, many(3))
    await store.close()
    await database.close()
    const desk = await openDesk(directory, key)
    expect(desk.store.state()?.count).toBe(3)
  })

  it('is encrypted, and nothing of it lies beside it in clear', async () => {
    const desk = await openDesk()
    await takeIn(desk.store, many(3))
    for (const name of listFiles(desk)) {
      expect(() => openRaw(join(desk.directory, name), null).prepare('SELECT * FROM facility').all()).toThrow(/not a database/u)
    }
    expect(listFiles(desk)).toHaveLength(1)
  })

  it('takes a small difference into the file in use: changed, new, closed, renamed', async () => {
    const desk = await openDesk()
    await takeIn(desk.store, many(300))
    const file = await readSetting(desk.database.reader.manager, 'facilityListFile')
    const [first, second] = many(2)
    await takeIn(desk.store, [{ ...first!, name: '青葉診療所', listVersion: 2 }, { ...second!, status: 'closed', listVersion: 2 }, facility('1320000000', '新しい医院')], 2)
    expect(await readSetting(desk.database.reader.manager, 'facilityListFile')).toBe(file)
    expect(desk.store.state()).toMatchObject({ version: 2, count: 300 })
    expect(codes(desk, '青葉')).toEqual([first!.facilityCode])
    expect(codes(desk, '山本0医院')).toEqual([])
    expect(codes(desk, '新しい')).toEqual(['1320000000'])
    expect(facilityByCode(desk.store.handle(), second!.facilityCode)?.status).toBe('closed')
    expect(countByScope(desk.store.handle())).toEqual([{ prefectureNumber: '13', listKind: 'medical', count: 300 }])
    // Closed ones are found, after all others.
    expect(codes(desk, '山本').at(-1)).not.toBe(second!.facilityCode)
    expect(codes(desk, second!.facilityCode)).toEqual([second!.facilityCode])
  })

  it('is made anew for a large difference, with what did not change, and the former file goes', async () => {
    const desk = await openDesk()
    await takeIn(desk.store, many(500))
    const file = await readSetting(desk.database.reader.manager, 'facilityListFile')
    await takeIn(desk.store, many(300, { founder: '新しい開設者' }), 2)
    expect(await readSetting(desk.database.reader.manager, 'facilityListFile')).not.toBe(file)
    expect(existsSync(join(desk.directory, file!))).toBe(false)
    expect(listFiles(desk)).toHaveLength(1)
    expect(countFacilities(desk.store.handle())).toBe(500)
    expect(facilityByCode(desk.store.handle(), '1310000299')?.founder).toBe('新しい開設者')
    expect(facilityByCode(desk.store.handle(), '1310000300')?.founder).toBeNull()
    expect(codes(desk, '山本499医院')).toEqual(['1310000499'])
  })

  it('goes without the sample once a real list has come', async () => {
    const desk = await openDesk()
    await takeIn(desk.store, many(5, { isSample: true }))
    expect(desk.store.state()?.isSample).toBe(true)
    await takeIn(desk.store, [...many(5, { isSample: true, status: 'closed' }), facility('1320000000', '本物医院')], 2)
    expect(codes(desk, '山本')).toEqual([])
    expect(facilityByCode(desk.store.handle(), '1310000000')).toBeNull()
    expect(desk.store.state()).toMatchObject({ isSample: false, count: 1 })
  })
})

describe('a list that does not come whole', () => {
  it('leaves the one in use, and goes on where it was after a restart', async () => {
    let desk = await openDesk()
    await takeIn(desk.store, many(4))
    const target = { version: 2, since: 1, isSample: false }
    const writer = desk.store.openWriter()
    expect(await writer.begin(target)).toEqual({ afterCode: null })
    await writer.page(new TextEncoder().encode(JSON.stringify({ version: 2, facilities: [facility('1320000000', '新しい医院')], nextAfterCode: '1320000000' })))
    await writer.page(new TextEncoder().encode(JSON.stringify({ version: 2, facilities: [facility('1330000000', '次の医院')], nextAfterCode: '1330000000' })))
    await desk.store.interrupt()
    desk = await reopen(desk)
    expect(desk.store.state()?.version).toBe(1)
    expect(codes(desk, '新しい')).toEqual([])
    const again = desk.store.openWriter()
    // The second page may or may not have been stored when the thread ended: the first surely was.
    expect(['1320000000', '1330000000']).toContain((await again.begin(target)).afterCode)
    await again.close()
    // For another target it is begun anew.
    const other = desk.store.openWriter()
    expect(await other.begin({ ...target, version: 3 })).toEqual({ afterCode: null })
    await other.close()
  })

  it('tells whoever waits that it was interrupted', async () => {
    const desk = await openDesk()
    const writer = desk.store.openWriter()
    const begun = writer.begin({ version: 1, since: 0, isSample: false })
    await desk.store.interrupt()
    await expect(begun).rejects.toMatchObject({ kind: 'OFFLINE', data: { reason: 'STOPPING' } })
  })

  it('says so where a page does not fit the contract, and stores nothing of it', async () => {
    const desk = await openDesk()
    const writer = desk.store.openWriter()
    await writer.begin({ version: 1, since: 0, isSample: false })
    expect(await writer.page(new TextEncoder().encode('{"version":1,"facilities":[{"facilityCode":"1"}],"nextAfterCode":null}'))).toBeNull()
    expect(await writer.page(new TextEncoder().encode('<html>'))).toBeNull()
    await writer.close()
    expect(desk.store.state()).toBeNull()
  })

  it('says so as well where only the end of a page could be read, and stores none after it', async () => {
    const desk = await openDesk()
    const target = { version: 1, since: 0, isSample: false }
    const page = (facilities: unknown[], nextAfterCode: string | null) => new TextEncoder().encode(JSON.stringify({ version: 1, facilities, nextAfterCode }))
    const writer = desk.store.openWriter()
    await writer.begin(target)
    expect(await writer.page(page([facility('1310000000', '一つ目医院')], '1310000000'))).toMatchObject({ nextAfterCode: '1310000000' })
    // Where the next one begins is told before it is looked at.
    expect(await writer.page(page([{ facilityCode: '1' }], '1320000000'))).toMatchObject({ nextAfterCode: '1320000000' })
    const after = await writer.page(page([facility('1330000000', '三つ目医院')], null)).catch((error: unknown) => error)
    expect(after === null || after instanceof CentralUnreachable).toBe(true)
    await writer.close()
    const again = desk.store.openWriter()
    expect(await again.begin(target)).toEqual({ afterCode: '1310000000' })
    await again.close()
  })

  it('of a killed process, half made, is thrown away at the next start', async () => {
    let desk = await openDesk()
    await takeIn(desk.store, many(4))
    writeFileSync(join(desk.directory, 'facility-list-made.db'), 'half of a file')
    writeFileSync(join(desk.directory, `facility-list-${uuidIds.next()}.db`), 'of another start')
    desk = await reopen(desk)
    expect(listFiles(desk)).toHaveLength(1)
    await takeIn(desk.store, many(5), 2)
    expect(desk.store.state()?.count).toBe(5)
  })

  it('that cannot be read any more is begun anew: central has it', async () => {
    let desk = await openDesk()
    await takeIn(desk.store, many(4))
    const file = join(desk.directory, (await readSetting(desk.database.reader.manager, 'facilityListFile'))!)
    await closeDesk(desk)
    writeFileSync(file, 'this is no database any more, but it is long enough to be looked at by whoever opens it'.repeat(100))
    desk = await openDesk(desk.directory, desk.key)
    expect(desk.errors).toEqual(['facilityList.unreadable'])
    expect(desk.store.state()).toBeNull()
    await takeIn(desk.store, many(4))
    expect(desk.store.state()?.count).toBe(4)
  })

  it('of an earlier schema is made anew from its rows', async () => {
    let desk = await openDesk()
    await takeIn(desk.store, many(4))
    const file = join(desk.directory, (await readSetting(desk.database.reader.manager, 'facilityListFile'))!)
    await closeDesk(desk)
    const raw = openRaw(file, desk.key)
    raw.exec(`UPDATE list_state SET value = '0' WHERE name = 'schemaVersion'; DROP TABLE facility_search`)
    raw.close()
    desk = await openDesk(desk.directory, desk.key)
    expect(desk.errors).toEqual([])
    expect(desk.store.state()).toMatchObject({ version: 1, count: 4 })
    expect(codes(desk, '山本3医院')).toEqual(['1310000003'])
  })

  it('comes in twice with the same rows, in both ways, and finds each once', async () => {
    const directory = folder()
    const key = newKey()
    const { handle } = beginIncoming(join(directory, 'incoming.db'), key, { version: 1, since: 0, isSample: false })
    addPage(handle, [facility('1310000000', '古い名前医院')], '1310000000')
    addPage(handle, [facility('1310000000', '新しい名前医院')], null)
    expect(handle.prepare('SELECT name FROM facility').pluck().all()).toEqual(['新しい名前医院'])
    handle.close()
  })
})

describe('what follows from the rows', () => {
  const gaiji = '\u{E38B}'
  it('外字 to correct, corrections known, also after a difference', async () => {
    const desk = await openDesk()
    await takeIn(desk.store, [
      facility('1310000000', `${gaiji}田医院`, { founder: `${gaiji}田　太郎` }),
      facility('1310000001', '𠮷川医院', { publishedForms: { name: `${gaiji}川医院` } }),
      facility('1310000002', '普通医院'),
      facility('1310000003', `${gaiji}崎医院`, { status: 'closed' }),
    ])
    const items = () => itemsToCorrect(desk.store.handle(), 10)
    expect(items().items.map(({ facility: { facilityCode }, item, characters }) => [facilityCode, item, characters])).toEqual([
      ['1310000000', 'founder', [gaiji]], ['1310000000', 'name', [gaiji]],
    ])
    expect(knownReplacements(desk.store.handle())).toEqual([{ prefectureNumber: '13', character: gaiji, replacement: '𠮷', count: 1 }])
    await takeIn(desk.store, [facility('1310000000', '𠮷田医院', { founder: `${gaiji}田　太郎`, publishedForms: { name: `${gaiji}田医院` }, listVersion: 2 })], 2)
    expect(items()).toMatchObject({ total: 1, items: [{ item: 'founder' }] })
    expect(knownReplacements(desk.store.handle())).toEqual([{ prefectureNumber: '13', character: gaiji, replacement: '𠮷', count: 2 }])
  })

  it('承継 is offered for the same place under another code, not once linked or dismissed', async () => {
    const desk = await openDesk()
    const place = { address: '港区南青山１丁目２番３号', telephone: '03(0222)3333' }
    const closed = facility('1310000000', '父の医院', { ...place, status: 'closed' })
    const successor = facility('1310000009', '子の医院', { address: '東京都港区南青山１－２－３', telephone: '0302223333' })
    await takeIn(desk.store, [closed, successor, facility('1310000005', '隣の医院', { ...place, listKind: 'dental' })])
    const pairs = () => offeredSuccessions(desk.store.handle(), 10).map(({ predecessor, successor: next }) => [predecessor.facilityCode, next.facilityCode])
    expect(pairs()).toEqual([['1310000000', '1310000009']])
    await takeIn(desk.store, [{ ...closed, listVersion: 2, succession: { successorCode: '1310000009', state: 'dismissed' } }], 2)
    expect(pairs()).toEqual([])
  })

  it('an old code leads to the facility of today, over two 承継, and says so', async () => {
    const desk = await openDesk()
    await takeIn(desk.store, [
      facility('1310000000', '初代医院', { status: 'closed', succession: { successorCode: '1310000001', state: 'linked' } }),
      facility('1310000001', '二代医院', { status: 'closed', succession: { successorCode: '1310000002', state: 'linked' }, predecessorCodes: ['1310000000'] }),
      facility('1310000002', '三代医院', { predecessorCodes: ['1310000001', '1310000000', '1399999999'] }),
    ])
    const list = desk.store.handle()
    const find = (query: string) => findFacilities(list, { query, limit: 5, prefectureNumber: null, listKind: null }).results.map((result) => foundFacilityOf(list, result))
    expect(find('1310000000').map(({ facilityCode, matchedBy, formerCode, successor }) => [facilityCode, matchedBy, formerCode, successor?.facilityCode ?? null])).toEqual([
      ['1310000002', 'formerCode', '1310000000', null], ['1310000000', 'code', null, '1310000002'],
    ])
    // A code that stands in no list.
    expect(find('13-9999-9999').map(({ facilityCode, formerCode }) => [facilityCode, formerCode])).toEqual([['1310000002', '1399999999']])
    expect(find('1310000002').map(({ formerCode }) => formerCode)).toEqual([null])
  })

  it('readings are counted, searched by sound, and asked for in order of code', async () => {
    const desk = await openDesk()
    await takeIn(desk.store, [
      facility('1310000002', '大野医院', { reading: 'オオノイイン', readingSource: 'official' }),
      facility('1310000001', '佐藤歯科', { reading: 'サトウシカ', readingSource: 'dictionary' }),
      facility('1310000003', '謎医院'), facility('1310000004', '閉院', { status: 'closed' }),
    ])
    for (const query of ['おおの', 'オーノ', 'ono', 'Ōno', 'oono iin', 'おおの医院']) expect([query, codes(desk, query)]).toEqual([query, ['1310000002']])
    expect(codes(desk, 'さとう しか')).toEqual(['1310000001'])
    expect(countReadings(desk.store.handle())).toEqual({ without: 1, guessed: 1 })
    expect(namesForReading(desk.store.handle(), null, 2).map(({ facilityCode }) => facilityCode)).toEqual(['1310000001', '1310000002'])
    expect(namesForReading(desk.store.handle(), '1310000002', 5).map(({ facilityCode, readingSource }) => [facilityCode, readingSource])).toEqual([['1310000003', null]])
  })
})

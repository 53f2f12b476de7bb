import { randomUUID } from 'node:crypto'
import { get } from 'node:http'
import { text } from 'node:stream/consumers'
import { createGunzip } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { z } from 'zod'
import type { changeBodies } from '#shared/contract/central/sync.ts'
import type { FacilityRecord } from '#shared/contract/records.ts'
import { addPerson, enrolDesktop, type Desktop, type SignedIn } from './support/desktop.ts'
import { activateList, clientOfPerson, problemOf, stageList, touchedSince, useList, versionInUse } from './support/lists.ts'
import { facility, publishedOf } from './support/records.ts'
import { clientOf, startTestCentral, type TestCentral } from './support/test-central.ts'

type FacilityListChange = z.output<(typeof changeBodies)['facilityList']>

let test: TestCentral
let desk: Desktop
let administrator: SignedIn
beforeAll(async () => {
  test = await startTestCentral()
  await addPerson(test, 'administrator', 'administrator')
  await addPerson(test, 'operator', 'operator')
  desk = await enrolDesktop(test)
  administrator = await desk.signIn('administrator')
}, 60_000)
afterAll(() => test.close())

const rows = async (query: { sinceVersion?: number; afterCode?: string; limit?: number } = {}) => {
  const reply = await clientOf(test.url, desk.deviceToken).call('listFacilities', { query })
  return { ...reply, codes: reply.facilities.map((row) => `${row.facilityCode} ${row.status}`) }
}
const sample = facility('2610000001', { isSample: true })
const kyoto = ['2619900001', '2619900002', '2619900003'].map((code) => facility(code))
const tokyoDental = facility('1339900001', { prefectureNumber: '13', listKind: 'dental', type: 'dentalClinic' })

describe('the facility list', () => {
  it('is switched in one step; what its coverage misses is closed, a real list closes the sample', async () => {
    expect(await useList(test, administrator, [sample], { isSample: true })).toEqual({ version: 1, added: 1, changed: 0, unchanged: 0, closed: 0 })
    expect(await useList(test, administrator, [tokyoDental])).toEqual({ version: 2, added: 1, changed: 0, unchanged: 0, closed: 0 })
    // Closing the sample is no loss to report, but a desktop that has it is told.
    expect((await rows({ sinceVersion: 1 })).codes).toContain('2610000001 closed')
    expect(await useList(test, administrator, kyoto)).toMatchObject({ version: 3, added: 3, closed: 0 })
    const [one, two] = kyoto
    if (one === undefined || two === undefined) throw new Error('Two facilities are needed')
    expect(await useList(test, administrator, [one, { ...two, telephone: null }])).toEqual({ version: 4, added: 0, changed: 1, unchanged: 1, closed: 1 })
    expect((await rows()).codes).toEqual(['1339900001 active', '2619900001 active', '2619900002 active', '2619900003 closed'])
    expect((await rows({ sinceVersion: 3 })).codes).toEqual(['2619900002 active', '2619900003 closed'])
    // A desktop that has the sample is told to drop it.
    expect((await rows({ sinceVersion: 1 })).codes).toContain('2610000001 closed')
    expect(await useList(test, administrator, kyoto)).toMatchObject({ version: 5, added: 0, changed: 2, unchanged: 1, closed: 0 })
    const { changes } = await desk.pull()
    const importedAt = '2026-10-05T01:00:00.000Z'
    expect(changes.filter((change) => change.entity === 'facilityList')).toEqual([{
      entity: 'facilityList', id: 'facilityList', version: 5,
      body: {
        version: 5, isSample: false,
        coverage: [{ prefectureNumber: '13', listKind: 'dental', asOf: null, importedAt }, { prefectureNumber: '26', listKind: 'medical', asOf: null, importedAt }],
      },
    }])
  })

  it('comes in pages in order of code', async () => {
    const first = await rows({ limit: 2 })
    expect(first.nextAfterCode).toBe('2619900001')
    const second = await rows({ limit: 2, afterCode: '2619900001' })
    expect([...first.codes, ...second.codes]).toEqual((await rows()).codes)
  })

  it('counts a part sent twice once and switches only when complete', async () => {
    const client = clientOf(test.url, administrator.session.accessToken)
    const listId = randomUUID()
    const coverage = [{ prefectureNumber: '26', listKind: 'medical' as const, asOf: '2026-10-01', form: 'bureauReport' as const }]
    const [one, two, three] = kyoto.map(publishedOf)
    if (one === undefined || two === undefined || three === undefined) throw new Error('Three facilities are needed')
    const add = (part: number, ...facilities: (typeof one)[]) => client.call('addFacilities', { parameters: { listId, part }, body: { facilities } })
    const activate = (expectedCount: number) => client.call('activateFacilityList', { parameters: { listId }, body: { expectedCount, confirmed: [] } })
    expect(await problemOf(add(0, one))).toBe('NOT_FOUND')
    await client.call('startFacilityList', { body: { listId, isSample: false, coverage, sparedCodes: [] } })
    await client.call('startFacilityList', { body: { listId, isSample: false, coverage, sparedCodes: [] } })
    await add(0, one, two)
    await add(0, one)
    await add(1, two)
    expect(await problemOf(activate(3))).toBe('CONFLICT')
    expect(await problemOf(add(2, { ...three, prefectureNumber: '27' }))).toBe('INVALID_REQUEST')
    await add(2, three)
    const result = await activate(3)
    expect(await activate(3)).toEqual(result)
    expect(await problemOf(add(3, one))).toBe('CONFLICT')
  })

  it('is the administrator\'s; a sample never replaces a real list', async () => {
    const operator = await desk.signIn('operator')
    expect(await problemOf(useList(test, operator, kyoto))).toBe('FORBIDDEN')
    expect(await problemOf(useList(test, administrator, [sample], { isSample: true }))).toBe('CONFLICT')
  })
})

/** Facilities of a prefecture of their own. */
const facilitiesIn = (prefectureNumber: string, count: number): [FacilityRecord, ...FacilityRecord[]] => {
  const all = Array.from({ length: count }, (_, index) => facility(`${prefectureNumber}1${String(index).padStart(7, '0')}`, { prefectureNumber, name: `第${index}医院` }))
  const [first, ...rest] = all
  if (first === undefined) throw new Error('At least one facility is needed')
  return [first, ...rest]
}
const preview = (listId: string) => clientOfPerson(test, administrator).call('previewFacilityList', { parameters: { listId } })

describe('what a staged list would do', () => {
  it('is counted without changing anything, and is what activation then does', async () => {
    const [one, two, ...gone] = facilitiesIn('01', 4)
    if (two === undefined) throw new Error('Two facilities are needed')
    await useList(test, administrator, [one, two, ...gone])
    const { version } = await touchedSince(test, desk, 0)
    const listId = await stageList(test, administrator, [one, { ...two, telephone: '011-000-0000' }, facility('0119999999', { prefectureNumber: '01' })])
    const { cursor } = await desk.pull()
    const counts = { added: 1, changed: 1, unchanged: 1, closed: 2 }
    expect(await preview(listId)).toEqual({ ...counts, questions: [] })
    expect(await touchedSince(test, desk, version)).toEqual({ version, codes: [] })
    expect((await desk.pull(cursor)).changes).toEqual([])
    expect(await activateList(test, administrator, listId, 3)).toEqual({ version: version + 1, ...counts })
    expect((await touchedSince(test, desk, version)).codes).toEqual(['0110000001', '0110000002', '0110000003', '0119999999'])
  })

  it('asks before it closes many or goes back in time, and does nothing until each is confirmed', async () => {
    const all = facilitiesIn('02', 6)
    await useList(test, administrator, all, { asOf: '2026-10-01' })
    const listId = await stageList(test, administrator, all.slice(0, 3), { asOf: '2026-09-01' })
    const scope = { prefectureNumber: '02', listKind: 'medical', heldAsOf: '2026-10-01', asOf: '2026-09-01', held: 6, closing: 3 }
    expect((await preview(listId)).questions).toEqual([{ kind: 'olderList', scopes: [scope] }, { kind: 'manyClosed', scopes: [scope] }])
    const version = await versionInUse(test, desk)
    expect(await problemOf(activateList(test, administrator, listId, 3))).toBe('CONFIRMATION_NEEDED')
    expect(await problemOf(activateList(test, administrator, listId, 3, ['manyClosed']))).toBe('CONFIRMATION_NEEDED')
    expect(await problemOf(activateList(test, administrator, listId, 3, ['olderList']))).toBe('CONFIRMATION_NEEDED')
    expect((await touchedSince(test, desk, version)).codes).toEqual([])
    expect(await activateList(test, administrator, listId, 3, ['olderList', 'manyClosed'])).toMatchObject({ closed: 3 })
  })

  it('is counted again when it is put into use: what came in between is asked about', async () => {
    const all = facilitiesIn('03', 6)
    await useList(test, administrator, all.slice(0, 2))
    const listId = await stageList(test, administrator, all.slice(0, 2))
    expect((await preview(listId)).questions).toEqual([])
    await useList(test, administrator, all)
    expect(await problemOf(activateList(test, administrator, listId, 2))).toBe('CONFIRMATION_NEEDED')
  })

  it('spares what could not be read, and closes nothing outside what it covers', async () => {
    const all = facilitiesIn('04', 5)
    const dental = facility('0430000001', { prefectureNumber: '04', listKind: 'dental', type: 'dentalClinic' })
    await useList(test, administrator, [...all, dental])
    const version = await versionInUse(test, desk)
    const sparedCodes = all.slice(1, 4).map((one) => one.facilityCode)
    const listId = await stageList(test, administrator, all.slice(0, 1), { sparedCodes })
    expect(await preview(listId)).toEqual({ added: 0, changed: 0, unchanged: 1, closed: 1, questions: [] })
    expect(await activateList(test, administrator, listId, 1)).toMatchObject({ closed: 1 })
    expect((await touchedSince(test, desk, version)).codes).toEqual(['0410000004'])
  })
})

describe('any sequence of lists', () => {
  it('leaves what a plain count of rows says', async () => {
    const cells = ['40', '41']
    const codes = cells.flatMap((prefecture) => Array.from({ length: 8 }, (_, index) => `${prefecture}1000000${index}`))
    const named = fc.record({ telephone: fc.constantFrom('1', '2'), status: fc.constantFrom('active' as const, 'suspended' as const) })
    const rowOf = fc.oneof({ arbitrary: named, weight: 4 }, fc.constantFrom('absent' as const, 'spared' as const))
    const lists = fc.sample(fc.record({ cells: fc.subarray(cells, { minLength: 1 }), rows: fc.array(rowOf, { minLength: 16, maxLength: 16 }) }), { numRuns: 12, seed: 20_261_005 })
    const expected = new Map<string, { telephone: string; status: string }>()
    for (const list of lists) {
      const covered = codes.flatMap((code, index) => (list.cells.includes(code.slice(0, 2)) ? [{ code, row: list.rows[index] ?? 'absent' }] : []))
      const counts = { added: 0, changed: 0, unchanged: 0, closed: 0 }
      const facilities: FacilityRecord[] = []
      const sparedCodes: string[] = []
      for (const { code, row } of covered) {
        const held = expected.get(code)
        if (row === 'spared') sparedCodes.push(code)
        else if (row !== 'absent') {
          facilities.push(facility(code, { prefectureNumber: code.slice(0, 2), ...row }))
          counts[held === undefined ? 'added' : held.telephone === row.telephone && held.status === row.status ? 'unchanged' : 'changed'] += 1
          expected.set(code, row)
        } else if (held !== undefined && held.status !== 'closed') {
          counts.closed += 1
          expected.set(code, { ...held, status: 'closed' })
        }
      }
      if (facilities.length === 0) continue
      const alsoCovers = list.cells.map((prefectureNumber) => ({ prefectureNumber, listKind: 'medical' as const }))
      const listId = await stageList(test, administrator, facilities, { sparedCodes, alsoCovers })
      expect(await preview(listId)).toMatchObject(counts)
      expect(await activateList(test, administrator, listId, facilities.length, ['manyClosed'])).toMatchObject(counts)
      const inUse = (await clientOf(test.url, desk.deviceToken).call('listFacilities', { query: { afterCode: '4000000000' } })).facilities.filter((row) => codes.includes(row.facilityCode))
      expect(Object.fromEntries(inUse.map((row) => [row.facilityCode, `${row.telephone} ${row.status}`])))
        .toEqual(Object.fromEntries([...expected].map(([code, row]) => [code, `${row.telephone} ${row.status}`])))
    }
    expect(expected.size).toBeGreaterThan(10)
  })
})

describe('a list that changes no row', () => {
  it('keeps the version; only a newer day reaches the desktops', async () => {
    const all = facilitiesIn('05', 3)
    await useList(test, administrator, all, { asOf: '2026-10-01' })
    const version = await versionInUse(test, desk)
    let { cursor } = await desk.pull()
    const daysAfter = async (asOf: string) => {
      expect(await useList(test, administrator, all, { asOf })).toEqual({ version, added: 0, changed: 0, unchanged: 3, closed: 0 })
      const page = await desk.pull(cursor)
      cursor = page.cursor
      return page.changes.map(({ body }) => (body as FacilityListChange).coverage.find((cell) => cell.prefectureNumber === '05')?.asOf)
    }
    expect(await daysAfter('2026-10-01')).toEqual([])
    expect(await daysAfter('2026-09-01')).toEqual([])
    expect(await daysAfter('2026-11-01')).toEqual(['2026-11-01'])
    expect((await touchedSince(test, desk, version)).codes).toEqual([])
    // It was put into use all the same: asked again, it gives the same answer.
    const listId = await stageList(test, administrator, all, { asOf: '2026-11-01' })
    const answer = await activateList(test, administrator, listId, 3)
    await useList(test, administrator, facilitiesIn('06', 1))
    expect(await activateList(test, administrator, listId, 3)).toEqual(answer)
  })
})

describe('a staged list', () => {
  it('can be dropped until it is in use', async () => {
    const client = clientOfPerson(test, administrator)
    const discard = (listId: string) => client.call('discardFacilityList', { parameters: { listId } })
    const all = facilitiesIn('07', 2)
    const listId = await stageList(test, administrator, all)
    expect(await discard(listId)).toEqual({ discarded: true })
    expect(await discard(listId)).toEqual({ discarded: true })
    expect(await test.central.database.reader.query('select 1 from staged_facility where list_id = $1', [listId])).toEqual([])
    expect(await problemOf(client.call('addFacilities', { parameters: { listId, part: 1 }, body: { facilities: [publishedOf(all[0])] } }))).toBe('CONFLICT')
    expect(await problemOf(preview(listId))).toBe('CONFLICT')
    expect(await problemOf(activateList(test, administrator, listId, 2))).toBe('CONFLICT')
    expect(await discard(randomUUID())).toEqual({ discarded: true })
    const used = await stageList(test, administrator, all)
    await activateList(test, administrator, used, 2)
    expect(await problemOf(discard(used))).toBe('CONFLICT')
    expect(await problemOf(preview(randomUUID()))).toBe('NOT_FOUND')
  })

  it('is dropped by itself when nobody finishes it', async () => {
    const left = await stageList(test, administrator, facilitiesIn('08', 1))
    test.clock.advance(7 * 86_400_000)
    administrator = await desk.signIn('administrator')
    await stageList(test, administrator, facilitiesIn('08', 1))
    expect((await preview(left)).added).toBe(1)
    test.clock.advance(1)
    await stageList(test, administrator, facilitiesIn('08', 1))
    expect(await problemOf(preview(left))).toBe('CONFLICT')
  })

  it('names each prefecture and kind once, and no facility as closed', async () => {
    const [one] = facilitiesIn('09', 1)
    const cell = { prefectureNumber: '09', listKind: 'medical' as const, asOf: null, form: 'table' as const }
    const start = clientOfPerson(test, administrator).call('startFacilityList', { body: { listId: randomUUID(), isSample: false, coverage: [cell, { ...cell, asOf: '2026-10-01' }], sparedCodes: [] } })
    expect(await problemOf(start)).toBe('INVALID_REQUEST')
    expect(await problemOf(stageList(test, administrator, [{ ...one, status: 'closed' }]))).toBe('INVALID_REQUEST')
  })

  it('leaves a trace of who put it into use or dropped it', async () => {
    const listId = await stageList(test, administrator, facilitiesIn('10', 1))
    const { version } = await activateList(test, administrator, listId, 1)
    const dropped = await stageList(test, administrator, facilitiesIn('10', 1))
    await clientOfPerson(test, administrator).call('discardFacilityList', { parameters: { listId: dropped } })
    const columns = 'operation, subject, staff_id, device_id, list_version, details'
    expect(await test.central.database.reader.query(`select ${columns} from facility_operation where subject = any($1) order by position`, [[listId, dropped]])).toEqual([
      {
        operation: 'activateFacilityList', subject: listId, staff_id: 'administrator', device_id: desk.deviceId, list_version: version,
        details: { added: 1, changed: 0, unchanged: 0, closed: 0, confirmed: [] },
      },
      { operation: 'discardFacilityList', subject: dropped, staff_id: 'administrator', device_id: desk.deviceId, list_version: null, details: {} },
    ])
  })
})

describe('a page of the list', () => {
  it('comes compressed', async () => {
    await useList(test, administrator, facilitiesIn('11', 40))
    const headers = { authorization: `Bearer ${desk.deviceToken}`, 'accept-encoding': 'gzip' }
    const reply = await new Promise<{ encoding: string | undefined; bytes: number; content: string }>((resolve, reject) => {
      get(`${test.url}/v1/facilities?sinceVersion=0`, { headers }, (response) => {
        let bytes = 0
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length
        })
        text(response.pipe(createGunzip())).then((content) => resolve({ encoding: response.headers['content-encoding'], bytes, content }), reject)
      }).on('error', reject)
    })
    expect(reply.encoding).toBe('gzip')
    expect((JSON.parse(reply.content) as { facilities: unknown[] }).facilities.length).toBeGreaterThan(40)
    expect(reply.bytes).toBeLessThan(Buffer.byteLength(reply.content) / 5)
  })
})

describe('accounts of the portal', () => {
  it('reach the desktops, changed ones only', async () => {
    const account = { facilityCode: '2619900001', state: 'registered' as const }
    expect(await test.central.admin.importAccounts([account, { ...account, facilityCode: '2619900002' }])).toEqual({ added: 2, changed: 0, unchanged: 0, notNamed: 0 })
    const { cursor } = await desk.pull()
    expect(await test.central.admin.importAccounts([account, { facilityCode: '2619900002', state: 'unregistered' }])).toEqual({ added: 0, changed: 1, unchanged: 1, notNamed: 0 })
    expect((await desk.pull(cursor)).changes).toEqual([{ entity: 'portalAccount', id: '2619900002', version: 2, body: { facilityCode: '2619900002', state: 'unregistered' } }])
    await expect(test.central.admin.importAccounts([{ facilityCode: '1', state: 'registered' }])).rejects.toThrow('10 digits')
  })
})

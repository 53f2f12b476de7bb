import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CentralProblem } from '#shared/contract/central/problem.ts'
import { addPerson, enrolDesktop, type Desktop, type SignedIn } from './support/desktop.ts'
import { useList } from './support/notices.ts'
import { facility } from './support/records.ts'
import { clientOf, startTestCentral, type TestCentral } from './support/test-central.ts'

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

const codeOf = async (promise: Promise<unknown>): Promise<string> => promise.then(() => 'no problem', (error: unknown) => (error instanceof CentralProblem ? error.code : String(error)))
const rows = async (query: { sinceVersion?: number; afterCode?: string; limit?: number } = {}) => {
  const reply = await clientOf(test.url, desk.deviceToken).call('listFacilities', { query })
  return { ...reply, codes: reply.facilities.map((row) => `${row.facilityCode} ${row.status}`) }
}
const sample = facility('2610000001', { isSample: true })
const kyoto = ['2619900001', '2619900002', '2619900003'].map((code) => facility(code))
const tokyoDental = facility('1339900001', { prefectureNumber: '13', listKind: 'dental', type: 'dentalClinic' })

describe('the facility list', () => {
  it('is switched in one step; what its coverage misses is closed, a real list closes the sample', async () => {
    expect(await useList(test, administrator, [sample], true)).toEqual({ version: 1, added: 1, changed: 0, unchanged: 0, closed: 0 })
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
    expect(changes.filter((change) => change.entity === 'facilityList')).toEqual([{ entity: 'facilityList', id: 'facilityList', version: 5, body: { version: 5, isSample: false } }])
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
    const coverage = [{ prefectureNumber: '26', listKind: 'medical' as const, asOf: '2026-10-01' }]
    const [one, two, three] = kyoto.map(({ isSample: _s, listVersion: _v, ...row }) => row)
    if (one === undefined || two === undefined || three === undefined) throw new Error('Three facilities are needed')
    const add = (part: number, ...facilities: (typeof one)[]) => client.call('addFacilities', { parameters: { listId, part }, body: { facilities } })
    const activate = (expectedCount: number) => client.call('activateFacilityList', { parameters: { listId }, body: { expectedCount } })
    expect(await codeOf(add(0, one))).toBe('NOT_FOUND')
    await client.call('startFacilityList', { body: { listId, isSample: false, coverage } })
    await client.call('startFacilityList', { body: { listId, isSample: false, coverage } })
    await add(0, one, two)
    await add(0, one)
    await add(1, two)
    expect(await codeOf(activate(3))).toBe('CONFLICT')
    expect(await codeOf(add(2, { ...three, prefectureNumber: '27' }))).toBe('INVALID_REQUEST')
    await add(2, three)
    const result = await activate(3)
    expect(await activate(3)).toEqual(result)
    expect(await codeOf(add(3, one))).toBe('CONFLICT')
  })

  it('is the administrator\'s; a sample never replaces a real list', async () => {
    const operator = await desk.signIn('operator')
    expect(await codeOf(useList(test, operator, kyoto))).toBe('FORBIDDEN')
    expect(await codeOf(useList(test, administrator, [sample], true))).toBe('CONFLICT')
  })
})

describe('accounts of the portal', () => {
  it('reach the desktops, changed ones only', async () => {
    const account = { facilityCode: '2619900001', state: 'registered' as const }
    expect(await test.central.admin.importAccounts([account, { ...account, facilityCode: '2619900002' }])).toEqual({ changed: 2 })
    const { cursor } = await desk.pull()
    expect(await test.central.admin.importAccounts([account, { facilityCode: '2619900002', state: 'unregistered' }])).toEqual({ changed: 1 })
    expect((await desk.pull(cursor)).changes).toEqual([{ entity: 'portalAccount', id: '2619900002', version: 2, body: { facilityCode: '2619900002', state: 'unregistered' } }])
    await expect(test.central.admin.importAccounts([{ facilityCode: '1', state: 'registered' }])).rejects.toThrow('10 digits')
  })
})

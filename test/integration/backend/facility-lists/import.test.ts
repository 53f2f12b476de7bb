/** Taking in lists, from the file to a second desktop, over a real central. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { refusalOf, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { jsonReply } from '#test/support/test-network.ts'
import { confirmed, isResting, nextJob, nextPlace, printed, startListOffice, takeIn, usual, type ListOffice, type Place } from './list-office.ts'

const folder = temporaryFolders()
let office: ListOffice
let desktop: TestDesktop
let page: DeskClient

let place: Place
let other: TestDesktop

beforeAll(async () => {
  office = await startListOffice()
  desktop = await office.openDesktop(folder(), { dictionary: false })
  other = await office.openDesktop(folder(), { dictionary: false })
}, 60_000)
afterAll(async () => {
  await desktop?.stop()
  await other?.stop()
  await office?.close()
})
beforeEach(async () => {
  place = nextPlace()
  page = await desktop.signedIn('administrator')
})
afterEach(async () => {
  desktop.network.intercept = null
  // Readings go on by themselves, and a failed test may leave a question: the next test wants the desk free.
  const { job } = await page.facilityLists.summary({})
  if (job !== null) await page.facilityLists.cancel({ jobId: job.jobId })
})

const twenty = async (month = 7) => await place.list(usual(1, 20), month)
const statusOf = async (number: number) => (await page.facilities.get({ facilityCode: place.codeOf(number) })).facility.status
/** Of this test's place. */
const inUse = async (from = page) => {
  const cell = (await from.facilityLists.summary({})).coverage.find(({ prefectureNumber }) => prefectureNumber === place.prefectureNumber)
  return { count: cell?.count, asOf: cell?.asOf }
}
const version = async () => (await page.facilityLists.summary({})).status?.version ?? 0

describe('a list', () => {
  it('is in use on every desktop, with its day', async () => {
    const before = await version()
    const job = await takeIn(desktop, page, await twenty())
    expect(job).toMatchObject({
      state: 'done', message: null, questions: [], report: { records: 20, added: 20, changed: 0, unchanged: 0, closed: 0, version: before + 1, refusedCount: 0, files: [{ asOf: '2026-07-01' }] },
    })
    await other.sync()
    const there = await other.signedIn('operator')
    expect((await there.facilityLists.summary({})).coverage.find(({ prefectureNumber }) => prefectureNumber === place.prefectureNumber)).toEqual({
      prefectureNumber: place.prefectureNumber, listKind: 'medical', count: 20, asOf: '2026-07-01', importedAt: new Date(office.test.clock.now()).toISOString(),
    })
  })

  it('taken in twice changes nothing', async () => {
    const first = await takeIn(desktop, page, await twenty())
    expect(await takeIn(desktop, page, await twenty())).toMatchObject({ state: 'done', report: { added: 0, changed: 0, unchanged: 20, closed: 0, version: first.report!.version } })
    expect(await inUse()).toMatchObject({ count: 20 })
  })

  it('closes what it no longer names and changes what it names otherwise', async () => {
    await takeIn(desktop, page, await twenty())
    const job = await takeIn(desktop, page, await place.list([...usual(3, 20), printed(21), printed(1, { telephone: '0776-99-9999' })], 8))
    expect(job).toMatchObject({ state: 'done', report: { added: 1, changed: 1, unchanged: 18, closed: 1 } })
    expect(await statusOf(2)).toBe('closed')
    expect(await inUse()).toMatchObject({ count: 20, asOf: '2026-08-01' })
  })

  it('does not close a facility whose row could not be read', async () => {
    await takeIn(desktop, page, await twenty())
    const job = await takeIn(desktop, page, await place.list([...usual(1, 19), printed(20, { address: '〒910-0020' })], 8))
    expect(job).toMatchObject({ state: 'done', report: { records: 19, closed: 0, refusedCount: 1 } })
    expect(await statusOf(20)).toBe('active')
  })

  it('spares what is missing where rows without a readable code explain it, and says so; not where more is missing', async () => {
    await takeIn(desktop, page, await twenty())
    const explained = await takeIn(desktop, page, await place.list([...usual(1, 19), printed(20, { code: '不明' })], 8))
    expect(explained).toMatchObject({ state: 'done', report: { records: 19, closed: 0, refusedCount: 1 } })
    expect(explained.report!.refused[0]!.message).toContain('1 件を閉鎖にしませんでした')
    expect(await statusOf(20)).toBe('active')
    expect(await takeIn(desktop, page, await place.list([...usual(1, 18), printed(20, { code: '不明' })], 9))).toMatchObject({ state: 'done', report: { closed: 2 } })
  })

  it('that is only a 併設 list covers nothing: beside others it is left out, alone it is refused', async () => {
    const joint = nextPlace()
    const { fileId: whole } = await page.facilityLists.stage({ name: place.fileName, content: await twenty() })
    const { fileId: part } = await page.facilityLists.stage({ name: '併設.xlsx', content: await joint.list(usual(1, 2)) })
    const job = await nextJob(desktop, (one) => one.kind === 'facilityList' && isResting(one), async () => await page.facilityLists.start({ fileIds: [whole, part] }))
    expect(job).toMatchObject({ state: 'done', report: { records: 20, added: 20, refusedCount: 2, refused: [{ file: '併設.xlsx', row: null, message: expect.stringContaining('取り込みませんでした') }] } })
    expect(await refusalOf(page.facilities.get({ facilityCode: joint.codeOf(1) }))).toBe('NOT_FOUND FACILITY')
    expect(await takeIn(desktop, page, await joint.list(usual(1, 2)), { name: '併設.xlsx' })).toMatchObject({ state: 'failed', step: 'LIST_COVERS_NOTHING' })
  })

  it('tried out tells what it would do, and does nothing', async () => {
    await takeIn(desktop, page, await twenty())
    const requests = desktop.network.requests.filter(({ path }) => path.includes('facility-lists')).length
    const job = await takeIn(desktop, page, await place.list([printed(1), printed(2, { name: '改名医院' }), printed(30)], 8), { dryRun: true })
    expect(job).toMatchObject({ state: 'done', report: { records: 3, added: 1, changed: 1, unchanged: 1, closed: 18, version: null } })
    expect(desktop.network.requests.filter(({ path }) => path.includes('facility-lists'))).toHaveLength(requests)
    expect(await inUse()).toMatchObject({ count: 20 })
  })
})

describe('a question', () => {
  it('is asked before an older list, and answered with no leaves the list', async () => {
    await takeIn(desktop, page, await twenty(8))
    const job = await takeIn(desktop, page, await twenty(7))
    expect(job).toMatchObject({ state: 'asking', questions: [{ kind: 'olderList', scopes: [{ prefectureNumber: place.prefectureNumber, listKind: 'medical', heldAsOf: '2026-08-01', asOf: '2026-07-01' }] }] })
    expect(await refusalOf(page.facilityLists.startReadings({ fileIds: [] }))).toBe('CONFLICT IMPORT_RUNNING')
    expect(await page.facilityLists.cancel({ jobId: job.jobId })).toMatchObject({ state: 'cancelled', message: expect.stringContaining('元のまま'), questions: [] })
    expect(await inUse()).toEqual({ count: 20, asOf: '2026-08-01' })
    expect(desktop.network.requests.some(({ method, path, status }) => method === 'DELETE' && path.includes(job.jobId) && status === 200)).toBe(true)
  })

  it('is asked where many would be closed, and confirmed by another administrator', async () => {
    await takeIn(desktop, page, await twenty())
    const job = await takeIn(desktop, page, await place.list(usual(1, 17), 8))
    expect(job).toMatchObject({ state: 'asking', report: { closed: 3, unchanged: 17, version: null }, questions: [{ kind: 'manyClosed', scopes: [{ held: 20, closing: 3 }] }] })
    expect(await statusOf(18)).toBe('active')
    const second = await desktop.signedIn('administrator2')
    expect(await confirmed(desktop, second, job)).toMatchObject({ state: 'done', questions: [], report: { closed: 3 } })
    expect(await statusOf(18)).toBe('closed')
  })

  it('is still open when the tokens of who asked have expired', async () => {
    await takeIn(desktop, page, await twenty())
    const job = await takeIn(desktop, page, await place.list(usual(1, 10), 8))
    office.test.clock.advance(3_600_000)
    expect(await confirmed(desktop, page, job)).toMatchObject({ state: 'done', report: { closed: 10 } })
  })

  it('is asked again where another list came meanwhile', async () => {
    await takeIn(desktop, page, await twenty())
    const job = await takeIn(desktop, page, await place.list(usual(1, 17), 8))
    await takeIn(other, await other.signedIn('administrator2'), await place.list(usual(1, 30), 8))
    const again = await confirmed(desktop, page, job)
    expect(again).toMatchObject({ state: 'asking', questions: [{ kind: 'manyClosed', scopes: [{ held: 30, closing: 13 }] }] })
    expect(await confirmed(desktop, page, again)).toMatchObject({ state: 'done', report: { closed: 13 } })
  })

  it('that ends with the program leaves the list, and what central held for it is dropped before the next', async () => {
    await takeIn(desktop, page, await twenty())
    const job = await takeIn(desktop, page, await place.list(usual(1, 10), 8))
    await desktop.restart()
    page = await desktop.signedIn('administrator')
    expect((await page.facilityLists.summary({})).job).toBeNull()
    expect(await inUse()).toMatchObject({ count: 20 })
    expect(await takeIn(desktop, page, await twenty(9))).toMatchObject({ state: 'done' })
    expect(desktop.network.requests.findLast(({ method }) => method === 'DELETE')).toMatchObject({ path: expect.stringContaining(job.jobId), status: 200 })
  })
})

describe('an import that breaks off leaves the list', () => {
  const kept = nextPlace()
  let isTakenIn = false
  let next: Blob
  beforeEach(async () => {
    place = kept
    if (isTakenIn) return
    await takeIn(desktop, page, await twenty())
    next = await place.list([...usual(1, 20), printed(21)], 8)
    isTakenIn = true
  })

  it.each(['/v1/facility-lists', '/parts/', '/preview', '/activation'])('with central away at %s', async (place) => {
    desktop.network.intercept = async (path, send) => {
      if (path.endsWith(place) || (place === '/parts/' && path.includes(place))) throw new TypeError('fetch failed')
      return await send()
    }
    const job = await takeIn(desktop, page, next)
    expect(job).toMatchObject({ state: 'failed', step: place === '/activation' ? 'LIST_SWITCH_UNKNOWN' : 'LIST_NOT_SENT', report: null })
    desktop.network.intercept = null
    await desktop.sync()
    expect(await inUse()).toEqual({ count: 20, asOf: '2026-07-01' })
  })

  it('when cancelled while it is sent', async () => {
    const { fileId } = await page.facilityLists.stage({ name: place.fileName, content: next })
    const cancelled = Promise.withResolvers<unknown>()
    desktop.network.intercept = async (path, send) => {
      if (path.endsWith('/v1/facility-lists')) cancelled.resolve((async () => await page.facilityLists.cancel({ jobId: (await page.facilityLists.summary({})).job!.jobId }))())
      return await send()
    }
    const job = await nextJob(desktop, (one) => one.kind === 'facilityList' && isResting(one), async () => await page.facilityLists.start({ fileIds: [fileId] }))
    expect(await cancelled.promise).toMatchObject({ state: 'cancelled' })
    expect(job.state).toBe('cancelled')
    await desktop.sync()
    expect(await inUse()).toMatchObject({ count: 20 })
  })

  it('when central refuses it', async () => {
    desktop.network.intercept = async (path, send) =>
      path.includes('/parts/') ? jsonReply({ type: 'about:blank', title: 'refused', status: 400, code: 'INVALID_REQUEST' }, 400) : await send()
    expect(await takeIn(desktop, page, next)).toMatchObject({ state: 'failed', step: 'CENTRAL_REFUSED_LIST' })
    expect(await inUse()).toMatchObject({ count: 20 })
  })

  it('when the file is none, and says where', async () => {
    const job = await takeIn(desktop, page, new Blob(['hello\nworld\n']), { name: 'hello.csv' })
    expect(job).toMatchObject({ state: 'failed', message: expect.stringContaining('hello.csv') })
    expect(await inUse()).toMatchObject({ count: 20 })
  })

  it('and does not when only the answer of the switch was lost', async () => {
    let isLost = false
    desktop.network.intercept = async (path, send) => {
      const reply = await send()
      if (!path.endsWith('/activation') || isLost) return reply
      isLost = true
      throw new TypeError('fetch failed')
    }
    expect(await takeIn(desktop, page, next)).toMatchObject({ state: 'done', report: { added: 1 } })
  })
})

describe('a table', () => {
  const rows = (heading: string) => new Blob([`${heading}\r\n${place.codeOf(1)},見本病院,9108526,福井市四ツ井２－８－１,0776-54-5151\r\n`])
  const columns = { facilityCode: '番号', name: '呼び名', postalCode: '郵便', address: '場所', telephone: 'かける先' }
  const heading = Object.values(columns).join(',')

  it('with headings nobody knows needs its columns once: they are remembered', async () => {
    const { fileId } = await page.facilityLists.stage({ name: '表.csv', content: rows(heading) })
    const before = await page.facilityLists.inspect({ fileIds: [fileId] })
    expect(before.files[0]).toMatchObject({ fileId, name: '表.csv', problem: null, table: { headings: heading.split(',') } })
    expect(before.files[0]!.needs).toContain('columns')
    expect(await takeIn(desktop, page, rows(heading), { name: '表.csv', columns, dryRun: true })).toMatchObject({ state: 'done', report: { records: 1 } })

    const again = await page.facilityLists.stage({ name: '翌月.csv', content: rows(heading) })
    const after = await page.facilityLists.inspect({ fileIds: [again.fileId] })
    expect(after.files[0]).toMatchObject({ needs: [], table: { columns } })
    expect(await takeIn(desktop, page, rows(heading), { name: '翌月.csv' })).toMatchObject({ state: 'done', report: { records: 1, added: 1 } })
    expect((await page.facilities.get({ facilityCode: place.codeOf(1) })).facility.name).toBe('見本病院')
  })

  it('read with columns that do not fit teaches nothing', async () => {
    const another = heading.replace('番号', '記号')
    expect(await takeIn(desktop, page, rows(another), { name: '表.csv', columns: { ...columns, facilityCode: '記号', name: 'ない見出し' } })).toMatchObject({ state: 'failed' })
    const { fileId } = await page.facilityLists.stage({ name: '表.csv', content: rows(another) })
    expect((await page.facilityLists.inspect({ fileIds: [fileId] })).files[0]!.needs).toContain('columns')
  })
})

it('is for administrators', async () => {
  const operator = await desktop.signedIn('operator')
  expect(await refusalOf(operator.facilityLists.inspect({ fileIds: [crypto.randomUUID()] }))).toBe('FORBIDDEN')
  expect(await refusalOf(operator.facilityLists.startReadings({ fileIds: [] }))).toBe('FORBIDDEN')
  expect(await refusalOf(operator.facilityLists.corrections({}))).toBe('FORBIDDEN')
})

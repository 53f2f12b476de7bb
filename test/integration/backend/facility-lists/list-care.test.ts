/** What a list needs from people, and its readings: corrected, linked, read here, and there on every desktop. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { setReading } from '#backend/facility-lists/set-reading.ts'
import { auditEntity } from '#backend/database/entities/staff.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { refusalOf, type DeskClient, type TestDesktop } from '#test/support/test-desktop.ts'
import { isResting, nextJob, nextPlace, printed, startListOffice, takeIn, usual, type ListOffice, type Place } from './list-office.ts'

const folder = temporaryFolders()
let office: ListOffice
let desktop: TestDesktop
let other: TestDesktop
let page: DeskClient
let supervisor: DeskClient
let there: DeskClient
let place: Place

beforeAll(async () => {
  office = await startListOffice()
  desktop = await office.openDesktop(folder())
  other = await office.openDesktop(folder())
  page = await desktop.signedIn('administrator')
  supervisor = await desktop.signedIn('supervisor')
  there = await other.signedIn('supervisor')
}, 60_000)
afterAll(async () => {
  await desktop?.stop()
  await other?.stop()
  await office?.close()
})
beforeEach(() => { place = nextPlace() })
afterEach(async () => {
  desktop.network.isDown = false
  const { job } = await page.facilityLists.summary({})
  if (job !== null) await page.facilityLists.cancel({ jobId: job.jobId })
})

const subjectsOf = async (action: string) => (await desktop.backend.core.database.reader.manager.findBy(auditEntity, { action })).map(({ subject }) => subject)
const here = <T extends { facility: { prefectureNumber: string } }>(items: T[]): T[] => items.filter(({ facility }) => facility.prefectureNumber === place.prefectureNumber)

describe('外字', () => {
  const gaiji = '\uE38B'
  const list = async (month: number) => await place.list([
    printed(1, { name: `${gaiji}田医院`, manager: `${gaiji}田　一` }), printed(2, { name: `${gaiji}村医院` }), ...usual(3, 9),
  ], month)

  it('are listed, corrected once, kept over the next list, guessed from then on, and the same on every desktop', async () => {
    expect(await takeIn(desktop, page, await list(7))).toMatchObject({ report: { toCorrect: 2 } })
    const before = await supervisor.facilityLists.corrections({})
    expect(here(before.items)).toMatchObject([
      { item: 'manager', published: `${gaiji}田　一`, characters: [{ character: gaiji, codePoint: 'U+E38B', guess: null, guessFrom: null }] },
      { item: 'name', published: `${gaiji}田医院`, current: `${gaiji}田医院` },
      { facility: { facilityCode: place.codeOf(2) }, item: 'name' },
    ])
    await supervisor.facilityLists.correct({ facilityCode: place.codeOf(1), item: 'name', replacements: [{ character: gaiji, replacement: '𠮷' }] })
    const after = await supervisor.facilityLists.corrections({})
    expect(after.total).toBe(before.total - 1)
    expect(here(after.items)).toMatchObject([{ item: 'manager', characters: [{ guess: '𠮷', guessFrom: 'samePrefecture' }] }, { facility: { facilityCode: place.codeOf(2) } }])
    expect((await page.facilityLists.summary({})).toCorrect).toBe(after.total)

    expect(await takeIn(desktop, page, await list(8))).toMatchObject({ state: 'done', report: { changed: 0, unchanged: 9, toCorrect: 2 } })
    await other.sync()
    expect((await there.facilities.get({ facilityCode: place.codeOf(1) })).facility.name).toBe('𠮷田医院')
    expect((await there.facilities.find({ query: '吉田医院', prefectureNumber: place.prefectureNumber })).results.map(({ facilityCode }) => facilityCode)).toEqual([place.codeOf(1)])
    expect(await subjectsOf('facilityLists.corrected')).toEqual([`${place.codeOf(1)} name`])
  })

  it('of another prefecture are guessed as elsewhere', async () => {
    await takeIn(desktop, page, await list(7))
    expect(here((await supervisor.facilityLists.corrections({})).items)[0]!.characters).toMatchObject([{ guess: '𠮷', guessFrom: 'elsewhere' }])
  })

  it('are all that can be replaced, by letters that can be printed; nothing is lost while central is away', async () => {
    await takeIn(desktop, page, await list(7))
    const correct = async (character: string, replacement: string, code = place.codeOf(1)) =>
      await refusalOf(supervisor.facilityLists.correct({ facilityCode: code, item: 'name', replacements: [{ character, replacement }] }))
    expect(await correct('田', '山')).toBe('INVALID_INPUT CHARACTER_NOT_TO_CORRECT')
    expect(await correct('\uE000', '山')).toBe('INVALID_INPUT CHARACTER_NOT_TO_CORRECT')
    expect(await correct(gaiji, '3')).toBe('INVALID_INPUT REPLACEMENT_DIGIT')
    expect(await correct(gaiji, '!')).toBe('INVALID_INPUT REPLACEMENT_NOT_A_LETTER')
    expect(await correct(gaiji, '\uE001')).toBe('INVALID_INPUT REPLACEMENT_UNPRINTABLE')
    expect(await correct(gaiji, '山', '9910000000')).toBe('NOT_FOUND FACILITY')
    desktop.network.isDown = true
    expect(await correct(gaiji, '𠮷')).toBe('OFFLINE CENTRAL_UNREACHABLE')
    desktop.network.isDown = false
    expect((await supervisor.facilities.get({ facilityCode: place.codeOf(1) })).facility.name).toBe(`${gaiji}田医院`)
    expect(await correct(gaiji, '𠮷')).toBe('answered')
    expect((await supervisor.facilities.get({ facilityCode: place.codeOf(1) })).facility.name).toBe('𠮷田医院')
  })
})

describe('承継', () => {
  const moved = async () => {
    const going = printed(9, { telephone: `0776-77-${place.prefectureNumber}09` })
    await takeIn(desktop, page, await place.list([...usual(1, 8), going]))
    // The same address and telephone under a new code.
    await takeIn(desktop, page, await place.list([...usual(1, 8), { ...going, code: printed(30).code }], 8))
  }
  const offered = async () => (await supervisor.facilityLists.offeredSuccessions({})).filter(({ predecessor }) => predecessor.prefectureNumber === place.prefectureNumber)

  it('is offered, linked, and leads from the old code to the new one on every desktop', async () => {
    await moved()
    expect(await offered()).toMatchObject([{ predecessor: { facilityCode: place.codeOf(9), status: 'closed' }, successor: { facilityCode: place.codeOf(30), status: 'active' } }])
    expect((await page.facilityLists.summary({})).offeredSuccessions).toBeGreaterThanOrEqual(1)
    await supervisor.facilityLists.setSuccession({ facilityCode: place.codeOf(9), successorCode: place.codeOf(30), state: 'linked', reason: '承継の届出' })
    expect(await offered()).toEqual([])
    await other.sync()
    expect((await there.facilities.get({ facilityCode: place.codeOf(9) })).successor).toEqual({ facilityCode: place.codeOf(30), name: '見本医院9' })
    expect((await there.facilities.get({ facilityCode: place.codeOf(30) })).predecessors).toMatchObject([{ facilityCode: place.codeOf(9) }])
    expect(await subjectsOf('facilityLists.successionSet')).toEqual([`${place.codeOf(9)} ${place.codeOf(30)} linked`])
  })

  it('that is none is offered no more; neither a circle nor itself can be linked', async () => {
    await moved()
    const set = async (facilityCode: string, successorCode: string, state: 'linked' | 'dismissed' | 'removed') =>
      await refusalOf(supervisor.facilityLists.setSuccession({ facilityCode, successorCode, state, reason: '確認' }))
    expect(await set(place.codeOf(9), place.codeOf(30), 'dismissed')).toBe('answered')
    expect(await offered()).toEqual([])
    expect(await set(place.codeOf(9), place.codeOf(9), 'linked')).toBe('INVALID_INPUT SUCCESSION_OF_ITSELF')
    expect(await set(place.codeOf(9), '9910000000', 'linked')).toBe('NOT_FOUND FACILITY')
    expect(await set(place.codeOf(9), place.codeOf(30), 'linked')).toBe('answered')
    expect(await set(place.codeOf(30), place.codeOf(9), 'linked')).toBe('CONFLICT SUCCESSION_CONFLICT')
  })
})

describe('readings', () => {
  const readings = (job: { kind: string }) => job.kind === 'readings'
  const readingOf = async (desk: DeskClient, number: number) => (await desk.facilities.get({ facilityCode: place.codeOf(number) })).reading

  it('of the dictionary follow a list by themselves, carry its report, and reach a second desktop', async () => {
    const { fileId } = await page.facilityLists.stage({ name: place.fileName, content: await place.list([printed(1, { name: '山田医院' }), ...usual(2, 5)]) })
    const job = await nextJob(desktop, (one) => readings(one) && isResting(one), async () => await page.facilityLists.start({ fileIds: [fileId] }))
    expect(job).toMatchObject({ kind: 'readings', state: 'done', report: { records: 5, added: 5 }, readings: { official: 0, publishedRows: 0, ambiguous: 0 } })
    expect(job.readings!.changed).toBeGreaterThanOrEqual(5)
    expect((await page.facilityLists.summary({})).job).toMatchObject({ jobId: job.jobId, state: 'done' })
    await other.sync()
    expect(await readingOf(there, 1)).toEqual({ text: expect.stringMatching(/^ヤマダ\s?イイン$/u), source: 'dictionary' })
  })

  it('begun by themselves make room for the next list and are made up for after it', async () => {
    await takeIn(desktop, page, await place.list([printed(1, { name: '川口医院' })]))
    const displaced = (await page.facilityLists.summary({})).job!
    expect(displaced).toMatchObject({ kind: 'readings', state: 'running' })
    const { fileId } = await page.facilityLists.stage({ name: place.fileName, content: await place.list([printed(1, { name: '川口医院' })]) })
    // The second list changes nothing: the readings still owed are those of the first.
    const job = await nextJob(desktop, (one) => readings(one) && one.jobId !== displaced.jobId && isResting(one), async () => await page.facilityLists.start({ fileIds: [fileId] }))
    expect(job).toMatchObject({ state: 'done', report: { unchanged: 1 } })
    expect(await readingOf(page, 1)).toMatchObject({ source: 'dictionary' })
  })

  it('of 医療情報ネット go before the dictionary, and those by hand before both', async () => {
    const { fileId: listFile } = await page.facilityLists.stage({ name: place.fileName, content: await place.list([printed(1, { name: '東医院' }), printed(2, { name: '角田医院' }), printed(3, { name: '林医院' })]) })
    await nextJob(desktop, (one) => readings(one) && isResting(one), async () => await page.facilityLists.start({ fileIds: [listFile] }))
    const caller = { clientId: 'supervisor', session: desktop.backend.sessions.of('supervisor'), signal: undefined }
    const { core, link, sessions } = desktop.backend
    await setReading(core, link, sessions, { facilityCode: place.codeOf(2), reading: 'かくた いいん' }, caller)
    const rows = [1, 2].map((number) => `0${number},${number === 1 ? '東医院,アズマイイン' : '角田医院,ツノダイイン'},2,${place.prefectureNumber},見本市中央1-${number}`)
    const { fileId } = await page.facilityLists.stage({
      name: '02-1_clinic_facility_info_20260601.csv', content: new Blob([`\uFEFFID,正式名称,正式名称（フリガナ）,機関区分,都道府県コード,所在地\r\n${rows.join('\r\n')}\r\n`]),
    })
    const job = await nextJob(desktop, (one) => readings(one) && isResting(one), async () => await page.facilityLists.startReadings({ fileIds: [fileId] }))
    expect(job).toMatchObject({ state: 'done', report: null, readings: { publishedRows: 2 } })
    await other.sync()
    expect(await readingOf(there, 1)).toEqual({ text: 'アズマイイン', source: 'official' })
    expect(await readingOf(there, 2)).toEqual({ text: 'カクタ イイン', source: 'hand' })
    expect(await readingOf(there, 3)).toMatchObject({ source: 'dictionary' })
    expect(await subjectsOf('facilities.readingSet')).toEqual([place.codeOf(2)])
    expect(await refusalOf(page.facilityLists.startReadings({ fileIds: [fileId] }))).toBe('NOT_FOUND STAGED_FILE')
  })

  it('are as they were when central is away or the file is none', async () => {
    const { fileId } = await page.facilityLists.stage({ name: 'other.csv', content: new Blob(['a,b,c\r\n1,2,3\r\n']) })
    expect(await nextJob(desktop, (one) => readings(one) && isResting(one), async () => await page.facilityLists.startReadings({ fileIds: [fileId] })))
      .toMatchObject({ state: 'failed', message: expect.stringContaining('other.csv') })
    await takeIn(desktop, page, await place.list([printed(1, { name: '森医院' })]))
    await page.facilityLists.cancel({ jobId: (await page.facilityLists.summary({})).job!.jobId })
    expect(await readingOf(page, 1)).toBeNull()
    desktop.network.isDown = true
    expect(await nextJob(desktop, (one) => readings(one) && isResting(one), async () => await page.facilityLists.startReadings({ fileIds: [] })))
      .toMatchObject({ state: 'failed', step: 'READINGS_NOT_SENT' })
    expect(await readingOf(page, 1)).toBeNull()
  })
})

import { describe, expect, it } from '@jest/globals'
import type { ListFileSource } from '#list-files/read-list-files.ts'
import { readReadings, type FacilityToRead, type FoundReading, type ReadingsHost, type ReadingsProgress, type ReadingsRequest } from '#backend/readings/reading-jobs.ts'
import { csvBytes, facilityTable, type PrintedRow } from './open-data-fixture.ts'

/** Stands in for the dictionary: reads every name as ジショ, but those with 〓 not at all. */
const dictionaryWorkerUrl = new URL(`data:text/javascript,${encodeURIComponent(`
  import { parentPort } from 'node:worker_threads'
  parentPort.on('message', (names) => parentPort.postMessage({ kind: 'answer', answer: names.map((name) => name.includes('〓') ? null : 'ジショ') }))
`)}`)
const missingWorker = new URL('data:text/javascript,throw new Error("must not be started")')
const silentWorker = new URL(`data:text/javascript,${encodeURIComponent("import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => {})")}`)

const facility = (code: string, name: string, more: Partial<FacilityToRead> = {}): FacilityToRead => ({ facilityCode: code, name, address: '見本市中央1-1', prefectureNumber: code.slice(0, 2), listKind: 'medical', readingSource: null, ...more })
const table = (rows: readonly PrintedRow[]): ListFileSource => ({ name: '02-1_clinic.csv', bytes: csvBytes(facilityTable(rows)) })
const published = (name: string, reading: string, more: Partial<PrintedRow> = {}): PrintedRow => ({ name, reading, address: '見本市中央1-1', ...more })

const run = async (facilities: readonly FacilityToRead[], sources: readonly ListFileSource[], more: Partial<ReadingsRequest> = {}, host: ReadingsHost = { dictionaryWorkerUrl }) => {
  const found: FoundReading[] = []
  const batches: number[] = []
  const namesPage: ReadingsRequest['namesPage'] = (after, limit) => facilities.filter(({ facilityCode }) => after === null || facilityCode > after).slice(0, limit)
  const counts = await readReadings({ sources, namesPage, ...more }, {
    readings: async (batch) => {
      batches.push(batch.length)
      found.push(...batch)
      await Promise.resolve()
    },
  }, host)
  return { counts, batches, found: found.map(({ facilityCode, reading, source }) => [facilityCode, reading, source]) }
}

describe('reading the readings', () => {
  it('takes the published ones first, the dictionary for the rest', async () => {
    const facilities = [
      facility('1810000001', '松の木医院'), facility('1810000002', '竹医院'), facility('1810000003', '〓医院'),
      facility('2710000001', '松の木医院'),
    ]
    const { counts, found } = await run(facilities, [table([published('松の木医院', 'マツノキイイン'), published('梅医院', 'ウメイイン')])])
    expect(found).toEqual([
      ['1810000001', 'マツノキイイン', 'official'],
      // Of the same name as a published one elsewhere: a guess, but not the dictionary's.
      ['2710000001', 'マツノキイイン', 'dictionary'],
      ['1810000002', 'ジショ', 'dictionary'],
    ])
    expect(counts).toEqual({ official: 1, dictionary: 2, without: 1, publishedRows: 2, ambiguous: 0 })
  })

  it('leaves readings by hand alone and replaces a guess by a published reading only', async () => {
    const names = ['松医院', '竹医院', '梅医院', '桜医院', '桃医院']
    const facilities = [
      facility('1810000001', '松医院', { readingSource: 'hand' }), facility('1810000002', '竹医院', { readingSource: 'dictionary' }), facility('1810000003', '梅医院', { readingSource: 'official' }),
      facility('1810000004', '桜医院', { readingSource: 'official' }), facility('1810000005', '桃医院', { readingSource: 'dictionary' }), facility('1810000006', '柿医院', { readingSource: 'hand' }),
    ]
    const { counts, found } = await run(facilities, [table(names.slice(0, 3).map((name) => published(name, 'ヨミ')))], {}, { dictionaryWorkerUrl: missingWorker })
    expect(found).toEqual([['1810000002', 'ヨミ', 'official'], ['1810000003', 'ヨミ', 'official']])
    expect(counts).toEqual({ official: 3, dictionary: 1, without: 0, publishedRows: 3, ambiguous: 0 })
  })

  it('counts the ambiguous and lets the dictionary read them', async () => {
    const { counts, found } = await run([facility('1810000001', '小山医院')], [table([published('小山医院', 'コヤマイイン'), published('小山医院', 'オヤマイイン')])])
    expect(found).toEqual([['1810000001', 'ジショ', 'dictionary']])
    expect(counts).toMatchObject({ ambiguous: 1, official: 0, dictionary: 1 })
  })

  it('guesses only, without files', async () => {
    const { counts, found } = await run([facility('1810000001', '松医院')], [], {}, { dictionaryWorkerUrl, joinWorkerUrl: missingWorker })
    expect(found).toEqual([['1810000001', 'ジショ', 'dictionary']])
    expect(counts).toEqual({ official: 0, dictionary: 1, without: 0, publishedRows: 0, ambiguous: 0 })
  })

  it('joins a prefecture as a whole, however it is paged, and hands over at most 500 at a time', async () => {
    const facilities = Array.from({ length: 1_203 }, (_, index) => facility(`18${String(index).padStart(8, '0')}`, `松${index}医院`))
    const progress: ReadingsProgress[] = []
    const { counts, batches } = await run(facilities, [table(facilities.map(({ name }, index) => published(name, `マツ${'アカサタナ'[index % 5] ?? ''}`)))], { onProgress: (step) => progress.push(step) })
    expect(counts.official).toBe(1_203)
    expect(batches).toEqual([500, 500, 203])
    expect(progress.filter(({ step }) => step === 'reading').at(-1)).toEqual({ step: 'reading', done: 1_203 })
    expect(progress.filter(({ step }) => step === 'joining').at(-1)).toEqual({ step: 'joining', done: 1_203 })
    expect(progress.at(-1)).toEqual({ step: 'guessing', done: 1_203 })
  })

  it('fails with the place of a bad file, before anything is found', async () => {
    await expect(run([facility('1810000001', '松医院')], [{ name: 'x.csv', bytes: csvBytes('a,b\n1,2\n') }])).rejects.toMatchObject({ name: 'ListFileError', code: 'headingMissing', file: 'x.csv' })
  })

  it('ends at once when aborted: before, while reading, while guessing', async () => {
    const facilities = [facility('1810000001', '松医院')]
    await expect(run(facilities, [], { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow('stopped')
    for (const [sources, host] of [[[table([published('竹医院', 'タケ')])], { joinWorkerUrl: silentWorker }], [[], { dictionaryWorkerUrl: silentWorker }]] as const) {
      const stop = new AbortController()
      const running = run(facilities, sources, { signal: stop.signal }, host)
      setImmediate(() => stop.abort(new Error('stopped')))
      await expect(running).rejects.toThrow('stopped')
    }
  })

  it('fails with what the caller or a worker fails with', async () => {
    const facilities = [facility('1810000001', '松医院')]
    await expect(run(facilities, [], { namesPage: () => Promise.reject(new Error('no database')) })).rejects.toThrow('no database')
    await expect(readReadings({ sources: [], namesPage: (after) => (after === null ? facilities : []) }, { readings: () => Promise.reject(new Error('not stored')) }, { dictionaryWorkerUrl })).rejects.toThrow('not stored')
    await expect(run(facilities, [], {}, { dictionaryWorkerUrl: missingWorker })).rejects.toThrow('must not be started')
    await expect(run(facilities, [], {}, { dictionaryWorkerUrl: new URL('data:text/javascript,') })).rejects.toThrow('The worker ended without an answer')
  })
})

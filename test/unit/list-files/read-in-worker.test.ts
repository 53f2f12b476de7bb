import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withCheckDigit } from '#shared/domain/facility-code.ts'
import { readListFilesInWorker } from '#list-files/read-in-worker.ts'
import { ListFileError, readListFiles, type ListFilesProgress, type ParsedRecord } from '#list-files/read-list-files.ts'

const count = 1_700
const lines = Array.from({ length: count }, (_, index) => `${withCheckDigit(`181${String(100_000 + index)}`)},見本医院${index},福井市中央${index}`)
let directory = ''
let path = ''

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'list-worker-'))
  path = join(directory, 'list.csv')
  await writeFile(path, ['医療機関等コード,医療機関名称,所在地', ...lines].join('\n'))
})
afterAll(() => rm(directory, { recursive: true }))

describe('reading in a worker', () => {
  it('gives the same as reading here, in batches that wait for each other', async () => {
    const here: ParsedRecord[] = []
    const report = await readListFiles([{ name: 'list.csv', path }], {}, { records: async (batch) => void here.push(...batch) })
    const there: ParsedRecord[] = []
    const sizes: number[] = []
    const progress: ListFilesProgress[] = []
    let storing = 0
    const reportThere = await readListFilesInWorker([{ name: 'list.csv', path }], { onProgress: (step) => progress.push(step) }, {
      records: async (batch) => {
        storing++
        expect(storing).toBe(1)
        await new Promise((resolve) => setImmediate(resolve))
        sizes.push(batch.length)
        there.push(...batch)
        storing--
      },
    })
    expect(there).toEqual(here)
    expect(reportThere).toEqual(report)
    expect(sizes).toEqual([500, 500, 500, 200])
    expect(progress.at(-1)).toEqual({ file: 'list.csv', fileNumber: 1, fileCount: 1, records: count, fraction: 1 })
  })

  it('takes bytes as well, and brings the error as it was', async () => {
    const bytes = new TextEncoder().encode('医療機関等コード,医療機関名称,所在地\n1,2,3\n')
    const error: unknown = await readListFilesInWorker([{ name: 'list.csv', bytes }], {}, { records: () => Promise.resolve() }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ListFileError)
    expect(error).toMatchObject({ code: 'columnsMixedUp', file: 'list.csv', row: 2 })
    expect((error as Error).message).toMatch(/^list\.csv 2行目: /u)
  })

  it('ends at once when aborted, before and during the reading', async () => {
    const sink = { records: () => Promise.resolve() }
    await expect(readListFilesInWorker([{ name: 'list.csv', path }], { signal: AbortSignal.abort(new Error('stopped')) }, sink)).rejects.toThrow('stopped')
    const stop = new AbortController()
    let batches = 0
    const reading = readListFilesInWorker([{ name: 'list.csv', path }], { signal: stop.signal }, {
      records: () => {
        batches++
        stop.abort(new Error('stopped'))
        return Promise.resolve()
      },
    })
    await expect(reading).rejects.toThrow('stopped')
    expect(batches).toBe(1)
  })

  it('ends with what the sink throws', async () => {
    await expect(readListFilesInWorker([{ name: 'list.csv', path }], {}, { records: () => Promise.reject(new Error('disk full')) })).rejects.toThrow('disk full')
  })

  it.each([
    ['runs out of memory', `throw Object.assign(new Error('heap'), { code: 'ERR_WORKER_OUT_OF_MEMORY' })`, { code: 'tooLarge', file: 'list.csv' }],
    ['ends without an answer', '', { message: 'The list worker ended without an answer' }],
  ])('fails when the worker %s', async (_, code, expected) => {
    const workerUrl = new URL(`data:text/javascript,${encodeURIComponent(code)}`)
    await expect(readListFilesInWorker([{ name: 'list.csv', path }], {}, { records: () => Promise.resolve() }, { workerUrl })).rejects.toMatchObject(expected)
  })
})

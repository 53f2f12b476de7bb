import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { createJobDesk, type JobDesk, type JobPlan, type JobRun } from '#backend/facility-lists/job-desk.ts'
import type { ImportReport } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import { temporaryFolders } from '#test/support/temporary-folder.ts'
import { openSmallCore, type SmallCore } from './small-core.ts'

const makeFolder = temporaryFolders()
const starter = { clientId: 'page', staffId: 'administrator' }
const other = { clientId: 'other', staffId: 'administrator2' }
const report: ImportReport = { files: [], records: 3, refused: [], refusedCount: 0, warningCount: 0, toCorrect: 0, added: 3, changed: 0, unchanged: 0, closed: 9, version: null }
const question = { kind: 'manyClosed' as const, scopes: [] }

let small: SmallCore
let desk: JobDesk
beforeEach(async () => {
  small = await openSmallCore(makeFolder())
  desk = createJobDesk(small.core)
})
afterEach(async () => {
  await desk.stop()
  await small.close()
})

/** Resolves from outside. */
const gate = () => {
  let open = () => {}
  const opened = new Promise<void>((resolve) => { open = resolve })
  return { opened, open }
}
const ended = async () => {
  for (;;) {
    const job = desk.current()
    if (job !== null && job.state !== 'running') return job
    await new Promise((resolve) => { setImmediate(resolve) })
  }
}
const plan = (work: (run: JobRun) => Promise<object>, more: Partial<JobPlan> = {}): JobPlan => ({
  jobId: 'one', kind: 'facilityList', firstStep: 'reading', isAutomatic: false, person: starter, report: null, cancelled: '中止しました。',
  work, cleanUp: async () => {}, ...more,
})
const untilAborted = async ({ signal }: JobRun): Promise<never> => await new Promise<never>((_resolve, reject) => {
  signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
})

describe('a job', () => {
  it('ends with its report, after its files are gone', async () => {
    const order: string[] = []
    desk.begin(plan(async () => ({ report }), { cleanUp: async () => void order.push(`clean ${desk.current()?.state}`) }))
    expect(await ended()).toMatchObject({ state: 'done', report, message: null })
    expect(order).toEqual(['clean running'])
  })

  it('keeps others out while it runs or asks, and lets them in after', async () => {
    const { opened, open } = gate()
    desk.begin(plan(async () => { await opened; return {} }))
    await expect(desk.makeRoom()).rejects.toThrow('IMPORT_RUNNING')
    expect(() => desk.begin(plan(async () => ({}), { jobId: 'two' }))).toThrow('IMPORT_RUNNING')
    open()
    await ended()
    await desk.makeRoom()
    expect(desk.begin(plan(async () => ({}), { jobId: 'two' }))).toMatchObject({ jobId: 'two', state: 'running', report: null })
  })

  it.each([
    ['a refusal by its reason', new DeskError('OFFLINE', 'LIST_NOT_SENT'), 'LIST_NOT_SENT'],
    ['a refusal without one by its kind', new DeskError('NOT_SIGNED_IN'), 'NOT_SIGNED_IN'],
    ['anything else neutrally', new Error('名前 電話'), 'UNEXPECTED'],
  ])('that fails names %s', async (_what, error, step) => {
    desk.begin(plan(async () => { throw error }))
    expect(await ended()).toMatchObject({ state: 'failed', step, message: null })
    expect(JSON.stringify(small.told)).not.toContain('電話')
  })

  it('begins what follows in the moment it ends: nobody sees an idle desk in between', async () => {
    desk.begin(plan(async () => ({ report }), {
      follower: async () => () => void desk.begin(plan(untilAborted, { jobId: 'readings', kind: 'readings', isAutomatic: true, report: desk.current()?.report ?? null })),
    }))
    while (desk.current()?.jobId === 'one' && desk.current()?.state === 'running') await new Promise((resolve) => { setImmediate(resolve) })
    expect(desk.current()).toMatchObject({ jobId: 'readings', kind: 'readings', state: 'running', report })
    expect(small.told.map(({ jobId, state }) => `${jobId} ${state}`)).toEqual(['one running', 'one done', 'readings running'])
  })

  it('that began by itself makes room, and has ended before the next begins', async () => {
    const order: string[] = []
    desk.begin(plan(untilAborted, { jobId: 'readings', isAutomatic: true, cleanUp: async () => void order.push('ended') }))
    await desk.makeRoom()
    order.push('room')
    expect(order).toEqual(['ended', 'room'])
    expect(desk.current()).toMatchObject({ jobId: 'readings', state: 'cancelled', message: '中止しました。' })
  })
})

describe('a question', () => {
  it('waits with what would change, goes on when confirmed, and then in the name of who confirmed', async () => {
    let by = ''
    desk.begin(plan(async (run) => {
      await run.ask([question], report)
      by = run.person().clientId
      return { report: { ...report, version: 4 } }
    }))
    expect(await ended()).toMatchObject({ state: 'asking', questions: [question], report: { closed: 9, version: null } })
    expect(desk.confirm('one', other)).toMatchObject({ state: 'running', questions: [] })
    expect(await ended()).toMatchObject({ state: 'done', questions: [], report: { version: 4 } })
    expect(by).toBe('other')
  })

  it('can be asked again, and each answer counts once', async () => {
    desk.begin(plan(async (run) => {
      await run.ask([question], report)
      await run.ask([{ kind: 'olderList', scopes: [] }], report)
      return {}
    }))
    await ended()
    desk.confirm('one', starter)
    expect(() => desk.confirm('one', starter)).toThrow('JOB_NOT_ASKING')
    expect(await ended()).toMatchObject({ state: 'asking', questions: [{ kind: 'olderList' }] })
    desk.confirm('one', starter)
    expect(await ended()).toMatchObject({ state: 'done' })
    expect(() => desk.confirm('one', starter)).toThrow('JOB_NOT_ASKING')
  })

  it('is answered with no by cancelling: its questions go away with it', async () => {
    let by = ''
    desk.begin(plan(async (run) => {
      try {
        await run.ask([question], report)
      } finally {
        by = run.person().clientId
      }
      return {}
    }))
    await ended()
    expect(await desk.cancel('one', other)).toMatchObject({ state: 'cancelled', questions: [], message: '中止しました。' })
    expect(by).toBe('other')
  })

  it('ends with the program, which the work is told', async () => {
    let isEnding = false
    desk.begin(plan(async (run) => {
      try {
        await run.ask([question], report)
      } finally {
        isEnding = run.isEnding()
      }
      return {}
    }, { follower: async () => () => { throw new Error('nothing begins now') } }))
    await ended()
    await desk.stop()
    expect(isEnding).toBe(true)
    expect(() => desk.begin(plan(async () => ({}), { jobId: 'two' }))).toThrow('IMPORT_RUNNING')
    expect(small.logged).toEqual([])
  })
})

it('an unknown job can be neither confirmed nor cancelled', async () => {
  expect(() => desk.confirm('none', starter)).toThrow('JOB')
  await expect(desk.cancel('none', starter)).rejects.toThrow('JOB')
})

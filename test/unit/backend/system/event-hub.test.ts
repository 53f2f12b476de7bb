import { describe, expect, it } from '@jest/globals'
import { createEventHub } from '#backend/system/event-hub.ts'

const job = (done: number, jobId = '01a20878-0000-7000-8000-000000000001') =>
  ({ jobId, kind: 'facilityList' as const, state: 'running' as const, step: 'reading', done, total: null, report: null, readings: null, questions: [], message: null })

describe('the event hub', () => {
  it('gives every watcher what happens from then on', async () => {
    const hub = createEventHub()
    hub.changed('calls')
    const [one, two] = [hub.watch(), hub.watch()]
    hub.changed('notices')
    for (const watch of [one, two]) expect(await watch.next()).toEqual({ done: false, value: { kind: 'changed', topics: ['notices'] } })
  })

  it('wakes a watcher that waits', async () => {
    const hub = createEventHub()
    const next = hub.watch().next()
    hub.statusChanged()
    expect(await next).toEqual({ done: false, value: { kind: 'status' } })
  })

  it('keeps little for a page that does not read: each topic, job and the status once, the newest', async () => {
    const hub = createEventHub()
    const watch = hub.watch()
    for (let step = 0; step < 1000; step += 1) {
      hub.statusChanged()
      hub.changed('calls')
      hub.changed('notices', 'calls')
      hub.job(job(step))
    }
    hub.job(job(1, '01a20878-0000-7000-8000-000000000002'))
    const read = [await watch.next(), await watch.next(), await watch.next(), await watch.next()].map((event) => event.value)
    expect(read).toEqual([{ kind: 'status' }, { kind: 'changed', topics: ['calls', 'notices'] }, { kind: 'job', job: job(999) }, expect.objectContaining({ kind: 'job' })])
    const quiet = watch.next()
    hub.close()
    expect((await quiet).done).toBe(true)
  })

  it('keeps the last few that rang, in order', async () => {
    const hub = createEventHub()
    const watch = hub.watch()
    for (let step = 0; step < 100; step += 1) hub.incomingCall(String(1000 + step), '2026-10-05T01:00:00.000Z')
    hub.statusChanged()
    const first = await watch.next()
    expect(first.value).toMatchObject({ kind: 'incomingCall', telephone: '1090' })
    for (let step = 0; step < 9; step += 1) await watch.next()
    expect((await watch.next()).value).toEqual({ kind: 'status' })
  })

  it('does not let one watcher change what another sees', async () => {
    const hub = createEventHub()
    const [one, two] = [hub.watch(), hub.watch()]
    hub.changed('calls')
    await one.next()
    hub.changed('lots')
    expect((await two.next()).value).toEqual({ kind: 'changed', topics: ['calls', 'lots'] })
    expect((await one.next()).value).toEqual({ kind: 'changed', topics: ['lots'] })
  })

  it.each([
    ['when the page goes away', (end: () => void, _abort: AbortController) => end()],
    ['when it is aborted', (_end: () => void, abort: AbortController) => abort.abort()],
  ])('ends a waiting watcher %s', async (_when, leave) => {
    const hub = createEventHub()
    const abort = new AbortController()
    const watch = hub.watch(abort.signal)
    const next = watch.next()
    leave(watch.end, abort)
    expect((await next).done).toBe(true)
    hub.changed('calls')
    expect((await watch.next()).done).toBe(true)
  })

  it('ends at once for a page that had gone before', async () => {
    expect((await createEventHub().watch(AbortSignal.abort()).next()).done).toBe(true)
  })
})

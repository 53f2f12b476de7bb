/** What happens in the backend, told to every page that watches. */
import type { Job, SystemEvent } from '#shared/contract/desktop/contract.ts'

type Topic = Extract<SystemEvent, { kind: 'changed' }>['topics'][number]

export interface EventHub {
  changed(...topics: Topic[]): void
  statusChanged(): void
  job(job: Job): void
  /** Digits only. Who may hear of it is decided where pages watch. */
  incomingCall(telephone: string, at: string): void
  /** Events from now on, until the signal or `close`. */
  watch(signal?: AbortSignal): EventWatch
  close(): void
}
export interface EventWatch {
  next(): Promise<{ done: false; value: HubEvent } | { done: true; value: undefined }>
  /** Stops watching; a waiting `next` answers at once. */
  end(): void
}
/** The status itself is read by the procedure that watches: here it is only known to have changed. */
export type HubEvent = { kind: 'status' } | Extract<SystemEvent, { kind: 'changed' | 'job' | 'incomingCall' }>

/** Of a page that does not read: what rang before the last of these is over. */
const mostCallsWaiting = 10

/** A page that does not read does not fill the memory: events of the same kind wait once. */
const mergeInto = (queue: HubEvent[], event: HubEvent) => {
  if (event.kind === 'status' && queue.some((queued) => queued.kind === 'status')) return
  if (event.kind === 'job') {
    const earlier = queue.findIndex((queued) => queued.kind === 'job' && queued.job.jobId === event.job.jobId)
    if (earlier >= 0) queue.splice(earlier, 1)
  }
  if (event.kind === 'changed') {
    const earlier = queue.find((queued) => queued.kind === 'changed')
    if (earlier?.kind === 'changed') {
      earlier.topics = [...new Set([...earlier.topics, ...event.topics])]
      return
    }
  }
  if (event.kind === 'incomingCall' && queue.filter((queued) => queued.kind === 'incomingCall').length >= mostCallsWaiting) {
    queue.splice(queue.findIndex((queued) => queued.kind === 'incomingCall'), 1)
  }
  queue.push(event)
}

export const createEventHub = (): EventHub => {
  const watchers = new Set<{ queue: HubEvent[]; wake: () => void }>()
  let isClosed = false
  const publish = (event: HubEvent) => {
    for (const watcher of watchers) {
      mergeInto(watcher.queue, event.kind === 'changed' ? { kind: 'changed', topics: [...event.topics] } : event)
      watcher.wake()
    }
  }
  return {
    changed: (...topics) => publish({ kind: 'changed', topics }),
    statusChanged: () => publish({ kind: 'status' }),
    job: (job) => publish({ kind: 'job', job }),
    incomingCall: (telephone, at) => publish({ kind: 'incomingCall', telephone, at }),
    watch: (signal) => {
      let wake = () => {}
      let isDone = false
      const watcher = { queue: [] as HubEvent[], wake: () => wake() }
      watchers.add(watcher)
      // Not a generator: its return() would wait for the event that may never come.
      const end = () => {
        isDone = true
        watchers.delete(watcher)
        wake()
      }
      if (signal?.aborted === true) end()
      signal?.addEventListener('abort', end, { once: true })
      return {
        next: async () => {
          for (;;) {
            if (isDone || isClosed) return { done: true, value: undefined }
            const event = watcher.queue.shift()
            if (event !== undefined) return { done: false, value: event }
            await new Promise<void>((resolve) => { wake = resolve })
          }
        },
        end,
      }
    },
    close: () => {
      isClosed = true
      for (const watcher of watchers) watcher.wake()
    },
  }
}

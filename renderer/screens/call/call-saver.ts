/** Saves a call while it is typed: changes gather for a moment, saves go one after another, none is lost to a broken line. */
import type { DeskClient } from '../../api/client.ts'

export type CallFields = Omit<Parameters<DeskClient['calls']['save']>[0], 'callId'>
export type SaveState = 'idle' | 'saving' | 'saved' | 'failed'

export interface CallSaver {
  change(fields: CallFields): void
  /** Sends what waits now; resolves when nothing waits, rejects when it could not be saved. */
  flush(): Promise<void>
  state(): SaveState
  /** What was typed and is not known to be on disk. */
  unsaved(): CallFields
  subscribe(listener: () => void): () => void
}

/** Milliseconds: well under the second that may be lost at most. */
const gatherFor = 500
const retryAfter = 1500

export function createCallSaver(save: (fields: CallFields) => Promise<unknown>): CallSaver {
  let waiting: CallFields = {}
  let sending: CallFields = {}
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  let state: SaveState = 'idle'
  const listeners = new Set<() => void>()
  const become = (next: SaveState) => {
    state = next
    for (const listener of listeners) listener()
  }
  const isWaiting = () => Object.keys(waiting).length > 0
  const schedule = (milliseconds: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void flush().catch(() => undefined), milliseconds)
  }
  const run = async () => {
    while (isWaiting()) {
      sending = waiting
      waiting = {}
      become('saving')
      try {
        await save(sending)
      } catch (error) {
        // What was typed meanwhile is newer than what failed.
        waiting = { ...sending, ...waiting }
        become('failed')
        schedule(retryAfter)
        throw error
      } finally {
        sending = {}
      }
    }
    become('saved')
  }
  const flush = (): Promise<void> => {
    clearTimeout(timer)
    if (running !== null) return running
    if (!isWaiting()) return Promise.resolve()
    running = run().finally(() => {
      running = null
    })
    return running
  }
  return {
    change: (fields) => {
      waiting = { ...waiting, ...fields }
      become('saving')
      schedule(gatherFor)
    },
    flush,
    state: () => state,
    unsaved: () => ({ ...sending, ...waiting }),
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

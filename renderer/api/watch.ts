/** Follows the backend's events for as long as the page lives, and comes back by itself when the line breaks. */
import type { SystemEvent } from '#shared/contract/desktop/contract.ts'
import type { DeskClient } from './client.ts'
import { deskFailure } from './desk-failure.ts'

export interface WatchListener {
  /** The line stands (again): what was asked before may be stale. */
  onConnected(): void
  /** `isRefused`: the host answers, but does not know this page any more; only a fresh URL helps. */
  onDisconnected(isRefused: boolean): void
  onEvent(event: SystemEvent): void
}

/** Resolves after so many milliseconds, or at once when the signal fires. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>

export const waitInBrowser: Wait = (milliseconds, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    }, { once: true })
  })

/** 0.3, 0.6 … at most 5 seconds, each up to a third shorter so that windows do not knock together. */
export function reconnectDelay(attempt: number, random: () => number): number {
  const full = Math.min(5000, 300 * 2 ** Math.min(attempt, 8))
  return Math.round(full * (1 - random() / 3))
}

export async function followDesk(desk: DeskClient, listener: WatchListener, signal: AbortSignal, wait: Wait = waitInBrowser): Promise<void> {
  let attempt = 0
  while (!signal.aborted) {
    let isRefused = false
    try {
      const events = await desk.system.watch({}, { signal })
      let isFirst = true
      for await (const event of events) {
        if (signal.aborted) return
        if (isFirst) {
          isFirst = false
          attempt = 0
          listener.onConnected()
        }
        listener.onEvent(event)
      }
    } catch (error) {
      // Whatever ended the line, the answer is to try again; the person is told where that alone will not do.
      isRefused = deskFailure(error).kind === 'HOST_REFUSED'
    }
    if (signal.aborted) return
    listener.onDisconnected(isRefused)
    await wait(reconnectDelay(attempt, Math.random), signal)
    attempt += 1
  }
}

/** Lots whose letters are being made at this moment, on this desk: how far they are, and stopping them. Kept in memory only. */
import type { LotView } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Core } from '../core.ts'

type LotProgress = NonNullable<LotView['progress']>

/** Pages are told of progress at most so often. */
const tellEveryMilliseconds = 200

export interface LotRun {
  /** Aborted where a person has cancelled; looked at between the steps. */
  readonly signal: AbortSignal
  progress(step: LotProgress['step'], done: number, total: number): void
}

export interface LotRuns {
  /** @throws DeskError CONFLICT LOT_RUNNING where it is being made already */
  during<Result>(lotId: string, work: (run: LotRun) => Promise<Result>): Promise<Result>
  isRunning(lotId: string): boolean
  progressOf(lotId: string): LotView['progress']
  /**
   * Stops the making of a lot and waits until it has ended. @returns false where it is not being made
   * @throws DeskError CONFLICT LOT_PRINTING once the printer has the letters
   */
  cancel(lotId: string): Promise<boolean>
}

interface Running { readonly controller: AbortController; readonly ended: Promise<void>; progress: LotProgress | null; toldAt: number }

export const createLotRuns = (core: Core): LotRuns => {
  const running = new Map<string, Running>()
  const runOf = (run: Running): LotRun => ({
    signal: run.controller.signal,
    progress: (step, done, total) => {
      const now = core.deps.clock.now()
      const isNewStep = run.progress?.step !== step
      run.progress = { step, done, total }
      if (!isNewStep && done < total && now - run.toldAt < tellEveryMilliseconds) return
      run.toldAt = now
      core.hub.changed('lots')
    },
  })
  return {
    during: async (lotId, work) => {
      if (running.has(lotId)) throw new DeskError('CONFLICT', 'LOT_RUNNING')
      const { promise: ended, resolve } = Promise.withResolvers<void>()
      const run: Running = { controller: new AbortController(), ended, progress: null, toldAt: 0 }
      running.set(lotId, run)
      try {
        return await work(runOf(run))
      } finally {
        running.delete(lotId)
        resolve()
      }
    },
    isRunning: (lotId) => running.has(lotId),
    progressOf: (lotId) => running.get(lotId)?.progress ?? null,
    cancel: async (lotId) => {
      const run = running.get(lotId)
      if (run === undefined) return false
      if (run.progress?.step === 'printing') throw new DeskError('CONFLICT', 'LOT_PRINTING')
      run.controller.abort()
      await run.ended
      return true
    },
  }
}

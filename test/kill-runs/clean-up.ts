/** What a run leaves behind is nothing, also after a failure, Ctrl-C or the end of its time. */
export interface CleanUp {
  /** Undone last in, first out. */
  readonly later: (undo: () => unknown) => void
  readonly run: () => Promise<void>
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

export const createCleanUp = (): CleanUp => {
  const steps: (() => unknown)[] = []
  let isRunning: Promise<void> | null = null
  const undoAll = async (): Promise<void> => {
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      try {
        await step()
      } catch { /* the others are to be undone all the same */ }
    }
  }
  const interrupted = (): void => void run().finally(() => process.exit(130))
  const run = async (): Promise<void> => {
    isRunning ??= undoAll()
    await isRunning
    for (const signal of signals) process.off(signal, interrupted)
  }
  for (const signal of signals) process.on(signal, interrupted)
  return { later: (undo) => void steps.push(undo), run }
}

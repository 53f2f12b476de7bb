/** Prepares a trial, then keeps only its central running: the desktop window works on the desk itself. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { lockDataDirectory, type DataDirectory } from '#host/data-directory.ts'
import { createFileLog, systemClock } from '#host/ports.ts'
import { openTrial, trialFiles, type TrialPerson } from './open-trial.ts'

export interface HeldTrial {
  readonly centralUrl: string
  /** At the first start only: passwords are shown once. */
  readonly people: TrialPerson[] | null
  stop(): Promise<void>
}

/** @throws HostError, DeskError of openDatabase; nothing is left running */
export const holdTrial = async (options: { directory: DataDirectory; resetTrial: boolean; onStep: (step: string) => void }): Promise<HeldTrial> => {
  const { directory } = options
  const unlock = lockDataDirectory(directory)
  try {
    if (options.resetTrial) for (const path of trialFiles(directory)) rmSync(path, { recursive: true, force: true })
    const trial = await openTrial({ directory, host: 'command', log: createFileLog(join(directory.path, 'desk.log'), systemClock), syncInterval: 0 })
    try {
      const people = await trial.prepare(options.onStep)
      const centralUrl = await trial.centralUrl()
      await trial.stopBackend()
      return {
        centralUrl, people,
        stop: async () => {
          await trial.stop()
          unlock()
        },
      }
    } catch (error) {
      await trial.stop()
      throw error
    }
  } catch (error) {
    unlock()
    throw error
  }
}

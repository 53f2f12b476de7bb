/** The web host with a trial behind it: what `npm start` runs where there is no desktop window. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { lockDataDirectory, type DataDirectory } from '#host/data-directory.ts'
import { createFileLog, systemClock } from '#host/ports.ts'
import { createTelephoneHook, readOrMakeHookToken } from '#host/telephone-hook.ts'
import { openTrial, trialFiles, type TrialPerson } from '#trial/open-trial.ts'
import { readPageFiles } from './page-files.ts'
import { announceHost, withdrawHost } from '#host/running-host.ts'
import { commandClient, startWebHost } from './server.ts'

export interface TrialHostOptions {
  readonly directory: DataDirectory
  readonly port: number
  /** Folder of the built page. */
  readonly page: string
  /** Removes what the trial holds, then starts anew. */
  readonly resetTrial: boolean
  /** Lets the telephone system of this machine say who rings. */
  readonly telephoneHook: boolean
  readonly onStep: (step: string) => void
}

export interface TrialHost {
  readonly url: string
  /** At the first start only: passwords are shown once. */
  readonly people: TrialPerson[] | null
  stop(): Promise<void>
}

/** Milliseconds between two looks at central. */
const syncInterval = 3000

/** @throws HostError, DeskError of openDatabase; nothing is left running */
export const runTrialHost = async (options: TrialHostOptions): Promise<TrialHost> => {
  const { directory } = options
  const unlock = lockDataDirectory(directory)
  const undo: (() => Promise<void> | void)[] = [unlock]
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    if (options.resetTrial) for (const path of trialFiles(directory)) rmSync(path, { recursive: true, force: true })
    const log = createFileLog(join(directory.path, 'desk.log'), systemClock)
    const trial = await openTrial({ directory, host: 'web', log, syncInterval })
    undo.push(trial.stop)
    const people = await trial.prepare(options.onStep)
    await trial.backend.start()
    const telephoneHook = options.telephoneHook
      ? createTelephoneHook({ token: readOrMakeHookToken(directory.telephoneHookToken), now: () => systemClock.now(), onCall: trial.backend.incomingCall })
      : null
    const host = await startWebHost({
      dispatch: async (name, input, context) => {
        if (context.clientId === commandClient) await trial.signInCommand(commandClient)
        return await trial.backend.dispatch(name, input, context)
      },
      endClient: trial.backend.endClient,
      page: readPageFiles(options.page),
      port: options.port,
      now: () => systemClock.now(),
      telephoneHook,
      commands: {
        resetPassword: async (input) => ({ password: await trial.admin.resetPassword(z.object({ staffId: z.string() }).parse(input).staffId) }),
      },
    })
    undo.push(host.close)
    announceHost(directory, { port: host.port, secret: host.secret, pid: process.pid })
    undo.push(() => withdrawHost(directory))
    return { url: host.url(), people, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

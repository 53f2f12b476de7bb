/**
 * フリガナ for the list in use: found in worker threads → staged at central in parts → put into use there in one step →
 * fetched like any other change. Broken off anywhere before, the readings are as they were.
 */
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'
import type { ReadingsReport } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { ListFileSource } from '#list-files/read-list-files.ts'
import { deleteSetting } from '../database/setting-repository.ts'
import { namesForReading } from '../facilities/facility-repository.ts'
import { readReadings, type FoundReading, type ReadingsHost } from '../readings/reading-jobs.ts'
import type { JobRun } from './job-desk.ts'
import type { Staging } from './staged-list.ts'

const partSize = 2000
const sendingMilliseconds = 60_000
const switchingMilliseconds = 300_000

const atCentral = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof CentralUnreachable || (error instanceof CentralProblem && error.status >= 500)) throw new DeskError('OFFLINE', 'READINGS_NOT_SENT', {}, { cause: error })
    if (!(error instanceof CentralProblem)) throw error
    if (error.code === 'UNAUTHENTICATED') throw new DeskError('NOT_SIGNED_IN', 'SESSION_ENDED', {}, { cause: error })
    throw new DeskError('REFUSED', 'CENTRAL_REFUSED_READINGS', { code: error.code }, { cause: error })
  }
}

/** Parts of one batch, sent as they fill. */
const createSender = ({ link, token }: Staging, run: JobRun) => {
  const { jobId: batchId } = run
  let waiting: FoundReading[] = []
  let [parts, sent] = [0, 0]
  const flush = async () => {
    if (waiting.length === 0) return
    run.signal.throwIfAborted()
    const readings = waiting
    waiting = []
    await atCentral(async () => await link.call('addReadings', { parameters: { batchId, part: parts }, body: { readings }, token: await token(), timeoutMilliseconds: sendingMilliseconds }))
    parts += 1
    sent += readings.length
  }
  return {
    add: async (readings: readonly FoundReading[]) => {
      waiting.push(...readings)
      if (waiting.length >= partSize) await flush()
    },
    /** @returns how many facilities have another reading now */
    activate: async (): Promise<number> => {
      await flush()
      if (sent === 0) return 0
      run.signal.throwIfAborted()
      run.step('applying', 0, null)
      const { changed } = await atCentral(async () => await link.call('activateReadings', {
        parameters: { batchId }, body: { expectedCount: sent }, token: await token(), timeoutMilliseconds: switchingMilliseconds,
      }))
      return changed
    },
  }
}

/**
 * Without sources, guesses for what has no reading; with files of 医療情報ネット, those first.
 * @throws ListFileError with a sentence naming file and row; DeskError OFFLINE READINGS_NOT_SENT, REFUSED
 *   CENTRAL_REFUSED_READINGS; the signal's reason when cancelled. Nothing changed
 */
export const makeReadings = async (staging: Staging, sources: readonly ListFileSource[], run: JobRun, host: ReadingsHost): Promise<ReadingsReport> => {
  const { core } = staging
  const sender = createSender(staging, run)
  const counts = await readReadings(
    {
      sources,
      namesPage: (afterCode, limit) => namesForReading(core.facilityList.handle(), afterCode, limit),
      signal: run.signal,
      onProgress: ({ step, done }) => run.step(step, done, step === 'reading' ? null : (core.facilityList.state()?.count ?? null)),
    },
    { readings: async (batch) => await sender.add(batch) },
    host,
  )
  const changed = await sender.activate()
  await core.database.write(async (manager) => await deleteSetting(manager, 'readingsWanted'))
  return { ...counts, changed }
}

/**
 * The list at central before it is in use: opened, filled in parts, looked at, put into use or dropped. Until central has
 * switched, the list in use is as it was, here and everywhere.
 */
import { CentralProblem, CentralUnreachable } from '#shared/contract/central/problem.ts'
import type { CentralCallInput, CentralReply } from '#shared/contract/central/client.ts'
import type { CentralOperationName } from '#shared/contract/central/operations.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { ListQuestion } from '#shared/contract/records.ts'
import type { ListFilesReport } from '#list-files/read-list-files.ts'
import type { ListParts } from '#list-files/list-parts.ts'
import type { Core } from '../core.ts'
import { deleteSetting, readSetting, writeSetting } from '../database/setting-repository.ts'
import type { CentralLink } from '../sync/central-link.ts'
import type { JobRun } from './job-desk.ts'

export type ListChanges = Omit<CentralReply<'previewFacilityList'>, 'questions'>
export type ListSwitched = CentralReply<'activateFacilityList'>

/** What staging works with. `token` is asked anew for every request: a job may outlive one, and wait for a person for hours. */
export interface Staging {
  readonly core: Core
  readonly link: CentralLink
  readonly token: () => Promise<string>
}

const sendingMilliseconds = 60_000
/** Comparing or switching 250,000 facilities. */
const switchingMilliseconds = 300_000
const discardingMilliseconds = 15_000
/** An answer that got lost is asked for again: central gives the same one. */
const switchingTries = 3
/** Largest number of spared facilities the contract takes: more unreadable rows are no list. */
const mostSpared = 5000
/** How often central may see other questions than it told of, before that is given up. */
const mostRounds = 8

const knownFailure = (error: unknown): DeskError | null => {
  if (error instanceof DeskError) return error
  if (error instanceof CentralUnreachable) return new DeskError('OFFLINE', 'LIST_NOT_SENT', {}, { cause: error })
  if (!(error instanceof CentralProblem)) return null
  if (error.code === 'UNAUTHENTICATED') return new DeskError('NOT_SIGNED_IN', 'SESSION_ENDED', {}, { cause: error })
  if (error.status >= 500) return new DeskError('OFFLINE', 'LIST_NOT_SENT', {}, { cause: error })
  return new DeskError('REFUSED', 'CENTRAL_REFUSED_LIST', { code: error.code }, { cause: error })
}

/** @throws DeskError where central said no or nothing: the list in use is as it was */
const atCentral = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    throw knownFailure(error) ?? error
  }
}

/** Every request in the name of whoever stands behind the job now. */
const callerOf = ({ link, token }: Staging, run: JobRun) =>
  async <N extends CentralOperationName>(name: N, input: CentralCallInput<N>): Promise<CentralReply<N>> => {
    run.signal.throwIfAborted()
    return await link.call(name, { ...input, token: await token() })
  }

/**
 * Drops at central what was staged last and neither put into use nor dropped: a job may have ended with the program.
 * What cannot be dropped now is tried again before the next list. Nothing depends on it but central's room.
 */
export const discardStaged = async ({ core, link, token }: Staging): Promise<void> => {
  const listId = await readSetting(core.database.reader.manager, 'facilityListStaged')
  if (listId === null) return
  try {
    await link.call('discardFacilityList', { parameters: { listId }, token: await token(), timeoutMilliseconds: discardingMilliseconds })
  } catch (error) {
    // In use already, or unknown: then there is nothing to drop.
    if (!(error instanceof CentralProblem && (error.code === 'CONFLICT' || error.code === 'NOT_FOUND'))) {
      if (knownFailure(error) === null) core.deps.log.error('facilityLists.discard', error)
      return
    }
  }
  await core.database.write(async (manager) => await deleteSetting(manager, 'facilityListStaged'))
}

/** @throws DeskError: nothing changed */
export const stageList = async (staging: Staging, run: JobRun, report: ListFilesReport, parts: ListParts, list: { isSample: boolean; sparedCodes: readonly string[] }): Promise<void> => {
  if (report.coverage.length === 0) throw new DeskError('REFUSED', 'LIST_COVERS_NOTHING')
  if (list.sparedCodes.length > mostSpared) throw new DeskError('REFUSED', 'TOO_MANY_REFUSED_ROWS', { count: list.sparedCodes.length })
  const call = callerOf(staging, run)
  const { jobId: listId } = run
  const coverage = report.coverage.map(({ prefectureNumber, listKind, asOf, form }) => ({ prefectureNumber, listKind, asOf, form }))
  await discardStaged(staging)
  // Remembered first: a list that nobody remembers would lie at central for good.
  await staging.core.database.write(async (manager) => await writeSetting(manager, 'facilityListStaged', listId))
  await atCentral(async () => {
    await call('startFacilityList', { body: { listId, isSample: list.isSample, coverage, sparedCodes: [...list.sparedCodes] } })
    for (let part = 0; part < parts.count(); part += 1) {
      run.step('sending', part, parts.count())
      const facilities = await parts.read(part)
      if (facilities.length > 0) await call('addFacilities', { parameters: { listId, part }, body: { facilities }, timeoutMilliseconds: sendingMilliseconds })
    }
  })
}

/** Not broken off once it was asked for: whether central has switched must be known. */
const switchList = async ({ link, token }: Staging, listId: string, expectedCount: number, questions: readonly ListQuestion[]): Promise<ListSwitched> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await link.call('activateFacilityList', {
        parameters: { listId }, body: { expectedCount, confirmed: questions.map(({ kind }) => kind) }, token: await token(), timeoutMilliseconds: switchingMilliseconds,
      })
    } catch (error) {
      if (!(error instanceof CentralUnreachable)) throw error
      if (tries === switchingTries) throw new DeskError('OFFLINE', 'LIST_SWITCH_UNKNOWN', {}, { cause: error })
    }
  }
}

/**
 * Puts the staged list into use, asking before where it must be confirmed, and again where the list in use has changed
 * meanwhile. `ask` is told the questions and what the list would change.
 * @throws DeskError; the signal's reason when cancelled. The list in use is as it was, but for LIST_SWITCH_UNKNOWN
 */
export const switchToStaged = async (
  staging: Staging, run: JobRun, expectedCount: number, ask: (questions: readonly ListQuestion[], changes: ListChanges) => Promise<void>,
): Promise<ListSwitched> => {
  const call = callerOf(staging, run)
  const { jobId: listId } = run
  let answered = JSON.stringify([])
  for (let round = 0; round < mostRounds; ) {
    run.step('checking', 0, null)
    const { questions, ...changes } = await atCentral(async () => await call('previewFacilityList', { parameters: { listId }, timeoutMilliseconds: switchingMilliseconds }))
    const asked = JSON.stringify(questions)
    if (asked !== answered && questions.length > 0) {
      await ask(questions, changes)
      answered = asked
      continue
    }
    run.signal.throwIfAborted()
    run.step('applying', 0, null)
    try {
      const switched = await switchList(staging, listId, expectedCount, questions)
      await staging.core.database.write(async (manager) => await deleteSetting(manager, 'facilityListStaged'))
      return switched
    } catch (error) {
      if (!(error instanceof CentralProblem && error.code === 'CONFIRMATION_NEEDED')) throw knownFailure(error) ?? error
      round += 1
    }
  }
  throw new DeskError('CONFLICT', 'LIST_CHANGES_TOO_OFTEN')
}

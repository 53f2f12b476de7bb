/** Handing in a facility list: staged in parts, compared, put into use in one step. */
import type { CentralReply } from '#shared/contract/central/client.ts'
import type { listCoverage } from '#shared/contract/central/operations.ts'
import type { PublishedFacilityRecord } from '#shared/contract/records.ts'
import { listQuestions, type ListQuestionKind } from '#shared/domain/list-questions.ts'
import type { z } from 'zod'
import type { FacilityListRow, ListChanges } from '../database/entities/facility-list.ts'
import type { Database, Transaction } from '../database/open-database.ts'
import type { Clock } from '../ports.ts'
import { Refusal } from '../problem.ts'
import { analyzeStaged, dropStagedList, findList, finishList, insertList, lockAbandonedLists, lockList, stagePart } from './facility-list-repository.ts'
import { facilitiesTouched } from './facility-repository.ts'
import {
  advanceVersion, analyzeAfter, forgetSample, listVersion, lockListInUse, publishListInUse, recordOperation, storeCoverage, type ListInUse,
} from './list-in-use-repository.ts'
import { compareWithInUse, type ListComparison } from './list-comparison-repository.ts'
import { switchTo } from './list-switch-repository.ts'
import { waitsOfSwitchedList } from '../verification/address-wait-repository.ts'
import { wakeAddressWait } from '../verification/wake-address-wait.ts'

/** In whose name a list is handed in: a person at a desktop, or one at central's own machine. */
export interface ListImporter {
  readonly staff: { readonly staffId: string }
  /** Null = no desktop: a command on the server. */
  readonly deviceId: string | null
}

interface NewList {
  readonly listId: string
  readonly isSample: boolean
  readonly coverage: z.output<typeof listCoverage>[]
  readonly sparedCodes: string[]
}

/** A list nobody finished within this time was left by a desktop that died. */
const abandonedAfterMilliseconds = 7 * 86_400_000

const scopeOf = ({ prefectureNumber, listKind }: { prefectureNumber: string; listKind: string }): string => `${prefectureNumber} ${listKind}`

/**
 * The same list started again (a lost reply) is no conflict while it is staged.
 * @throws Refusal CONFLICT; INVALID_REQUEST where the coverage names a prefecture and kind twice
 */
export async function startFacilityList(database: Database, clock: Clock, caller: ListImporter, list: NewList): Promise<CentralReply<'startFacilityList'>> {
  if (new Set(list.coverage.map(scopeOf)).size !== list.coverage.length) throw new Refusal('INVALID_REQUEST')
  const now = clock.now()
  await database.transaction(async (transaction) => {
    for (const abandoned of await lockAbandonedLists(transaction, new Date(now - abandonedAfterMilliseconds))) await dropStagedList(transaction, abandoned)
    const isNew = await insertList(transaction, { ...list, startedBy: caller.staff.staffId, startedAt: new Date(now) })
    if (isNew) return
    const existing = await findList(transaction, list.listId)
    const isSame = existing !== null && existing.state === 'staged' && existing.startedBy === caller.staff.staffId && existing.isSample === list.isSample
    if (!isSame) throw new Refusal('CONFLICT')
  })
  return { listId: list.listId }
}

/**
 * @throws Refusal NOT_FOUND, CONFLICT (in use or dropped), INVALID_REQUEST (a row outside the list's coverage, or one of a real
 *   list said to be closed: lists name what there is, 現存 or 休止)
 */
export async function addFacilities(
  database: Database, listId: string, part: number, facilities: readonly PublishedFacilityRecord[],
): Promise<CentralReply<'addFacilities'>> {
  await database.transaction(async (transaction) => {
    const list = await lockList(transaction, listId)
    if (list === null) throw new Refusal('NOT_FOUND')
    if (list.state !== 'staged') throw new Refusal('CONFLICT')
    const covered = new Set(list.coverage.map(scopeOf))
    const isAcceptable = (facility: PublishedFacilityRecord) => covered.has(scopeOf(facility)) && (list.isSample || facility.status !== 'closed')
    if (!facilities.every(isAcceptable)) throw new Refusal('INVALID_REQUEST')
    await stagePart(transaction, listId, part, facilities)
  })
  return { received: facilities.length }
}

/** A sample never asks, and never replaces a real list. */
const questionsOf = (list: FacilityListRow, inUse: ListInUse, { scopes }: ListComparison): ReturnType<typeof listQuestions> =>
  // What a real list replaces of the sample is no loss, and the sample has no day.
  list.isSample || inUse.isSample === true ? [] : listQuestions(scopes)

/** @throws Refusal NOT_FOUND; CONFLICT for one in use or dropped, and for a sample that would replace a real list */
function requireStaged(list: FacilityListRow | null, inUse: ListInUse): FacilityListRow {
  if (list === null) throw new Refusal('NOT_FOUND')
  if (list.state !== 'staged' || (list.isSample && inUse.isSample === false)) throw new Refusal('CONFLICT')
  return list
}

const countsOf = ({ added, changed, unchanged, closed }: ListComparison): Omit<ListChanges, 'version'> => ({ added, changed, unchanged, closed })

/** Changes nothing. @throws Refusal NOT_FOUND, CONFLICT */
export async function previewFacilityList(database: Database, listId: string): Promise<CentralReply<'previewFacilityList'>> {
  await analyzeStaged(database.reader)
  return database.transaction(async (transaction) => {
    const inUse = await lockListInUse(transaction)
    const list = requireStaged(await findList(transaction, listId), inUse)
    const comparison = await compareWithInUse(transaction, list)
    return { ...countsOf(comparison), questions: questionsOf(list, inUse, comparison) }
  })
}

/** @returns the version in use afterwards */
async function putIntoUse(transaction: Transaction, list: FacilityListRow, inUse: ListInUse, comparison: ListComparison, now: Date): Promise<number> {
  const { startedBy: by, isSample, coverage } = list
  if (comparison.added + comparison.changed + comparison.closed === 0) {
    const touched = await storeCoverage(transaction, coverage, { at: now, by, version: inUse.version }, true)
    if (touched > 0) await publishListInUse(transaction, { version: inUse.version, isSample })
    return inUse.version
  }
  if (inUse.isSample === true && !isSample) await forgetSample(transaction)
  await switchTo(transaction, list, inUse.version + 1, now)
  await storeCoverage(transaction, coverage, { at: now, by, version: inUse.version + 1 }, false)
  for (const verificationId of await waitsOfSwitchedList(transaction)) await wakeAddressWait(transaction, verificationId, now.getTime())
  return advanceVersion(transaction, { version: inUse.version, isSample })
}

/**
 * Counted again under the lock: what is put into use is what was asked about. Asked again after a lost reply, gives the
 * same answer.
 * @throws Refusal NOT_FOUND; CONFLICT when rows are missing, when the list was dropped, or when a sample would replace a
 *   real list; CONFIRMATION_NEEDED when it raises a question that is not among `confirmed`
 */
export async function activateFacilityList(
  database: Database, clock: Clock, caller: ListImporter, listId: string, wanted: { expectedCount: number; confirmed: readonly ListQuestionKind[] },
): Promise<CentralReply<'activateFacilityList'>> {
  await analyzeStaged(database.reader)
  const result = await database.transaction(async (transaction) => {
    const inUse = await lockListInUse(transaction)
    const found = await lockList(transaction, listId)
    if (found !== null && found.result !== null) return found.result
    const list = requireStaged(found, inUse)
    const comparison = await compareWithInUse(transaction, list)
    if (comparison.total !== wanted.expectedCount) throw new Refusal('CONFLICT')
    const questions = questionsOf(list, inUse, comparison).map((question) => question.kind)
    if (questions.some((kind) => !wanted.confirmed.includes(kind))) throw new Refusal('CONFIRMATION_NEEDED')
    const now = new Date(clock.now())
    const version = await putIntoUse(transaction, list, inUse, comparison, now)
    const done = { version, ...countsOf(comparison) }
    await finishList(transaction, listId, done, now)
    await recordOperation(transaction, {
      operation: 'activateFacilityList', subject: listId, staffId: caller.staff.staffId, deviceId: caller.deviceId, at: now,
      version: version === inUse.version ? null : version, details: { ...countsOf(comparison), confirmed: questions },
    })
    return done
  })
  await analyzeAfter(database.reader, result.added + result.changed + result.closed)
  return result
}

/** Dropping one that is dropped already, or that never was, is no conflict. @throws Refusal CONFLICT for one that was put into use */
export async function discardFacilityList(database: Database, clock: Clock, caller: ListImporter, listId: string): Promise<CentralReply<'discardFacilityList'>> {
  await database.transaction(async (transaction) => {
    const list = await lockList(transaction, listId)
    if (list === null || list.state === 'discarded') return
    if (list.state !== 'staged') throw new Refusal('CONFLICT')
    await dropStagedList(transaction, listId)
    await recordOperation(transaction, {
      operation: 'discardFacilityList', subject: listId, staffId: caller.staff.staffId, deviceId: caller.deviceId, at: new Date(clock.now()), version: null, details: {},
    })
  })
  return { discarded: true }
}

const usualPage = 5000

export async function listFacilities(
  database: Database, query: { sinceVersion?: number | undefined; afterCode?: string | undefined; limit?: number | undefined },
): Promise<CentralReply<'listFacilities'>> {
  const limit = query.limit ?? usualPage
  // The version is read first: a list switched in between is then fetched again rather than believed to be held.
  const version = await listVersion(database.reader)
  const facilities = await facilitiesTouched(database.reader, query.sinceVersion ?? 0, query.afterCode ?? '', limit)
  return { version, facilities, nextAfterCode: facilities.length < limit ? null : (facilities.at(-1)?.facilityCode ?? null) }
}

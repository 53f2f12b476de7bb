import type { z } from 'zod'
import type { CentralReply } from '#shared/contract/central/client.ts'
import type { listCoverage } from '#shared/contract/central/operations.ts'
import type { SessionCaller } from '../caller.ts'
import type { Database } from '../database/open-database.ts'
import type { Clock } from '../ports.ts'
import { Refusal } from '../problem.ts'
import { publish } from '../sync/feed-repository.ts'
import {
  countStaged, facilitiesTouched, findList, finishList, insertList, listVersion, lockList, lockListInUse, stagePart, switchTo, type StagedFacility,
} from './facility-list-repository.ts'

interface NewList {
  readonly listId: string
  readonly isSample: boolean
  readonly coverage: z.output<typeof listCoverage>[]
}

/** The same list started again (a lost reply) is no conflict while it is staged. @throws Refusal CONFLICT */
export async function startFacilityList(database: Database, clock: Clock, caller: SessionCaller, list: NewList): Promise<CentralReply<'startFacilityList'>> {
  await database.transaction(async (transaction) => {
    const isNew = await insertList(transaction, { ...list, startedBy: caller.staff.staffId, startedAt: new Date(clock.now()) })
    if (isNew) return
    const existing = await findList(transaction, list.listId)
    const isSame = existing !== null && existing.state === 'staged' && existing.startedBy === caller.staff.staffId && existing.isSample === list.isSample
    if (!isSame) throw new Refusal('CONFLICT')
  })
  return { listId: list.listId }
}

/** @throws Refusal NOT_FOUND, CONFLICT (in use already), INVALID_REQUEST (a row outside the list's coverage) */
export async function addFacilities(database: Database, listId: string, part: number, facilities: readonly StagedFacility[]): Promise<CentralReply<'addFacilities'>> {
  await database.transaction(async (transaction) => {
    const list = await lockList(transaction, listId)
    if (list === null) throw new Refusal('NOT_FOUND')
    if (list.state !== 'staged') throw new Refusal('CONFLICT')
    const covered = new Set(list.coverage.map((scope) => `${scope.prefectureNumber} ${scope.listKind}`))
    if (facilities.some((facility) => !covered.has(`${facility.prefectureNumber} ${facility.listKind}`))) throw new Refusal('INVALID_REQUEST')
    await stagePart(transaction, listId, part, facilities)
  })
  return { received: facilities.length }
}

/**
 * Asked again after a lost reply, gives the same answer.
 * @throws Refusal NOT_FOUND; CONFLICT when rows are missing or when a sample would replace a real list
 */
export function activateFacilityList(database: Database, clock: Clock, listId: string, expectedCount: number): Promise<CentralReply<'activateFacilityList'>> {
  return database.transaction(async (transaction) => {
    const inUse = await lockListInUse(transaction)
    const list = await lockList(transaction, listId)
    if (list === null) throw new Refusal('NOT_FOUND')
    if (list.state === 'active' && list.result !== null) return list.result
    if (list.state !== 'staged' || (list.isSample && inUse.isSample === false)) throw new Refusal('CONFLICT')
    if ((await countStaged(transaction, listId)) !== expectedCount) throw new Refusal('CONFLICT')
    const result = await switchTo(transaction, list, inUse.version + 1)
    await finishList(transaction, list, result, new Date(clock.now()))
    await publish(transaction, 'facilityList', 'facilityList', result.version, { version: result.version, isSample: list.isSample })
    return result
  })
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

/** Calls of a person that are not finished. */
import { IsNull, type EntityManager } from 'typeorm'
import type { CallRecord } from '#shared/contract/records.ts'
import { calls } from '../database/record-repository.ts'

export const openCallOf = async (manager: EntityManager, operatorId: string): Promise<CallRecord | null> => {
  const [latest] = await calls.list(manager, { where: { operatorId, endedAt: IsNull() }, order: { startedAt: 'DESC' }, limit: 1 })
  return latest ?? null
}

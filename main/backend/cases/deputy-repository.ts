/** Deputies that are in force or still to come. */
import { MoreThanOrEqual, type EntityManager } from 'typeorm'
import type { DeputyRecord } from '#shared/contract/records.ts'
import { deputies } from '../database/record-repository.ts'

/** Whose last day is not before `date`; ended ones among them. The next to begin first. */
export const deputiesUntil = async (manager: EntityManager, date: string): Promise<DeputyRecord[]> => {
  const found = await deputies.list(manager, { where: { until: MoreThanOrEqual(date) }, order: { until: 'ASC' } })
  return found.sort((first, second) => first.from.localeCompare(second.from))
}

/** Whose cases are a person's to see to today: their own, and those of whom they stand in for. */
import type { EntityManager } from 'typeorm'
import { deputyFor } from '#shared/domain/deputies.ts'
import { todayInJapan, type Core } from '../core.ts'
import { deputiesUntil } from './deputy-repository.ts'

/** @param manager of the transaction under way; left out: what is committed */
export const mineOf = async (core: Core, staffId: string, manager: EntityManager = core.database.reader.manager): Promise<ReadonlySet<string>> => {
  const today = todayInJapan(core)
  const known = await deputiesUntil(manager, today)
  return new Set([staffId, ...deputyFor(known, staffId, today)])
}

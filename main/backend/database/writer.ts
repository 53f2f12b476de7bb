/**
 * The single writer. TypeORM shares one SQLite connection: two transactions opened in parallel, or a write beside an
 * open transaction, end up in each other's and are lost with each other's rollback, silently. So every change of the
 * product goes through this queue, one transaction after another.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import PQueue from 'p-queue'
import type { DataSource, EntityManager } from 'typeorm'
import { asDatabaseError } from './open-errors.ts'

export type Writer = <T>(work: (manager: EntityManager) => Promise<T>) => Promise<T>

/** Thrown where a write is asked for inside a write: it would wait for itself forever. */
export class NestedWriteError extends Error {
  constructor() {
    super('A write inside a write: use the manager that the outer one gave')
    this.name = 'NestedWriteError'
  }
}

/** Runs `work` in a transaction of its own, after all writes asked for before it. */
export const createWriter = (dataSource: DataSource): Writer => {
  const queue = new PQueue({ concurrency: 1 })
  const inside = new AsyncLocalStorage<true>()
  return async (work) => {
    if (inside.getStore() === true) throw new NestedWriteError()
    return await queue.add(async () => {
      try {
        return await inside.run(true, async () => await dataSource.transaction(work))
      } catch (error) {
        throw asDatabaseError(error) ?? error
      }
    })
  }
}

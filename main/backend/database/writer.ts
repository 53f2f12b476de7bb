/**
 * The single writer. TypeORM shares one SQLite connection: two transactions opened in parallel, or a write beside an
 * open transaction, end up in each other's and are lost with each other's rollback, silently. So every change of the
 * product goes through this queue, one transaction after another.
 *
 * Where the disk is full SQLite itself rolls the transaction back. TypeORM's own ROLLBACK fails then, and it goes on counting a
 * transaction that is over: the writes after it would be savepoints in one that nobody commits, said to be saved and gone at the next
 * start. So after every failure both are told that there is none.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import PQueue from 'p-queue'
import type { DataSource, EntityManager } from 'typeorm'
import { asDatabaseError } from './open-errors.ts'
import type { SqliteHandle } from './sqlite-handle.ts'

export type Writer = <T>(work: (manager: EntityManager) => Promise<T>) => Promise<T>

/** Thrown where a write is asked for inside a write: it would wait for itself forever. */
export class NestedWriteError extends Error {
  constructor() {
    super('A write inside a write: use the manager that the outer one gave')
    this.name = 'NestedWriteError'
  }
}

const endTransaction = (dataSource: DataSource, handle: SqliteHandle): void => {
  try {
    handle.exec('ROLLBACK')
  } catch { /* rolled back already, as it should be; or the file is closed */ }
  // The one runner of this connection. The depth is protected, and nothing else sets it right.
  Object.assign(dataSource.createQueryRunner(), { isTransactionActive: false, transactionDepth: 0 })
}

/**
 * Runs `work` in a transaction of its own, after all writes asked for before it.
 * @param handle of the connection of `dataSource`
 */
export const createWriter = (dataSource: DataSource, handle: SqliteHandle): Writer => {
  const queue = new PQueue({ concurrency: 1 })
  const inside = new AsyncLocalStorage<true>()
  return async (work) => {
    if (inside.getStore() === true) throw new NestedWriteError()
    return await queue.add(async () => {
      try {
        return await inside.run(true, async () => await dataSource.transaction(work))
      } catch (error) {
        endTransaction(dataSource, handle)
        throw asDatabaseError(error) ?? error
      }
    })
  }
}

/**
 * Statements for many rows in one transaction, without what an object mapper does around each: prepared once, run at once. Only inside a
 * write: they are part of its transaction, because it is the same connection.
 */
import type { Runner } from './case-index-repository.ts'
import type { SqliteHandle, SqliteStatement } from './sqlite-handle.ts'

export const createRawRunner = (handle: SqliteHandle): Runner => {
  const prepared = new Map<string, SqliteStatement>()
  const statementOf = (sql: string): SqliteStatement => {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    const statement = handle.prepare(sql)
    prepared.set(sql, statement)
    return statement
  }
  return {
    // What fails, fails as a promise, like any other statement of a transaction.
    query: async (sql, parameters = []) => {
      const statement = statementOf(sql)
      return await Promise.resolve(statement.reader ? statement.all(...parameters) : statement.run(...parameters))
    },
  }
}

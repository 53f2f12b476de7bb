/** Databases as an earlier version of the product left them. */
import { migrations } from '#backend/database/migrations/index.ts'
import type { SqliteHandle } from '#backend/database/sqlite-handle.ts'
import { openRaw } from './test-database.ts'

/** The part of TypeORM's runner that migrations use. */
interface Runner { query(sql: string, parameters?: unknown[]): Promise<unknown> }

/** Makes a database with the first `count` migrations applied, then lets `fill` put rows in. */
export const makeDatabaseAt = async (file: string, key: Uint8Array, count: number, fill: (handle: SqliteHandle) => void): Promise<void> => {
  const handle = openRaw(file, key)
  try {
    handle.pragma('journal_mode = WAL')
    handle.exec('CREATE TABLE "migrations" ("id" integer PRIMARY KEY AUTOINCREMENT NOT NULL, "timestamp" bigint NOT NULL, "name" varchar NOT NULL)')
    for (const [index, Migration] of migrations.slice(0, count).entries()) {
      const migration = new Migration()
      const runner: Runner = {
        query: (sql, parameters) => Promise.resolve(parameters === undefined ? handle.exec(sql) : sql.startsWith('SELECT') ? handle.prepare(sql).all(...parameters) : handle.prepare(sql).run(...parameters)),
      }
      await migration.up(runner as never)
      handle.prepare('INSERT INTO migrations (timestamp, name) VALUES (?, ?)').run(index + 1, migration.name)
    }
    fill(handle)
  } finally {
    handle.close()
  }
}

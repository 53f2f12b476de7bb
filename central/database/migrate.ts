import type { DataSource, EntityManager } from 'typeorm'
import { migrations } from './migrations/index.ts'

/** The database was written by a newer central. Remedy: start that version. */
export class DatabaseTooNew extends Error {
  constructor() {
    super('This database belongs to a newer version of central. Start that version, or restore a copy made before the update.')
    this.name = 'DatabaseTooNew'
  }
}

const lockNumber = 7_208_004_583

async function applyMissing(manager: EntityManager): Promise<number> {
  // Two processes of one PostgreSQL may start at once: the second waits here until the first has committed.
  // (PGlite has one session; there the lock of the data directory keeps a second process out.)
  await manager.query('select pg_advisory_xact_lock($1)', [lockNumber])
  await manager.query('create table if not exists central_migration (number integer primary key, name text not null, applied_at timestamptz not null default now())')
  const rows: { number: number }[] = await manager.query('select number from central_migration')
  const applied = new Set(rows.map((row) => row.number))
  const newest = Math.max(0, ...migrations.map((migration) => migration.number))
  if ([...applied].some((number) => number > newest)) throw new DatabaseTooNew()
  const missing = migrations.filter((migration) => !applied.has(migration.number))
  for (const migration of missing) {
    for (const statement of migration.statements) await manager.query(statement)
    await manager.query('insert into central_migration (number, name) values ($1, $2)', [migration.number, migration.name])
  }
  return missing.length
}

/** Brings the database to this version, all missing migrations in one transaction. Returns how many were applied. */
export function migrate(dataSource: DataSource): Promise<number> {
  return dataSource.transaction((manager) => applyMissing(manager))
}

import { randomUUID } from 'node:crypto'
import type { EntityManager } from 'typeorm'

/**
 * Transaction ids mean something only inside one PostgreSQL cluster. A database restored into another one gets a new
 * epoch (desktops then fetch everything again), and its feed rows, whose ids may lie in the new cluster's future, are
 * stamped anew so that none stays hidden.
 */
export async function settleEpoch(manager: EntityManager): Promise<void> {
  const [cluster]: { id: string; xid: string }[] = await manager.query(
    'select system_identifier::text as id, pg_current_xact_id()::text as xid from pg_control_system()',
  )
  if (cluster === undefined) throw new Error('The database does not name its cluster')
  await manager.query('lock table central_database in exclusive mode')
  const [stored]: { system_identifier: string }[] = await manager.query('select system_identifier from central_database')
  if (stored === undefined) {
    await manager.query('insert into central_database (epoch, system_identifier) values ($1, $2)', [randomUUID(), cluster.id])
    return
  }
  // Against the numbers given out by now, not by when this began: another process may have written to the feed meanwhile.
  const [ahead]: { is_ahead: boolean }[] = await manager.query('select coalesce(max(xid) >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint, false) as is_ahead from feed')
  if (stored.system_identifier === cluster.id && ahead?.is_ahead !== true) return
  await manager.query('update feed set xid = $1::bigint', [cluster.xid])
  await manager.query('update central_database set epoch = $1, system_identifier = $2', [randomUUID(), cluster.id])
}

import type { z } from 'zod'
import type { Change, ChangeEntity, changeBodies } from '#shared/contract/central/sync.ts'
import { Refusal } from '../problem.ts'
import type { Transaction } from '../database/open-database.ts'

/** Ends an insert into the feed. */
export const newestStands =
  'on conflict (entity, id) do update set xid = excluded.xid, position = excluded.position, version = excluded.version, body = excluded.body'

const uuidShape = /^[0-9a-f]{8}-[0-9a-f-]{27}$/iu

/** One spelling of an id: a uuid column does not tell capitals apart, the feed's text does. */
const feedId = (id: string): string => (uuidShape.test(id) ? id.toLowerCase() : id)

/** Places in the feed for changes of this transaction, in order. */
export async function feedPositions(transaction: Transaction, count: number): Promise<number[]> {
  const rows: { position: string }[] = await transaction.query(`select nextval('feed_position') as position from generate_series(1, $1)`, [count])
  return rows.map(({ position }) => Number(position)).sort((left, right) => left - right)
}

/** Places in the feed for changes with these numbers, in their order. */
export async function feedPlaces(transaction: Transaction, numbers: readonly number[]): Promise<Map<number, number>> {
  if (numbers.length === 0) return new Map()
  const positions = await feedPositions(transaction, numbers.length)
  return new Map(numbers.toSorted((left, right) => left - right).map((number, index) => [number, positions[index] ?? 0]))
}

/** Many of one kind, each once, at places of `feedPlaces`. */
export async function publishAt(
  transaction: Transaction, entity: ChangeEntity, changes: readonly { readonly id: string; readonly version: number; readonly body: object; readonly position: number }[],
): Promise<void> {
  await transaction.query(
    `insert into feed (entity, id, xid, position, version, body)
     select $1, id, pg_current_xact_id()::text::bigint, position, version, body
     from jsonb_to_recordset($2::jsonb) as change(id text, version integer, body jsonb, position bigint) ${newestStands}`,
    [entity, JSON.stringify(changes.map((change) => ({ ...change, id: feedId(change.id) })))],
  )
}

/**
 * The feed holds the newest state of every record, stamped with the transaction that wrote it: a first pull gives the
 * current state, a later one what changed since, and it never grows beyond the records there are.
 */
export async function publish<E extends ChangeEntity>(
  transaction: Transaction, entity: E, id: string, version: number, body: z.input<(typeof changeBodies)[E]>,
): Promise<void> {
  await transaction.query(
    `insert into feed (entity, id, xid, position, version, body)
     values ($1, $2, pg_current_xact_id()::text::bigint, nextval('feed_position'), $3, $4::jsonb)
     ${newestStands}`,
    [entity, feedId(id), version, JSON.stringify(body)],
  )
}

/** Many portal accounts at once. */
export async function publishAccounts(transaction: Transaction, facilityCodes: readonly string[]): Promise<void> {
  await transaction.query(
    `insert into feed (entity, id, xid, position, version, body)
     select 'portalAccount', facility_code, pg_current_xact_id()::text::bigint, nextval('feed_position'), version,
       jsonb_build_object('facilityCode', facility_code, 'state', state)
     from portal_account where facility_code = any($1) order by facility_code
     ${newestStands}`,
    [facilityCodes],
  )
}

interface Cursor {
  readonly epoch: string
  /** Everything written by transactions up to this one has been handed out. */
  readonly xid: bigint
}

const encodeCursor = (cursor: Cursor): string => Buffer.from(`${cursor.epoch} ${cursor.xid}`).toString('base64url')

function decodeCursor(text: string): Cursor {
  const match = /^([0-9a-f-]{36}) (\d{1,18})$/u.exec(Buffer.from(text, 'base64url').toString('utf8'))
  // A cursor we cannot read may be one of an older central: fetching everything anew is always right.
  if (match?.[1] === undefined || match[2] === undefined) throw new Refusal('RESYNC_REQUIRED')
  return { epoch: match[1], xid: BigInt(match[2]) }
}

interface FeedRow {
  xid: string
  entity: string
  id: string
  version: number
  body: Record<string, unknown>
}

/**
 * A page of whole transactions after the cursor. Only rows below the oldest transaction still running are served: one
 * that commits late has a lower id than others already seen and would be skipped for ever.
 * @throws Refusal RESYNC_REQUIRED for a cursor of another database
 */
export async function readFeed(
  reader: Transaction, cursorText: string | undefined, limit: number,
): Promise<{ readonly changes: Change[]; readonly cursor: string; readonly hasMore: boolean }> {
  const [state]: { epoch: string; horizon: string }[] = await reader.query(
    'select epoch::text, pg_snapshot_xmin(pg_current_snapshot())::text as horizon from central_database',
  )
  if (state === undefined) throw new Refusal('UNAVAILABLE')
  const horizon = BigInt(state.horizon)
  const cursor = cursorText === undefined ? { epoch: state.epoch, xid: 0n } : decodeCursor(cursorText)
  if (cursor.epoch !== state.epoch || cursor.xid > horizon) throw new Refusal('RESYNC_REQUIRED')
  // `horizon` is read before the rows: what is below it has ended and is visible to the next statement.
  const rows: FeedRow[] = await reader.query(
    `select xid::text, entity, id, version, body from feed
     where xid > $1 and xid < $2 and xid <= coalesce(
       (select max(page.xid) from (select xid from feed where xid > $1 and xid < $2 order by xid, position limit $3) as page), 0)
     order by xid, position`,
    [cursor.xid.toString(), state.horizon, limit],
  )
  const last = rows.at(-1)
  const hasMore = rows.length >= limit
  const reached = hasMore && last !== undefined ? BigInt(last.xid) : horizon - 1n > cursor.xid ? horizon - 1n : cursor.xid
  return {
    changes: rows.map(({ entity, id, version, body }) => ({ entity, id, version, body })),
    cursor: encodeCursor({ epoch: state.epoch, xid: reached }),
    hasMore,
  }
}

import type { z } from 'zod'
import type { ChangeEntity, changeBodies } from '#shared/contract/central/sync.ts'
import { Refusal } from '../problem.ts'
import type { Transaction } from '../database/open-database.ts'
import type { FeedPage, WrittenChange } from './feed-tail.ts'

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
     from json_to_recordset($2::json) as change(id text, version integer, body jsonb, position bigint) ${newestStands}`,
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

// A stable function of the snapshot: the same throughout a statement, and good for a search in the index.
const horizon = 'pg_snapshot_xmin(pg_current_snapshot())::text::bigint'
/** Above every transaction there will be. */
const farthest = 2n ** 62n

interface FeedRow {
  readonly xid: string
  readonly entity: string
  readonly id: string
  readonly version: number
  /** As PostgreSQL writes it: it goes out again as it is. */
  readonly body: string
}

const columns = 'xid::text, entity, id, version, body::text'
const writtenOf = ({ xid, entity, id, version, body }: FeedRow): WrittenChange =>
  ({ xid: BigInt(xid), key: `${entity} ${id}`, json: `{"entity":${JSON.stringify(entity)},"id":${JSON.stringify(id)},"version":${version},"body":${body}}` })

export interface NewestChanges {
  readonly epoch: string
  /** The oldest transaction still running, or the next one: what is below has ended. */
  readonly horizon: bigint
  /** Transaction of the newest change below the horizon; 0 where there is none. */
  readonly newest: bigint
  /** Those after the transaction asked for, in order; null where there are too many, or none was asked for. */
  readonly changes: readonly WrittenChange[] | null
}

/**
 * Only rows below the oldest transaction still running: one that commits late has a lower id than others already seen and would be skipped
 * for ever. State and rows are of one statement and so of one snapshot: what is below its horizon has ended and is in it.
 * @param after null: the state alone
 */
export async function readNewest(reader: Transaction, after: bigint | null, most: number): Promise<NewestChanges> {
  const rows: (FeedRow & { epoch: string; horizon: string; newest: string })[] = await reader.query(
    `select state.*, fresh.* from
       (select epoch::text, ${horizon}::text as horizon, (select coalesce(max(xid), 0) from feed where xid < ${horizon})::text as newest from central_database) as state
       left join lateral (select ${columns}, position from feed where xid > $1 and xid < ${horizon} order by feed.xid, position limit $2) as fresh on true
     order by fresh.xid::bigint, fresh.position`,
    [(after ?? farthest).toString(), most + 1],
  )
  const [state] = rows
  if (state === undefined) throw new Refusal('UNAVAILABLE')
  const changes = after === null || rows.length > most ? null : rows.filter(({ entity }) => entity !== null).map(writtenOf)
  return { epoch: state.epoch, horizon: BigInt(state.horizon), newest: BigInt(state.newest), changes }
}

/** A page of whole transactions after one, below the horizon of an earlier `readNewest`. */
export async function readFeedPage(reader: Transaction, after: bigint, horizonBefore: bigint, limit: number): Promise<FeedPage> {
  const rows: FeedRow[] = await reader.query(
    `select ${columns} from feed
     where xid > $1 and xid < $2 and xid <= coalesce(
       (select max(page.xid) from (select xid from feed where xid > $1 and xid < $2 order by xid, position limit $3) as page), 0)
     order by feed.xid, position`,
    [after.toString(), horizonBefore.toString(), limit],
  )
  const changes = rows.map(writtenOf)
  // Never further than a row that was seen: a server that dies forgets numbers of transactions that left nothing, and gives them out again.
  return { changes: changes.map(({ json }) => json), reached: changes.at(-1)?.xid ?? after, hasMore: rows.length >= limit }
}

import type { z } from 'zod'
import type { portalEvent } from '#shared/contract/central/operations.ts'
import type { Transaction } from '../database/open-database.ts'

export type PortalEvent = z.output<typeof portalEvent>
export type NewPortalEvent = Pick<PortalEvent, 'kind' | 'facilityCode' | 'noticeNumber'> & { readonly at: Date }

export async function insertPortalEvents(transaction: Transaction, events: readonly NewPortalEvent[]): Promise<void> {
  if (events.length === 0) return
  await transaction.query(
    `insert into portal_event (kind, facility_code, notice_number, at)
     select kind, facility_code, notice_number, at
     from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) with ordinality as event(kind, facility_code, notice_number, at, place) order by place`,
    [events.map(({ kind }) => kind), events.map(({ facilityCode }) => facilityCode), events.map(({ noticeNumber }) => noticeNumber), events.map(({ at }) => at)],
  )
}

const numberingLock = 7_208_004_584

/**
 * Numbers the events committed so far, in the order they came about. One that commits later gets a later number, so a
 * reader who goes by the number misses none; and nobody who writes one waits for another.
 */
export async function numberPortalEvents(transaction: Transaction): Promise<void> {
  // A statement of its own: the next one must see what the holder before has numbered.
  await transaction.query('select pg_advisory_xact_lock($1)', [numberingLock])
  await transaction.query(
    `update portal_event set position = (select coalesce(max(position), 0) from portal_event) + fresh.step
     from (select recorded, row_number() over (order by recorded) as step from portal_event where position is null) as fresh
     where portal_event.recorded = fresh.recorded`,
  )
}

interface PortalEventRow extends Omit<PortalEvent, 'position' | 'at'> {
  position: string
  at: Date
}

export async function portalEventsAfter(reader: Transaction, position: number, limit: number): Promise<PortalEvent[]> {
  const rows: PortalEventRow[] = await reader.query(
    `select position, kind, facility_code as "facilityCode", notice_number as "noticeNumber", at from portal_event
     where position > $1 order by position limit $2`,
    [position, limit],
  )
  return rows.map((row) => ({ ...row, position: Number(row.position), at: row.at.toISOString() }))
}

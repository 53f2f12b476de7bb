/** What a person who goes leaves behind: for 担当替え, and for whoever looks at what they did last. */
import type { Transaction } from '../database/open-database.ts'

export interface WhatRemains {
  /** Calls that have not ended, on hold or not. */
  readonly openCalls: readonly { readonly callId: string; readonly startedAt: string; readonly isParked: boolean }[]
  readonly openCallbacks: readonly { readonly callbackId: string; readonly dueAt: string; readonly facilityCode: string | null }[]
  readonly openRequests: readonly { readonly requestNumber: string; readonly state: string; readonly requestedAt: string }[]
  /** By day in Japan and action, from the audit trails; the newest day first. */
  readonly activity: readonly { readonly day: string; readonly action: string; readonly count: number }[]
}

const ended: Readonly<Record<'email_change_request' | 'provisional_code_request', readonly string[]>> = {
  email_change_request: ['completed', 'selfService', 'cancelled'],
  provisional_code_request: ['migrated', 'cancelled'],
}

const openRequestsIn = (table: keyof typeof ended): string =>
  `select body ->> 'requestNumber' as "requestNumber", body ->> 'state' as state, body ->> 'requestedAt' as "requestedAt" from ${table}
   where coalesce(body ->> 'assignedTo', body ->> 'requestedBy') = $1 and not body ->> 'state' in (${ended[table].map((state) => `'${state}'`).join(', ')})`

/** @param since UTC ISO: activity from then on */
export async function whatRemainsOf(reader: Transaction, staffId: string, since: string): Promise<WhatRemains> {
  return {
    openCalls: await reader.query(
      `select id as "callId", body ->> 'startedAt' as "startedAt", coalesce(jsonb_typeof(body -> 'parked'), 'null') <> 'null' as "isParked" from call
       where body ->> 'operatorId' = $1 and body ->> 'endedAt' is null order by body ->> 'startedAt'`, [staffId]),
    openCallbacks: await reader.query(
      `select id as "callbackId", body ->> 'dueAt' as "dueAt", body ->> 'facilityCode' as "facilityCode" from callback
       where body ->> 'assignedTo' = $1 and body ->> 'state' = 'open' order by body ->> 'dueAt'`, [staffId]),
    openRequests: await reader.query(`${openRequestsIn('email_change_request')} union all ${openRequestsIn('provisional_code_request')} order by "requestedAt"`, [staffId]),
    activity: await reader.query(
      `select to_char(at::timestamptz at time zone 'Asia/Tokyo', 'YYYY-MM-DD') as day, action, count(*)::integer as count from audit_entry
       where staff_id = $1 and at >= $2 group by 1, 2 order by 1 desc, 2`, [staffId, since]),
  }
}

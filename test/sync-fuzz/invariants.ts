/** What must hold at central at every moment of a fuzz run, and what must hold everywhere once all is quiet. */
import { changeBodies, type ChangeEntity } from '#shared/contract/central/sync.ts'
import type { SqliteHandle } from '#backend/database/sqlite-handle.ts'
import type { FuzzDesktop } from './fuzz-desktop.ts'
import type { FuzzOffice } from './fuzz-office.ts'

class InvariantBroken extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'InvariantBroken'
  }
}

export const must = (isSo: boolean, message: string): void => {
  if (!isSo) throw new InvariantBroken(message)
}

/** At most one open and one live letter a facility; nothing redeemed that the portal was not told of. */
export const checkMoment = async (office: FuzzOffice): Promise<void> => {
  if (office.central.url === null) return
  const many = await office.central.query<{ facility_code: string }>(
    `select facility_code from notice group by facility_code
     having count(*) filter (where state in ('requested', 'awaitingApproval', 'queued')) > 1 or count(*) filter (where state in ('issuing', 'printed', 'sealed', 'posted')) > 1`,
  )
  must(many.length === 0, `more than one open or live letter of a facility: ${JSON.stringify(many)}`)
  const redeemed = await office.central.query<{ notice_id: string; before: string | null; times: string }>(
    `select notice_id, min(from_state) as before, count(*)::text as times from notice_event where to_state = 'redeemed' group by notice_id`,
  )
  for (const { notice_id: noticeId, before, times } of redeemed) {
    must(before === 'posted' && times === '1' && office.model.redeemed.has(noticeId), `${noticeId} redeemed from ${before ?? 'nothing'}, ${times} times`)
  }
  must(redeemed.length === office.model.redeemed.size, 'a redeemed letter is not redeemed at central')
  must(office.central.failures.length === 0, `central failed: ${office.central.failures.join('; ')}`)
}

interface Kept { readonly version: number; readonly body: unknown }
type Records = Map<string, Kept>

const tables: Readonly<Partial<Record<ChangeEntity, string>>> = {
  call: 'call', callback: 'callback', deputy: 'deputy', verification: 'verification', notice: 'notice', lot: 'lot', postingSlip: 'posting_slip', mailDay: 'mail_day',
  officeDocument: 'office_document', securityAlert: 'security_alert', emailChangeRequest: 'email_change_request', provisionalCodeRequest: 'provisional_code_request',
}

/** The same whatever the order of its keys. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)).map(([key, part]) => [key, sorted(part)]))
}
const canonical = (entity: ChangeEntity, body: unknown): string => JSON.stringify(sorted(changeBodies[entity].parse(body)))

interface RawRow { id: string; version: number; body: string }

/** Every record of a desktop, by kind and id. */
export const recordsOf = (handle: SqliteHandle): Records => {
  const records: Records = new Map()
  for (const [entity, table] of Object.entries(tables)) {
    for (const { id, version, body } of handle.prepare(`SELECT id, version, body FROM "${table}"`).all() as RawRow[]) records.set(`${entity} ${id}`, { version, body: canonical(entity as ChangeEntity, JSON.parse(body)) })
  }
  for (const { facilityCode, state, version } of handle.prepare('SELECT "facilityCode", state, version FROM portal_account').all() as { facilityCode: string; state: string; version: number }[]) {
    records.set(`portalAccount ${facilityCode}`, { version, body: canonical('portalAccount', { facilityCode, state }) })
  }
  return records
}

/** Every record as central's feed has it. */
export const recordsOfCentral = async (office: FuzzOffice): Promise<Records> => {
  const records: Records = new Map()
  for (const { entity, id, version, body } of await office.central.query<{ entity: ChangeEntity; id: string; version: number; body: unknown }>('select entity, id, version, body from feed')) {
    if (entity !== 'facilityList' && entity !== 'staff') records.set(`${entity} ${id}`, { version, body: canonical(entity, body) })
  }
  return records
}

interface OutboxLine { mutationId: string; state: string; code: string | null; type: string; entity: string | null; entityId: string | null; payload: string }
export const outboxOf = (desktop: FuzzDesktop): OutboxLine[] =>
  desktop.backend.core.database.rawReader.prepare('SELECT mutationId, state, code, type, entity, entityId, payload FROM outbox ORDER BY sequence').all() as OutboxLine[]

/** A desktop holds what central holds, but for what a person here must look at. */
export const checkEqual = (desktop: FuzzDesktop, central: Records): void => {
  const own = recordsOf(desktop.backend.core.database.rawReader)
  const refused = new Set(outboxOf(desktop).map(({ entity, entityId }) => `${entity ?? ''} ${entityId ?? ''}`))
  for (const [key, { version, body }] of central) {
    if (refused.has(key)) continue
    const mine = own.get(key)
    must(mine !== undefined, `${desktop.name} has no ${key}`)
    must(mine?.version === version && mine.body === body, `${desktop.name} differs in ${key}:\n  here    ${mine?.version ?? 0} ${String(mine?.body)}\n  central ${version} ${String(body)}`)
  }
  for (const [key, { version, body }] of own) {
    // A verification under way belongs to this desktop until it is concluded; a slip that was made lies at the post office, whatever becomes of its record.
    if (central.has(key) || refused.has(key) || /^(?:postingSlip|mailDay) /u.test(key) || (key.startsWith('verification ') && version === 0 && String(body).includes('"outcome":"pending"'))) continue
    must(false, `${desktop.name} has ${key}, which central does not know: ${String(body)}`)
  }
  const held = desktop.backend.core.database.rawReader.prepare('SELECT count(*) FROM held_change').pluck().get() as number
  must(held === 0, `${desktop.name} still holds ${held} changes back`)
}

/** The tables central works with say what its feed says. */
export const checkFeed = async (office: FuzzOffice): Promise<void> => {
  for (const [entity, table] of Object.entries({ call: 'call', verification: 'verification', lot: 'lot', posting_slip: 'posting_slip', mail_day: 'mail_day', emailChangeRequest: 'email_change_request', provisionalCodeRequest: 'provisional_code_request', callback: 'callback' })) {
    const kind = entity === 'posting_slip' ? 'postingSlip' : entity === 'mail_day' ? 'mailDay' : entity
    const wrong = await office.central.query(
      `select t.id from "${table}" t full join (select * from feed where entity = $1) f on f.id = t.id::text where t.id is null or f.id is null or f.version <> t.version or f.body <> t.body`, [kind])
    must(wrong.length === 0, `the feed differs from the table of ${kind}: ${JSON.stringify(wrong)}`)
  }
  const wrong = await office.central.query(
    `select n.notice_id from notice n full join (select * from feed where entity = 'notice') f on f.id = n.notice_id::text
     where n.notice_id is null or f.id is null or f.version <> n.version or f.body ->> 'state' <> n.state
       or jsonb_array_length(f.body -> 'events') <> (select count(*) from notice_event e where e.notice_id = n.notice_id)`)
  must(wrong.length === 0, `the feed differs from the notices: ${JSON.stringify(wrong)}`)
}

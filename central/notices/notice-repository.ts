import { Any, In, IsNull, LessThan, Not } from 'typeorm'
import type { HistoryEvent, NoticeRecord } from '#shared/contract/records.ts'
import type { Transaction } from '../database/open-database.ts'
import { insertRows } from '../database/insert-rows.ts'
import { noticeEntity, noticeEventEntity, type NoticeEventRow, type NoticeRow } from '../database/entities/notice.ts'
import { publish, publishAt } from '../sync/feed-repository.ts'

const liveStates = ['issuing', 'printed', 'sealed', 'posted'] as const
const openStates = ['requested', 'awaitingApproval', 'queued'] as const
/** As an index on part of the table names them: as a parameter they would not be recognised. */
const listed = (states: readonly string[]): string => states.map((state) => `'${state}'`).join(', ')

export function findNotice(reader: Transaction, noticeId: string): Promise<NoticeRow | null> {
  return reader.findOneBy(noticeEntity, { noticeId })
}

/** The notice, held until the transaction ends. */
export function lockNotice(transaction: Transaction, noticeId: string): Promise<NoticeRow | null> {
  return transaction.findOne(noticeEntity, { where: { noticeId }, lock: { mode: 'pessimistic_write' } })
}

/** Those there are of these, held until the transaction ends; locked in the order of ids. */
export function lockNotices(transaction: Transaction, noticeIds: readonly string[]): Promise<NoticeRow[]> {
  return transaction.find(noticeEntity, { where: { noticeId: Any(noticeIds) }, order: { noticeId: 'ASC' }, lock: { mode: 'pessimistic_write' } })
}

export function lockLiveNoticeOf(transaction: Transaction, facilityCode: string): Promise<NoticeRow | null> {
  return transaction.findOne(noticeEntity, { where: { facilityCode, state: In(liveStates) }, lock: { mode: 'pessimistic_write' } })
}

export function findLiveNoticeOf(reader: Transaction, facilityCode: string): Promise<NoticeRow | null> {
  return reader.findOneBy(noticeEntity, { facilityCode, state: In(liveStates) })
}

export function lockOpenNoticeOf(transaction: Transaction, facilityCode: string): Promise<NoticeRow | null> {
  return transaction.findOne(noticeEntity, { where: { facilityCode, state: In(openStates) }, lock: { mode: 'pessimistic_write' } })
}

const requestLock = 720_800

/**
 * Requests for one facility follow each other until their transactions end. The unique index alone would not do: a request that it
 * refused could no longer join the notice that was quicker.
 */
export async function lockRequestsOf(transaction: Transaction, facilityCode: string): Promise<void> {
  await transaction.query('select pg_advisory_xact_lock($1, hashtext($2))', [requestLock, facilityCode])
}

/** Of many facilities, in the order of codes. */
export async function lockRequestsOfAll(transaction: Transaction, facilityCodes: readonly string[]): Promise<void> {
  await transaction.query('select pg_advisory_xact_lock($1, hashtext(code)) from (select unnest($2::text[]) as code order by 1) as ordered', [requestLock, facilityCodes])
}

/** Which of these facilities have an open or live notice or an ended one to see to, and which of these ids (small letters) are taken. */
export async function noticesInTheWay(
  reader: Transaction, facilityCodes: readonly string[], noticeIds: readonly string[],
): Promise<{ readonly facilityCodes: ReadonlySet<string>; readonly noticeIds: ReadonlySet<string> }> {
  const rows: Pick<NoticeRow, 'noticeId' | 'facilityCode'>[] = await reader.query(
    `select notice_id as "noticeId", facility_code as "facilityCode" from notice
     where (facility_code = any($1) and state in (${listed(openStates)})) or (facility_code = any($1) and state in (${listed(liveStates)}))
       or (facility_code = any($1) and follow_up = 'open') or notice_id = any($2::uuid[])`,
    [facilityCodes, noticeIds],
  )
  return { facilityCodes: new Set(rows.map((row) => row.facilityCode)), noticeIds: new Set(rows.map((row) => row.noticeId)) }
}

/** Ended letters of the facility that a person must still see to, newest request first, held until the transaction ends. */
export function lockEndedToFollowUp(transaction: Transaction, facilityCode: string): Promise<NoticeRow[]> {
  return transaction.find(noticeEntity, {
    where: { facilityCode, followUp: 'open', state: Not(In(openStates)) }, order: { requestedAt: 'DESC', noticeId: 'DESC' }, lock: { mode: 'pessimistic_write' },
  })
}

/** Of these notices, how many have been posted, whatever became of them since. */
export function countPosted(reader: Transaction, noticeIds: readonly string[]): Promise<number> {
  return reader.countBy(noticeEntity, { noticeId: In(noticeIds), postedOn: Not(IsNull()) })
}

/** Numbers of these notices, as the audit trails name them. */
export async function noticeNumbers(reader: Transaction, noticeIds: readonly string[]): Promise<string[]> {
  const rows = await reader.find(noticeEntity, { where: { noticeId: In(noticeIds) }, select: { noticeId: true, noticeNumber: true } })
  return rows.map((row) => row.noticeNumber)
}

export function countNotices(reader: Transaction, noticeIds: readonly string[]): Promise<number> {
  return reader.countBy(noticeEntity, { noticeId: In(noticeIds) })
}

/** True when it was in the queue before. */
export function wasQueued(reader: Transaction, noticeId: string): Promise<boolean> {
  return reader.existsBy(noticeEventEntity, { noticeId, toState: 'queued' })
}

export function isPieceTaken(reader: Transaction, pieceId: string, noticeId: string): Promise<boolean> {
  return reader.existsBy(noticeEntity, { pieceId, noticeId: Not(noticeId) })
}

/** Accepted, but not confirmed as printed since that moment. */
export async function noticesIssuingSince(reader: Transaction, before: Date): Promise<string[]> {
  const rows = await reader.find(noticeEntity, { where: { state: 'issuing', issuingSince: LessThan(before) }, select: { noticeId: true } })
  return rows.map((row) => row.noticeId)
}

/** Posted letters whose last day of validity lies before this day. */
export async function noticesValidBefore(reader: Transaction, day: string): Promise<string[]> {
  const rows = await reader.find(noticeEntity, { where: { state: 'posted', validUntil: LessThan(day) }, select: { noticeId: true } })
  return rows.map((row) => row.noticeId)
}

export async function eventsOf(transaction: Transaction, noticeId: string): Promise<HistoryEvent[]> {
  const rows = await transaction.find(noticeEventEntity, { where: { noticeId }, order: { position: 'ASC' } })
  return rows.map((row) => ({ at: row.at, staffId: row.staffId, deviceId: row.deviceId, from: row.fromState, to: row.toState, reason: row.reason }))
}

/** The contract's shape, without what never leaves central. */
export function noticeRecordOf(row: NoticeRow, events: HistoryEvent[]): NoticeRecord {
  const { passwordVerifier: _password, issuingSince: _since, redeemedAt, ...rest } = row
  return { ...rest, redeemedAt: redeemedAt === null ? null : redeemedAt.toISOString(), events }
}

const eventRow = (noticeId: string, position: number, { at, staffId, deviceId, from, to, reason }: HistoryEvent): NoticeEventRow =>
  ({ noticeId, position, at, staffId, deviceId, fromState: from, toState: to, reason })

async function addEventAndPublish(transaction: Transaction, row: NoticeRow, event: HistoryEvent): Promise<void> {
  const events = await eventsOf(transaction, row.noticeId)
  await transaction.insert(noticeEventEntity, eventRow(row.noticeId, events.length + 1, event))
  await publish(transaction, 'notice', row.noticeId, row.version, noticeRecordOf(row, [...events, event]))
}

/** New ones with their first event, at their places in the feed. Fails with a unique violation when a facility has an open notice. */
export async function insertNotices(
  transaction: Transaction, begun: readonly { readonly row: NoticeRow; readonly event: HistoryEvent; readonly position: number }[],
): Promise<void> {
  await insertRows(transaction, noticeEntity, begun.map(({ row }) => row))
  await insertRows(transaction, noticeEventEntity, begun.map(({ row, event }) => eventRow(row.noticeId, 1, event)))
  await publishAt(transaction, 'notice', begun.map(({ row, event, position }) => ({ id: row.noticeId, version: row.version, body: noticeRecordOf(row, [event]), position })))
}

/** Stores the change under the next version, with its event, and tells the feed. */
export async function changeNotice(transaction: Transaction, row: NoticeRow, change: Partial<NoticeRow>, event: HistoryEvent): Promise<void> {
  const numbered = { ...change, version: row.version + 1 }
  await transaction.update(noticeEntity, { noticeId: row.noticeId }, numbered)
  await addEventAndPublish(transaction, { ...row, ...numbered }, event)
}

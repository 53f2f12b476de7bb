import { In, IsNull, LessThan, Not } from 'typeorm'
import type { HistoryEvent, NoticeRecord } from '#shared/contract/records.ts'
import type { Transaction } from '../database/open-database.ts'
import { noticeEntity, noticeEventEntity, type NoticeRow } from '../database/entities/notice.ts'
import { publish } from '../sync/feed-repository.ts'

const liveStates = ['issuing', 'printed', 'sealed', 'posted'] as const
const openStates = ['requested', 'awaitingApproval', 'queued'] as const

export function findNotice(reader: Transaction, noticeId: string): Promise<NoticeRow | null> {
  return reader.findOneBy(noticeEntity, { noticeId })
}

/** The notice, held until the transaction ends. */
export function lockNotice(transaction: Transaction, noticeId: string): Promise<NoticeRow | null> {
  return transaction.findOne(noticeEntity, { where: { noticeId }, lock: { mode: 'pessimistic_write' } })
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

async function addEventAndPublish(transaction: Transaction, row: NoticeRow, event: HistoryEvent): Promise<void> {
  const events = await eventsOf(transaction, row.noticeId)
  await transaction.insert(noticeEventEntity, {
    noticeId: row.noticeId, position: events.length + 1, at: event.at, staffId: event.staffId, deviceId: event.deviceId,
    fromState: event.from, toState: event.to, reason: event.reason,
  })
  await publish(transaction, 'notice', row.noticeId, row.version, noticeRecordOf(row, [...events, event]))
}

/** Fails with a unique violation when the facility has an open notice. */
export async function insertNotice(transaction: Transaction, row: NoticeRow, event: HistoryEvent): Promise<void> {
  await transaction.insert(noticeEntity, row)
  await addEventAndPublish(transaction, row, event)
}

/** Stores the change under the next version, with its event, and tells the feed. */
export async function changeNotice(transaction: Transaction, row: NoticeRow, change: Partial<NoticeRow>, event: HistoryEvent): Promise<void> {
  const numbered = { ...change, version: row.version + 1 }
  await transaction.update(noticeEntity, { noticeId: row.noticeId }, numbered)
  await addEventAndPublish(transaction, { ...row, ...numbered }, event)
}

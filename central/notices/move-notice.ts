import { emailChangeAfterNotice } from '#shared/domain/email-change-request.ts'
import { canMoveNotice, type NoticeState } from '#shared/domain/notice.ts'
import type { HistoryEvent } from '#shared/contract/records.ts'
import type { Transaction } from '../database/open-database.ts'
import type { NoticeRow } from '../database/entities/notice.ts'
import { recordPortalEvent, recordPortalEvents } from '../office/portal-events.ts'
import { feedPositions } from '../sync/feed-repository.ts'
import { lockRequestsOfNotice, storeRecord } from '../sync/record-repository.ts'
import { changeNotice, insertNotices, wasQueued } from './notice-repository.ts'

export type Actor = Pick<HistoryEvent, 'at' | 'staffId' | 'deviceId' | 'reason'>

async function moveRequests(transaction: Transaction, noticeId: string, to: NoticeState, actor: Actor): Promise<void> {
  for (const { id, record } of await lockRequestsOfNotice(transaction, noticeId)) {
    const state = emailChangeAfterNotice(record.body.state, to)
    if (state === record.body.state) continue
    const event: HistoryEvent = { ...actor, from: record.body.state, to: state }
    await storeRecord(transaction, 'emailChangeRequest', id, record, { ...record.body, state, events: [...record.body.events, event] }, null)
  }
}

/** The portal warns the registered address when a letter is certain to come and when it is on its way. */
async function tellPortal(transaction: Transaction, row: NoticeRow, to: NoticeState, at: string): Promise<void> {
  const event = { facilityCode: row.facilityCode, noticeNumber: row.noticeNumber, at: new Date(at) }
  if (to === 'posted') await recordPortalEvent(transaction, { ...event, kind: 'noticePosted' })
  if (to === 'queued' && !(await wasQueued(transaction, row.noticeId))) await recordPortalEvent(transaction, { ...event, kind: 'noticeRequested' })
}

/** Stores new notices in the state of their rows, at their places in the feed. @throws a unique violation for an id in use */
export async function beginNotices(transaction: Transaction, begun: readonly { readonly row: NoticeRow; readonly actor: Actor; readonly position: number }[]): Promise<void> {
  // One that begins in the queue was never in it before.
  await recordPortalEvents(transaction, begun.filter(({ row }) => row.state === 'queued').map(({ row: { facilityCode, noticeNumber }, actor }) =>
    ({ kind: 'noticeRequested', facilityCode, noticeNumber, at: new Date(actor.at) })))
  await insertNotices(transaction, begun.map(({ row, actor, position }) => ({ row, event: { ...actor, from: null, to: row.state }, position })))
}

export async function beginNotice(transaction: Transaction, row: NoticeRow, actor: Actor): Promise<void> {
  const [position = 0] = await feedPositions(transaction, 1)
  await beginNotices(transaction, [{ row, actor, position }])
}

/** False when the table of transitions does not allow the step. Requests that wait for the letter move with it. */
export async function moveNotice(
  transaction: Transaction, row: NoticeRow, to: NoticeState, actor: Actor, change: Partial<NoticeRow> = {},
): Promise<boolean> {
  if (!canMoveNotice(row.state, to)) return false
  await tellPortal(transaction, row, to, actor.at)
  await changeNotice(transaction, row, { ...change, state: to }, { ...actor, from: row.state, to })
  await moveRequests(transaction, row.noticeId, to, actor)
  return true
}

/** What happens to a notice without changing its state; the history names it where a state would stand. */
type NoticeFact = 'callerJoined' | 'returned' | 'destroyed' | 'followedUp'

export async function noteOnNotice(transaction: Transaction, row: NoticeRow, fact: NoticeFact, actor: Actor, change: Partial<NoticeRow>): Promise<void> {
  await changeNotice(transaction, row, change, { ...actor, from: row.state, to: fact })
}

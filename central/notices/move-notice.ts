import { emailChangeAfterNotice } from '#shared/domain/email-change-request.ts'
import { canMoveNotice, type NoticeState } from '#shared/domain/notice.ts'
import type { HistoryEvent } from '#shared/contract/records.ts'
import type { Transaction } from '../database/open-database.ts'
import type { NoticeRow } from '../database/entities/notice.ts'
import { lockRequestsOfNotice, storeRecord } from '../sync/record-repository.ts'
import { changeNotice } from './notice-repository.ts'

export type Actor = Pick<HistoryEvent, 'at' | 'staffId' | 'deviceId' | 'reason'>
async function moveRequests(transaction: Transaction, noticeId: string, to: NoticeState, actor: Actor): Promise<void> {
  for (const { id, record } of await lockRequestsOfNotice(transaction, noticeId)) {
    const state = emailChangeAfterNotice(record.body.state, to)
    if (state === record.body.state) continue
    const event: HistoryEvent = { ...actor, from: record.body.state, to: state }
    await storeRecord(transaction, 'emailChangeRequest', id, record, { ...record.body, state, events: [...record.body.events, event] }, null)
  }
}

/** False when the table of transitions does not allow the step. Requests that wait for the letter move with it. */
export async function moveNotice(
  transaction: Transaction, row: NoticeRow, to: NoticeState, actor: Actor, change: Partial<NoticeRow> = {},
): Promise<boolean> {
  if (!canMoveNotice(row.state, to)) return false
  await changeNotice(transaction, row, { ...change, state: to }, { ...actor, from: row.state, to })
  await moveRequests(transaction, row.noticeId, to, actor)
  return true
}

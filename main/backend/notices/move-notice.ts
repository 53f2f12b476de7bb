/** One step in the life of a notice, made here: the table of states decides, the step goes up with it. */
import type { EntityManager } from 'typeorm'
import type { MutationType } from '#shared/contract/central/sync.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { NoticeRecord } from '#shared/contract/records.ts'
import { canMoveNotice, type NoticeState } from '#shared/domain/notice.ts'
import { audit, historyEventOf, send, type Core } from '../core.ts'
import { notices } from '../database/record-repository.ts'
import type { Author } from '../sync/outbox-repository.ts'

type StepType = Extract<MutationType, `notice.${string}`>

export interface NoticeMove {
  readonly notice: NoticeRecord
  readonly type: Exclude<StepType, 'notice.requested'>
  readonly to: NoticeState
  readonly reason: string | null
  /** Further fields of the record that the step sets. */
  readonly more?: Partial<NoticeRecord>
  /** Further facts central needs for the step (piece id, tracking number, day). */
  readonly facts?: Record<string, string>
}

/** @throws DeskError CONFLICT where the state table does not allow it */
export const moveNotice = async (manager: EntityManager, core: Core, author: Author, move: NoticeMove): Promise<NoticeRecord> => {
  const { notice, to, reason } = move
  if (!canMoveNotice(notice.state, to)) throw new DeskError('CONFLICT', 'NOTICE_STATE', { state: notice.state })
  const event = await historyEventOf(manager, core, author.staffId, notice.state, to, reason)
  const moved: NoticeRecord = { ...notice, ...move.more, state: to, events: [...notice.events, event] }
  await notices.save(manager, moved)
  await send(manager, core, author, {
    type: move.type, payload: { noticeId: notice.noticeId, reason, ...move.facts } as never, entity: 'notice', entityId: notice.noticeId,
  })
  await audit(manager, core, { staffId: author.staffId, action: move.type, subject: notice.noticeNumber })
  return moved
}

/** One step in the life of a notice, made here: the table of states decides, the step goes up with it. */
import type { EntityManager } from 'typeorm'
import type { MutationType } from '#shared/contract/central/sync.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { NoticeRecord } from '#shared/contract/records.ts'
import { canMoveNotice, type NoticeState } from '#shared/domain/notice.ts'
import { audit, historyEventOf, send, type Core } from '../core.ts'
import { notices } from '../database/record-repository.ts'
import type { Author } from '../sync/outbox-repository.ts'

type StepType = Exclude<Extract<MutationType, `notice.${string}`>, 'notice.requested'>

interface NoticeStep {
  readonly notice: NoticeRecord
  readonly type: StepType
  readonly reason: string | null
  /** Further fields of the record that the step sets. */
  readonly more?: Partial<NoticeRecord>
  /** Further facts central needs for the step (piece id, tracking number, day). */
  readonly facts?: Readonly<Record<string, string | boolean | null>>
}

interface NoticeMove extends NoticeStep {
  readonly to: NoticeState
}

/** What happens to a notice without changing its state. */
interface NoticeRemark extends NoticeStep {
  /** The history names it where a state would stand, as central does. */
  readonly event: 'returned' | 'destroyed' | 'followedUp'
}

const store = async (manager: EntityManager, core: Core, author: Author, step: NoticeStep, state: NoticeState, eventName: string): Promise<NoticeRecord> => {
  const { notice, type, reason } = step
  const event = await historyEventOf(manager, core, author.staffId, notice.state, eventName, reason)
  const moved: NoticeRecord = { ...notice, ...step.more, state, events: [...notice.events, event] }
  await notices.save(manager, moved)
  await send(manager, core, author, { type, payload: { noticeId: notice.noticeId, reason, ...step.facts } as never, entity: 'notice', entityId: notice.noticeId })
  await audit(manager, core, { staffId: author.staffId, action: type, subject: notice.noticeNumber })
  return moved
}

/** @throws DeskError CONFLICT where the state table does not allow it */
export const moveNotice = async (manager: EntityManager, core: Core, author: Author, move: NoticeMove): Promise<NoticeRecord> => {
  if (!canMoveNotice(move.notice.state, move.to)) throw new DeskError('CONFLICT', 'NOTICE_STATE', { state: move.notice.state })
  return await store(manager, core, author, move, move.to, move.to)
}

/** Destroyed, followed up, returned although its password was worth nothing. Whether it may be noted is the caller's to ask. */
export const remarkOnNotice = async (manager: EntityManager, core: Core, author: Author, remark: NoticeRemark): Promise<NoticeRecord> =>
  await store(manager, core, author, remark, remark.notice.state, remark.event)

import type { EntityManager } from 'typeorm'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { NoticeRecord } from '#shared/contract/records.ts'
import { notices } from '../database/record-repository.ts'

/** @throws DeskError NOT_FOUND */
export const requireNotice = async (manager: EntityManager, noticeId: string): Promise<NoticeRecord> => {
  const notice = await notices.get(manager, noticeId)
  if (notice === null) throw new DeskError('NOT_FOUND', 'NOTICE')
  return notice
}

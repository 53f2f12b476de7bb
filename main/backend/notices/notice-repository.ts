/** Notices by facility and by state. */
import { In, type EntityManager } from 'typeorm'
import type { NoticeRecord } from '#shared/contract/records.ts'
import type { NoticeState } from '#shared/domain/notice.ts'
import { notices } from '../database/record-repository.ts'

export const listNotices = async (
  manager: EntityManager, filter: { facilityCode?: string | undefined; states?: readonly NoticeState[] | undefined; limit: number; oldestFirst?: boolean },
): Promise<NoticeRecord[]> =>
  await notices.list(manager, {
    where: { ...(filter.facilityCode !== undefined && { facilityCode: filter.facilityCode }), ...(filter.states !== undefined && { state: In([...filter.states]) }) },
    order: { requestedAt: filter.oldestFirst === true ? 'ASC' : 'DESC' },
    limit: filter.limit,
  })

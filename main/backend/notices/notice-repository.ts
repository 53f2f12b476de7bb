/** Notices by facility, by state, by what is still to do; and the numbers others call them by. */
import { In, type EntityManager } from 'typeorm'
import type { NoticeRecord } from '#shared/contract/records.ts'
import type { NoticeState } from '#shared/domain/notice.ts'
import { notices } from '../database/record-repository.ts'

interface NoticeFilter {
  readonly facilityCode?: string | undefined
  readonly states?: readonly NoticeState[] | undefined
  readonly followUp?: 'open' | undefined
  readonly limit: number
  readonly oldestFirst?: boolean
}

export const listNotices = async (manager: EntityManager, filter: NoticeFilter): Promise<NoticeRecord[]> =>
  await notices.list(manager, {
    where: {
      ...(filter.facilityCode !== undefined && { facilityCode: filter.facilityCode }),
      ...(filter.states !== undefined && { state: In([...filter.states]) }),
      ...(filter.followUp !== undefined && { followUp: filter.followUp }),
    },
    order: { requestedAt: filter.oldestFirst === true ? 'ASC' : 'DESC' },
    limit: filter.limit,
  })

/** Number of each notice that is held here. */
export const noticeNumbersOf = async (manager: EntityManager, noticeIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  if (noticeIds.length === 0) return new Map()
  const found = await notices.list(manager, { where: { id: In([...new Set(noticeIds)]) } })
  return new Map(found.map((notice) => [notice.noticeId, notice.noticeNumber]))
}

/** Pieces of this desk's lots, and what came back: read by columns first, so that a day is told without reading the years before it. */
import { Between, In, MoreThanOrEqual, type EntityManager, type SelectQueryBuilder } from 'typeorm'
import { noticeRecord, type LotRecord, type MailDayRecord, type NoticeRecord, type PostingSlipRecord } from '#shared/contract/records.ts'
import { addDays, beginningOfDay } from '#shared/domain/japan-days.ts'
import { noticeEntity, type NoticeRow } from '../database/entities/records.ts'
import { lots, mailDays, notices, postingSlips } from '../database/record-repository.ts'
import { doubleFilledReason } from '../lots/lot-sheets.ts'

const recordsOf = async (query: SelectQueryBuilder<NoticeRow>): Promise<NoticeRecord[]> => (await query.getMany()).map((row) => noticeRecord.parse(row.body))

// The plus keeps SQLite from walking through every lot there ever was: few pieces are in the house, or went out lately.
const ofDesk = (manager: EntityManager, deviceId: string): SelectQueryBuilder<NoticeRow> =>
  manager.createQueryBuilder(noticeEntity, 'notice')
    .where(`+ notice.lotId IN (SELECT id FROM lot WHERE json_extract(body, '$.deviceId') = :deviceId)`, { deviceId })

/**
 * Pieces of the desk's lots that lie in the mailroom now, or left it on `from` or later (ISO date). Letters that central accepted
 * but nobody printed may be among them.
 */
export const piecesSince = async (manager: EntityManager, deviceId: string, from: string): Promise<NoticeRecord[]> =>
  await recordsOf(ofDesk(manager, deviceId).andWhere(
    `(notice.state IN ('printed', 'sealed') OR notice.postedOn >= :from OR (notice.state = 'voided'
      AND (notice.postedOn IS NULL OR instr(notice.body, :doubleFilled) > 0)
      AND coalesce(json_extract(notice.body, '$.destroyed.at') >= :since, 1)))`,
    { from, since: beginningOfDay(from), doubleFilled: doubleFilledReason },
  ))

/** Registered pieces of the desk's lots posted on `from` or later that stand on no 差出票, in the order they were posted. */
export const unlistedPieces = async (manager: EntityManager, deviceId: string, from: string): Promise<NoticeRecord[]> => {
  const listed = `SELECT listed.value FROM posting_slip, json_each(posting_slip.body, '$.noticeIds') AS listed WHERE posting_slip."postedOn" >= :from`
  const found = await recordsOf(ofDesk(manager, deviceId).andWhere(
    `notice.postedOn >= :from AND notice.trackingNumber IS NOT NULL AND notice.id NOT IN (${listed})`, { from },
  ))
  const postedAt = (notice: NoticeRecord): string => notice.events.findLast((event) => event.to === 'posted')?.at ?? ''
  return found.toSorted((one, other) => postedAt(one).localeCompare(postedAt(other)) || (one.trackingNumber ?? '').localeCompare(other.trackingNumber ?? ''))
}

/** Letters that came back to any desk and have not been destroyed, oldest first. */
export const returnedPieces = async (manager: EntityManager): Promise<NoticeRecord[]> => {
  const found = await recordsOf(manager.createQueryBuilder(noticeEntity, 'notice').where(
    `(notice.state IN ('returned', 'expired', 'voided') OR notice.followUp IN ('open', 'done'))
      AND json_extract(notice.body, '$.returned') IS NOT NULL AND json_extract(notice.body, '$.destroyed') IS NULL`,
  ))
  return found.toSorted((one, other) => (one.returned?.at ?? '').localeCompare(other.returned?.at ?? '') || one.noticeNumber.localeCompare(other.noticeNumber))
}

const unfinishedStates: readonly LotRecord['state'][] = ['challenge', 'issuing', 'printed', 'destroying']
export const isUnfinished = (lot: LotRecord): boolean => unfinishedStates.includes(lot.state)

/** Lots of the desk begun on this day or the one before (a day may end before midnight), those that still go on, and those of these pieces. */
export const lotsAround = async (manager: EntityManager, deviceId: string, date: string, lotIds: readonly string[]): Promise<LotRecord[]> => {
  const found = await lots.list(manager, {
    where: [
      { startedAt: Between(beginningOfDay(addDays(date, -1)), beginningOfDay(addDays(date, 1))) },
      { state: In([...unfinishedStates]) },
      { id: In([...new Set(lotIds)]) },
    ],
    order: { startedAt: 'ASC' },
  })
  return found.filter((lot) => lot.deviceId === deviceId)
}

/** Closed days of the desk, newest first. */
export const closedDaysOf = async (manager: EntityManager, deviceId: string, from: string): Promise<MailDayRecord[]> =>
  (await mailDays.list(manager, { where: { date: MoreThanOrEqual(from) }, order: { date: 'DESC' } })).filter((day) => day.deviceId === deviceId)

export const slipsOn = async (manager: EntityManager, deviceId: string, date: string): Promise<PostingSlipRecord[]> =>
  (await postingSlips.list(manager, { where: { postedOn: date }, order: { id: 'ASC' } })).filter((slip) => slip.deviceId === deviceId)

export const noticesByPiece = async (manager: EntityManager, pieceId: string): Promise<NoticeRecord[]> => await notices.list(manager, { where: { pieceId } })

/** Newest first: numbers are used again after some years. */
export const noticesByTrackingNumber = async (manager: EntityManager, trackingNumber: string): Promise<NoticeRecord[]> =>
  await notices.list(manager, { where: { trackingNumber }, order: { postedOn: 'DESC' } })

export const noticesById = async (manager: EntityManager, noticeIds: readonly string[]): Promise<NoticeRecord[]> => {
  const found = new Map((await notices.list(manager, { where: { id: In([...noticeIds]) } })).map((notice) => [notice.noticeId, notice]))
  return noticeIds.map((noticeId) => found.get(noticeId)).filter((notice) => notice !== undefined)
}

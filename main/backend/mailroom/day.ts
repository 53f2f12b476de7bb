/** One day of this desk: gathered from its lots, notices and slips; what it means is shared/domain/mail-day.ts. */
import type { EntityManager } from 'typeorm'
import type { MailDay } from '#shared/contract/desktop/contract.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { LotRecord, MailDayRecord, NoticeRecord } from '#shared/contract/records.ts'
import { addDays } from '#shared/domain/japan-days.ts'
import {
  countMailDay, earliestOpenDay, mailDayObstacles, mailDayOf, openDayFrom, placeOnDay,
  type MailDayObstacle, type MailPiece,
} from '#shared/domain/mail-day.ts'
import { mayBeDestroyed } from '#shared/domain/notice.ts'
import { todayInJapan, type Core } from '../core.ts'
import { readSetting } from '../database/setting-repository.ts'
import { noticesOfLot } from '../lots/lot-repository.ts'
import { lotCounts, sheetsToDestroy } from '../lots/lot-sheets.ts'
import { staffNames } from '../staff/staff-repository.ts'
import { isLooseAndWorthless, leftHouseAt, mailPieceOf } from './mail-piece.ts'
import { closedDaysOf, isUnfinished, lotsAround, piecesSince, returnedPieces, slipsOn, unlistedPieces } from './mail-repository.ts'
import { obstacleSentence } from './obstacle-sentences.ts'

/** How far back an unclosed day and a piece on no slip are looked for. */
const lookBackDays = 31

/** @throws DeskError OFFLINE NOT_ENROLLED: without its own id a desktop has no lots */
const requireDeviceId = async (manager: EntityManager): Promise<string> => {
  const deviceId = await readSetting(manager, 'deviceId')
  if (deviceId === null) throw new DeskError('OFFLINE', 'NOT_ENROLLED')
  return deviceId
}

interface CountedPiece {
  readonly notice: NoticeRecord
  readonly lot: LotRecord
  readonly piece: MailPiece
}

interface DayFacts {
  readonly date: string
  readonly deviceId: string
  readonly closed: MailDayRecord | null
  readonly counts: MailDayRecord['counts']
  readonly obstacles: readonly MailDayObstacle[]
  readonly lots: readonly LotRecord[]
  readonly inHand: readonly CountedPiece[]
  readonly toDestroy: readonly NoticeRecord[]
  /** Posted on this day, with a number, on no 差出票; in the order they were posted. */
  readonly unlisted: readonly NoticeRecord[]
}

export const readDay = async (manager: EntityManager, core: Core, date: string): Promise<DayFacts> => {
  const deviceId = await requireDeviceId(manager)
  const farthest = addDays(date, -lookBackDays)
  const closedDays = await closedDaysOf(manager, deviceId, farthest)
  const closed = closedDays.find((day) => day.date === date) ?? null
  // Up to the last closed day everything has been accounted for.
  const from = closedDays.find((day) => day.date < date)?.date ?? farthest
  const notices = await piecesSince(manager, deviceId, from)
  const lots = await lotsAround(manager, deviceId, date, notices.map((notice) => notice.lotId).filter((lotId) => lotId !== null))
  const lotOf = new Map(lots.map((lot) => [lot.lotId, lot]))
  const counted = notices.flatMap((notice): CountedPiece[] => {
    const lot = lotOf.get(notice.lotId ?? '')
    const piece = lot === undefined ? null : mailPieceOf(lot, notice)
    return lot === undefined || piece === null ? [] : [{ notice, lot, piece }]
  })
  const pieces = counted.map(({ piece }) => piece)
  const inHand = counted.filter(({ piece }) => placeOnDay(piece, date, closedDays) === 'inHand')
  const looseSheets = inHand.filter(({ notice, lot }) => isLooseAndWorthless(notice, lot)).map(({ notice }) => notice)
  const unlisted = (await unlistedPieces(manager, deviceId, farthest)).filter((notice) => {
    const postedAt = leftHouseAt(notice)
    return postedAt !== null && openDayFrom(mailDayOf(postedAt, closedDays), closedDays) === date
  })
  const begun = lots.filter((lot) => mailDayOf(lot.startedAt, closedDays) <= date)
  const unfinishedLots = await Promise.all(begun.filter(isUnfinished).map(async (lot) => ({
    lotNumber: lot.lotNumber, isDestroying: lot.state === 'destroying', sheetsToDestroy: sheetsToDestroy(lot, await noticesOfLot(manager, lot)),
  })))
  const idsInHand = new Set(inHand.map(({ lot }) => lot.lotId))
  return {
    date, deviceId, closed, inHand, unlisted,
    counts: closed?.counts ?? countMailDay(pieces, date, closedDays),
    obstacles: closed !== null ? [] : mailDayObstacles({
      date, today: todayInJapan(core), earliestOpenDay: earliestOpenDay(pieces, date, closedDays), unfinishedLots,
      sheetsToDestroy: looseSheets.length, notListed: unlisted.length,
    }),
    lots: begun.filter((lot) => mailDayOf(lot.startedAt, closedDays) === date || isUnfinished(lot) || idsInHand.has(lot.lotId)),
    toDestroy: [...looseSheets, ...(await returnedPieces(manager)).filter(mayBeDestroyed)],
  }
}

export const mailDayView = async (manager: EntityManager, core: Core, date: string): Promise<MailDay> => {
  const facts = await readDay(manager, core, date)
  const nameOf = await staffNames(manager)
  const lots = await Promise.all(facts.lots.map(async (lot) => {
    const notices = await noticesOfLot(manager, lot)
    return { lotId: lot.lotId, lotNumber: lot.lotNumber, state: lot.state, counts: lotCounts(lot, notices), sheetsToDestroy: sheetsToDestroy(lot, notices) }
  }))
  const slips = await slipsOn(manager, facts.deviceId, date)
  return {
    date, lots, counts: facts.counts,
    inHand: facts.inHand.map(({ notice, lot }) => ({ noticeId: notice.noticeId, noticeNumber: notice.noticeNumber, state: notice.state, lotNumber: lot.lotNumber })),
    toDestroy: facts.toDestroy.map(({ noticeId, noticeNumber, state }) => ({ noticeId, noticeNumber, state })),
    notListed: facts.unlisted.length,
    slips: slips.map((slip) => ({ ...slip, madeByName: nameOf(slip.madeBy) })),
    closed: facts.closed === null ? null : { ...facts.closed, closedByName: nameOf(facts.closed.closedBy) },
    obstacles: facts.obstacles.map(obstacleSentence),
  }
}

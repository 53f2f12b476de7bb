/** A lot as the mailroom sees it. */
import type { EntityManager } from 'typeorm'
import type { LotView } from '#shared/contract/desktop/contract.ts'
import type { LotRecord, NoticeRecord } from '#shared/contract/records.ts'
import { prefectureByNumber } from '#shared/domain/prefectures.ts'
import { nextSheetNumber } from '#shared/domain/sheet-stack.ts'
import { todayInJapan, type Core } from '../core.ts'
import { readSetting } from '../database/setting-repository.ts'
import type { LetterOffice } from './letter-office.ts'
import { noticesOfLot, noticesPostedOn, piecesOf } from './lot-repository.ts'
import { isSheetToBeDestroyed, labelAfter, lotCounts, nextToPost, sheetsToDestroy, sheetStackOf } from './lot-sheets.ts'

/** Another desk may take it over in these. */
export const adoptableStates: readonly LotRecord['state'][] = ['challenge', 'issuing', 'printed', 'destroying']

/** By the letter's template; a class it does not name (any more) goes by registered mail, as the default does. */
export const isRecordedMail = (office: LetterOffice, notice: NoticeRecord): boolean =>
  office.postageClasses().find((postage) => postage.id === notice.postageClass)?.isRecorded ?? true

/** 11 digits expected on the next label: the roll goes on from the last one of this lot, else from this desk's last one today. */
export const predictedLabel = async (manager: EntityManager, core: Core, notices: readonly NoticeRecord[]): Promise<string | null> => {
  const ofLot = labelAfter(notices)
  if (ofLot !== null) return ofLot
  const deviceId = await readSetting(manager, 'deviceId')
  const today = await noticesPostedOn(manager, todayInJapan(core))
  return labelAfter(today.filter((notice) => notice.events.some((event) => event.to === 'posted' && event.deviceId === deviceId)))
}

export const lotViewOf = async (
  manager: EntityManager, core: Core, lot: LotRecord, { office, progress }: { office: LetterOffice; progress: LotView['progress'] },
): Promise<LotView> => {
  const refusals = new Map((await piecesOf(manager, lot.lotId)).map((piece) => [piece.noticeId, piece.refusal]))
  const notices = await noticesOfLot(manager, lot)
  const isMine = lot.deviceId === (await readSetting(manager, 'deviceId'))
  const next = nextToPost(lot, notices)
  const isOver = next === null && (lot.state === 'closed' || lot.state === 'abandoned')
  return {
    lot,
    pieces: notices.map((notice) => ({
      noticeId: notice.noticeId, noticeNumber: notice.noticeNumber, facilityName: notice.facility.name,
      prefectureName: prefectureByNumber(notice.facility.prefectureNumber)?.name ?? '', sheetNumber: lot.sheets.indexOf(notice.noticeId) + 1,
      state: notice.state, trackingNumber: notice.trackingNumber, isRecorded: isRecordedMail(office, notice),
      isToBeDestroyed: isSheetToBeDestroyed(lot, notice), refusal: refusals.get(notice.noticeId) ?? null,
    })),
    counts: lotCounts(lot, notices),
    isMine,
    mayAdopt: !isMine && adoptableStates.includes(lot.state),
    sheetsToDestroy: sheetsToDestroy(lot, notices),
    predictedTrackingNumber: isOver ? null : await predictedLabel(manager, core, notices),
    nextToPost: next === null ? null : { noticeId: next.noticeId, noticeNumber: next.noticeNumber },
    nextSheet: lot.state === 'printed' ? nextSheetNumber(sheetStackOf(lot, notices)) : null,
    progress,
  }
}

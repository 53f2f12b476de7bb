/** A lot as the mailroom sees it. */
import type { EntityManager } from 'typeorm'
import type { LotView } from '#shared/contract/desktop/contract.ts'
import type { LotRecord, NoticeRecord } from '#shared/contract/records.ts'
import { prefectureByNumber } from '#shared/domain/prefectures.ts'
import { notices } from '../database/record-repository.ts'
import { piecesOf } from './lot-repository.ts'

export const lotViewOf = async (manager: EntityManager, lot: LotRecord): Promise<LotView> => {
  const refusals = new Map((await piecesOf(manager, lot.lotId)).map((piece) => [piece.noticeId, piece.refusal]))
  const found = await Promise.all(lot.noticeIds.map(async (noticeId) => await notices.get(manager, noticeId)))
  const pieces = found.filter((notice): notice is NoticeRecord => notice !== null)
  const count = (...states: NoticeRecord['state'][]) => pieces.filter((notice) => states.includes(notice.state) && notice.lotId === lot.lotId).length
  return {
    lot,
    pieces: pieces.map((notice, index) => ({
      noticeId: notice.noticeId, noticeNumber: notice.noticeNumber, facilityName: notice.facility.name,
      prefectureName: prefectureByNumber(notice.facility.prefectureNumber)?.name ?? '', sheetNumber: index + 1,
      state: notice.state, trackingNumber: notice.trackingNumber, refusal: refusals.get(notice.noticeId) ?? null,
    })),
    // Printed stays printed: 印刷 = 発送 + 廃棄 + 手元 must add up also after voided sheets were destroyed.
    counts: { printed: pieces.filter((notice) => notice.lotId === lot.lotId && notice.events.some((event) => event.to === 'printed')).length, sealed: count('sealed', 'posted', 'redeemed'), posted: count('posted', 'redeemed'), voided: count('voided') },
  }
}

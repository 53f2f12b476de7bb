/** Lots, their pieces, and what only this desk knows of them. */
import { In, type EntityManager } from 'typeorm'
import type { LotRecord, NoticeRecord } from '#shared/contract/records.ts'
import { noticeEntity } from '../database/entities/records.ts'
import { lotPieceEntity, lotSecretEntity, type LotPieceRow, type LotSecretRow } from '../database/entities/staff.ts'
import { lots, notices } from '../database/record-repository.ts'

export const piecesOf = async (manager: EntityManager, lotId: string): Promise<LotPieceRow[]> =>
  await manager.find(lotPieceEntity, { where: { lotId }, order: { sheetNumber: 'ASC' } })

export const savePiece = async (manager: EntityManager, piece: LotPieceRow): Promise<void> => {
  await manager.upsert(lotPieceEntity, piece, ['lotId', 'noticeId'])
}

export const lotSecret = async (manager: EntityManager, lotId: string): Promise<LotSecretRow | null> => await manager.findOneBy(lotSecretEntity, { lotId })

export const saveLotSecret = async (manager: EntityManager, secret: LotSecretRow): Promise<void> => {
  await manager.upsert(lotSecretEntity, secret, ['lotId'])
}

export const lotsInStates = async (manager: EntityManager, states: readonly LotRecord['state'][]): Promise<LotRecord[]> =>
  await lots.list(manager, { where: { state: In([...states]) } })

/** Notices of a lot: in the order of its sheets, then those that were left out. */
export const noticesOfLot = async (manager: EntityManager, lot: LotRecord): Promise<NoticeRecord[]> => {
  const found = new Map((await notices.list(manager, { where: { id: In(lot.noticeIds) } })).map((notice) => [notice.noticeId, notice]))
  const ordered = [...new Set([...lot.sheets, ...lot.noticeIds])]
  return ordered.map((noticeId) => found.get(noticeId)).filter((notice) => notice !== undefined)
}

export const noticeOfPiece = async (manager: EntityManager, pieceId: string): Promise<NoticeRecord | null> => {
  const [found] = await notices.list(manager, { where: { pieceId }, limit: 1 })
  return found ?? null
}

export const noticesPostedOn = async (manager: EntityManager, postedOn: string): Promise<NoticeRecord[]> => await notices.list(manager, { where: { postedOn } })

/** True where another piece already went out under this number on this day (numbers are re-used: the key is number + date). */
export const isTrackingNumberUsed = async (manager: EntityManager, trackingNumber: string, postedOn: string): Promise<boolean> =>
  await manager.existsBy(noticeEntity, { trackingNumber, postedOn })

/** Pieces of a lot on this desk, and what only this desk knows of it. */
import type { EntityManager } from 'typeorm'
import { lotPieceEntity, lotSecretEntity, type LotPieceRow, type LotSecretRow } from '../database/entities/staff.ts'
import { noticeEntity } from '../database/entities/records.ts'
import { notices } from '../database/record-repository.ts'
import type { NoticeRecord } from '#shared/contract/records.ts'

export const piecesOf = async (manager: EntityManager, lotId: string): Promise<LotPieceRow[]> =>
  await manager.find(lotPieceEntity, { where: { lotId }, order: { sheetNumber: 'ASC' } })

export const savePiece = async (manager: EntityManager, piece: LotPieceRow): Promise<void> => {
  await manager.upsert(lotPieceEntity, piece, ['lotId', 'noticeId'])
}

export const lotSecret = async (manager: EntityManager, lotId: string): Promise<LotSecretRow | null> => await manager.findOneBy(lotSecretEntity, { lotId })

export const saveLotSecret = async (manager: EntityManager, secret: LotSecretRow): Promise<void> => {
  await manager.upsert(lotSecretEntity, secret, ['lotId'])
}

export const noticeOfPiece = async (manager: EntityManager, pieceId: string): Promise<NoticeRecord | null> => {
  const [found] = await notices.list(manager, { where: { pieceId }, limit: 1 })
  return found ?? null
}

/** True where another piece already went out under this number on this day (numbers are re-used: the key is number + date). */
export const isTrackingNumberUsed = async (manager: EntityManager, trackingNumber: string, postedOn: string): Promise<boolean> =>
  await manager
    .createQueryBuilder(noticeEntity, 'notice')
    .where(`json_extract(notice.body, '$.trackingNumber') = :trackingNumber AND json_extract(notice.body, '$.postedOn') = :postedOn`, { trackingNumber, postedOn })
    .getExists()

import type { EntityManager } from 'typeorm'
import type { RedeemedLetter } from '#shared/domain/delivery.ts'
import { dateInJapan } from '#shared/domain/japan-days.ts'

/** Posting and redeeming of every letter that was posted on that day (ISO date) or later and used. The few values are read out of the rows: parsing thousands of notices would be felt. */
export const redeemedLetters = async (manager: EntityManager, postedFrom: string): Promise<RedeemedLetter[]> => {
  const rows: { prefectureNumber: string; postedOn: string; redeemedAt: string }[] = await manager.query(
    `SELECT json_extract(body, '$.facility.prefectureNumber') AS "prefectureNumber", "postedOn", json_extract(body, '$.redeemedAt') AS "redeemedAt"
     FROM notice WHERE state = 'redeemed' AND "postedOn" >= ? AND json_extract(body, '$.redeemedAt') IS NOT NULL`,
    [postedFrom],
  )
  return rows.map(({ prefectureNumber, postedOn, redeemedAt }) => ({ prefectureNumber, postedOn, redeemedOn: dateInJapan(Date.parse(redeemedAt)) }))
}

import type { Transaction } from '../database/open-database.ts'

/** Puts the pieces on a slip. @returns false when one of them stands on another */
export async function listPieces(transaction: Transaction, slipId: string, noticeIds: readonly string[]): Promise<boolean> {
  // In one order, so that two slips that share pieces do not wait for each other for ever.
  const listed: unknown[] = await transaction.query(
    `insert into posting_slip_piece (notice_id, slip_id) select piece, $1 from unnest($2::uuid[]) as piece order by piece
     on conflict (notice_id) do nothing returning notice_id`,
    [slipId, noticeIds],
  )
  return listed.length === noticeIds.length
}

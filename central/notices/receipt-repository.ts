import type { Transaction } from '../database/open-database.ts'
import { insertRows } from '../database/insert-rows.ts'
import { noticeReceiptEntity, type NoticeReceiptRow } from '../database/entities/notice-receipt.ts'

/** Another number that redeems this letter together with its password. */
export async function addReceipt(transaction: Transaction, receipt: NoticeReceiptRow): Promise<void> {
  await addReceipts(transaction, [receipt])
}

export async function addReceipts(transaction: Transaction, receipts: readonly NoticeReceiptRow[]): Promise<void> {
  await insertRows(transaction, noticeReceiptEntity, receipts, 'on conflict do nothing')
}

/** Verifiers of the numbers told to the callers of this notice, without those of callers who joined and are not (yet) verified. */
export async function receiptsOf(reader: Transaction, noticeId: string): Promise<string[]> {
  const rows: { verifier: string }[] = await reader.query(
    `select receipt.verifier from notice_receipt receipt left join verification on verification.id = receipt.verification_id
     where receipt.notice_id = $1 and (receipt.verification_id is null or verification.body->>'outcome' in ('passed', 'approved'))`,
    [noticeId],
  )
  return rows.map((row) => row.verifier)
}

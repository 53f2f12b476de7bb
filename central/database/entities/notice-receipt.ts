import { EntitySchema } from 'typeorm'
import { nullable, primary, text, uuid } from './columns.ts'

/** Verifier of the number one caller was told (受付番号控え). Never leaves central. */
export interface NoticeReceiptRow {
  noticeId: string
  verifier: string
  /** Of a caller who joined: the number is good once this verification is settled. Null for the first caller: the notice itself was. */
  verificationId: string | null
}
export const noticeReceiptEntity = new EntitySchema<NoticeReceiptRow>({
  name: 'noticeReceipt',
  tableName: 'notice_receipt',
  columns: { noticeId: uuid('notice_id', primary), verifier: text('verifier', primary), verificationId: uuid('verification_id', nullable) },
})

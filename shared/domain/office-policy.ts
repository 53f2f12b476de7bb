/** How the office works, as one document that two people publish (shared/domain/office-documents.ts). */
import { z } from 'zod'

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u, { error: '時刻は 16:00 の形で入力してください' })

export const officePolicySchema = z.strictObject({
  /** 受付番号控え: redeeming needs the six digits told on the telephone (domain §4, two channels). */
  isSecondNumberUsed: z.boolean({ error: 'true か false で入力してください' }),
  /** 集荷: when the post fetches or receives the day's letters, Asia/Tokyo. */
  collectionTimes: z.array(timeOfDay).min(1, { error: '集荷の時刻を1つ以上入力してください' }).max(6, { error: '集荷の時刻は6つまでです' }),
  /** Days without collection besides weekends and public holidays (ISO dates). */
  closedDays: z.array(z.iso.date({ error: '日付は 2026-12-29 の形で入力してください' })).max(100, { error: '休業日は100日までです' }),
  /** 後納: number of the post office's approval, printed on the 差出票; empty = paid at the counter. */
  postpaidApproval: z.string().max(40, { error: '承認番号は40文字以内です' }),
  /** A desk nobody works at locks by itself after so many minutes. Documents published before this rule hold the default. */
  idleLockMinutes: z.int({ error: '分を整数で入力してください' }).min(1, { error: '1 以上で入力してください' }).max(60, { error: '60 以下で入力してください' }).default(10),
  /** 差出人 on the 差出票. */
  sender: z.strictObject({
    name: z.string().trim().min(1, { error: '差出人の名前を入力してください' }).max(60, { error: '差出人の名前は60文字以内です' }),
    address: z.string().trim().max(120, { error: '差出人の住所は120文字以内です' }),
    telephone: z.string().trim().max(20, { error: '電話番号は20文字以内です' }),
  }),
})
export type OfficePolicy = z.infer<typeof officePolicySchema>

/** What holds until an office publishes its own. */
export const defaultOfficePolicy: OfficePolicy = {
  isSecondNumberUsed: true,
  collectionTimes: ['16:00'],
  closedDays: [],
  postpaidApproval: '',
  idleLockMinutes: 10,
  sender: { name: 'オンライン資格確認等コールセンター', address: '', telephone: '0800-080-4583' },
}

/** Limits and deadlines of requests as a document that two people publish: data of the office, never of the code (domain §3). */
import { z } from 'zod'

const days = z.int({ error: '営業日数を整数で入力してください' }).min(1, { error: '1 以上で入力してください' }).max(250, { error: '250 以下で入力してください' })

export const caseSettingsSchema = z.strictObject({
  /** Japanese business days a request may stay in a state before it is late. */
  emailChangeLimits: z.strictObject({ received: days, verified: days, noticeArranged: days, noticePosted: days }),
  provisionalCodeLimits: z.strictObject({ received: days, formSent: days, formReceived: days, forwarded: days, numbered: days, informed: days }),
  /** Minutes until a promise to call back is due, unless another time was promised. */
  callbackMinutes: z.int({ error: '分を整数で入力してください' }).min(5, { error: '5 以上で入力してください' }).max(2880, { error: '2880 以下で入力してください' }),
  /** A card reader is made to order: months from the order to its shipping. */
  cardReaderLeadMonths: z.int({ error: '月数を整数で入力してください' }).min(0).max(24),
  /** 指定申請の締切 of the 地方厚生(支)局 by prefecture, as staff entered them: day of the month so many months before the opening month. */
  bureauDeadlines: z.array(z.strictObject({
    prefectureNumber: z.string().regex(/^(0[1-9]|[1-3]\d|4[0-7])$/u, { error: '都道府県番号は 01〜47 で入力してください' }),
    monthsBefore: z.int().min(0).max(6), dayOfMonth: z.int().min(1).max(31),
    /** Where it was taken from, and when. */
    note: z.string().max(200),
  })).max(47).refine((list) => new Set(list.map((entry) => entry.prefectureNumber)).size === list.length, { error: '同じ都道府県が2回あります' }),
})
export type CaseSettings = z.infer<typeof caseSettingsSchema>

export const defaultCaseSettings: CaseSettings = {
  emailChangeLimits: { received: 2, verified: 2, noticeArranged: 3, noticePosted: 15 },
  provisionalCodeLimits: { received: 1, formSent: 10, formReceived: 1, forwarded: 10, numbered: 1, informed: 120 },
  callbackMinutes: 60,
  cardReaderLeadMonths: 5,
  bureauDeadlines: [],
}

import { z } from 'zod'
import { allowedPortalHosts, isAllowedAddress } from '#shared/domain/allowed-hosts.ts'
import { millimetres, templateVersion, wording } from '../template-fields.ts'

/**
 * What staff may change of the password notice without code. Lengths in mm from the sheet's left and
 * top edge, type sizes in points. Messages are for the clerk who edits it.
 */

/** 特殊取扱 that may be printed on a notice. */
export const postageMarks = ['簡易書留', '転送不要', '書留', '特定記録', '親展'] as const

/** Steps ① to ⑥, in the order in which the portal asks. */
export const noticeStepCount = 6

/** Step ④ asks for the number told on the telephone: left out where the office works without one, the steps after it close up. */
export const secondNumberStep = 4

const postageClass = z.strictObject({
  id: z.string({ error: '郵便種別の記号を入力してください' }).regex(/^[a-zA-Z]{1,40}$/u, { error: '郵便種別の記号は半角の英字40文字以内です（例: simplifiedRegistered）' }),
  name: wording(12),
  marks: z.array(z.enum(postageMarks, { error: `使える表示は ${postageMarks.join('、')} です` })).max(3, { error: '郵便の表示は3つまでです' }),
  feeYen: z
    .int({ error: '料金は円の整数で入力してください（例: 460）' })
    .min(0, { error: '料金は0円以上にしてください' })
    .max(5000, { error: '料金は5,000円以内にしてください' }),
  isRecorded: z.boolean({ error: '引受けの記録がある郵便は true、ない郵便は false で入力してください' }),
})

const postageClasses = z
  .array(postageClass, { error: '郵便種別を1つ以上入力してください' })
  .min(1, { error: '郵便種別を1つ以上入力してください' })
  .max(6, { error: '郵便種別は6つまでです' })
  .superRefine((classes, context) => {
    for (const [index, { id, name }] of classes.entries()) {
      if (classes.findIndex((other) => other.id === id) < index) context.addIssue({ code: 'custom', path: [index, 'id'], message: `同じ記号の郵便種別が2つあります（${id}）` })
      if (classes.findIndex((other) => other.name === name) < index) context.addIssue({ code: 'custom', path: [index, 'name'], message: `同じ名前の郵便種別が2つあります（${name}）` })
    }
  })

const step = z.strictObject({ heading: wording(24), text: wording(110) })

const layout = z
  .strictObject({
    margins: z.strictObject({ left: millimetres(15, 30), right: millimetres(15, 30) }),
    address: z.strictObject({
      largestSize: z.number().min(9, { error: '宛名の文字は9ポイント以上にしてください' }).max(14, { error: '宛名の文字は14ポイント以下にしてください' }),
      smallestSize: z.number().min(7, { error: '宛名の最小の文字は7ポイント以上にしてください' }).max(11, { error: '宛名の最小の文字は11ポイント以下にしてください' }),
    }),
    senderColumn: z.strictObject({ left: millimetres(110, 150), top: millimetres(8, 40) }),
    titleTop: millimetres(60, 90),
    stepTops: z.array(millimetres(100, 260)).length(noticeStepCount, { error: `手順の位置は${noticeStepCount}つ必要です` }),
    closingTop: millimetres(230, 275),
    footerBaseline: millimetres(280, 290),
    qrSize: millimetres(20, 30),
  })
  .superRefine((value, context) => {
    const tops = [value.titleTop, ...value.stepTops, value.closingTop]
    if (tops.some((top, index) => index > 0 && top <= (tops[index - 1] ?? 0))) {
      context.addIssue({ code: 'custom', path: ['stepTops'], message: '表題・手順・末尾の位置は、上から順に大きくなるようにしてください' })
    }
    if (value.address.smallestSize > value.address.largestSize) {
      context.addIssue({ code: 'custom', path: ['address'], message: '宛名の最小の文字が、最大の文字より大きくなっています' })
    }
  })

export const noticeTemplateSchema = z.strictObject({
  templateVersion,
  /** The first is the default. */
  postageClasses,
  sender: z.strictObject({ organisation: wording(30), office: wording(30) }),
  helpline: z.strictObject({
    number: z.string().regex(/^0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}$/u, { error: '電話番号は半角の数字とハイフンで入力してください（例: 0800-080-4583）' }),
    note: wording(12),
  }),
  validityDays: z
    .int({ error: '有効日数は整数で入力してください' })
    .min(7, { error: '有効日数は7日以上にしてください（届くまでの日数が要ります）' })
    .max(90, { error: '有効日数は90日以内にしてください' }),
  portal: z.strictObject({
    url: z
      .string()
      .max(120, { error: 'アドレスは120文字以内です' })
      .refine((address) => isAllowedAddress(address, allowedPortalHosts), { error: `アドレスは https:// で始まる ${allowedPortalHosts.join('、')} のものだけが使えます` }),
  }),
  wording: z
    .strictObject({
      titleSmall: wording(40),
      title: wording(14),
      lead: wording(120),
      validUntilLabel: wording(10),
      steps: z.array(step).length(noticeStepCount, { error: `手順は①から⑥まで${noticeStepCount}つ必要です` }),
      notRequestedHeading: wording(20),
      notRequested: wording(130),
      helplineHeading: wording(20),
    })
    .superRefine((value, context) => {
      // Without a second number there is no such step, and nothing may speak of it.
      const refuse = (path: (string | number)[]): void => context.addIssue({ code: 'custom', path, message: '④は番号を使わない運用では印刷しない手順です。④の中のほかでは、④に触れない文にしてください' })
      for (const place of ['lead', 'notRequested'] as const) if (value[place].includes('④')) refuse([place])
      for (const [index, { text }] of value.steps.entries()) if (index + 1 !== secondNumberStep && text.includes('④')) refuse(['steps', index, 'text'])
    }),
  layout,
})

export type NoticeTemplate = z.infer<typeof noticeTemplateSchema>

export type PostageClass = NoticeTemplate['postageClasses'][number]

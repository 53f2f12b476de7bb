/** The rule of 登録情報の確認 as a document that two people publish (shared/domain/office-documents.ts); default: domain §5. */
import { z } from 'zod'

export const mustItems = ['identification', 'addressNumbers', 'movedRecently'] as const
export const plusItemChoices = ['telephone', 'founder', 'manager', 'registeredMail'] as const
/** 担当者, 監督者, 支払基金. */
export const confirmers = ['operator', 'supervisor', 'client'] as const
export type Confirmer = (typeof confirmers)[number]

const count = (minimum: number, maximum: number) => z.int({ error: '整数で入力してください' }).min(minimum, { error: `${minimum} 以上で入力してください` }).max(maximum, { error: `${maximum} 以下で入力してください` })

export const verificationRuleSchema = z.strictObject({
  /** Who has the last word where everything agrees. */
  confirmedBy: z.enum(confirmers, { error: 'operator、supervisor、client のどれかを入力してください' }),
  /** Each of them must be right. `identification`: the 10-digit code, or name and town that give exactly one facility. */
  musts: z.array(z.enum(mustItems)).refine((items) => items.includes('identification') && items.includes('addressNumbers'), { error: '施設の特定と番地は外せません' }),
  /** So many of these as well (`plusNeeded`). */
  plus: z.array(z.enum(plusItemChoices)).min(1, { error: '1つ以上選んでください' }),
  plusNeeded: count(0, 4),
  /** How often one item may be answered: 2 = one retry. */
  attemptsPerItem: count(1, 3),
  /** Comparisons of one facility a day, and of one operator an hour; beyond it a supervisor is asked. */
  comparisonsPerFacilityAndDay: count(5, 500),
  comparisonsPerOperatorAndHour: count(10, 2000),
  /** Questions to central about e-mail addresses, of one facility and of one operator a day. */
  mailQuestionsPerFacilityAndDay: count(1, 100),
  mailQuestionsPerOperatorAndDay: count(1, 1000),
  /** 住所相違・一覧待ち: days until a supervisor is asked. */
  addressWaitDays: count(1, 365),
  /** What is said to the caller whatever the comparison gave. */
  neutralSentence: z.string().trim().min(1, { error: '相手に伝える文を入力してください' }).max(200, { error: '200文字以内で入力してください' }),
}).refine((rule) => rule.plusNeeded <= rule.plus.length, { path: ['plusNeeded'], error: '選んだ項目の数を超えています' })
export type VerificationRule = z.infer<typeof verificationRuleSchema>

export const defaultVerificationRule: VerificationRule = {
  confirmedBy: 'operator',
  musts: ['identification', 'addressNumbers', 'movedRecently'],
  plus: ['telephone', 'founder', 'manager'],
  plusNeeded: 1,
  attemptsPerItem: 2,
  comparisonsPerFacilityAndDay: 30,
  comparisonsPerOperatorAndHour: 300,
  mailQuestionsPerFacilityAndDay: 5,
  mailQuestionsPerOperatorAndDay: 60,
  addressWaitDays: 45,
  neutralSentence: 'ありがとうございます。伺った内容で確認の手続きを進めます。',
}

import { z } from 'zod'
import { templateVersion, wording } from '../../letters/template-fields.ts'

/**
 * What staff may change of the アカウント登録用仮コード付番依頼書 without code: its wording. The layout of the
 * real form is not public, so the note that sends the reader to 支払基金's newest one can be reworded, not left out.
 */
export const provisionalCodeRequestTemplateSchema = z.strictObject({
  templateVersion,
  title: wording(24),
  addressee: wording(24),
  lead: wording(90),
  formNote: wording(30).refine((text) => text.includes('支払基金'), { error: '「支払基金の最新版を確認」の注記は省けません' }),
  notes: z.array(wording(70)).max(5, { error: '注意書きは5つまでです' }),
  /** 送付状 before the form. */
  cover: z.strictObject({
    title: wording(20),
    lead: wording(120),
    undecidedNote: wording(60),
    sendNote: wording(70),
    numbersNote: wording(80),
    timelineNote: wording(80),
  }),
})

export type ProvisionalCodeRequestTemplate = z.infer<typeof provisionalCodeRequestTemplateSchema>

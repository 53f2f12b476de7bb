import { z } from 'zod'

/** Fields that several templates share. Messages are read by the clerk who edits a template, so they say what to write. */

/** A length or place on the A4 sheet in millimetres, from its left or top edge. */
export const millimetres = (least: number, most: number) =>
  z
    .number({ error: '数字（mm）で入力してください' })
    .min(least, { error: `${least} mm 以上にしてください` })
    .max(most, { error: `${most} mm 以下にしてください` })

/** One piece of wording. Line breaks are allowed: a "\n" begins a new line on paper. */
export const wording = (longest: number) =>
  z
    .string({ error: '文を入力してください' })
    .trim()
    .min(1, { error: '文が空です。文を入力してください' })
    .max(longest, { error: `長すぎます。${longest}文字以内にしてください` })

export const templateVersion = z
  .string({ error: '版の名前を入力してください' })
  .regex(/^[0-9A-Za-z.-]{1,20}$/u, { error: '版の名前は半角の英数字・点・ハイフン20文字以内です（例: 2026-11-1）' })

/** The problems of a template, one sentence each, with the place in it ("wording › title: …"). */
export function templateProblems(error: z.ZodError): string[] {
  return error.issues.map((issue) => {
    const place = issue.path.map(String).join(' › ')
    const message = issue.code === 'unrecognized_keys' ? `知らない項目があります: ${issue.keys.join('、')}` : issue.message
    return place === '' ? message : `${place}: ${message}`
  })
}

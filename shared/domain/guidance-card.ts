/** A guidance card: the right end of a question callers have, in words an operator can read aloud (domain §1). */
import { z } from 'zod'
import { guidanceCardName } from './call.ts'

/**
 * Where the question ends: 案内のみ, ポータルで自己手続き, 登録手続き, 通知書, 仮コード, 折り返し, 監督者へ（警告）, 他の窓口.
 * Only `notice` ends in a letter.
 */
export const guidanceEnds = ['guidance', 'selfService', 'registration', 'notice', 'provisionalCode', 'callback', 'supervisor', 'referral'] as const
export type GuidanceEnd = (typeof guidanceEnds)[number]

const text = (maximum: number) => z.string().trim().min(1).max(maximum)

export const guidanceCardSchema = z.strictObject({
  name: z.string().regex(guidanceCardName),
  title: text(80),
  /** Words callers use: found by any of them. */
  signs: z.array(text(60)).min(1).max(40),
  /** To be read aloud as it stands. */
  answer: text(400),
  steps: z.array(text(300)).max(12),
  /** What the operator makes sure of. */
  checks: z.array(text(200)).max(12),
  end: z.enum(guidanceEnds),
  /** Decision path that leads on, or null. */
  path: z.enum(['logIn', 'newFacility']).nullable(),
  links: z.array(z.strictObject({ title: text(80), url: z.url({ protocol: /^https$/ }).max(300) })).max(6),
  /** Mail to copy, sent by hand after the call; null = none. */
  mail: z.strictObject({ subject: text(120), body: text(3000) }).nullable(),
  source: text(200),
  /** Day of the source, and the day from which the card is 確認してから案内. */
  sourceDate: z.iso.date(),
  reviewBy: z.iso.date(),
})
export type GuidanceCard = z.infer<typeof guidanceCardSchema>

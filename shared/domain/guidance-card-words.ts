/** The Japanese words of a guidance card's text, and what they are in the schema (guidance-card.ts). For staff: docs/manual/guidance.md. */
import type { GuidanceCard, GuidanceEnd } from './guidance-card.ts'

/** In the order in which a card is written. */
export const cardWords = {
  番号: 'name', 題: 'title', 問い合わせの言葉: 'signs', 短い答え: 'answer', 手順: 'steps', 確かめること: 'checks', 行き先: 'end', 進め方: 'path',
  リンク: 'links', メール: 'mail', 出典: 'source', 出典日: 'sourceDate', 見直し期限: 'reviewBy',
} as const satisfies Record<string, keyof GuidanceCard>
export type CardWord = keyof typeof cardWords

/** Everything else may be left out. */
export const requiredCardWords: readonly CardWord[] = ['番号', '題', '問い合わせの言葉', '短い答え', '行き先', '出典', '出典日', '見直し期限']

export const linkWords = { 名前: 'title', アドレス: 'url' } as const
export const mailWords = { 件名: 'subject', 本文: 'body' } as const

/** As the page calls them. */
export const endWords: Readonly<Record<string, GuidanceEnd>> = {
  案内のみ: 'guidance', ポータルで自己手続き: 'selfService', ポータルで登録手続き: 'registration', 通知書を郵送: 'notice', 仮コードの依頼: 'provisionalCode',
  折り返し: 'callback', 監督者へ: 'supervisor', 他の窓口を案内: 'referral',
}
/** なし and a card without the line are the same. */
export const pathWords: Readonly<Record<string, GuidanceCard['path']>> = { ログイン: 'logIn', 新規開設: 'newFacility', なし: null }

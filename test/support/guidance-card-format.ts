import { stringify } from 'yaml'
import { cardWords, endWords, pathWords, type CardWord } from '#shared/domain/guidance-card-words.ts'
import type { GuidanceCard } from '#shared/domain/guidance-card.ts'

const wordFor = <Value>(words: Readonly<Record<string, Value>>, value: Value): string => Object.entries(words).find(([, meant]) => meant === value)?.[0] ?? ''

/** The text of a card, as `parseGuidanceCard` reads it; what is empty is left out. */
export function formatGuidanceCard(card: GuidanceCard): string {
  const written: Readonly<Record<CardWord, unknown>> = {
    番号: card.name, 題: card.title, 問い合わせの言葉: card.signs, 短い答え: card.answer, 手順: card.steps, 確かめること: card.checks,
    行き先: wordFor(endWords, card.end), 進め方: card.path === null ? null : wordFor(pathWords, card.path),
    リンク: card.links.map(({ title, url }) => ({ 名前: title, アドレス: url })), メール: card.mail === null ? null : { 件名: card.mail.subject, 本文: card.mail.body },
    出典: card.source, 出典日: card.sourceDate, 見直し期限: card.reviewBy,
  }
  const words = (Object.keys(cardWords) as CardWord[]).filter((word) => written[word] !== null && !(Array.isArray(written[word]) && written[word].length === 0))
  return stringify(Object.fromEntries(words.map((word) => [word, written[word]])), { lineWidth: 0, schema: 'core' })
}

/** Finds the card for what a caller says: by its number, the words callers use, its title, its answer. Pure and quick enough for every keystroke. */
import type { GuidanceCard } from './guidance-card.ts'
import { searchKey } from './search-key.ts'

export type SearchableCard = Pick<GuidanceCard, 'name' | 'title' | 'signs' | 'answer'>

export interface FoundCard<Card> {
  readonly card: Card
  /** Words of the card that matched; null = number, title or answer did, or all are listed. */
  readonly sign: string | null
}

/** Said in kana, written in kanji: the words callers' troubles are made of. On hiragana. */
const spokenForms: readonly (readonly [RegExp, string])[] = [
  [/わすれ/gu, '忘れ'], [/(?<![ぁ-ん])こない|(?<=[がはもに])こない|(?<=[るすん])こない/gu, '来ない'], [/きません/gu, '来ません'], [/とどか|とどき/gu, '届か'], [/ひっこし|ひっこした|引越し?|引っ越し?/gu, '引っ越し'],
  [/かいぎょう/gu, '開業'], [/かいせつ/gu, '開設'], [/わから|わかり|判ら|判り|解ら|分り|分かり/gu, '分から'], [/つかえ/gu, '使え'], [/はいれ/gu, '入れ'], [/なくし|無くし/gu, '紛失し'], [/かえたい/gu, '変えたい'],
  [/まえ(?![ぁ-ん])/gu, '前'], [/ゆうびん/gu, '郵便'], [/てがみ/gu, '手紙'], [/ぎむ/gu, '義務'], [/ひよう/gu, '費用'], [/とうろく/gu, '登録'],
]
/** Polite and past endings say the same as plain ones. */
const endings: readonly (readonly [RegExp, string])[] = [
  [/来(?:ません|ない)/gu, '来ない'], [/(?<!で)きません(?:でした)?/gu, 'かない'], [/りません(?:でした)?/gu, 'らない'], [/みません(?:でした)?/gu, 'まない'], [/いません(?:でした)?/gu, 'わない'],
  [/ません(?:でした)?/gu, 'ない'], [/ない(?:ん)?(?:です|だ)(?:けど|が|よ|ね)?|なかった(?:です)?|なくて|なく(?!な)/gu, 'ない'],
  [/(?:し)?て?しまい?(?:まし)?た/gu, 'た'], [/(?:まし|っ)た(?:ん|の)?(?:です)?(?:けど|が|よ)?/gu, 'た'], [/(?:です|ます)(?:か|が|けど|よね?)?(?=$|\s)/gu, ''], [/(?:のですが|んですが|のですけど|んですけど)/gu, ''],
  [/(?:下さい|ください|して欲しい|してほしい)/gu, ''],
]
/** Particles between a word and the next: パスワードを忘れ = パスワード忘れ. */
const particles = /(?:って|には|では|とは|が|を|は|に|も|の|で|と|へ)(?=[\p{Script=Han}\p{Script=Katakana}a-z0-9])/gu

function phraseKey(text: string): string {
  let phrase = text.normalize('NFKC').toLowerCase().replace(/[?!。、]/gu, '')
  for (const [form, word] of [...spokenForms, ...endings]) phrase = phrase.replace(form, word)
  return searchKey(phrase.replace(particles, ''))
}

const pairsOf = (key: string): string[] => {
  const characters = [...key]
  return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`)
}

/** How alike two keys are by their pairs of characters, 0 to 1 (Dice). */
function likeness(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return 0
  const rest = [...other]
  let common = 0
  for (const pair of one) {
    const at = rest.indexOf(pair)
    if (at < 0) continue
    rest.splice(at, 1)
    common += 1
  }
  return (2 * common) / (one.length + other.length)
}

interface Phrase {
  readonly text: string
  readonly key: string
  readonly pairs: readonly string[]
}
const phraseOf = (text: string): Phrase => {
  const key = phraseKey(text)
  return { text, key, pairs: pairsOf(key) }
}

interface CardKeys {
  readonly signs: readonly Phrase[]
  readonly title: Phrase
  readonly answer: Phrase
}
/** A card never changes: a changed one is another object. */
const keysByCard = new WeakMap<SearchableCard, CardKeys>()
const keysOf = (card: SearchableCard): CardKeys => {
  const known = keysByCard.get(card)
  if (known !== undefined) return known
  const keys = { signs: card.signs.map(phraseOf), title: phraseOf(card.title), answer: phraseOf(card.answer) }
  keysByCard.set(card, keys)
  return keys
}

/** Same 1; one inside the other by how much of it; else by likeness. */
function closeness(asked: Phrase, held: Phrase): number {
  if (asked.key === held.key) return 1
  const [shorter, longer] = asked.key.length < held.key.length ? [asked.key, held.key] : [held.key, asked.key]
  if (shorter !== '' && longer.includes(shorter)) return 0.6 + (0.3 * shorter.length) / longer.length
  return 0.6 * likeness(asked.pairs, held.pairs)
}

const least = 0.2

function rateWhole(asked: Phrase, { signs, title, answer }: CardKeys): { score: number; sign: string | null } {
  let best = { score: 0, sign: null as string | null }
  for (const held of signs) {
    const score = closeness(asked, held)
    if (score > best.score) best = { score, sign: held.text }
  }
  if (best.score === 1) return best
  const byTitle = 0.8 * closeness(asked, title)
  if (byTitle > best.score) best = { score: byTitle, sign: null }
  const byAnswer = asked.key.length >= 2 && answer.key.includes(asked.key) ? 0.35 : 0
  return byAnswer > best.score ? { score: byAnswer, sign: null } : best
}

/** Words with spaces between are looked for as one phrase, and each by itself in any order. */
function rate(whole: Phrase, words: readonly Phrase[], keys: CardKeys): { score: number; sign: string | null } {
  const asOne = rateWhole(whole, keys)
  if (words.length < 2 || asOne.score === 1) return asOne
  const each = words.map((word) => rateWhole(word, keys))
  const score = (0.9 * each.reduce((sum, found) => sum + found.score, 0)) / words.length
  return score > asOne.score ? { score, sign: each.find(({ sign }) => sign !== null)?.sign ?? null } : asOne
}

/** Q1 … Q18 first, the calls after a notice and the office's own after them; 2 before 10. */
export function compareCardNames(one: string, other: string): number {
  const [letter, otherLetter] = [one.charAt(0), other.charAt(0)]
  if (letter !== otherLetter) return letter === 'Q' || (otherLetter !== 'Q' && letter < otherLetter) ? -1 : 1
  return Number(one.slice(1)) - Number(other.slice(1))
}

/**
 * The cards that answer these words, the likeliest first; equally likely ones, and all of them for no words, in the order of their names.
 * Takes a number ("Q12", "12"), and words as they are said: パスワードわすれた, メールが来ません.
 */
export function searchGuidance<Card extends SearchableCard>(cards: readonly Card[], words: string): FoundCard<Card>[] {
  const inOrder = cards.toSorted((one, other) => compareCardNames(one.name, other.name))
  const asked = words.normalize('NFKC').trim()
  const number = /^([A-Za-z]?)\s*0*([1-9]\d{0,2})$/u.exec(asked)
  if (number !== null) {
    const [, letter = '', digits = ''] = number
    const exact = inOrder.filter(({ name }) => name.slice(1) === digits && (letter === '' || name.startsWith(letter.toUpperCase())))
    if (exact.length > 0) return exact.map((card) => ({ card, sign: null }))
  }
  const whole = phraseOf(asked)
  if (whole.key === '') return inOrder.map((card) => ({ card, sign: null }))
  const parts = asked.split(/\s+/u).map(phraseOf).filter(({ key }) => key !== '')
  return inOrder
    .map((card) => ({ card, ...rate(whole, parts, keysOf(card)) }))
    .filter(({ score }) => score >= least)
    .sort((one, other) => other.score - one.score)
    .map(({ card, sign }) => ({ card, sign }))
}

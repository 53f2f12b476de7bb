/** Reading an e-mail address back on the telephone, character by character: what sounds or looks alike is told apart. */

export interface SpokenCharacter {
  readonly character: string
  /** In katakana, with what it must not be taken for: 小文字のエル, 数字のイチ. */
  readonly reading: string
}

const letters: Readonly<Record<string, string>> = {
  a: 'エー', b: 'ビー', c: 'シー', d: 'ディー', e: 'イー', f: 'エフ', g: 'ジー', h: 'エイチ', i: 'アイ', j: 'ジェイ', k: 'ケー', l: 'エル', m: 'エム',
  n: 'エヌ', o: 'オー', p: 'ピー', q: 'キュー', r: 'アール', s: 'エス', t: 'ティー', u: 'ユー', v: 'ブイ', w: 'ダブリュー', x: 'エックス', y: 'ワイ', z: 'ゼット',
}
const digits = ['ゼロ', 'イチ', 'ニ', 'サン', 'ヨン', 'ゴ', 'ロク', 'ナナ', 'ハチ', 'キュウ'] as const
const signs: Readonly<Record<string, string>> = {
  '@': 'アットマーク', '.': 'ドット', '-': 'ハイフン', '_': 'アンダーバー', '+': 'プラス', ',': 'カンマ', '/': 'スラッシュ', '~': 'チルダ', '!': 'びっくりマーク', '?': 'はてなマーク',
  '#': 'シャープ', '$': 'ドル記号', '%': 'パーセント', '&': 'アンド', '*': 'アスタリスク', '=': 'イコール', "'": 'アポストロフィ', '`': 'バッククォート', '^': 'ハット',
  '{': '左の波かっこ', '|': '縦棒', '}': '右の波かっこ', ':': 'コロン', ';': 'セミコロン', '"': '引用符', '(': '左かっこ', ')': '右かっこ', '<': '小なり', '>': '大なり',
  '[': '左の角かっこ', ']': '右の角かっこ', '\\': 'バックスラッシュ', ' ': '空白',
}
/** Small ones that are taken for a digit or a capital: l for 1 and I, o for 0, i for l. */
const namedSmall = 'ilo'

function readingOf(character: string): string {
  const plain = character.normalize('NFKC')
  if (plain !== character && /^[!-~ ]$/u.test(plain)) return `全角の${readingOf(plain)}`
  const small = letters[character]
  if (small !== undefined) return namedSmall.includes(character) ? `小文字の${small}` : small
  const capital = letters[character.toLowerCase()]
  if (capital !== undefined) return `大文字の${capital}`
  if (/^[0-9]$/u.test(character)) return `数字の${digits[Number(character)] ?? ''}`
  return signs[character] ?? character
}

/** Every character of the address with its reading, in order; nothing is corrected: full-width ones are named as such, others stand for themselves. */
export function spokenEmail(address: string): SpokenCharacter[] {
  return Array.from(address.trim(), (character) => ({ character, reading: readingOf(character) }))
}

/** Latin letters and figures of a name as they are said. */
import { romajiReading } from '#shared/domain/reading-key.ts'

const letterNames: Readonly<Record<string, string>> = {
  a: 'エー', b: 'ビー', c: 'シー', d: 'ディー', e: 'イー', f: 'エフ', g: 'ジー', h: 'エイチ', i: 'アイ', j: 'ジェイ', k: 'ケー', l: 'エル', m: 'エム',
  n: 'エヌ', o: 'オー', p: 'ピー', q: 'キュー', r: 'アール', s: 'エス', t: 'ティー', u: 'ユー', v: 'ブイ', w: 'ダブリュー', x: 'エックス', y: 'ワイ', z: 'ゼット',
}

/** English words that names of facilities hold; they would else be spelled or read as rōmaji. */
const words: Readonly<Record<string, string>> = {
  and: 'アンド', art: 'アート', baby: 'ベビー', beauty: 'ビューティー', body: 'ボディ', care: 'ケア', center: 'センター', central: 'セントラル', child: 'チャイルド', children: 'チルドレン',
  city: 'シティ', clinic: 'クリニック', dental: 'デンタル', dentist: 'デンティスト', doctor: 'ドクター', dr: 'ドクター', eye: 'アイ', family: 'ファミリー', first: 'ファースト',
  garden: 'ガーデン', green: 'グリーン', hands: 'ハンズ', happy: 'ハッピー', health: 'ヘルス', heart: 'ハート', home: 'ホーム', hospital: 'ホスピタル', house: 'ハウス', implant: 'インプラント',
  kids: 'キッズ', ladies: 'レディース', life: 'ライフ', light: 'ライト', medical: 'メディカル', mental: 'メンタル', mind: 'マインド', my: 'マイ', new: 'ニュー', nurse: 'ナース', office: 'オフィス', one: 'ワン',
  orthodontic: 'オーソドンティック', park: 'パーク', pharmacy: 'ファーマシー', plus: 'プラス', premium: 'プレミアム', rehabilitation: 'リハビリテーション', room: 'ルーム', skin: 'スキン', smile: 'スマイル', station: 'ステーション',
  support: 'サポート', the: 'ザ', tokyo: 'トウキョウ', total: 'トータル', tower: 'タワー', tooth: 'トゥース', town: 'タウン', white: 'ホワイト', woman: 'ウーマン', women: 'ウィメン', womens: 'ウィメンズ',
}

/** More letters than this are no abbreviation. */
const spelledLetters = 4

/**
 * A run of Latin letters: a known word, letters one by one (ABC → エービーシー), or rōmaji (Sakura → サクラ).
 * @returns null when it is none of them
 */
export function lettersAsKana(letters: string): string | null {
  const lower = letters.toLowerCase()
  const word = words[lower]
  if (word !== undefined) return word
  const isAbbreviation = lower.length <= spelledLetters && letters === letters.toUpperCase()
  if (!isAbbreviation && /[aiueo]$|[aiueo]n$/u.test(lower)) {
    const kana = romajiReading(lower)
    if (kana !== null) return kana
  }
  return lower.length > spelledLetters ? null : [...lower].map((letter) => letterNames[letter] ?? '').join('')
}

const digits = ['', 'イチ', 'ニ', 'サン', 'ヨン', 'ゴ', 'ロク', 'ナナ', 'ハチ', 'キュウ']
const hundreds = ['', 'ヒャク', 'ニヒャク', 'サンビャク', 'ヨンヒャク', 'ゴヒャク', 'ロッピャク', 'ナナヒャク', 'ハッピャク', 'キュウヒャク']
const thousands = ['', 'セン', 'ニセン', 'サンゼン', 'ヨンセン', 'ゴセン', 'ロクセン', 'ナナセン', 'ハッセン', 'キュウセン']

/** 0–9999 as a number (24 → ニジュウヨン), anything longer digit by digit. */
export function figuresAsKana(figures: string): string {
  const value = Number(figures)
  if (value === 0 || value > 9999) return [...figures].map((digit) => (digit === '0' ? 'ゼロ' : (digits[Number(digit)] ?? ''))).join('')
  const tens = Math.floor(value / 10) % 10
  return `${thousands[Math.floor(value / 1000)] ?? ''}${hundreds[Math.floor(value / 100) % 10] ?? ''}${tens === 0 ? '' : `${tens === 1 ? '' : (digits[tens] ?? '')}ジュウ`}${digits[value % 10] ?? ''}`
}

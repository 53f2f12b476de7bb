/**
 * Keys for finding and comparing what is written, typed and said differently. Keys are never shown
 * or printed. Every function here is idempotent: key(key(text)) = key(text).
 */
import { kanjiNumber, kanjiNumeralCharacters, toKatakana } from './japanese-text.ts'
import { untilStable } from './until-stable.ts'
import { foldVariantKanji } from './variant-kanji.ts'

export { addressNumbers, addressNumberVariants, spokenAddressNumbers } from './address-numbers.ts'

const kanji = `[${kanjiNumeralCharacters}]+`
/** Kanji numerals that count something, with what stands before them. */
const countingNumerals: readonly RegExp[] = [
  new RegExp(`()(${kanji})(?=丁目|番地)`, 'gu'),
  new RegExp(`([0-9][-条]?|番地?)(${kanji})(?=番|号|条)`, 'gu'),
  new RegExp(`()(${kanji})(?=番(?:[0-9]|${kanji}))`, 'gu'),
  new RegExp(`([東西南北])(${kanji})(?=条|丁目)`, 'gu'),
  new RegExp(`()(${kanji})(?=条[東西南北]?[0-9])`, 'gu'),
  /([0-9]ノ)([一二三四五六七八九十]+)(?![\p{Script=Han}])/gu,
]
const anyKanjiNumeral = new RegExp(`[${kanjiNumeralCharacters}]`, 'u')
/** Is its own key. */
const plainKey = /^[0-9a-z-]*$/u

/** Short forms of legal persons in brackets, as signs and lists print them (㈱ has become (株) by NFKC). */
const bracketedLegalForms: readonly (readonly [RegExp, string])[] = [
  [/^\(?医社?\)|\(医社?\)/gu, '医療法人'],
  [/\(社医\)/gu, '社会医療法人'],
  [/\(医財\)/gu, '医療法人財団'],
  [/\(社福\)|\(福\)/gu, '社会福祉法人'],
  [/\(一社\)/gu, '一般社団法人'],
  [/\(公財\)/gu, '公益財団法人'],
  [/\(独\)/gu, '独立行政法人'],
  [/\(株\)/gu, '株式会社'],
  [/\(有\)/gu, '有限会社'],
]

/** Kanji numerals as digits where they count something: before 丁目/番地/番/号, and 条 of 北海道's grid. Not in names (第二〇〇ビル, 五十嵐, 四条医院). */
function foldKanjiNumerals(text: string): string {
  if (!anyKanjiNumeral.test(text)) return text
  const asDigits = (_whole: string, before: string, numeral: string): string => `${before}${kanjiNumber(numeral) ?? numeral}`
  return countingNumerals.reduce((folded, numeral) => folded.replace(numeral, asDigits), text)
}

/** N丁目M番K号, N番地のM, NのM → N-M-K. The endings fall away where nothing that counts follows. */
function foldLotWords(text: string): string {
  // Every word below has one of these: most keys are folded once more only to see that nothing is left to fold.
  if (!/[丁番号ノ之]/.test(text) || !/[0-9]/.test(text)) return text
  return text
    .replace(/([0-9])丁目?ノ?(?=[0-9])/gu, '$1-')
    .replace(/([0-9])丁目/gu, '$1')
    .replace(/([0-9])番地ノ?(?=[0-9])/gu, '$1-')
    .replace(/([0-9])番地/gu, '$1')
    .replace(/([0-9])番ノ?(?=[0-9])/gu, '$1-')
    .replace(/([0-9])番(?![町丁館街通組割目線])/gu, '$1')
    .replace(/([0-9])号ノ?(?=[0-9])/gu, '$1-')
    .replace(/(-[0-9]+)号(?![線館室棟店車地])/gu, '$1')
    .replace(/([0-9])[ノ之](?=[0-9])/gu, '$1-')
}

/** 大字 falls away; 字 only where it begins the name of a quarter (赤十字 and 文字 keep theirs). */
function dropQuarterWords(text: string): string {
  if (!text.includes('字')) return text
  return text.replace(/[大小]字/gu, '').replace(/(?<=[市区町村])字(?=.)|^字(?=.)/gu, '')
}

/**
 * A dash of any shape is '-' unless it lengthens a kana before it (センタ－ = センター). What stands
 * before it decides, so that the key does not change while one goes on typing.
 */
function foldDashes(text: string): string {
  if (!/[‐‑‒–—―−─━﹣⁻ー-]/.test(text)) return text
  return text
    .replace(/[‐‑‒–—―−─━﹣⁻-]/gu, '-')
    .replace(/(?<=[ァ-ヺー])-/gu, 'ー')
    .replace(/(?<![ァ-ヺー])ー+/gu, (dashes, offset: number) => (offset === 0 ? dashes : '-'.repeat(dashes.length)))
}

function foldOnce(text: string): string {
  if (plainKey.test(text)) return text
  let key = text.normalize('NFKC').toLowerCase().replace(/[\p{Cf}\p{Variation_Selector}\s]/gu, '')
  if (key.includes(')')) for (const [form, word] of bracketedLegalForms) key = key.replace(form, word)
  key = key.replace(/[・·•.,、。'"“”‘’`´「」『』()[\]{}【】〔〕《》〈〉<>!?:;~〜…*]/gu, '')
  key = toKatakana(foldVariantKanji(key)).replace(/[ヶケヵガ]/gu, 'ケ')
  return dropQuarterWords(foldLotWords(foldKanjiNumerals(foldDashes(key))))
}

/**
 * The key under which names and addresses are searched: NFKC, lower case, variant kanji folded,
 * hiragana as katakana, ヶ = ケ = ヵ = が, dashes, lot words and kanji numerals as N-N-N, 大字 and
 * spaces dropped. 医療法人 and the like stay (nameKey drops them).
 */
export function searchKey(text: string): string {
  return untilStable(text, foldOnce)
}

/** Medical legal persons, whose own name (…会) often stands between them and the facility's. */
const associationForms =
  '社会医療法人社団|社会医療法人財団|社会医療法人|特定医療法人社団|特定医療法人財団|特定医療法人|医療法人社団|医療法人財団|医療法人|社会福祉法人|一般社団法人|一般財団法人|公益社団法人|公益財団法人|社団法人|財団法人'
const otherForms =
  '地方独立行政法人|独立行政法人|国立研究開発法人|国立大学法人|公立大学法人|学校法人|宗教法人|特定非営利活動法人|npo法人|株式会社|有限会社|合同会社|合資会社|合名会社'
const associationPrefix = new RegExp(`^(?:${associationForms})`, 'u')
const otherPrefix = new RegExp(`^(?:${otherForms})(?=.)`, 'u')
const genericName = /^(?:付属)?(?:総合|中央)?(?:病院|医院|クリニック|診療所|薬局|歯科|歯科医院|医療センター|センター)?$/u

/** 医療法人社団慶香会坂野産科婦人科 → 坂野産科婦人科; kept whole where only a generic word would be left (医療法人慈恵会病院 → 慈恵会病院). */
function dropLegalForm(key: string): string {
  const other = key.replace(otherPrefix, '').replace(/(?<=.)(?:株式会社|有限会社)$/u, '')
  const rest = other.replace(associationPrefix, '')
  if (rest === other || rest === '') return other
  // The last 会 that ends an association's name: not 社会…, and not the beginning of a word (会津, 会館).
  const ends = [...rest.matchAll(/(?<=[^社])会(?![津社館計議員場合田沢])/gu)].map((match) => match.index + 1).reverse()
  const end = ends.find((position) => !genericName.test(rest.slice(position)))
  return end === undefined ? rest : rest.slice(end)
}

/** A key shortened until nothing is left to drop. What a shortening brings together is folded again; most keys stay as they are. */
function shortened(key: string, shorten: (key: string) => string): string {
  const once = shorten(key)
  return once === key ? key : untilStable(once, (text) => shorten(searchKey(text)))
}

/** searchKey of a facility's name without its legal person: 医療法人社団 慶香会 坂野産科婦人科 = 坂野産科婦人科. */
export function nameKey(name: string): string {
  return shortened(searchKey(name), dropLegalForm)
}

/** Without the legal form alone: 医療法人社団慶香会坂野産科婦人科 → 慶香会坂野産科婦人科, so that the association's name can be said too. */
function dropFormWord(key: string): string {
  const rest = key.replace(otherPrefix, '').replace(/(?<=.)(?:株式会社|有限会社)$/u, '').replace(associationPrefix, '')
  return rest === '' ? key : rest
}

/** searchKey of a facility's name without the words 医療法人社団, 株式会社 and the like, but with the name of the association. */
export function spokenNameKey(name: string): string {
  return shortened(searchKey(name), dropFormWord)
}

/** Both keys of a name: for many facilities at once. */
export function nameKeys(name: string): { readonly short: string; readonly spoken: string } {
  const key = searchKey(name)
  return { short: shortened(key, dropLegalForm), spoken: shortened(key, dropFormWord) }
}

const prefecturePrefix = /^(?:北海道|東京都|京都府|大阪府|(?:神奈川|和歌山|鹿児島|[^\s\d]{2})県)(?=.)/u

/** searchKey of an address without its prefecture and any 字, for telling whether two addresses are the same place. */
export function addressKey(address: string): string {
  return shortened(searchKey(address), (key) => key.replace(prefecturePrefix, '').replace(/(?<![十文])字(?=.)/gu, ''))
}

/** Digits only, +81 as 0: "0126(22)1234" and "+81 126-22-1234" → "0126221234". */
export function telephoneKey(telephone: string): string {
  const text = telephone.normalize('NFKC').replace(/^[\s(]*\+\s*81[\s)-]*(?:\(?0\)?)?/u, '0')
  return text.replace(/[^0-9]/gu, '')
}

/** The legal person before a facility's name, in the name and in its reading: 医療法人社団慶香会 坂野産科婦人科. */
import { nameKey, searchKey, spokenNameKey } from '#shared/domain/search-key.ts'

/** Where the facility's own name can begin: after a space, a bracket, or the end of a legal person's name. */
const beginning = /(?<=[\s会人団社))])(?=[^\s])/gu

/** Every legal form nameKey knows holds one of these; most names have none, and their keys need not be made. */
const mayHaveLegalPerson = /法人|会社|會社|[医社財福独株有]\)/u

/**
 * The printed name (NFKC) from where nameKey keeps it: 医療法人社団　慶香会　坂野産科婦人科 → 坂野産科婦人科. Unlike the
 * key it still has が, の and katakana as they are written, which a dictionary needs.
 */
export function nameWithoutLegalPerson(name: string): string {
  const text = name.normalize('NFKC').trim().replace(/(?<=.)\s*(?:株式会社|有限会社|\(株\)|\(有\))$/u, '')
  if (!mayHaveLegalPerson.test(text)) return text
  const own = nameKey(name)
  if (own === searchKey(text)) return text
  const starts = [...text.matchAll(beginning)].map((match) => match.index)
  const start = starts.find((position) => searchKey(text.slice(position)) === own)
  return start === undefined ? own : text.slice(start)
}

/** Readings of legal forms, the longer before the shorter they begin with. */
const forms = [
  'シャカイイリョウホウジンシャダン', 'シャカイイリョウホウジンザイダン', 'シャカイイリョウホウジン', 'トクテイイリョウホウジンシャダン', 'トクテイイリョウホウジンザイダン', 'トクテイイリョウホウジン',
  'イリョウホウジンシャダン', 'イリョウホウジンザイダン', 'イリョウホウジン', 'シャカイフクシホウジン', 'イッパンシャダンホウジン', 'イッパンザイダンホウジン', 'コウエキシャダンホウジン', 'コウエキザイダンホウジン',
  'シャダンホウジン', 'ザイダンホウジン', 'チホウドクリツギョウセイホウジン', 'ドクリツギョウセイホウジン', 'コクリツケンキュウカイハツホウジン', 'コクリツダイガクホウジン', 'コウリツダイガクホウジン', 'ガッコウホウジン',
  'シュウキョウホウジン', 'トクテイヒエイリカツドウホウジン', 'エヌピーオーホウジン', 'カブシキガイシャ', 'ユウゲンガイシャ', 'ゴウドウガイシャ', 'ゴウシガイシャ', 'ゴウメイガイシャ',
]

/** フリガナ are filled in with large kana (イリヨウホウジン), カイシャ for ガイシャ, and spaces anywhere. */
const spellings: Readonly<Record<string, string>> = { ャ: '[ャヤ]', ュ: '[ュユ]', ョ: '[ョヨ]', ッ: '[ッツ]', ガ: '[ガカ]', ー: '[ーイ]?' }
const formPattern = forms.map((form) => [...form].map((kana) => spellings[kana] ?? kana).join(' ?')).join('|')
const formBefore = new RegExp(`^(?:${formPattern}) ?(?=.)`, 'u')
const companyBehind = /(?<=.) ?(?:カ ?ブ ?シ ?キ|ユ ?ウ ?ゲ ?ン) ?[ガカ] ?イ ?シ ?[ャヤ]$/u

/** The reading of a generic word alone is no name: イリョウホウジン ジケイカイ ビョウイン. */
const genericReading = /^(?:ソウゴウ|チュウオウ|フゾク)?(?:ビョウイン|イイン|クリニック|シンリョウ[ジシ]ョ|ヤッキョク|シカ|シカイイン|センター)?$/u

/** Kana a kanji takes on average in the names of associations (慶香会 = ケイコウカイ). */
const kanaPerKanji = 2

/** Ends of the association's reading (…カイ) in a reading whose form is off; only such as leave a name of its own. */
function associationEnds(reading: string): number[] {
  return [...reading.matchAll(/カイ ?/gu)].map((match) => match.index + match[0].length).filter((end) => end > 'カイ'.length && end < reading.length && !genericReading.test(reading.slice(end).replaceAll(' ', '')))
}

/**
 * The reading without its legal person, as far as nameKey leaves it out of the name. Which カイ ends the association is
 * told by the spaces, by being the only one, or by the length of the association's name; where it cannot be told the
 * association's reading stays, since nothing of the name itself may be lost.
 * @param own nameKey of the name
 */
export function readingWithoutLegalPerson(name: string, reading: string, own = nameKey(name)): string {
  if (!mayHaveLegalPerson.test(name.normalize('NFKC'))) return reading
  if (own === searchKey(name)) return reading
  const withoutCompany = reading.replace(companyBehind, '')
  const rest = withoutCompany.replace(formBefore, '')
  const spoken = spokenNameKey(name)
  const association = spoken.length > own.length && spoken.endsWith(own) ? spoken.slice(0, -own.length) : ''
  if (!association.endsWith('会')) return rest
  const ends = associationEnds(rest)
  const atSpace = ends.filter((end) => rest[end - 1] === ' ')
  // A reading without its legal form may lack the association too: then only a space tells it (サカイ シカ is no association).
  const candidates = atSpace.length > 0 || rest === withoutCompany ? atSpace : ends
  const expected = Math.max(1, [...association].length - 1) * kanaPerKanji + 'カイ'.length
  const distances = candidates.map((end) => Math.abs(rest.slice(0, end).replaceAll(' ', '').length - expected))
  const best = distances.indexOf(Math.min(...distances))
  const isTold = candidates.length > 0 && distances.every((distance, index) => index === best || distance >= (distances[best] ?? 0) + 2)
  // A reading that leaves the association out (サカノサンフジンカ) has its カイ, if any, far from where it is due.
  const isNear = (distances[best] ?? Infinity) <= Math.max(3, expected / 2)
  const end = candidates[best]
  return isTold && isNear && end !== undefined ? rest.slice(end) : rest
}

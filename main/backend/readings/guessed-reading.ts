/** A guess how a name is read, from a dictionary's tokens: for searching only, never shown as a fact (domain §6). */
import type { IpadicFeatures, Tokenizer } from '@sglkc/kuromoji'
import { toKatakana } from '#shared/domain/japanese-text.ts'
import { foldVariantKanji } from '#shared/domain/variant-kanji.ts'
import { kanjiReading } from './kanji-readings.ts'
import { nameWithoutLegalPerson } from './legal-person.ts'
import { medicalWords } from './medical-words.ts'
import { readingCharacters } from './readings-types.ts'
import { figuresAsKana, lettersAsKana } from './spelled-kana.ts'

/** What of the dictionary is used. */
export type ReadingDictionary = Pick<Tokenizer<IpadicFeatures>, 'tokenize'>

const kanaOnly = /^[ァ-ヺー]+$/u

/** ヶ and ケ between kanji are ガ: 緑ヶ丘, 霞ケ関. */
const betweenKanji = /(?<=\p{Script=Han})[ヶケヵ](?=\p{Script=Han})/gu

/** Latin letters, figures, katakana, then everything else: 「ひまわりクリニック」 is two words to a dictionary that would take it for one. */
const runs = /[A-Za-z]+|[0-9]+|[ァ-ヺー]+|[^A-Za-z0-9ァ-ヺー]+/gu

const shortKanji = /^\p{Script=Han}{2,3}$/u

/**
 * A word alone is often taken for a common noun (根本 コンポン, 平野 ヘイヤ) or apart (八木 ハチボク); before さん it is the
 * surname that a facility is mostly called by. Names of places keep their reading.
 */
function surnameReading(tokenizer: ReadingDictionary, text: string): string | null {
  const [alone, ...more] = tokenizer.tokenize(text)
  if (alone === undefined || (more.length === 0 && alone.pos_detail_1 === '固有名詞')) return null
  const surname = tokenizer.tokenize(`${text}さん`)[0]
  const isSurname = surname?.surface_form === text && surname.pos_detail_3 === '姓'
  return isSurname && surname.reading !== undefined && kanaOnly.test(surname.reading) ? surname.reading : null
}

/** A run with kanji, as the dictionary reads it; hiragana sounds as it is written. */
function dictionaryReading(tokenizer: ReadingDictionary, text: string): string | null {
  let reading = ''
  for (const { surface_form: surface, reading: known } of tokenizer.tokenize(text)) {
    const written = toKatakana(surface)
    if (kanaOnly.test(written)) reading += written
    else if (known !== undefined && kanaOnly.test(known)) reading += known
    else {
      // A word it does not hold: each kanji by itself.
      const single = surface.length > 1 ? [...surface].map((character) => dictionaryReading(tokenizer, character)) : [kanjiReading(surface)]
      if (single.includes(null)) return null
      reading += single.join('')
    }
  }
  return reading
}

function runReading(tokenizer: ReadingDictionary, run: string): string | null {
  if (/^[A-Za-z]/u.test(run)) return lettersAsKana(run)
  if (/^[0-9]/u.test(run)) return figuresAsKana(run)
  const kana = toKatakana(run)
  if (kanaOnly.test(kana)) return kana
  return (shortKanji.test(run) ? surnameReading(tokenizer, run) : null) ?? dictionaryReading(tokenizer, run)
}

/** 外字, 〓 and the replacement character stand for a letter nobody knows: what is left is not the name. */
const unknownLetter = /[\p{Co}〓\uFFFD]/u

/**
 * The guessed reading of a facility's printed name, without its legal person.
 * @returns katakana without spaces; null when a part of the name cannot be read
 */
export function guessedReading(tokenizer: ReadingDictionary, name: string): string | null {
  if (unknownLetter.test(name)) return null
  const own = foldVariantKanji(nameWithoutLegalPerson(name)).replace(/'/gu, '').replace(betweenKanji, 'が')
  let reading = ''
  for (const part of own.split(/[^\p{L}\p{N}ー々〆〇]+/u)) {
    for (const piece of medicalWords(part)) {
      if (piece.reading !== null) reading += piece.reading
      else {
        for (const [run] of piece.text.matchAll(runs)) {
          const kana = runReading(tokenizer, run)
          if (kana === null) return null
          reading += kana
        }
      }
    }
  }
  return kanaOnly.test(reading) && reading.length <= readingCharacters ? reading : null
}

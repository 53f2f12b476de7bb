import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { codeMatches, differingDigits, printedMatches, wordRuns, type PrintedMatchOptions } from '#shared/domain/printed-match.ts'
import { searchKey } from '#shared/domain/search-key.ts'

/** The text with its marks in brackets. */
const shown = (printed: string, query: string, options?: PrintedMatchOptions): string => {
  let at = 0
  let text = ''
  for (const { start, end } of printedMatches(printed, query, options)) {
    text += `${printed.slice(at, start)}[${printed.slice(start, end)}]`
    at = end
  }
  return text + printed.slice(at)
}

describe('words in a printed name', () => {
  it.each([
    ['三井記念病院', '三井', '[三井]記念病院'],
    ['坂野　産科婦人科', '坂野産科', '[坂野　産科]婦人科'],
    ['髙橋クリニック', '高橋', '[髙橋]クリニック'],
    ['宮﨑医院', '宮崎', '[宮﨑]医院'],
    ['𠮷田医院', '吉田', '[𠮷田]医院'],
    ['さくら薬局', 'サクラ', '[さくら]薬局'],
    ['サクラ薬局', 'さくら', '[サクラ]薬局'],
    ['茅ヶ崎病院', '茅が崎', '[茅ヶ崎]病院'],
    ['ｸﾘﾆｯｸﾋﾞﾙ前', 'クリニックビル', '[ｸﾘﾆｯｸﾋﾞﾙ]前'],
    ['ＡＢＣ歯科', 'abc', '[ＡＢＣ]歯科'],
    ['センタ－病院', 'センター', '[センタ－]病院'],
    ['㈱見本薬局', '株式会社見本', '[㈱見本]薬局'],
    ['三丁目薬局', '3丁目', '[三丁目]薬局'],
    ['伊藤歯科クリニック', '伊藤クリニック', '[伊藤]歯科[クリニック]'],
    ['田中医院', 'たなか医院', '田中[医院]'],
    ['中川内科', '中川　内科', '[中川内科]'],
    ['中川内科', '内科 中川', '[中川内科]'],
    ['田中医院田中分院', '田中', '[田中]医院[田中]分院'],
    ['坂野産科婦人科', '医療法人社団慶香会坂野産科', '[坂野産科]婦人科'],
    ['慶香会　坂野産科', '医療法人社団慶香会坂野', '[慶香会　坂野]産科'],
    ['辻\u{E0100}医院', '辻', '[辻\u{E0100}]医院'],
  ])('%s, asked for as %s', (printed, query, expected) => {
    expect(shown(printed, query)).toBe(expected)
  })

  it.each([
    ['坂野産科婦人科', 'さかの'],
    ['さくら薬局', 'sakura'],
    ['坂野産科婦人科', '　'],
    ['坂野産科婦人科', ''],
    ['', '坂野'],
    ['第三〇〇ビル', '300'],
  ])('marks nothing in %s for %s: only the reading agrees, or nothing', (printed, query) => {
    expect(printedMatches(printed, query)).toEqual([])
  })
})

describe('words in a place', () => {
  it('reads numerals as the key does', () => {
    expect(shown('北海道札幌市中央区北一条西', '北1条西')).toBe('北海道札幌市中央区[北一条西]')
  })

  it('knows that a word may go on where the printed place was cut off', () => {
    expect(shown('東京都文京区本郷', '本郷7-3-1', { isCut: true })).toBe('東京都文京区[本郷]')
    expect(shown('北海道札幌市中央区北一条西', '札幌市中央区北1条西3丁目', { isCut: true })).toBe('北海道[札幌市中央区北一条西]')
    expect(shown('東京都文京区本郷', '本郷7-3-1')).toBe('東京都文京区本郷')
    // One character alone says nothing.
    expect(shown('東京都文京区本郷', '郷田医院', { isCut: true })).toBe('東京都文京区本郷')
  })
})

const written = fc.array(
  fc.constantFrom(
    '医療法人', '社団', '（医）', '㈱', '会', '慈恵', '病院', 'クリニック', '医院', '髙﨑', '𠮷田', '一', '二十三', '〇', '丁目', '番地', '番', '号', 'の', 'ノ', '条', '南', '西',
    '大字', '字', '赤十字', '－', 'ー', '-', '１', '2', '38', 'が', 'ヶ', 'か', '\u3099', 'ﾊﾞ', 'ﾞ', ' ', '　', '\u{E0100}', '\uE38B', '・', '(', ')', '市', '町', 'Ａ', 'z',
  ),
  { minLength: 1, maxLength: 14 },
).map((pieces) => pieces.join(''))

/** The same words as somebody else would write them. */
const rewritten: readonly ((text: string) => string)[] = [
  (text) => text, (text) => text.normalize('NFKC'), (text) => searchKey(text),
  (text) => text.replace(/[ァ-ヶ]/gu, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) - 0x60)),
  (text) => text.replace(/\s/gu, ''),
]

describe('every mark', () => {
  it('holds its word, and stands on whole characters', () => {
    fc.assert(fc.property(written, fc.nat(), fc.nat(), fc.constantFrom(...rewritten), (printed, from, length, rewrite) => {
      const characters = [...printed]
      const start = from % characters.length
      const query = rewrite(characters.slice(start, start + 1 + (length % 6)).join('')).replace(/\s/gu, '')
      // A run of its kana or kanji counts where the whole stands nowhere.
      const keys = [query, ...wordRuns(query)].map(searchKey).filter((key) => key !== '')
      for (const span of printedMatches(printed, query)) {
        const inside = searchKey(printed.slice(span.start, span.end))
        expect(keys.some((key) => inside.includes(key))).toBe(true)
        expect(printed.slice(span.start, span.end).isWellFormed()).toBe(true)
      }
    }), { numRuns: 3000 })
  })

  it('is there for whatever part of an ordinary name was typed, in any writing', () => {
    const ordinary = fc.array(fc.constantFrom('坂野', '髙﨑', '𠮷田', 'さくら', 'クリニック', '　', '病院', 'ﾋﾞﾙ', 'ヶ丘', 'Ａ', '歯科'), { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''))
    fc.assert(fc.property(ordinary, fc.nat(), fc.nat(), fc.constantFrom(...rewritten), (printed, from, length, rewrite) => {
      const characters = printed.match(/[^ﾞ]ﾞ?/gu) ?? []
      const start = from % characters.length
      const typed = characters.slice(start, start + 1 + (length % 6)).join('').trim()
      fc.pre(typed !== '')
      expect(printedMatches(printed, rewrite(typed))).not.toEqual([])
    }), { numRuns: 1500 })
  })

  it('is in order, apart from the next, and inside the text, whatever is typed', () => {
    const anything = fc.oneof(written, fc.string({ unit: 'binary', maxLength: 20 }))
    fc.assert(fc.property(anything, fc.array(anything, { maxLength: 3 }), fc.boolean(), (printed, words, isCut) => {
      let before = -1
      for (const { start, end } of printedMatches(printed, words.join(' '), { isCut })) {
        expect(start).toBeGreaterThan(before)
        expect(end).toBeGreaterThan(start)
        before = end
      }
      expect(before).toBeLessThanOrEqual(printed.length)
    }), { numRuns: 2000 })
  })
})

describe('digits of a code', () => {
  it.each([
    ['1318814790', '13-1-88', [{ start: 0, end: 5 }]],
    ['1318814790', '１８８１', [{ start: 2, end: 6 }]],
    ['1318814790', '88,1479,0', [{ start: 3, end: 10 }]],
    ['1318814790', '東大 4790', [{ start: 6, end: 10 }]],
    ['1318814790', '東大', []],
    ['1318814790', '0312345678', []],
    ['1318814790', '-', []],
  ])('%s, asked for as %s', (code, query, expected) => {
    expect(codeMatches(code, query)).toEqual(expected)
  })

  it('shows in which digits two codes differ', () => {
    expect(differingDigits('1318814790', '13-1-8814719')).toEqual([{ start: 8, end: 10 }])
    expect(differingDigits('1318814790', '1318814791')).toEqual([{ start: 9, end: 10 }])
    expect(differingDigits('1318814790', '131881479')).toEqual([])
  })
})

import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readingKey, romajiReading } from '#shared/domain/reading-key.ts'

const bases = [...'アイウエオカキクケコガサシスセソジズタチツテトヂヅナニノハヒフヘホバマミモヤユヨラリルレロワヲンヰヱッヶヵあいうえおかきこうょゆー']
/** One kana as it is typed: with its voicing mark and its small vowel. */
const kana = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...bases) },
  { weight: 2, arbitrary: fc.constantFrom('キャ', 'ショ', 'ジュウ', 'ティ', 'ディ', 'ドゥ', 'ファ', 'シェ', 'ヂャ', 'ウォ', 'ｶﾞ', 'ﾊﾟ', 'か\u3099', 'ヷ') },
  { weight: 2, arbitrary: fc.constantFrom('ヴ', 'ヴァ', 'ヴィ', 'ヴュ', 'ゔ', 'ゔぇ') },
  { weight: 1, arbitrary: fc.constantFrom('・', ' ', '　', '-', '、') },
)
const reading = fc.array(kana, { maxLength: 14 })

describe('the key of a reading', () => {
  it('is idempotent, for kana and for any text', () => {
    const text = fc.oneof(reading.map((parts) => parts.join('')), fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ unit: 'grapheme', maxLength: 20 }))
    fc.assert(fc.property(text, (written) => readingKey(readingKey(written)) === readingKey(written)), { numRuns: 2000 })
  })

  it('only grows while one goes on typing', () => {
    const typed = fc.tuple(reading, fc.nat()).map(([parts, at]) => ({ begun: parts.slice(0, at % (parts.length + 1)).join(''), whole: parts.join('') }))
    fc.assert(fc.property(typed, ({ begun, whole }) => readingKey(whole).startsWith(readingKey(begun))), { numRuns: 2000 })
  })

  it.each([
    ['さかの さんふじんか', 'サカノサンフジンカ'],
    ['ｻｶﾉｻﾝﾌｼﾞﾝｶ', 'サカノサンフジンカ'],
    ['サカノ・サンフジンカ', 'サカノサンフジンカ'],
    ['オオタ', 'オータ'],
    ['オウタ', 'オタ'],
    ['コウノ', 'コーノ'],
    ['トウキョウ', 'トーキョー'],
    ['ケイオウ', 'ケエオオ'],
    ['ニイガタ', 'ニーガタ'],
    ['ユウキ', 'ユキ'],
    ['メイワ', 'メーワ'],
    ['ミヅホ', 'ミズホ'],
    ['ハナヂ', 'ハナジ'],
    ['ヂュウ', 'ジュー'],
    ['ヴァイオリン', 'バイオリン'],
    ['ヴィラ', 'ビラ'],
    ['ラヴ', 'ラブ'],
    ['ヱビス', 'エビス'],
    ['ヰノウヱ', 'イノウエ'],
    ['アヲバ', 'アオバ'],
    ['クリニツク', 'クリニツク'],
    ['ガモウクリニック', 'がもうくりにっく'],
    ['アオバヶオカ', 'アオバケオカ'],
  ])('%s sounds like %s', (one, other) => {
    expect(readingKey(one)).toBe(readingKey(other))
  })

  it.each([
    ['ハット', 'ハツト'], ['ビヨウイン', 'ビョウイン'], ['テ', 'ティ'], ['ド', 'ドゥ'], ['カキ', 'カギ'], ['アイ', 'ア'], ['イエ', 'イ'], ['オイ', 'オ'],
  ])('%s does not sound like %s', (one, other) => {
    expect(readingKey(one)).not.toBe(readingKey(other))
  })

  it('leaves what is not kana', () => {
    expect(readingKey('Ａ１ 山田ー')).toBe('a1山田')
    expect(readingKey('ー・ ')).toBe('')
  })
})

describe('rōmaji', () => {
  it.each([
    ['tanaka', 'タナカ'], ['TANAKA', 'タナカ'], ['ｔａｎａｋａ', 'タナカ'],
    ['shinjuku', 'シンジュク'], ['sinzyuku', 'シンジュク'], ['tsutiya', 'ツチヤ'], ['tuchiya', 'ツチヤ'], ['hujita', 'フジタ'], ['fujita', 'フジタ'],
    ['jya', 'ジャ'], ['cha', 'チャ'], ['tya', 'チャ'], ['chiba', 'チバ'], ['tiba', 'チバ'],
    ['shimbashi', 'シンバシ'], ['shinbashi', 'シンバシ'], ['sammi', 'サンミ'], ['sampei', 'サンペイ'],
    ["shin'ichi", 'シンイチ'], ['shin’ichi', 'シンイチ'], ['shin-ichi', 'シンイチ'], ['shin ichi', 'シンイチ'], ['konna', 'コンナ'], ['konnna', 'コンナ'], ['shinnbun', 'シンブン'],
    ['sapporo', 'サッポロ'], ['kekka', 'ケッカ'], ['matcha', 'マッチャ'], ['maccha', 'マッチャ'], ['issho', 'イッショ'], ['tottori', 'トットリ'],
    ['tōkyō', 'トーキョー'], ['tôkyô', 'トーキョー'], ['to\u0304kyo', 'トーキョ'], ['satoh', 'サトー'], ['ohno', 'オーノ'], ['ohyama', 'オーヤマ'], ['ohara', 'オハラ'], ['ootsuka', 'オオツカ'],
    ['kan', 'カン'], ['kann', 'カン'], ["kan'", 'カン'], ['vaiorin', 'ヴァイオリン'], ['aidzu', 'アイズ'], ['sakano iin', 'サカノイイン'], ['fukuda-shika', 'フクダシカ'], ['ra', 'ラ'], ['la', 'ラ'],
  ])('%s is %s', (typed, expected) => {
    expect(romajiReading(typed)).toBe(expected)
  })

  it.each([
    ['tanak', 'タナ'], ['tanash', 'タナ'], ['tanats', 'タナ'], ['kinky', 'キン'], ['kony', 'コ'], ['sapp', 'サッ'], ['matc', 'マッ'], ['match', 'マッ'], ['issh', 'イッ'], ['shimb', 'シン'], ['shim', 'シ'],
    ['sakano i', 'サカノイ'], ['sakano k', 'サカノ'], ['tō', 'トー'], ['ky', null], ['sh', null],
  ])('%s, still being typed, is %s', (typed, expected) => {
    expect(romajiReading(typed)).toBe(expected)
  })

  it.each(['', ' ', "'", '-', '田中', 'tanaka医院', 'たなか', 'tanaka1', '0110112489', 'clinic', 'tanak iin', 'hospital', 'é', 'tanaka@', 'xqz', 'tanaktrs'])('%p is not rōmaji', (typed) => {
    expect(romajiReading(typed)).toBeNull()
  })

  it('finds what begins so: the sound of what is typed begins the sound of the whole', () => {
    const syllables = fc.array(fc.constantFrom('ka', 'shi', 'tsu', 'chi', 'kyo', 'ō', 'o', 'u', 'i', 'ja', 'ppo', 'mma', 'ttsu', 'sshi', 'ccha', 'tcha', 'ryū', 'wa', 'ru', 'be', 'hi'), { minLength: 1, maxLength: 8 })
    fc.assert(fc.property(syllables, fc.nat(), (parts, at) => {
      const word = `a${parts.join('')}`
      const begun = romajiReading(word.slice(0, 1 + (at % word.length)))
      return begun !== null && readingKey(romajiReading(word) ?? '').startsWith(readingKey(begun))
    }), { numRuns: 2000 })
  })

  it('gives katakana or nothing', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'aiueokstnhmyrwgzdbpjfvclqx\'- ōû'), maxLength: 12 }), (typed) => {
      const kana = romajiReading(typed)
      return kana === null || /^[ァ-ヺー]+$/u.test(kana)
    }), { numRuns: 2000 })
  })
})

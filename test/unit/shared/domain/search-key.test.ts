import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { addressKey, nameKey, searchKey, telephoneKey } from '#shared/domain/search-key.ts'
import { variantKanji } from '#shared/domain/variant-kanji.ts'

/** Text of the kind that comes in: pieces that fold, in any order and with any spacing. */
const piece = fc.constantFrom(
  '医療法人', '社団', '財団', '（医）', '㈱', '株式会社', '会', '慈恵', '社会', '協会', '病院', 'クリニック', '医院', '附属', '髙﨑', '𠮷田',
  '一', '二十三', '〇', '丁目', '番地', '番', '号', 'の', 'ノ', '之', '条', '南', '西', '大字', '字', '赤十字', '－', 'ー', '‐', '-', '１', '2', '38',
  'が', 'ヶ', 'ケ', 'か', '\u3099', 'ﾊﾞ', ' ', '　', '\u{E0100}', '\uE38B', '・', '(', ')', '市', '町', '東京都', '北海道', 'Ａ', 'z', '字字',
)
const text = fc.oneof(fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')), fc.string({ unit: 'binary', maxLength: 20 }))

describe('every key', () => {
  it.each([
    ['searchKey', searchKey],
    ['nameKey', nameKey],
    ['addressKey', addressKey],
    ['telephoneKey', telephoneKey],
  ])('%s is idempotent', (_name, key) => {
    fc.assert(fc.property(text, (written) => key(key(written)) === key(written)), { numRuns: 1500 })
  })

  it('does not depend on width, spaces or hiragana', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('山', '田', 'か', 'き', 'Ａ', '3', 'ー'), { maxLength: 8 }), (characters) => {
        const plain = characters.join('')
        return searchKey(characters.join('　')) === searchKey(plain) && searchKey(plain.normalize('NFKC')) === searchKey(plain)
      }),
    )
  })
})

describe('what is the same for searching', () => {
  it.each([
    ['髙橋医院', '高橋医院'],
    ['宮﨑整形外科', '宮崎整形外科'],
    ['宮嵜', '宮崎'],
    ['澤田', '沢田'],
    ['渡邉', '渡辺'],
    ['渡邊', '渡辺'],
    ['齋藤', '斉藤'],
    ['齊藤', '斎藤'],
    ['濵田', '浜田'],
    ['濱田', '浜田'],
    ['廣野', '広野'],
    ['德島', '徳嶋'],
    ['𠮷田', '吉田'],
    ['冨山', '富山'],
    ['眞鍋', '真鍋'],
    ['惠愛會', '恵愛会'],
    ['國立', '国立'],
    ['瀨戸', '瀬戸'],
    ['辻\u{E0100}', '辻'],
    ['さくらクリニック', 'サクラクリニック'],
    ['ｻｸﾗｸﾘﾆｯｸ', 'さくらくりにっく'],
    ['霞ヶ関', '霞が関'],
    ['霞ケ関', '霞ガ関'],
    ['大学医学部附属病院', '大学医学部付属病院'],
    ['センタ－', 'センター'],
    ['ＡＢＣ　クリニック', 'abcクリニック'],
    ['内科・循環器科', '内科循環器科'],
    ['㈱みどり薬局', '株式会社みどり薬局'],
    ['（医）慈恵会', '医療法人慈恵会'],
    ['中央一丁目', '中央１丁目'],
    ['中央１－９－３０', '中央一丁目９番３０号'],
    ['中央1丁目9番地30', '中央１ー９ー３０'],
    ['中央１丁目９の３０', '中央1‐9−30'],
    ['河畔７丁目５１番地の１', '河畔7-51-1'],
    ['大字大谷１４番地１', '大谷14-1'],
    ['木古内町字本町', '木古内町本町'],
    ['栄四丁目４番２１号', '栄4-4-21'],
    ['二十三丁目', '２３丁目'],
    ['南七条西六丁目', '南7条西6丁目'],
    ['清田一条四丁目５番', '清田１条４－５'],
  ])('%s = %s', (left, right) => {
    expect(searchKey(left)).toBe(searchKey(right))
  })

  it.each([
    ['第二〇〇ビル', '第200ビル'],
    ['五十嵐医院', '50嵐医院'],
    ['四条医院', '4条医院'],
    ['赤十字病院', '赤十病院'],
    ['畠山', '畑山'],
    ['1-2', '12'],
    ['医療法人慈恵会', '慈恵会'],
  ])('%s is not %s', (left, right) => {
    expect(searchKey(left)).not.toBe(searchKey(right))
  })

  it('keeps one and two characters', () => {
    expect(searchKey('林')).toBe('林')
    expect(searchKey('山田')).toBe('山田')
  })

  it('keeps the key of what is typed so far a beginning of the key of a name', () => {
    for (const name of ['はまや循環器クリニック', '霞ヶ関ケアセンター', 'よしかわクリニック', '赤十字病院', '五十嵐医院']) {
      const whole = searchKey(name)
      for (let length = 1; length <= name.length; length++) expect(whole.startsWith(searchKey(name.slice(0, length)))).toBe(true)
    }
  })
})

describe('variant kanji', () => {
  it('have key forms that are no variants themselves', () => {
    expect(variantKanji.size).toBeGreaterThan(150)
    for (const [written, key] of variantKanji) {
      expect(variantKanji.has(key)).toBe(false)
      expect([...written, ...key]).toHaveLength(2)
      expect(written.normalize('NFKC')).toBe(written)
    }
  })
})

describe('nameKey', () => {
  it.each([
    ['医療法人社団 慶香会 坂野産科婦人科', '坂野産科婦人科'],
    ['医療法人社団慶香会坂野産科婦人科', '坂野産科婦人科'],
    ['社会医療法人　孝仁会　はまや循環器クリニック', 'はまや循環器クリニック'],
    ['医療法人 渡辺内科医院', '渡辺内科医院'],
    ['（医）新産健会　月寒東内科クリニック', '月寒東内科クリニック'],
    ['社会福祉法人 北海道社会事業協会 帯広病院', '帯広病院'],
    ['医療法人慈恵会病院', '慈恵会病院'],
    ['医療法人会津中央病院', '会津中央病院'],
    ['医療法人社団 慈恵会 会津中央病院', '会津中央病院'],
    ['株式会社みどり薬局', 'みどり薬局'],
    ['学校法人 第一大学付属病院', '第一大学附属病院'],
  ])('%s = %s', (official, spoken) => {
    expect(nameKey(official)).toBe(nameKey(spoken))
  })

  it('never leaves nothing of a name', () => {
    for (const name of ['医療法人', '医療法人社団', '株式会社', '医療法人会', '医療法人社団慈恵会']) expect(nameKey(name)).not.toBe('')
  })
})

describe('addressKey', () => {
  it.each([
    ['京都府京都市中京区恵比須町４３９番地', '京都市中京区恵比須町439'],
    ['福井県福井市中央一丁目９番３０号', '福井市中央１－９－３０'],
    ['さいたま市見沼区大字大谷１４番地１', '埼玉県さいたま市見沼区大谷14-1'],
    ['角田市角田字牛舘 ５８', '角田市角田牛館58'],
  ])('%s = %s', (left, right) => {
    expect(addressKey(left)).toBe(addressKey(right))
  })
})

describe('telephoneKey', () => {
  it.each([
    ['0776-23-2640', '0776232640'],
    ['0126(22)1234', '0126221234'],
    ['０７７６－２３－２６４０', '0776232640'],
    ['+81 776-23-2640', '0776232640'],
    ['+81(0)776-23-2640', '0776232640'],
    ['', ''],
  ])('%s → %s', (written, digits) => {
    expect(telephoneKey(written)).toBe(digits)
  })
})

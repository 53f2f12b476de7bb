import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { addressNumberVariants, addressNumbers, spokenAddressNumbers } from '#shared/domain/address-numbers.ts'

describe('the lot of an address', () => {
  it.each([
    ['福井市中央１－９－３０', '1-9-30'],
    ['札幌市中央区南７条西６丁目', '7-6'],
    ['札幌市中央区南七条西六丁目一番二号', '7-6-1-2'],
    ['札幌市豊平区月寒中央通７丁目６番２０号ＪＡ月寒中央ターミナルビル５階', '7-6-20'],
    ['札幌市中央区大通西２丁目５ー１都心ビル１０Ｆ', '2-5-1'],
    ['札幌市中央区南３条西２丁目１番１Ｈ＆Ｂプラザ４Ｆ', '3-2-1-1'],
    ['札幌市白石区南郷通２１丁目南５番３９号', '21-5-39'],
    ['札幌市北区北２４条西１４丁目３番８号北２４条通メディカルプレイス２階', '24-14-3-8'],
    ['札幌市北区北７条西５丁目８番地１北７条ヨシヤビル５階', '7-5-8-1'],
    ['釧路郡釧路町河畔７丁目５１番地１', '7-51-1'],
    ['野付郡別海町東３線北１５号２０番地', '3-15-20'],
    ['千代田区九段北二丁目３番１号　九段増田ビル２階', '2-3-1'],
    ['新座市栄四丁目４番２１号', '4-4-21'],
    ['さいたま市見沼区大字大谷１４番地１', '14-1'],
    ['所沢市若狭３丁目２５７０番地２', '3-2570-2'],
    ['京都市右京区西大路四条上ル西院東淳和院町４', '4'],
    ['京都市下京区四条通烏丸東入長刀鉾町１０', '10'],
    ['京都府京都市中京区恵比須町４３９番地早川ビル５階', '439'],
    ['広島市佐伯区八幡東３丁目２９番１２－５－１０１', '3-29-12-5-101'],
    ['広島市中区八丁堀１－１２マスキ八丁堀ビル７Ｆ', '1-12'],
    ['仙台市青葉区一番町４－９－１８', '4-9-18'],
    ['千代田区１番町５－３', '5-3'],
    ['岩手郡滝沢村第２１地割３番地', '21-3'],
    ['佐世保市甲１２３４番地', '1234'],
    ['福岡市中央区天神２丁目５番イ３号', '2-5-3'],
    ['福山市三之丸町００７－０１', '7-1'],
    ['横浜市中区３２５番地の２', '325-2'],
    ['高知市三二五番地', '325'],
    ['京都市西京区川島調子町四四', '44'],
    ['京都市西京区桂野里町三五－六', '35-6'],
    ['呉市本通１丁目 ２番 ３号', '1-2-3'],
    ['新宿区西新宿２－１－１　第２００ビル３０Ｆ', '2-1-1'],
    // A street or building of a 条 beside the lot is none of its numbers; the 条 of a grid is.
    ['京都市下京区見本鉾町３２番　四条見本ビル５階', '32'],
    ['京都市中京区三条通見本町東入見本石町４１番地　三条見本ビル２階', '41'],
    ['京都市中京区見本町４１番地三条ビル', '41'],
    ['札幌市中央区南１条西２丁目６番地南一条見本ビル３Ｆ', '1-2-6'],
    ['京都市下京区西七条南見本町１２番地３', '12-3'],
    ['京都市南区東九条見本町５－６', '5-6'],
    ['帯広市西五条南三丁目４番地', '5-3-4'],
    ['京都市下京区東見本院通七条下る二丁目東見本町６０７番地４', '607-4'],
    ['旭川市４条通１２丁目右６号', '4-12-6'],
  ])('%s → %s', (address, numbers) => {
    expect(addressNumbers(address)).toBe(numbers)
  })

  it.each(['京都市中京区堀川通錦上ル西側', '京都市上京区丸太町通大宮東入', '旭川市江丹別町中央', '名取市手倉田字山無番地', '豊島区第二〇〇ビル', '北区中央ビル３階', ''])(
    'is null where there is none: %p',
    (address) => {
      expect(addressNumbers(address)).toBeNull()
      expect(addressNumberVariants(address)).toEqual([])
    },
  )

  it('does not depend on how the lot is written', () => {
    const number = fc.integer({ min: 1, max: 99 })
    const kanji = (value: number): string => {
      const digits = '〇一二三四五六七八九'
      const tens = Math.floor(value / 10)
      return `${tens > 1 ? digits.charAt(tens) : ''}${tens > 0 ? '十' : ''}${value % 10 > 0 ? digits.charAt(value % 10) : ''}`
    }
    fc.assert(
      fc.property(number, number, number, fc.constantFrom('', '　見本ビル３階', 'サンプルプラザ１０Ｆ', ' ２０１号室'), (a, b, c, building) => {
        const expected = `${a}-${b}-${c}`
        const wide = String(a).normalize('NFKC').replace(/[0-9]/gu, (digit) => String.fromCodePoint((digit.codePointAt(0) ?? 0) + 0xfee0))
        return [
          `福井市中央${a}丁目${b}番${c}号${building}`,
          `福井市中央${wide}丁目${b}番地の${c}${building}`,
          `福井市中央${a}－${b}－${c}${building}`,
          `福井市中央${a}ー${b}ー${c}${building}`,
          `福井市中央${kanji(a)}丁目${kanji(b)}番${kanji(c)}号${building}`,
        ].every((address) => addressNumbers(address) === expected)
      }),
    )
  })

  it('of a lot is the lot', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9999 }), { minLength: 1, maxLength: 4 }), (parts) => {
        const lot = parts.join('-')
        return addressNumbers(lot) === lot && spokenAddressNumbers(lot) === lot && spokenAddressNumbers(parts.join(' ')) === lot
      }),
    )
  })
})

describe('the ways a lot is rightly said', () => {
  it.each([
    ['札幌市中央区南７条西６丁目１番２号', ['7-6-1-2', '6-1-2']],
    ['広島市安佐南区伴南１丁目５番１８－２０１', ['1-5-18-201', '1-5-18']],
    ['福井市中央１－９－３０　見本ビル２０１号室', ['1-9-30', '1-9-30-201']],
    ['福井市中央１－９－３０', ['1-9-30']],
    ['仙台市青葉区柏木一丁目７－２８４Ｆ', ['1-7-28']],
  ])('%s: %p', (address, variants) => {
    expect(addressNumberVariants(address)).toEqual(variants)
  })

  it.each([
    ['２の１の３８', '2-1-38'],
    ['2 1 38', '2-1-38'],
    ['2.1.38', '2-1-38'],
    ['二丁目一番三十八号', '2-1-38'],
    ['十二丁目七番三号の二十一', '12-7-3-21'],
    ['三条一丁目二番四十号', '3-1-2-40'],
    ['福井市中央２丁目１番３８号', '2-1-38'],
    ['わかりません', null],
    ['', null],
  ])('hears %p as %p', (spoken, numbers) => {
    expect(spokenAddressNumbers(spoken)).toBe(numbers)
  })
})

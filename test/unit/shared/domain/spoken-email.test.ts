import { describe, expect, it } from '@jest/globals'
import { spokenEmail } from '#shared/domain/spoken-email.ts'

const spoken = (address: string) => spokenEmail(address).map(({ reading }) => reading).join(' ')

describe('an e-mail address read back', () => {
  it('is said character by character', () => {
    expect(spoken('ab-c_d.e@f.jp')).toBe('エー ビー ハイフン シー アンダーバー ディー ドット イー アットマーク エフ ドット ジェイ ピー')
    expect(spokenEmail(' a1 ')).toEqual([{ character: 'a', reading: 'エー' }, { character: '1', reading: '数字のイチ' }])
  })

  it('tells apart what looks alike', () => {
    expect(spoken('l1I')).toBe('小文字のエル 数字のイチ 大文字のアイ')
    expect(spoken('o0O')).toBe('小文字のオー 数字のゼロ 大文字のオー')
    expect(spoken('-_')).toBe('ハイフン アンダーバー')
  })

  it('names capitals, full-width characters and spaces, and corrects nothing', () => {
    expect(spoken('Aa ＠')).toBe('大文字のエー エー 空白 全角のアットマーク')
    expect(spoken('１Ａ')).toBe('全角の数字のイチ 全角の大文字のエー')
    expect(spoken('あ𠮷')).toBe('あ 𠮷')
  })

  it('has another reading for every character that may stand in an address', () => {
    const all = Array.from({ length: 0x7f - 0x21 }, (_, index) => String.fromCharCode(0x21 + index))
    const readings = all.map((character) => spokenEmail(character)[0]?.reading)
    expect(new Set(readings).size).toBe(all.length)
    for (const reading of readings) expect(reading).toMatch(/^[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー]+$/u)
  })
})

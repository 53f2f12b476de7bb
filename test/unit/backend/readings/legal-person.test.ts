import { describe, expect, it } from '@jest/globals'
import { katakanaReading } from '#backend/readings/kana-text.ts'
import { nameWithoutLegalPerson, readingWithoutLegalPerson } from '#backend/readings/legal-person.ts'
import { createPublishedNames } from '#backend/readings/published-names.ts'

describe('the reading without its legal person', () => {
  it.each([
    ['医療法人社団みほん会松の木医院', 'イリョウホウジンシャダンミホンカイマツノキイイン', 'マツノキイイン'],
    ['医療法人社団　みほん会　松の木医院', 'イリヨウホウジン シヤダン ミホンカイ マツノキイイン', 'マツノキイイン'],
    ['医療法人社団海道会海堂医院', 'イリョウホウジンシャダンカイドウカイカイドウイイン', 'カイドウイイン'],
    ['医療法人財団 松の木医院', 'イリョウホウジンザイダン マツノキイイン', 'マツノキイイン'],
    ['社会医療法人 みほん会 松の木病院', 'シャカイイリョウホウジンミホンカイマツノキビョウイン', 'マツノキビョウイン'],
    // The name keeps its 会, so does the reading.
    ['医療法人見本会病院', 'イリョウホウジンミホンカイビョウイン', 'ミホンカイビョウイン'],
    // The published reading lacks what the name has.
    ['医療法人社団みほん会松の木医院', 'マツノキイイン', 'マツノキイイン'],
    ['医療法人社団見本会坂井歯科', 'サカイシカ', 'サカイシカ'],
    ['医療法人社団見本会坂井歯科', 'ミホンカイ サカイシカ', 'サカイシカ'],
    ['株式会社松の木薬局', 'カブシキカイシャマツノキヤッキョク', 'マツノキヤッキョク'],
    ['松の木薬局　有限会社', 'マツノキヤッキョク ユウゲンガイシャ', 'マツノキヤッキョク'],
    ['松の木医院', 'マツノキイイン', 'マツノキイイン'],
  ])('%s: %s → %s', (name, reading, expected) => {
    expect(readingWithoutLegalPerson(name, reading)).toBe(expected)
  })

  it('keeps the association where its end cannot be told', () => {
    expect(readingWithoutLegalPerson('医療法人社団介貝会開田医院', 'イリョウホウジンシャダンカイカイカイカイカイカイタイイン')).toMatch(/カイタイイン$/u)
    expect(readingWithoutLegalPerson('医療法人社団長い名前の見本会松の木医院', 'イリョウホウジンシャダンミホンカイカイガンイイン')).toContain('カイガンイイン')
  })
})

describe('the name without its legal person, as it is written', () => {
  it.each([
    ['医療法人社団　みほん会　緑が丘ながやま医院', '緑が丘ながやま医院'],
    ['（医）松の木医院', '松の木医院'],
    ['㈱松の木薬局', '松の木薬局'],
    ['松の木薬局 株式会社', '松の木薬局'],
    ['医療法人見本会病院', '見本会病院'],
    ['国保松の木診療所', '国保松の木診療所'],
  ])('%s → %s', (name, expected) => {
    expect(nameWithoutLegalPerson(name)).toBe(expected)
  })
})

describe('a フリガナ field', () => {
  it.each([
    ['ﾏﾂﾉｷ　ｲｲﾝ', 'マツノキ イイン'],
    ['まつのき・クリニック', 'マツノキ クリニック'],
    ['センタ－', 'センター'],
    ['（イ）マツノキ', 'イ マツノキ'],
    ['ダイ２マツノキ', 'ダイニマツノキ'],
    ['ＡＢＣシカ', 'エービーシーシカ'],
    ['- マツ', 'マツ'],
    ['松の木', null],
    ['Xyzzyq', null],
    ['', null],
    ['・', null],
    ['ア'.repeat(401), null],
  ])('%s → %s', (text, expected) => {
    expect(katakanaReading(text)).toBe(expected)
  })
})

describe('names published elsewhere', () => {
  it('are read as most of them are', () => {
    const names = createPublishedNames()
    for (const reading of ['オヤマ', 'コヤマ', 'コヤマ', 'コヤマ']) names.add('小山', reading)
    names.add('上田', 'ウエダ')
    names.add('上田', 'カミタ')
    expect([names.readingOf('小山'), names.readingOf('上田'), names.readingOf('山')]).toEqual(['コヤマ', null, null])
  })
})

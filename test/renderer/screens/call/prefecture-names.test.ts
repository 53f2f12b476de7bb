import { describe, expect, it } from '@jest/globals'
import { prefectures } from '#shared/domain/prefectures.ts'
import { prefecturesTyped } from '#renderer/screens/call/prefecture-names.ts'

const names = (typed: string) => prefecturesTyped(typed).map(({ name }) => name)

describe('a prefecture by what is typed first', () => {
  it.each([
    ['13', '東京都'], ['１３', '東京都'], ['1', '北海道'], ['01', '北海道'], ['京', '京都府'], ['大', '大阪府'], ['ふくお', '福岡県'], ['フクイ', '福井県'], ['東京都', '東京都'],
    ['hok', '北海道'], ['toky', '東京都'], ['toukyou', '東京都'], ['tōkyō', '東京都'], ['shiz', '静岡県'], ['sizu', '静岡県'], ['gumma', '群馬県'], ['gunma', '群馬県'], ['OSAKA', '大阪府'], ['oita', '大分県'], ['fukus', '福島県'], ['hyogo', '兵庫県'], ['ehime', '愛媛県'],
  ])('%s → %s first', (typed, first) => {
    expect(names(typed)[0]).toBe(first)
  })

  it('shows all of them for nothing, none for nonsense', () => {
    expect(names(' ')).toEqual(prefectures.map(({ name }) => name))
    expect(names('xyz')).toEqual([])
    expect(names('99')).toEqual([])
  })

  it('finds each by its own number, kanji and rōmaji of a person who types quickly', () => {
    for (const { number, name } of prefectures) {
      expect(names(number)[0]).toBe(name)
      expect(names(name)[0]).toBe(name)
    }
    expect(names('ふく')).toEqual(['福島県', '福井県', '福岡県'])
  })
})

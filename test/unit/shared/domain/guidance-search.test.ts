import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readBuiltInCards } from '#backend/guidance/built-in-cards.ts'
import { parseGuidanceCard } from '#shared/domain/guidance-card-text.ts'
import { compareCardNames, searchGuidance } from '#shared/domain/guidance-search.ts'

const cards = readBuiltInCards().flatMap(({ name, text }) => {
  const read = parseGuidanceCard(name, text)
  return 'card' in read ? [read.card] : []
})
const namesFor = (words: string): string[] => searchGuidance(cards, words).map(({ card }) => card.name)

describe('the card for what a caller says', () => {
  it.each([
    ['Q12', 'Q12'], ['12', 'Q12'], ['ｑ１２', 'Q12'], ['Q 12', 'Q12'], ['n3', 'N3'], ['N10', 'N10'],
    ['パスワード忘れ', 'Q12'], ['パスワードわすれた', 'Q12'], ['パスワードを忘れました', 'Q12'], ['ログインしようとしたらパスワードを忘れてしまっていて', 'Q12'],
    ['メール来ない', 'Q8'], ['メールが来ません', 'Q8'], ['めーるがこない', 'Q8'], ['メールが届かないんですけど', 'Q8'],
    ['開業前', 'Q14'], ['開業まえ', 'Q14'], ['かいぎょうまえ', 'Q14'], ['ログインできません', 'Q10'], ['ログイン できない', 'Q10'],
    ['メールアドレスが分かりません', 'Q11'], ['アドレスを変えたいんですけど', 'Q13'], ['義務ですか', 'Q1'], ['費用', 'Q3'], ['年会費', 'Q4'],
    ['通知書が届きません', 'N2'], ['届かない 通知書', 'N2'], ['てがみがこない', 'N2'], ['期限切れ', 'N4'], ['通知書を紛失しました', 'N5'], ['引越しました', 'N8'], ['ひっこし', 'N8'],
    ['ベンダーです', 'N9'], ['担当が退職しまして', 'N10'], ['2つ目のまとまり', 'N3'],
  ])('%s is %s', (words, name) => expect(namesFor(words)[0]).toBe(name))

  it('is found first, or among equals, by each of its own words', () => {
    for (const card of cards) {
      for (const sign of card.signs) {
        const found = searchGuidance(cards, sign)
        const equals = found.filter((one) => one.card.signs.includes(sign))
        expect([sign, found.slice(0, equals.length).map((one) => one.card.name)]).toEqual([sign, expect.arrayContaining([card.name])])
        expect(found.find((one) => one.card === card)?.sign).not.toBeNull()
      }
    }
  })

  it('is every card in order where nothing is said', () => {
    const all = [...Array.from({ length: 18 }, (_, index) => `Q${index + 1}`), ...Array.from({ length: 10 }, (_, index) => `N${index + 1}`)]
    for (const words of ['', ' 　', '。']) expect(namesFor(words)).toEqual(all)
  })

  it('does not depend on the order of the cards', () => {
    fc.assert(fc.property(fc.shuffledSubarray(cards, { minLength: cards.length }), fc.constantFrom('パスワード', 'メール', '届かない', '番号'), (shuffled, words) => {
      expect(searchGuidance(shuffled, words).map(({ card }) => card.name)).toEqual(namesFor(words))
    }), { numRuns: 20 })
  })

  it('says which of its words was meant', () => {
    expect(searchGuidance(cards, 'パスワードわすれた')[0]?.sign).toBe('パスワードを忘れた')
    expect(searchGuidance(cards, 'Q12')[0]?.sign).toBeNull()
  })

  it('is none for words of something else', () => expect(namesFor('天気予報')).toEqual([]))

  it('is looked for whatever is typed', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (words) => {
      expect(namesFor(words).length).toBeLessThanOrEqual(cards.length)
    }), { numRuns: 100 })
  })
})

describe('names of cards', () => {
  it('go by their number, those of the FAQ first', () => {
    expect(['N10', 'Z1', 'Q10', 'A2', 'N2', 'Q9'].toSorted(compareCardNames)).toEqual(['Q9', 'Q10', 'A2', 'N2', 'N10', 'Z1'])
  })
})

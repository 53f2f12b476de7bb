import { describe, expect, it } from '@jest/globals'
import { differencesOf, problemText, readDocument, valueAt, withValue, writeDocument } from '#renderer/screens/documents/document-fields.ts'

const policy = { isSecondNumberUsed: true, collectionTimes: ['11:00', '16:00'], sender: { name: 'コールセンター', address: '' } }
const textOf = (document: object) => JSON.stringify(document)

describe('fields of a document', () => {
  it('reads and puts a value in its place, and leaves the rest as it is', () => {
    const document = { wording: { steps: [{ heading: 'あ' }, { heading: 'い' }] }, layout: { titleTop: 71.5 } }
    const changed = withValue(document, ['wording', 'steps', 1, 'heading'], 'う')
    expect(changed).toEqual({ wording: { steps: [{ heading: 'あ' }, { heading: 'う' }] }, layout: { titleTop: 71.5 } })
    expect(document.wording.steps[1]?.heading).toBe('い')
    expect(valueAt(changed, ['wording', 'steps', 5, 'heading'])).toBeUndefined()
    expect(readDocument(writeDocument(changed))).toEqual(changed)
  })

  it('makes what is missing on the way', () => {
    expect(withValue({}, ['sender', 'name'], 'あ')).toEqual({ sender: { name: 'あ' } })
  })

  it.each(['', '{', '[]', '"text"', '3', 'null'])('%j is no document', (text) => {
    expect(readDocument(text)).toBeNull()
  })
})

it.each([
  ['wording › steps › 2 › text: 長すぎます', '文面 › 手順 › 3 › 説明：長すぎます'],
  ['文書を読めません: 3 行目', '文書を読めません: 3 行目'],
  ['somewhere › new: まだ知らない', 'somewhere › new：まだ知らない'],
])('a problem with its place in words: %s', (problem, words) => {
  expect(problemText(problem)).toBe(words)
})

describe('differences', () => {
  it('names each field that changed, before and after, in words', () => {
    expect(differencesOf(textOf(policy), textOf({ ...policy, isSecondNumberUsed: false, collectionTimes: ['16:00'], sender: { name: 'センター', address: '' } }))).toEqual([
      { place: '受付番号控えを使う', before: 'はい', after: 'いいえ' },
      { place: '集荷の時刻', before: '11:00、16:00', after: '16:00' },
      { place: '差出人 › 名前', before: 'コールセンター', after: 'センター' },
    ])
  })

  it('shows what was added and taken away', () => {
    expect(differencesOf(textOf({ steps: [{ text: 'あ' }] }), textOf({ steps: [{ text: 'あ' }, { text: 'い' }] }))).toEqual([{ place: '手順 › 2 › 説明', before: null, after: 'い' }])
    expect(differencesOf(textOf({ secret: 'あ' }), textOf({}))).toEqual([{ place: 'secret', before: 'あ', after: null }])
  })

  it('is blind to spaces and line breaks of the text', () => {
    expect(differencesOf(textOf(policy), JSON.stringify(policy, null, 4))).toEqual([])
  })

  it('compares lines where one is no document', () => {
    expect(differencesOf('{\n"a": 1\n}', '{\n"a": \n}')).toEqual([{ place: '2 行目', before: '"a": 1', after: '"a": ' }])
  })

  it('tells a text from a number that looks alike', () => {
    expect(differencesOf(textOf({ validityDays: 30 }), textOf({ validityDays: '30' }))).toHaveLength(1)
  })
})

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { openDictionary, type Dictionary } from '#backend/readings/guess-readings.ts'

/** The only file that loads the dictionary (425 MB, about a second), once. */
let dictionary: Dictionary
beforeAll(() => {
  dictionary = openDictionary()
})
afterAll(() => dictionary.close())

describe('guessing with the dictionary', () => {
  it.each([
    ['田中医院', 'タナカイイン'],
    ['医療法人社団　慶香会　坂野産科婦人科', 'サカノサンカフジンカ'],
    ['見本市立診療所', 'ミホンシリツシンリョウジョ'],
    // Surnames that the dictionary alone takes for other words.
    ['平野歯科', 'ヒラノシカ'],
    ['八木皮フ科', 'ヤギヒフカ'],
    ['髙﨑薬局　駅前店', 'タカサキヤッキョクエキマエテン'],
    ['ながやまこどもクリニック', 'ナガヤマコドモクリニック'],
    ['昭和通りメンタルクリニック', 'ショウワドオリメンタルクリニック'],
    ['緑ヶ丘眼科', 'ミドリガオカガンカ'],
    ['三慈会病院', 'サンジカイビョウイン'],
    ['ＡＢＣ歯科', 'エービーシーシカ'],
    ['Sakura Dental Clinic', 'サクラデンタルクリニック'],
    ['第2田中内科', 'ダイニタナカナイカ'],
    ['札幌24時間クリニック', 'サッポロニジュウヨンジカンクリニック'],
    ['㈱みどり薬局', 'ミドリヤッキョク'],
    ['', null],
    ['〓田医院', null],
    ['\uE38B田医院', null],
    ['Xyzzyq医院', null],
  ])('%s → %s', async (name, expected) => {
    expect(await dictionary.guess([name])).toEqual([expected])
  })

  it('answers in the order asked, the same name the same', async () => {
    expect(await dictionary.guess(['鈴木医院', '〓', '佐藤医院', '鈴木医院'])).toEqual(['スズキイイン', null, 'サトウイイン', 'スズキイイン'])
  })

  it('says so when the dictionary is not there', async () => {
    const other = openDictionary({ dictionaryFolder: '/nowhere' })
    await expect(other.guess(['田中医院'])).rejects.toThrow('ENOENT')
    await other.close()
  })
})

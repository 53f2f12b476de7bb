/** Finding one of the 47 prefectures by what an operator types first: number, kanji, kana, or rōmaji with the input method off. */
import { toKatakana } from '#shared/domain/japanese-text.ts'
import { prefectures, type Prefecture } from '#shared/domain/prefectures.ts'

/** In the order of the numbers: kana and rōmaji as typed. */
const readings = (
  'ほっかいどう hokkaidou,あおもり aomori,いわて iwate,みやぎ miyagi,あきた akita,やまがた yamagata,ふくしま fukushima,いばらき ibaraki,とちぎ tochigi,ぐんま gunma,'
  + 'さいたま saitama,ちば chiba,とうきょう toukyou,かながわ kanagawa,にいがた niigata,とやま toyama,いしかわ ishikawa,ふくい fukui,やまなし yamanashi,ながの nagano,'
  + 'ぎふ gifu,しずおか shizuoka,あいち aichi,みえ mie,しが shiga,きょうと kyouto,おおさか oosaka,ひょうご hyougo,なら nara,わかやま wakayama,'
  + 'とっとり tottori,しまね shimane,おかやま okayama,ひろしま hiroshima,やまぐち yamaguchi,とくしま tokushima,かがわ kagawa,えひめ ehime,こうち kouchi,ふくおか fukuoka,'
  + 'さが saga,ながさき nagasaki,くまもと kumamoto,おおいた ooita,みやざき miyazaki,かごしま kagoshima,おきなわ okinawa'
).split(',').map((entry) => entry.split(' '))

/** One spelling for the usual ones: tōkyō = toukyou = tokyo, shi = si, chi = ti, tsu = tu, fu = hu, ji = zi. */
const foldRomaji = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
    .replace(/sh([auo])/gu, 'sy$1').replace(/ch([auo])/gu, 'ty$1').replace(/j([auo])/gu, 'zy$1')
    .replace(/shi/gu, 'si').replace(/chi/gu, 'ti').replace(/tsu/gu, 'tu').replace(/fu/gu, 'hu').replace(/ji/gu, 'zi').replace(/nm/gu, 'mm')
    .replace(/o[ou]+/gu, 'o').replace(/uu+/gu, 'u')

const entries = prefectures.map((prefecture, index) => {
  const [kana = '', romaji = ''] = readings[index] ?? []
  return { prefecture, kana: toKatakana(kana), romaji: foldRomaji(romaji) }
})

/** All of them for nothing typed; a number that is meant exactly comes first. */
export function prefecturesTyped(typed: string): Prefecture[] {
  const text = typed.normalize('NFKC').replace(/\s/gu, '')
  if (text === '') return [...prefectures]
  if (/^\d+$/u.test(text)) {
    const exact = prefectures.filter(({ number }) => number === text.padStart(2, '0'))
    return [...exact, ...prefectures.filter((prefecture) => !exact.includes(prefecture) && (prefecture.number.startsWith(text) || String(Number(prefecture.number)).startsWith(text)))]
  }
  const kana = toKatakana(text)
  const romaji = /^[a-z\u0100-\u017F'-]+$/iu.test(text) ? foldRomaji(text) : null
  // 京都 is 東京都's middle: what begins so comes first.
  const begins = entries.filter((entry) => entry.prefecture.name.startsWith(text) || entry.kana.startsWith(kana) || (romaji !== null && entry.romaji.startsWith(romaji)))
  const holds = entries.filter((entry) => !begins.includes(entry) && entry.prefecture.name.includes(text))
  return [...begins, ...holds].map(({ prefecture }) => prefecture)
}

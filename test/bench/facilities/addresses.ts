/** Addresses and telephones of facilities in every way lists write them, as often as measured (README.md beside this file). */
import { addressWithPrefecture } from '#shared/domain/prefectures.ts'
import type { SeededRandom } from '#trial/seeded-random.ts'
import { surnames } from './surnames.ts'
import type { Town } from './towns.ts'
import { gentleWords } from './words.ts'
import { picker, type Picker } from './weighted.ts'

const wide = (number: number): string => String(number).replace(/[0-9]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
const low = (random: SeededRandom, most: number): number => 1 + Math.floor(most * random.next() ** 1.8)
const kanjiNumbers = '一二三四五六七八九'

type Form = (random: SeededRandom) => string
const lot = (random: SeededRandom): string => wide(low(random, random.chance(0.6) ? 600 : 3200))
const lots: Picker<Form> = picker<Form>([
  [(random) => `${wide(low(random, 6))}丁目${wide(low(random, 30))}番${wide(low(random, 30))}号`, 15],
  [(random) => `${wide(low(random, 6))}丁目${wide(low(random, 30))}－${wide(low(random, 40))}`, 10],
  [(random) => `${wide(low(random, 6))}丁目${wide(low(random, 30))}番地`, 3.5],
  [(random) => `${wide(low(random, 6))}丁目${wide(low(random, 30))}番地${wide(low(random, 20))}`, 3.5],
  [(random) => `${kanjiNumbers.charAt(low(random, 7) - 1)}丁目${wide(low(random, 30))}番${wide(low(random, 30))}号`, 5.5],
  [(random) => `${kanjiNumbers.charAt(low(random, 7) - 1)}丁目${wide(low(random, 30))}－${wide(low(random, 30))}`, 5.5],
  [(random) => `${wide(low(random, 8))}－${wide(low(random, 40))}－${wide(low(random, 50))}`, 22.5],
  [(random) => `${lot(random)}－${wide(low(random, 40))}`, 10],
  [(random) => `${lot(random)}番地`, 7],
  [(random) => `${lot(random)}番地${wide(low(random, 20))}`, 3],
  [(random) => `${lot(random)}の${wide(low(random, 9))}`, 0.26],
  [(random) => `${lot(random)}番${wide(low(random, 30))}号`, 4],
  [(random) => `${lot(random)}番`, 1.5],
  [(random) => lot(random), 4],
  [(random) => `大字${random.pick(['上', '下', '中', '東', '西', '南', '北', '新', '大', '本'])}${random.pick(['原', '田', '野', '町', '郷', '谷', '沢', '島'])}${lot(random)}番地`, 2.7],
  [(random) => `字${random.pick(['前', '後', '上', '下', '東', '西', '大', '小', '新', '中'])}${random.pick(['田', '原', '川', '山', '沢', '屋敷', '林', '谷地', '割'])}${lot(random)}番地`, 4],
  [(random) => `${random.pick(['上ル', '下ル', '東入', '西入'])}${random.pick(['東', '西', '中', '上', '下'])}之町`, 0.1],
])

const named = surnames()
const gentle = picker(gentleWords)
const buildingHead: Picker<Form> = picker<Form>([
  [(random) => `第${random.pick(['一', '二', '三', '２', '３'])}${named.next(random).text}`, 6], [(random) => named.next(random).text, 20], [(random) => gentle(random).text, 8],
  [(random) => random.pick(['中央', '駅前', '駅ビル', '大通', '本町', '第一', '南', '北', '東', '西口']), 14], [(random) => random.pick(['サン', 'グリーン', 'パーク', 'メゾン', 'ロイヤル', 'コスモ', 'ライオン', 'セントラル', 'ＭＫ', 'ＳＴ', 'エム', 'ヒルズ', 'アクロス', 'プリムラ', 'フォレスト', 'ウイング']), 18],
])
const buildingEnd: Picker<string> = picker([['ビル', 46], ['メディカルビル', 14], ['プラザ', 8], ['マンション', 5], ['メディカルモール', 3], ['センタービル', 4], ['ビルディング', 3], ['タワー', 3], ['クリニックビル', 4], ['メディカルセンター', 3], ['ショッピングセンター', 2], ['モール', 2]])
const storey: Picker<Form> = picker<Form>([
  [(random) => `${wide(low(random, 8))}Ｆ`, 26], [(random) => `${wide(low(random, 8))}階`, 44], [(random) => `${wide(low(random, 6))}０${wide(low(random, 6))}号室`, 4], [(random) => `${wide(low(random, 6))}０${wide(low(random, 6))}`, 6],
  [(random) => `${wide(random.integer(1, 3))}・${wide(random.integer(3, 5))}階`, 2], [() => '', 18],
])
const building = (random: SeededRandom): string => {
  if (!random.chance(0.205)) return ''
  if (random.chance(0.09)) return `　${named.next(random).text}${gentle(random).text}ショッピングセンター${random.pick(['東館', '西館', '本館', '別棟'])}${buildingEnd(random)}${storey(random)(random)}`
  return `${random.chance(0.62) ? '　' : ''}${buildingHead(random)(random)}${buildingEnd(random)}${storey(random)(random)}`
}

/** 2.5 % of the rows begin with the prefecture. */
export const addressIn = (town: Town, random: SeededRandom): string => {
  const address = `${town.city}${town.town}${lots(random)(random)}${building(random)}`
  return random.chance(0.025) ? addressWithPrefecture(address, town.prefectureNumber) : address
}

/** Area codes (市外局番) of each prefecture, 01 to 47, the commonest first. */
const areaCodes = `011 0138 0166 0155 0144 0123/017 0178 0172 0173/019 0197 0191 0193/022 0229 0225 0224/018 0182 0184 0186/023 0238 0234 0233/024 0242 0246 0248/029 0297 0299 0294/028 0285 0282 0284/027 0276 0270 0274/048 049 04 0493 0480
043 047 04 0476 0436/03 042 0422 0428/045 044 046 0463 0465/025 0258 0256 0254/076 0766 0763 0765/076 0761 0767 0768/0776 0778 0770 0779/055 0551 0553 0554/026 0263 0265 0266/058 0584 0572 0575/054 053 055 0545/052 0566 0532 0561 0586
059 0598 0596 0594/077 0748 0749 0740/075 0774 0771 0773/06 072 0721 0725/078 079 0797 0798/0742 0743 0744 0745/073 0739 0736 0735/0857 0859 0858/0852 0853 0855 0854/086 0868 0866 0865/082 084 0848 0829/083 0834 0836 0827/088 0883 0885 0884
087 0877 0875 0879/089 0897 0898 0895/088 0887 0880 0889/092 093 0942 0948/0952 0955 0942 0954/095 0957 0956 0959/096 0968 0966 0967/097 0977 0972 0973/0985 0986 0982 0983/099 0995 0996 0997/098 0980`
  .split(/[/\n]/u).map((codes) => codes.trim().split(' '))

const digits = (random: SeededRandom, count: number): string => String(Math.floor(random.next() * 10 ** count)).padStart(count, '0')

/**
 * Formed like a real number of the prefecture, but the local exchange begins with 00 and is never assigned (0 is the
 * trunk prefix): as main/trial/sample-telephone.ts, with area codes of two and three digits too.
 */
export const telephoneIn = (prefectureNumber: string, random: SeededRandom): string | null => {
  if (random.chance(0.03)) return null
  const codes = areaCodes[Number(prefectureNumber) - 1]
  if (codes === undefined) throw new RangeError('A prefecture number is 01 to 47')
  const area = codes[low(random, codes.length) - 1]!
  const exchange = `00${area.length < 4 ? digits(random, 4 - area.length) : ''}`
  const number = digits(random, 4)
  return random.chance(0.1) ? `${area}(${exchange})${number}` : `${area}-${exchange}-${number}`
}

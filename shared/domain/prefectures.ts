/** The 47 prefectures: number (JIS X 0401), full name, and the 地方厚生局 area that publishes their lists. */

export const prefectureRegions = [
  '北海道',
  '東北',
  '関東信越',
  '東海北陸',
  '近畿',
  '中国',
  '四国',
  '九州',
] as const
/** Area of the 地方厚生(支)局: lists, designations and deadlines go by it. */
export type PrefectureRegion = (typeof prefectureRegions)[number]

export interface Prefecture {
  /** '01'–'47', JIS X 0401. */
  readonly number: string
  /** Full name: 北海道, 東京都, 京都府, 福井県. */
  readonly name: string
  readonly region: PrefectureRegion
}

const namesByRegion: readonly (readonly [PrefectureRegion, string])[] = [
  ['北海道', '01北海道'],
  ['東北', '02青森県 03岩手県 04宮城県 05秋田県 06山形県 07福島県'],
  ['関東信越', '08茨城県 09栃木県 10群馬県 11埼玉県 12千葉県 13東京都 14神奈川県 15新潟県 19山梨県 20長野県'],
  ['東海北陸', '16富山県 17石川県 21岐阜県 22静岡県 23愛知県 24三重県'],
  ['近畿', '18福井県 25滋賀県 26京都府 27大阪府 28兵庫県 29奈良県 30和歌山県'],
  ['中国', '31鳥取県 32島根県 33岡山県 34広島県 35山口県'],
  ['四国', '36徳島県 37香川県 38愛媛県 39高知県'],
  ['九州', '40福岡県 41佐賀県 42長崎県 43熊本県 44大分県 45宮崎県 46鹿児島県 47沖縄県'],
]

/** In the order of their numbers. */
export const prefectures: readonly Prefecture[] = namesByRegion
  .flatMap(([region, list]) => list.split(' ').map((entry) => ({ number: entry.slice(0, 2), name: entry.slice(2), region })))
  .sort((left, right) => Number(left.number) - Number(right.number))

const byNumber = new Map(prefectures.map((prefecture) => [prefecture.number, prefecture]))
const byName = new Map(
  prefectures.flatMap((prefecture) => [
    [prefecture.name, prefecture] as const,
    [shortPrefectureName(prefecture.name), prefecture] as const,
  ]),
)

/** 東京, 京都, 福井; 北海道 stays whole. */
export function shortPrefectureName(name: string): string {
  return name === '北海道' ? name : name.replace(/[都府県]$/u, '')
}

/** '01'–'47'; null for anything else (the second range 51–97 is the facility code's own affair). */
export function prefectureByNumber(number: string): Prefecture | null {
  return byNumber.get(number) ?? null
}

/** By full name or by the name without 都府県 ("東京", "京都"), spaces and width ignored; null if it is none. */
export function prefectureByName(name: string): Prefecture | null {
  return byName.get(name.normalize('NFKC').replace(/\s/gu, '')) ?? null
}

/** The prefecture an address begins with in full ("京都府京都市…"), or null ("京都市…", as most are published). */
export function prefectureOfAddress(address: string): Prefecture | null {
  const text = address.trimStart()
  return prefectures.find((prefecture) => text.startsWith(prefecture.name)) ?? null
}

/** The address as it must stand on a letter: with its prefecture in front unless it is there already. */
export function addressWithPrefecture(address: string, prefectureNumber: string): string {
  const prefecture = prefectureByNumber(prefectureNumber)
  return prefecture === null || prefectureOfAddress(address) !== null ? address : `${prefecture.name}${address}`
}

/** The letters of the bench: made up, every one different, none with a character that only a second font has. */
import { readNoticeSetting } from '#backend/letters/notice-setting.ts'
import type { NoticeLetter } from '#backend/letters/password-notice.ts'
import { composePassword } from '#shared/domain/notice-password.ts'

export const benchSetting = readNoticeSetting()
export const benchDate = new Date('2026-11-04T00:00:00Z')

const wards = ['文京区本郷', '千代田区霞が関', '中央区丸の内', '港区芝公園', '新宿区西新宿', '台東区東上野', '墨田区江東橋']
const buildings = ['', ' 第二さくらビル４階', ' メディカルプラザ東館１２０３号室', ' ２０１']
const founders = ['桜 花子', '医療法人社団桜会 理事長 山田 太郎', null, '鈴木 一郎']
const names = ['さくら内科クリニック', '医療法人社団梅会 うめの木こどもクリニック', '山田医院', '社会医療法人財団松竹会 総合病院', 'すみれ訪問看護ステーション']

/** Numbers that look drawn at random and are the same every time. */
const below = (seed: number) => {
  let state = seed + 1
  return (bound: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % bound
  }
}

export const benchLetters = (count: number): NoticeLetter[] => Array.from({ length: count }, (_, index): NoticeLetter => ({
  facilityName: `${names[index % names.length]!}${index + 1}`,
  listKind: 'medical',
  prefectureName: '東京都',
  postalCode: String(1_000_000 + index),
  address: `${wards[index % wards.length]!}${(index % 8) + 1}丁目${(index % 31) + 1}番${(index % 17) + 1}号${buildings[index % buildings.length]!}`,
  founder: founders[index % founders.length] ?? null,
  facilityCode: String(1_310_000_000 + index * 7),
  noticeNumber: `N001-261104-${String(index + 1).padStart(4, '0')}`,
  pieceMark: `K7Q2M9XA${String(index).padStart(4, '0')}`,
  issuedOn: '2026-11-04',
  validUntil: '2026-12-04',
  postageClass: 'simplifiedRegistered',
  hasSecondNumber: true,
  password: { groups: [...composePassword(below(index)).groups] },
  isSample: false,
}))

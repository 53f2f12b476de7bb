import type { NoticeLetter } from '#backend/letters/password-notice.ts'

/**
 * A hundred facilities that letters fail on: what is published of real ones, made up and put together. Each says
 * what must come of it: drawn, or refused with the field and, for a character, its code point named.
 */
export interface AwkwardFacility {
  readonly what: string
  readonly change: Partial<NoticeLetter>
  readonly refused: { readonly field: string; readonly codePoint?: string } | null
}

const longName = '地方独立行政法人神奈川県立病院機構附属地域医療支援総合訪問看護ステーションさくら中央サテライト南部事業所出張所'
const longAddress = '横浜市都筑区茅ケ崎中央二丁目１２番３４号 横浜北部メディカルプラザ・アネックス東館第二ビルディング１２階１２０３号室'
const kanagawa = { prefectureName: '神奈川県', postalCode: '2240032' }

const drawn = (what: string, change: Partial<NoticeLetter>): AwkwardFacility => ({ what, change, refused: null })
const refused = (what: string, field: string, change: Partial<NoticeLetter>, codePoint?: string): AwkwardFacility =>
  ({ what, change, refused: codePoint === undefined ? { field } : { field, codePoint } })

const drawnNames: readonly string[] = [
  '林医院', '髙﨑𠮷邉医院', '医療法人社団　邊邉会　わたなべ内科', '𠮷田眼科', '𠮷𠮷𠮷𠮷クリニック', '齋藤歯科医院', '齊藤斎藤斉藤医院', '濵﨑小児科', '嵜山澤瀨医院', '德廣國惠眞会病院',
  '神福塚クリニック', '朗和會神社前診療所', '葛\u{E0100}飾医院', '倦\u{E0100}怠外来', 'か\u3099んだ医院', 'ハ\u309Aンダクリニック', 'ｶﾝﾀﾞ薬局', 'ｻｸﾗ薬局ﾆｺﾞｳﾃﾝ', 'ｱｲｼﾞｭｳｼﾞ（ｶ）', 'St. Luke’s Clinic No.7',
  'International Medical Center of Tokyo Bay Area Hospital', 'Ｈｅａｌｔｈ＆Ｃａｒｅ薬局', 'A', '㈱たかはし薬局', '㈲さくら薬局', '第〇Ⅲ①号診療所', '２４時間診療所２００５', 'ひまわり・さくら・すみれ・たんぽぽ合同クリニック',
  'メディカルプラザインターナショナルクリニックサテライト', 'おおさかひがしよどがわくこどもとおとなのクリニック', '一般社団法人〇〇会', '医療法人社団ａｂｃ（仮称）', '薬局「さくら」', '薬局・調剤　２号店〈駅前〉', 'ヴェルデ薬局ヶ丘ヵ所', '佐々木々病院', '社会医療法人社団 健康会　総合病院　附属　訪問看護ステーション',
  '医療法人財団　小さな手　こどもの森　クリニック', 'クリニック―ダッシュ', 'クリニック～波～', '眼科 Eye Clinic 目黒', 'ﾘﾊﾋﾞﾘﾃｰｼｮﾝ病院', '①②③④⑤⑥', '鷗外記念鄧病院', '俱楽部剝離頰𠮟医院', '草彅辻医院', '槗本薬局', '凜煕龢', longName,
]

const drawnAddresses: readonly (Partial<NoticeLetter> & { readonly address: string })[] = [
  { address: '東京都文京区本郷七丁目３番１号' }, { address: '文京区本郷７－３－１' }, { address: '文京区本郷７‐３‐１－１２０３' }, { address: '文京区本郷7-3-1 さくらビル4F' }, { address: '文京区本郷七丁目三番一号第二〇〇ビル' },
  { prefectureName: '京都府', postalCode: '6040000', address: '京都市中京区烏丸通御池上ル' }, { prefectureName: '京都府', postalCode: '6040000', address: '京都府京都市上京区今出川通烏丸東入相国寺門前町' },
  { prefectureName: '北海道', postalCode: '0600000', address: '札幌市中央区南１条西１６丁目１－２４６ＡＮＮＥＸレーベンビル２・３階' }, { prefectureName: '北海道', postalCode: '0600000', address: '北海道札幌市中央区' },
  { prefectureName: '岩手県', postalCode: '0280000', address: '九戸郡洋野町種市第２３地割２７番地２' }, { prefectureName: '沖縄県', postalCode: '9070000', address: '石垣市字新川ヌ２番地' }, { prefectureName: '長野県', postalCode: '3800000', address: '長野市大字鶴賀字苗間平ハの１２' },
  { address: '１' }, { address: '中央区丸の内二丁目4番1号丸の内ビルディング地下1階B1F-12' }, { address: '千代田区霞が関1-2-2 Central Government Building No.5 3rd Floor' }, { address: '港区ｼﾊﾞ1-2-3 ｻｸﾗﾋﾞﾙ' },
  { address: '渋谷区道玄坂２－１１－１（Ｇスクエア渋谷道玄坂６階）' }, { address: '　文京区本郷　七丁目　３番１号　' }, { ...kanagawa, address: longAddress, founder: null },
  { ...kanagawa, address: longAddress, facilityName: '髙﨑𠮷邉医院', founder: null }, { address: '文京区髙﨑町𠮷邉１－１', founder: '𠮷邉 髙﨑' },
]

const drawnOthers: readonly AwkwardFacility[] = [
  drawn('no founder', { founder: null }), drawn('an empty founder', { founder: ' ' }), drawn('a founder in Latin', { founder: 'Dr. John A. Smith' }), drawn('a founder of 𠮷', { founder: '𠮷' }),
  drawn('a corporate founder', { founder: '医療法人社団髙﨑会 理事長 𠮷邉 花子' }), drawn('a long founder', { founder: '独立行政法人地域医療機能推進機構 理事長 山本 修一', facilityName: '札幌北辰病院' }),
  drawn('dental', { listKind: 'dental' }), drawn('a pharmacy', { listKind: 'pharmacy', facilityName: 'さくら薬局' }), drawn('visiting nurses', { listKind: 'visitingNurse', facilityName: '訪問看護ステーションさくら' }),
  drawn('the longest name and visiting nurses', { listKind: 'visitingNurse', facilityName: longName, founder: null }), drawn('an old code with zeros', { facilityCode: '0000000000' }), drawn('the widest password', { password: { groups: ['WWWW', 'WWWW', 'WWWW', 'WWWW'] } }),
  drawn('without the second number', { hasSecondNumber: false }), drawn('another class of postage', { postageClass: 'registered' }), drawn('dates in December', { issuedOn: '2038-12-30', validUntil: '2039-01-29' }),
]

const refusedOnes: readonly AwkwardFacility[] = [
  refused('a private-use character', 'facilityName', { facilityName: '\uE38B田医院' }, 'U+E38B'), refused('one in the address', 'address', { address: '文京区\uE000町１' }, 'U+E000'), refused('one in the founder', 'founder', { founder: '\uE111 花子' }, 'U+E111'),
  refused('one beyond the basic plane', 'facilityName', { facilityName: '\u{F0000}医院' }, 'U+F0000'), refused('an emoji', 'facilityName', { facilityName: 'さくら🌸薬局' }, 'U+1F338'), refused('a form no font has', 'facilityName', { facilityName: '葛\u{E01EE}飾医院' }, 'U+845B U+E01EE'),
  refused('a control character', 'facilityName', { facilityName: '医院\u0007' }, 'U+0007'), refused('a zero-width joiner', 'address', { address: '文京区\u200D本郷' }, 'U+200D'), refused('a mark that does not compose', 'facilityName', { facilityName: '医\u309A院' }, 'U+309A'),
  refused('a lone surrogate', 'facilityName', { facilityName: '医院\uD842' }, 'U+D842'), refused('a line break', 'address', { address: '文京区\n本郷' }, 'U+000A'),
  refused('no postal code', 'postalCode', { postalCode: null }), refused('an empty name', 'facilityName', { facilityName: ' ' }), refused('an empty address', 'address', { address: '' }),
  refused('a long name, address and founder', 'founder', { ...kanagawa, facilityName: longName, address: longAddress, founder: '地方独立行政法人神奈川県立病院機構 理事長 山田 太郎' }),
  refused('an address without end', 'address', { address: '字'.repeat(300) }), refused('a class of postage the template does not know', 'postageClass', { postageClass: 'express' }),
]

export const awkwardFacilities: readonly AwkwardFacility[] = [
  ...drawnNames.map((facilityName) => drawn(`the name ${facilityName}`, { facilityName })),
  ...drawnAddresses.map((change) => drawn(`the address ${change.address}`, change)),
  ...drawnOthers,
  ...refusedOnes,
]

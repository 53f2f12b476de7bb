import type { FacilityType } from '#shared/domain/facility.ts'
import type { SeededRandom } from './seeded-random.ts'
import type { SampleTown } from './sample-towns.ts'

/** The commonest surnames with their rough share, and spellings that search and printing must cope with. */
const surnames: readonly (readonly [string, number])[] = [
  ['佐藤', 15], ['鈴木', 14], ['高橋', 11], ['田中', 13], ['伊藤', 9], ['渡辺', 8], ['山本', 9], ['中村', 8], ['小林', 8], ['加藤', 7],
  ['吉田', 7], ['山田', 7], ['佐々木', 5], ['山口', 5], ['松本', 5], ['井上', 5], ['木村', 5], ['林', 5], ['斎藤', 4], ['清水', 4],
  ['山崎', 4], ['森', 4], ['池田', 4], ['橋本', 4], ['阿部', 4], ['石川', 3], ['中島', 3], ['前田', 3], ['藤田', 3], ['小川', 3],
  ['岡田', 3], ['後藤', 3], ['長谷川', 3], ['村上', 3], ['近藤', 3], ['石井', 3], ['坂本', 3], ['遠藤', 3], ['青木', 3], ['藤井', 3],
  ['西村', 2], ['福田', 2], ['太田', 2], ['三浦', 2], ['岡本', 2], ['松田', 2], ['中川', 2], ['中野', 2], ['原田', 2], ['小野', 2],
  ['田村', 2], ['竹内', 2], ['金子', 2], ['和田', 2], ['中山', 2], ['石田', 2], ['上田', 2], ['森田', 2], ['柴田', 2], ['酒井', 2],
  ['工藤', 1], ['横山', 1], ['宮崎', 1], ['内田', 1], ['高木', 1], ['安藤', 1], ['谷口', 1], ['大野', 1], ['丸山', 1], ['今井', 1],
  ['髙橋', 2], ['髙田', 1], ['山﨑', 2], ['宮﨑', 1], ['𠮷田', 1.5], ['𠮷川', 0.5], ['渡邉', 2], ['渡邊', 2], ['田邉', 1], ['濵田', 1],
  ['廣瀬', 1], ['德永', 1], ['眞鍋', 0.5], ['齋藤', 2], ['齊藤', 1], ['嶋田', 0.5], ['冨田', 0.5], ['藪', 0.3], ['栁澤', 0.5], ['黒澤', 0.7],
]

/** 外字 as the bureaus' systems print them: they have no shape outside those systems and must be corrected before printing. */
const privateUseSurnames = ['\uE38B田', '\uE38B村', '大\uE192', '増\uE148']

const departments = ['内科', '内科', '内科小児科', '外科', '整形外科', '皮膚科', '眼科', '耳鼻咽喉科', '産婦人科', 'レディース', '小児科', '胃腸科', '循環器内科', '脳神経外科', '泌尿器科', '心療内科', 'メンタル', '在宅', 'ファミリー']
const societies = ['和', '健', '仁', '愛', '恵', '博', '慈', '清', '誠', '明', '康', '光', '翔', '泉', '樹', '優', '正', '高', '桜', '松']
const societyEnds = ['心会', '仁会', '和会', '生会', '愛会', '成会', '友会', '寿会', '恵会', '会']
const kindWords = ['ひまわり', 'みどり', 'あおぞら', 'なのはな', 'すみれ', 'けやき', 'つばさ', 'ほほえみ', 'かえで', 'わかば', 'こもれび', 'はるかぜ', 'しらかば', 'ゆうひが丘', 'たんぽぽ']

/** 見本, 架空 … : nobody bears these names. */
const fictitiousSurnames = ['見本', '架空', '例示', '仮名', '試験']
const givenNames = ['花子', '太郎', '一郎', '次郎', '三郎', '和子', '美咲', '健', '洋子', '大輔', '直樹', '陽子', '髙雄', '﨑子', '誠', '恵']

/** "見本　花子": clearly nobody. */
export function fictitiousPerson(random: SeededRandom): string {
  return `${random.pick(fictitiousSurnames)}　${random.pick(givenNames)}`
}

/** What stands before the name of a facility run by a legal person, or '' for one run by a natural person. */
function legalPerson(type: FacilityType, random: SeededRandom): string {
  if (type === 'pharmacy' || type === 'visitingNurse') return random.chance(0.85) ? `${random.pick(['株式会社', '有限会社', '合同会社', '株式会社'])}見本${random.pick(kindWords)}` : ''
  if (!random.chance(type === 'hospital' ? 0.9 : 0.45)) return ''
  const form = random.pickWeighted([['医療法人社団', 55], ['医療法人', 30], ['医療法人財団', 4], ['社会医療法人', 4], ['社会福祉法人', 3], ['公益財団法人', 2], ['一般社団法人', 2]])
  return `${form}${random.chance(0.3) ? '　' : ''}${random.pick(societies)}${random.pick(societyEnds)}`
}

/** Characters of the longest published name. */
const longestName = 55

export interface SampleNames {
  readonly name: string
  readonly founder: string
  readonly manager: string
}

/** The name of a facility with its founder and manager. Frequencies follow real life: many 田中医院, few unusual ones. */
export function sampleNames(type: FacilityType, town: SampleTown, random: SeededRandom): SampleNames {
  const person = fictitiousPerson(random)
  const legal = legalPerson(type, random)
  const drawnLong = random.chance(0.012) ? longName(type, town, random) : null
  const ownName = drawnLong !== null && drawnLong.length <= longestName ? drawnLong : shortName(type, town, random)
  const isMedical = type === 'hospital' || type === 'clinic' || type === 'dentalClinic'
  const fullName = `${legal}　${ownName}`
  const name = isMedical && legal !== '' && fullName.length <= longestName && random.chance(0.8) ? fullName : ownName
  const founder = legal === '' ? person : `${legal}　${isMedical ? '理事長' : '代表取締役'}　${person}`
  return { name, founder, manager: legal === '' || random.chance(0.4) ? person : fictitiousPerson(random) }
}

function shortName(type: FacilityType, town: SampleTown, random: SeededRandom): string {
  const surname = random.chance(0.004) ? random.pick(privateUseSurnames) : random.pickWeighted(surnames)
  const place = random.pick([town.town, cityStem(town.city)])
  const department = random.pick(departments)
  switch (type) {
    case 'hospital':
      return random.pick([`${surname}病院`, `${place}中央病院`, `${place}総合病院`, `${surname}記念病院`, `${place}病院`])
    case 'clinic':
      return random.pickWeighted([[`${surname}医院`, 22], [`${surname}${department}医院`, 18], [`${surname}クリニック`, 16], [`${surname}${department}クリニック`, 18], [`${place}${department}クリニック`, 12], [`${place}クリニック`, 6], [`${surname}${department}`, 4], [`${surname}診療所`, 4]])
    case 'dentalClinic':
      return random.pickWeighted([[`${surname}歯科医院`, 40], [`${surname}歯科クリニック`, 15], [`${surname}歯科`, 12], [`${place}歯科クリニック`, 12], [`${random.pick(kindWords)}歯科`, 10], [`${surname}デンタルクリニック`, 8], [`${place}矯正歯科`, 3]])
    case 'pharmacy':
      return random.pickWeighted([[`${random.pick(kindWords)}薬局${place}店`, 40], [`${random.pick(kindWords)}薬局`, 25], [`${surname}薬局`, 20], [`${place}調剤薬局`, 15]])
    case 'visitingNurse':
      return random.pickWeighted([[`訪問看護ステーション${random.pick(kindWords)}`, 60], [`${random.pick(kindWords)}訪問看護ステーション`, 25], [`${place}訪問看護ステーション`, 15]])
  }
}

/** A few names as long as the longest published ones, so that windows and tables are seen with them. */
function longName(type: FacilityType, town: SampleTown, random: SeededRandom): string {
  const place = cityStem(town.city)
  const surname = random.pickWeighted(surnames)
  const society = `${random.pick(societies)}${random.pick(societyEnds)}`
  const end = type === 'hospital' ? '病院' : type === 'dentalClinic' ? '歯科クリニック' : type === 'pharmacy' ? '薬局' : type === 'visitingNurse' ? '訪問看護ステーション' : 'クリニック'
  return `${place}${society}${surname}記念健康管理センター附属${place}${town.town}駅前メディカルプラザ${random.pick(kindWords)}${end}`
}

/** 札幌市中央区 → 札幌, 岩内郡岩内町 → 岩内. */
function cityStem(city: string): string {
  const stem = city.replace(/^.+郡/u, '').replace(/(.)[市町村](.*区)?$/u, '$1')
  return stem.length > 1 ? stem : city
}

/** Names of facilities with their readings, composed of parts that carry theirs; the shares are measured ones for 医科 (README.md). */
import type { FacilityListKind, FacilityType } from '#shared/domain/facility.ts'
import type { SeededRandom } from '#trial/seeded-random.ts'
import { surnames, type Spoken } from './surnames.ts'
import type { Town } from './towns.ts'
import { picker } from './weighted.ts'
import {
  chains, clinicEndings, coinedWords, companyForms, dentalDepartments, dentalEndings, departments, gentleWords, hospitalEndings, legalForms, legalFormShare, placeWords,
  privateUseNames, virtues,
} from './words.ts'

const said = (text: string, reading: string | null = text): Spoken => ({ text, reading })
const join = (...parts: readonly Spoken[]): Spoken => ({
  text: parts.map((part) => part.text).join(''),
  reading: parts.some((part) => part.reading === null) ? null : parts.map((part) => part.reading).join(''),
})
const nothing = said('')
const hiragana = (name: Spoken): Spoken => said((name.reading ?? name.text).replace(/[ァ-ヶ]/gu, (character) => String.fromCharCode(character.charCodeAt(0) - 0x60)), name.reading)

const people = surnames(0.49)
const department = picker(departments)
const dentalDepartment = picker(dentalDepartments)
const gentle = picker(gentleWords)
const coined = picker(coinedWords)
const place = picker(placeWords)
const virtue = picker(virtues)
const legalForm = picker(legalForms)
const companyForm = picker(companyForms)
const clinicEnding = picker(clinicEndings)
const hospitalEnding = picker(hospitalEndings)
const dentalEnding = picker(dentalEndings)
const chain = picker(chains)

export interface Named {
  readonly name: string
  /** In katakana; null where a part has no known one. */
  readonly reading: string | null
  readonly founder: string
  readonly manager: string
}

const givenNames = '健 誠 修 隆 浩 博 明 茂 豊 実 浩一 健一 和彦 正樹 直樹 大輔 健太郎 英樹 哲也 裕子 恵子 洋子 由美子 真理子 直子 智子 久美子 美穂 陽子 順子 幸子 隆史 浩之 秀樹 康弘 俊介 信一 一郎 太郎 亮 翔太 彩 愛 香織 麻衣'.split(' ')
const person = (random: SeededRandom, surname: Spoken = people.next(random)): string => `${surname.text}　${random.pick(givenNames)}`

/** The name of an association: 慈恵会, 仁愛会, さくら会, 田中会. */
const association = (random: SeededRandom): Spoken => {
  const drawn = random.next()
  const own = drawn < 0.7 ? join(virtue(random), virtue(random)) : drawn < 0.82 ? gentle(random) : drawn < 0.9 ? virtue(random) : people.next(random)
  return join(own, said('会', 'カイ'))
}

/** What stands before the name: 36 % of the medical ones; half of them with the association, and nearly always a space after it. */
const legalPerson = (random: SeededRandom, isHospital: boolean): Spoken | null => {
  if (!random.chance(isHospital ? 0.66 : legalFormShare * 0.93)) return null
  const form = legalForm(random)
  const space = random.chance(0.66) ? '　' : ''
  if (!random.chance(0.53)) return join(form, said(space, '　'))
  const gap = random.chance(0.91) ? '　' : ''
  return join(form, said(space, '　'), association(random), said(gap, '　'))
}

/** The place a facility is named after: its city, or its town, whose reading the tables do not hold. */
const placeName = (town: Town, random: SeededRandom): Spoken => {
  const own = random.chance(0.55) ? town.stem : said(town.town.length <= 5 ? town.town : town.stem.text, town.town.length <= 5 ? null : town.stem.reading)
  return random.chance(0.25) ? hiragana(own.reading === null ? town.stem : own) : own
}

const ofNature = [said('の森', 'ノモリ'), said('の丘', 'ノオカ'), said('の里', 'ノサト'), said('の杜', 'ノモリ'), said('の木', 'ノキ')]
const latinNames = ['ＡＯＩ', 'ＫＩＤＳ', 'Ｍ’ｓ', 'ＳＯＲＡ', 'Ｙ．Ｍ．', 'ＨＡＮＡ', 'ＬＩＦＥ', 'Ｎ．Ｋ', 'ＡＣＥ', 'ＵＮＯ', 'ＴＯＷＮ', 'ＰＬＵＳ']

const medicalHead = (town: Town, random: SeededRandom, surname: Spoken): Spoken => {
  const drawn = random.next()
  if (drawn < 0.4) return surname
  if (drawn < 0.58) return hiragana(surname)
  if (drawn < 0.605) return gentle(random)
  if (drawn < 0.62) return join(gentle(random), random.pick(ofNature))
  if (drawn < 0.635) return join(town.stem, gentle(random))
  if (drawn < 0.68) return hiragana(join(virtue(random), virtue(random)))
  if (drawn < 0.75) return placeName(town, random)
  if (drawn < 0.85) return join(placeName(town, random), place(random))
  if (drawn < 0.9) return join(virtue(random), virtue(random))
  if (drawn < 0.91) return coined(random)
  if (drawn < 0.945) return join(placeName(town, random), coined(random))
  if (drawn < 0.96) return said(random.pick(latinNames), null)
  if (drawn < 0.963) return join(coined(random), said('２１', 'ニジュウイチ'))
  return join(placeName(town, random), surname)
}

/** One department most often; two or three joined by ・, with 　 or nothing between. */
const departmentsOf = (random: SeededRandom): { words: Spoken; endsWithDepartment: boolean } => {
  const drawn = random.next()
  const count = drawn < 0.43 ? 0 : drawn < 0.83 ? 1 : drawn < 0.965 ? 2 : 3
  if (count === 0) return { words: nothing, endsWithDepartment: false }
  const words: Spoken[] = []
  while (words.length < count) {
    const next = department(random)
    if (!words.some((word) => word.text === next.text)) words.push(next)
  }
  const separator = said(random.chance(0.35) ? '・' : '', '')
  return { words: words.slice(1).reduce((joined, word) => join(joined, separator, word), words[0]!), endsWithDepartment: words.at(-1)!.text.endsWith('科') }
}

/** Rooms and centres of companies, homes and universities: the long names. */
const roomName = (town: Town, random: SeededRandom): Spoken => {
  const stem = town.stem
  return random.pickWeighted<() => Spoken>([
    [() => join(said('特別養護老人ホーム', 'トクベツヨウゴロウジンホーム'), gentle(random), said('の里', 'ノサト'), said('医務室', 'イムシツ')), 6],
    [() => join(companyForm(random), people.next(random), said('製作所', 'セイサクショ'), stem, said('工場', 'コウジョウ'), said('健康管理室', 'ケンコウカンリシツ')), 4],
    [() => join(stem, said('市休日夜間急患センター', 'シキュウジツヤカンキュウカンセンター')), 5],
    [() => join(stem, said('市国民健康保険', 'シコクミンケンコウホケン'), said(town.town, null), said('診療所', 'シンリョウジョ')), 9],
    [() => join(said('地方独立行政法人', 'チホウドクリツギョウセイホウジン'), stem, said('市立病院機構', 'シリツビョウインキコウ'), stem, said('市民総合医療センター附属', 'シミンソウゴウイリョウセンターフゾク'), said(town.town, null), said('駅前健康管理クリニック', 'エキマエケンコウカンリクリニック')), 0.25],
    [() => join(stem, said('医科大学附属', 'イカダイガクフゾク'), place(random), said('病院', 'ビョウイン')), 3],
    [() => join(stem, said('健康管理センター附属診療所', 'ケンコウカンリセンターフゾクシンリョウジョ')), 4],
  ])()
}

const ownMedicalName = (town: Town, random: SeededRandom, surname: Spoken): Spoken => {
  if (random.chance(0.026)) return roomName(town, random)
  const head = medicalHead(town, random, surname)
  // A tenth of all names is a surname with 医院 and nothing else: 田中医院.
  if (head === surname && random.chance(0.2)) return join(head, said('医院', 'イイン'))
  const { words, endsWithDepartment } = departmentsOf(random)
  // Head, departments and ending are written apart in a few names.
  const gap = said(random.chance(0.045) ? '　' : '', '')
  return join(head, gap, words, endsWithDepartment && random.chance(0.41) ? nothing : clinicEnding(random))
}

const ownHospitalName = (town: Town, random: SeededRandom, surname: Spoken): Spoken => {
  const drawn = random.next()
  const head = drawn < 0.36 ? surname : drawn < 0.5 ? placeName(town, random) : drawn < 0.72 ? join(placeName(town, random), place(random)) : drawn < 0.86 ? join(virtue(random), virtue(random)) : drawn < 0.93 ? association(random) : join(town.stem, said('市立', 'シリツ'))
  return join(head, random.chance(0.12) ? department(random) : nothing, hospitalEnding(random))
}

const dentalName = (town: Town, random: SeededRandom, surname: Spoken): Spoken => {
  const drawn = random.next()
  const head = drawn < 0.5 ? surname : drawn < 0.66 ? hiragana(surname) : drawn < 0.78 ? gentle(random) : drawn < 0.9 ? placeName(town, random) : drawn < 0.95 ? join(placeName(town, random), place(random)) : coined(random)
  const words = random.chance(0.16) ? dentalDepartment(random) : nothing
  return join(head, words, dentalEnding(random))
}

const pharmacyName = (town: Town, random: SeededRandom, surname: Spoken): Spoken => {
  const shop = said('薬局', 'ヤッキョク')
  const branch = (): Spoken => join(random.chance(0.6) ? placeName(town, random) : join(placeName(town, random), place(random)), said('店', 'テン'))
  const drawn = random.next()
  if (drawn < 0.5) return join(chain(random), shop, said(random.chance(0.15) ? '　' : '', ''), branch())
  if (drawn < 0.62) return join(gentle(random), shop)
  if (drawn < 0.75) return join(surname, shop)
  if (drawn < 0.8) return join(hiragana(surname), shop)
  if (drawn < 0.9) return join(placeName(town, random), said('調剤', 'チョウザイ'), shop)
  if (drawn < 0.96) return join(placeName(town, random), place(random), shop)
  return join(coined(random), shop)
}

const visitingNurseName = (town: Town, random: SeededRandom): Spoken => {
  const station = said('訪問看護ステーション', 'ホウモンカンゴステーション')
  const word = random.chance(0.6) ? gentle(random) : random.chance(0.5) ? coined(random) : placeName(town, random)
  const drawn = random.next()
  if (drawn < 0.55) return join(station, said(random.chance(0.2) ? '　' : '', ''), word, random.chance(0.15) ? placeName(town, random) : nothing)
  if (drawn < 0.92) return join(word, station)
  return join(placeName(town, random), word, station)
}

const longestName = 55

/**
 * A name with the reading of it, and who runs the place. 0.12 % of the medical and dental names hold a 外字 (23 of the
 * 15,099 measured rows).
 */
export const nameOf = (listKind: FacilityListKind, type: FacilityType, town: Town, random: SeededRandom): Named => {
  const surname = random.chance(0.0045) ? random.pick(privateUseNames) : people.next(random)
  if (listKind === 'pharmacy' || listKind === 'visitingNurse') {
    const own = listKind === 'pharmacy' ? pharmacyName(town, random, surname) : visitingNurseName(town, random)
    const company = join(companyForm(random), random.chance(0.5) ? gentle(random) : join(people.next(random), said(random.pick(['薬品', 'メディカル', 'ケア', '商店', 'ヘルスケア']), null)))
    const founder = random.chance(0.1) ? person(random) : `${company.text}　代表取締役　${person(random)}`
    return { name: own.text, reading: own.reading, founder, manager: person(random) }
  }
  const legal = legalPerson(random, type === 'hospital')
  const own = listKind === 'dental' ? dentalName(town, random, surname) : type === 'hospital' ? ownHospitalName(town, random, surname) : ownMedicalName(town, random, surname)
  // 歯科 are run by natural persons more often, and their lists leave the legal person out more often.
  const isPrinted = legal !== null && (listKind === 'medical' || random.chance(0.5))
  const whole = isPrinted ? join(legal, own) : own
  const named = whole.text.length <= longestName ? whole : own
  const head = person(random, surname)
  const founder = legal === null ? head : `${legal.text.trim()}　理事長　${head}`
  return { name: named.text.trim(), reading: named.reading?.trim() ?? null, founder, manager: legal === null || random.chance(0.6) ? head : person(random) }
}

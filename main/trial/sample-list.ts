import { withCheckDigit } from '#shared/domain/facility-code.ts'
import { listKindByDigit, listKindDigits } from '#shared/domain/facility-list-kind.ts'
import type { Facility, FacilityListKind, FacilityStatus, FacilityType } from '#shared/domain/facility.ts'
import { prefectures, addressWithPrefecture } from '#shared/domain/prefectures.ts'
import { publishedSampleCodes } from './published-sample-codes.ts'
import { fictitiousPerson, sampleNames } from './sample-names.ts'
import { unassignedTelephone } from './sample-telephone.ts'
import { loadSampleTowns, type SampleTown } from './sample-towns.ts'
import { seededRandom, type SeededRandom } from './seeded-random.ts'

/** A facility of the trial's list; the version is given when it is stored. */
export type SampleFacility = Omit<Facility, 'listVersion'>

export interface SampleListOptions {
  readonly seed: number
  /** How many, the 22 published codes included; at least 400, so that every prefecture has every kind. */
  readonly count: number
}

/** Shares of the lists, as in the country: 医科 96,500, 歯科 66,000, 薬局 62,000, 訪問看護 17,000. */
const listKindShares: readonly (readonly [FacilityListKind, number])[] = [['medical', 40], ['dental', 27], ['pharmacy', 26], ['visitingNurse', 7]]

/** Population of each prefecture, 01 to 47, in 100,000: facilities are about where people are. */
const population = [51, 12, 12, 23, 9, 10, 18, 28, 19, 19, 73, 63, 140, 92, 22, 10, 11, 7, 8, 20, 19, 36, 75, 17, 14, 26, 88, 54, 13, 9, 5, 7, 19, 28, 13, 7, 9, 13, 7, 51, 8, 13, 17, 11, 11, 16, 15]

/**
 * The list a trial begins with: made up, the same for the same seed. Codes are valid by the rule of
 * their prefecture, towns and postal codes are real, telephones are never assigned, people are
 * fictitious; the 22 published codes come first. Every row is a sample.
 * Takes about 0.3 s for 5,000, of which half loads the towns.
 * @throws RangeError for less than 400
 */
export function generateSampleList({ seed, count }: SampleListOptions): SampleFacility[] {
  if (count < 400) throw new RangeError('A sample list has at least 400 facilities')
  const random = seededRandom(seed)
  const towns = loadSampleTowns()
  const townIn = (prefectureNumber: string): SampleTown => random.pick(towns.get(prefectureNumber) ?? [])
  const taken = new Set<string>()
  const list: SampleFacility[] = []
  const add = (facility: SampleFacility): void => {
    taken.add(facility.facilityCode)
    list.push(facility)
  }
  for (const [facilityCode, name] of publishedSampleCodes) add(publishedFacility(facilityCode, name, townIn(facilityCode.slice(0, 2)), random))
  for (const { number } of prefectures) {
    for (const [listKind] of listKindShares) add(inventedFacility(listKind, townIn(number), taken, random))
  }
  const weights = prefectures.map(({ number }, index) => [number, population[index] ?? 1] as const)
  while (list.length < count) add(inventedFacility(random.pickWeighted(listKindShares), townIn(random.pickWeighted(weights)), taken, random))
  return list
}

function publishedFacility(facilityCode: string, name: string, town: SampleTown, random: SeededRandom): SampleFacility {
  const listKind = listKindByDigit(facilityCode.charAt(2)) ?? 'medical'
  const person = fictitiousPerson(random)
  return {
    facilityCode,
    name,
    ...placeOf(town, false, random),
    founder: person,
    manager: person,
    designatedOn: designationDate(random),
    type: listKind === 'pharmacy' ? 'pharmacy' : 'hospital',
    status: 'active',
    listKind,
    isSample: true,
  }
}

/** A row as a plain table without telephone and persons gives it: only a supervisor can approve what cannot be compared. */
const bareRow = { telephone: null, founder: null, manager: null } as const

function inventedFacility(listKind: FacilityListKind, town: SampleTown, taken: ReadonlySet<string>, random: SeededRandom): SampleFacility {
  const type = typeIn(listKind, random)
  return {
    facilityCode: freeCode(listKind, town.prefectureNumber, taken, random),
    ...sampleNames(type, town, random),
    ...placeOf(town, random.chance(0.025), random),
    ...(random.chance(0.02) && bareRow),
    designatedOn: designationDate(random),
    type,
    status: random.pickWeighted<FacilityStatus>([['active', 96], ['suspended', 2.5], ['closed', 1.5]]),
    listKind,
    isSample: true,
  }
}

function typeIn(listKind: FacilityListKind, random: SeededRandom): FacilityType {
  switch (listKind) {
    case 'medical':
      return random.chance(0.085) ? 'hospital' : 'clinic'
    case 'dental':
      return 'dentalClinic'
    case 'pharmacy':
      return 'pharmacy'
    case 'visitingNurse':
      return 'visitingNurse'
  }
}

/** 郡市区番号 and 医療機関番号 at random, completed by the rule of the prefecture. */
function freeCode(listKind: FacilityListKind, prefectureNumber: string, taken: ReadonlySet<string>, random: SeededRandom): string {
  for (;;) {
    const area = String(random.integer(1, 60)).padStart(2, '0')
    const code = withCheckDigit(`${prefectureNumber}${listKindDigits[listKind]}${area}${random.integer(1000, 4999)}`)
    if (!taken.has(code)) return code
  }
}

type Place = Pick<SampleFacility, 'prefectureNumber' | 'postalCode' | 'address' | 'telephone'>

function placeOf(town: SampleTown, namesPrefecture: boolean, random: SeededRandom): Place {
  const address = `${town.city}${town.town}${houseNumber(random)}${building(random)}`
  return {
    prefectureNumber: town.prefectureNumber,
    postalCode: town.postalCode,
    address: namesPrefecture ? addressWithPrefecture(address, town.prefectureNumber) : address,
    telephone: random.chance(0.03) ? null : unassignedTelephone(town.prefectureNumber, random),
  }
}

function wide(number: number): string {
  return String(number).replace(/[0-9]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
}

/** The ways real lists write it, about as often. */
function houseNumber(random: SeededRandom): string {
  const chome = random.integer(1, 6)
  const block = wide(random.integer(1, 40))
  const house = wide(random.integer(1, 30))
  const lot = wide(random.integer(1, 3200))
  return random.pickWeighted([
    [`${wide(chome)}丁目${block}番${house}号`, 30],
    [`${wide(chome)}－${block}－${house}`, 25],
    [`${'一二三四五六'.charAt(chome - 1)}丁目${block}番${house}号`, 11],
    [`${lot}番地`, 15],
    [`${lot}番地${house}`, 12],
    [`${lot}－${house}`, 7],
  ])
}

function building(random: SeededRandom): string {
  if (!random.chance(0.2)) return ''
  const name = random.pick(['見本ビル', 'サンプルメディカルビル', '例示プラザ', '第二見本ビル', 'メディカルモール見本', '第三〇〇見本ビル'])
  return `${random.chance(0.4) ? '　' : ''}${name}${random.pick([`${wide(random.integer(1, 9))}階`, `${wide(random.integer(1, 9))}Ｆ`, `${wide(random.integer(101, 909))}号`, ''])}`
}

/** Designations run for six years and begin on the first of a month. */
function designationDate(random: SeededRandom): string {
  const year = random.pickWeighted([[random.integer(1958, 1988), 20], [random.integer(1989, 2018), 50], [random.integer(2019, 2025), 30]])
  return `${year}-${String(random.integer(1, 12)).padStart(2, '0')}-01`
}

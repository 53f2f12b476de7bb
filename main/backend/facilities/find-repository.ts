/**
 * Finding a facility by whatever a caller says: one box, answered in tiers an operator expects (exact code, code
 * prefix, name start, name contains, telephone, postal code, address, several words), each tier asked only while there
 * is room for more.
 */
import type { FoundFacility } from '#shared/contract/desktop/contract.ts'
import type { FacilityRecord } from '#shared/contract/records.ts'
import { normaliseFacilityCode } from '#shared/domain/facility-code.ts'
import type { FacilityListKind } from '#shared/domain/facility.ts'
import { addressKey, nameKey, searchKey, telephoneKey } from '#shared/domain/search-key.ts'
import type { SqliteHandle } from '../database/sqlite-handle.ts'
import { asFacility, facilityColumns } from './facility-repository.ts'
import { searchPhrase } from './search-tokens.ts'

export type FindMatch = FoundFacility['matchedBy']

export interface FindQuery {
  readonly query: string
  readonly limit: number
  readonly prefectureNumber: string | null
  readonly listKind: FacilityListKind | null
}
export interface FindResult { readonly facility: FacilityRecord; readonly matchedBy: FindMatch }

const columns = facilityColumns.split(', ').map((column) => `f.${column}`).join(', ')
/** In use first, then 休止, then closed; shorter names first; then by code, so that answers are stable. */
const order = `CASE f.status WHEN 'active' THEN 0 WHEN 'suspended' THEN 1 ELSE 2 END, length(f.name_key), f.facility_code`

interface Tier { readonly matchedBy: FindMatch; readonly where: string; readonly parameters: readonly unknown[]; readonly search?: boolean }

const upperBound = (key: string): string => `${key}\u{10FFFF}`

/** True where the text is written in digits and what people put between them. */
const isNumeric = (text: string): boolean => /^[\d\s()・.,_〒ー−―‐－-]+$/u.test(text.normalize('NFKC'))

const numericTiers = (text: string): Tier[] => {
  const digits = normaliseFacilityCode(text)
  const telephone = telephoneKey(text)
  if (digits.length === 0) return []
  const tiers: Tier[] = []
  if (digits.length === 10) tiers.push({ matchedBy: 'code', where: 'f.facility_code = ?', parameters: [digits] })
  if (digits.length < 10) tiers.push({ matchedBy: 'codePrefix', where: 'f.facility_code >= ? AND f.facility_code < ?', parameters: [digits, upperBound(digits)] })
  if (digits.length === 7) {
    tiers.push({ matchedBy: 'codePart', where: 'substr(f.facility_code, 4) = ?', parameters: [digits] })
    tiers.push({ matchedBy: 'postalCode', where: 'f.postal_code = ?', parameters: [digits] })
  }
  const code = searchPhrase(digits)
  if (code !== null && digits.length >= 4 && digits.length < 10) tiers.push({ matchedBy: 'codePart', where: 'facility_search MATCH ?', parameters: [`{code} : ${code}`], search: true })
  const phone = searchPhrase(telephone)
  if (phone !== null && telephone.length >= 4) tiers.push({ matchedBy: 'telephone', where: 'facility_search MATCH ?', parameters: [`{telephone} : ${phone}`], search: true })
  return tiers
}

const wordTiers = (text: string): Tier[] => {
  const name = nameKey(text)
  const whole = searchKey(text)
  const address = addressKey(text)
  const tiers: Tier[] = []
  if (name !== '') tiers.push({ matchedBy: 'nameStart', where: 'f.name_key >= ? AND f.name_key < ?', parameters: [name, upperBound(name)] })
  const inName = searchPhrase(whole)
  if (inName !== null) tiers.push({ matchedBy: 'namePart', where: 'facility_search MATCH ?', parameters: [`{name} : ${inName}`], search: true })
  // What is in brackets of a legal person may be said or not: without it, once more.
  const shortName = searchPhrase(name)
  if (shortName !== null && name !== whole) tiers.push({ matchedBy: 'namePart', where: 'facility_search MATCH ?', parameters: [`{name} : ${shortName}`], search: true })
  const inAddress = searchPhrase(address)
  if (inAddress !== null) tiers.push({ matchedBy: 'address', where: 'facility_search MATCH ?', parameters: [`{address} : ${inAddress}`], search: true })
  return tiers
}

const severalWordsTier = (words: readonly string[]): Tier | null => {
  const phrases = words.flatMap((word) => {
    const anywhere = [searchPhrase(searchKey(word)), searchPhrase(addressKey(word))]
    const [name, address] = anywhere
    if (name == null || address == null) return []
    return [`(({name} : ${name}) OR ({address} : ${address})${isNumeric(word) ? ` OR ({telephone code} : ${searchPhrase(telephoneKey(word)) ?? name})` : ''})`]
  })
  if (phrases.length < 2) return null
  return { matchedBy: 'words', where: 'facility_search MATCH ?', parameters: [phrases.join(' AND ')], search: true }
}

const tiersOf = (query: string): Tier[] => {
  const text = query.trim()
  if (text === '') return []
  const words = text.split(/[\s　]+/u).filter((word) => word !== '')
  const several = words.length > 1 && !isNumeric(text) ? severalWordsTier(words) : null
  const tiers = isNumeric(text) ? [...numericTiers(text), ...wordTiers(text)] : wordTiers(text)
  return several === null ? tiers : [...tiers, several]
}

/** Best first; `hasMore` where more than `limit` would be found. */
export const findFacilities = (handle: SqliteHandle, query: FindQuery): { results: FindResult[]; hasMore: boolean } => {
  const found = new Map<string, FindResult>()
  const filters = `${query.prefectureNumber === null ? '' : ' AND f.prefecture_number = @prefecture'}${query.listKind === null ? '' : ' AND f.list_kind = @kind'}`
  for (const tier of tiersOf(query.query)) {
    const room = query.limit + 1 - found.size
    if (room <= 0) break
    const from = tier.search === true ? 'facility_search JOIN facility f ON f.rowid = facility_search.rowid' : 'facility f'
    // Rows of earlier tiers come again here: asking for that many more leaves none out.
    const statement = handle.prepare(`SELECT ${columns} FROM ${from} WHERE ${tier.where}${filters} ORDER BY ${order} LIMIT ${room + found.size}`)
    const named = { ...(query.prefectureNumber !== null && { prefecture: query.prefectureNumber }), ...(query.listKind !== null && { kind: query.listKind }) }
    const rows = Object.keys(named).length === 0 ? statement.all(...tier.parameters) : statement.all(...tier.parameters, named)
    for (const row of rows) {
      const facility = asFacility(row)
      if (!found.has(facility.facilityCode)) found.set(facility.facilityCode, { facility, matchedBy: tier.matchedBy })
      if (found.size > query.limit) break
    }
  }
  const results = [...found.values()]
  return { results: results.slice(0, query.limit), hasMore: results.length > query.limit }
}

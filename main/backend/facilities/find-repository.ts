/**
 * Finding a facility by whatever a caller says. The tiers of shared/domain/facility-query.ts are asked one after the
 * other while there is room; within a tier rows come in the order of their rank, so that reading stops early.
 */
import type { FacilityListKind } from '#shared/domain/facility.ts'
import { answersTier, findTiers, type FindMatch, type FindTier } from '#shared/domain/facility-query.ts'
import { listKindDigits } from '#shared/domain/facility-list-kind.ts'
import { prefectures } from '#shared/domain/prefectures.ts'
import type { SqliteHandle, SqliteStatement } from '../database/sqlite-handle.ts'
import { asFound, foundColumnsOf, keyReader, type FoundRow, type FoundValues, type KeyReader } from './database/facility-row.ts'
import { filterExpression, matchExpression } from './database/search-tokens.ts'
import { facilitiesByCodes } from './facility-repository.ts'

export interface FindQuery {
  readonly query: string
  readonly limit: number
  readonly prefectureNumber: string | null
  readonly listKind: FacilityListKind | null
}
export interface FindResult {
  readonly facility: FoundRow
  readonly matchedBy: FindMatch
  /** The old code that was asked for and led here. */
  readonly formerCode: string | null
}

/** Statements belong to their connection; preparing one costs more than most answers. */
const prepared = new WeakMap<SqliteHandle, Map<string, SqliteStatement>>()
const statementOf = (handle: SqliteHandle, sql: string): SqliteStatement => {
  const known = prepared.get(handle) ?? new Map<string, SqliteStatement>()
  prepared.set(handle, known)
  const statement = known.get(sql) ?? handle.prepare(sql).raw()
  known.set(sql, statement)
  return statement
}

const searchSqlOf = (columns: string): string => `SELECT ${columns} FROM facility_search s JOIN facility f ON f.rank = s.rowid
  WHERE s.facility_search MATCH ? AND s.rowid > ? ORDER BY s.rowid LIMIT ?`
const searchSql = searchSqlOf(foundColumnsOf('f'))

/** The statement that also reads the keys a tier is about, for tiers whose rows are looked at once more. */
const searchesWithKeys = new Map<string, KeyReader & { readonly sql: string }>()
const searchWithKeys = (tier: FindTier): KeyReader & { readonly sql: string } => {
  const fields = [...new Set(tier.allOf.flatMap((anyOf) => anyOf.map(({ field }) => field)))].sort()
  const name = fields.join(' ')
  const known = searchesWithKeys.get(name)
  if (known !== undefined) return known
  const reader = keyReader('f', fields)
  const search = { ...reader, sql: searchSqlOf(foundColumnsOf('f') + reader.columns) }
  searchesWithKeys.set(name, search)
  return search
}
const codeSql = `SELECT ${foundColumnsOf('f')} FROM facility f WHERE f.facility_code >= ? AND f.facility_code < ? ORDER BY f.facility_code LIMIT ?`
const postalSql = `SELECT ${foundColumnsOf('f')} FROM facility f WHERE f.postal_code >= ? AND f.postal_code < ? ORDER BY f.postal_code, f.rank LIMIT ? OFFSET ?`

type Filter = Pick<FindQuery, 'prefectureNumber' | 'listKind'>

const passesFilter = (row: FoundRow, filter: Filter): boolean =>
  (filter.prefectureNumber === null || row.prefectureNumber === filter.prefectureNumber) && (filter.listKind === null || row.listKind === filter.listKind)

const upperBound = (key: string): string => `${key}\u{10FFFF}`

/** Both ranges of prefecture numbers (01–47, 51–97; domain §2), then the digit of the kind. */
const codeRanges = (start: string, filter: Filter): string[] => {
  if (filter.prefectureNumber === null && filter.listKind === null) return [start]
  const first = prefectures.filter(({ number }) => filter.prefectureNumber === null || number === filter.prefectureNumber).map(({ number }) => number)
  const heads = [...first, ...first.map((number) => String(Number(number) + 50))].map((number) => number + (filter.listKind === null ? '' : listKindDigits[filter.listKind]))
  return heads.filter((head) => head.startsWith(start) || start.startsWith(head)).map((head) => (head.length > start.length ? head : start)).sort()
}

/** A code may stand in the list of another kind than its digit says: what the ranges give is looked at once more. */
function* codeRows(handle: SqliteHandle, start: string, filter: Filter, room: number): Generator<FoundRow> {
  for (const range of codeRanges(start, filter)) {
    for (let from = range; ;) {
      const rows = (statementOf(handle, codeSql).all(from, upperBound(range), room) as FoundValues[]).map(asFound)
      yield* rows
      if (rows.length < room) break
      from = `${rows.at(-1)?.facilityCode ?? ''}\u0000`
    }
  }
}

function* postalRows(handle: SqliteHandle, start: string, room: number): Generator<FoundRow> {
  for (let offset = 0; ; offset += room) {
    const rows = statementOf(handle, postalSql).all(start, upperBound(start), room, offset) as FoundValues[]
    yield* rows.map(asFound)
    if (rows.length < room) return
  }
}

function* searchRows(handle: SqliteHandle, tier: FindTier, filter: Filter, room: number): Generator<FoundRow> {
  const expression = matchExpression(tier)
  if (expression === null) return
  const query = expression.query + filterExpression(filter)
  const withKeys = expression.isExact ? null : searchWithKeys(tier)
  const statement = statementOf(handle, withKeys?.sql ?? searchSql)
  for (let after = -1; ;) {
    const rows = statement.all(query, after, room) as FoundValues[]
    for (const row of rows) if (withKeys === null || answersTier(withKeys.keysOf(row), tier)) yield asFound(row)
    if (rows.length < room) return
    after = rows.at(-1)?.[0] ?? after
  }
}

/** `room`: how many rows are asked for at once; all of a tier come if the reader goes on. */
const rowsOf = (handle: SqliteHandle, tier: FindTier, filter: Filter, room: number): Generator<FoundRow> => {
  const key = tier.allOf[0]?.[0]?.key ?? ''
  if (tier.matchedBy === 'code' || tier.matchedBy === 'codePrefix') return codeRows(handle, key, filter, room)
  if (tier.order === 'postalCode') return postalRows(handle, key, room)
  return searchRows(handle, tier, filter, room)
}

/** Today's facility of a code that is no longer its own: over several 承継 where there were several. */
export const currentFacility = (handle: SqliteHandle, facility: FoundRow): FoundRow => {
  let current = facility
  for (let steps = 0; steps < 20 && current.succession?.state === 'linked'; steps += 1) {
    const [next] = facilitiesByCodes(handle, [current.succession.successorCode])
    if (next === undefined) return current
    current = next
  }
  return current
}

const formerCodeSql = 'SELECT facility_code FROM former_code WHERE former_code = ?'

/** The facility that goes on under another code than the one asked for. */
const byFormerCode = (handle: SqliteHandle, tier: FindTier): FoundRow[] => {
  const code = tier.allOf[0]?.[0]?.key ?? ''
  const codes = statementOf(handle, formerCodeSql).all(code) as [string][]
  const current = facilitiesByCodes(handle, codes.map(([one]) => one)).map((facility) => currentFacility(handle, facility))
  return [...new Map(current.map((facility) => [facility.facilityCode, facility])).values()]
}

/** Best first; `hasMore` where more than `limit` would be found. */
export const findFacilities = (handle: SqliteHandle, query: FindQuery): { results: FindResult[]; hasMore: boolean } => {
  // One read for all tiers: the same list throughout, and its lock and its index opened once.
  handle.exec('BEGIN')
  try {
    return findInList(handle, query)
  } finally {
    handle.exec('COMMIT')
  }
}

const findInList = (handle: SqliteHandle, query: FindQuery): { results: FindResult[]; hasMore: boolean } => {
  const found = new Map<string, FindResult>()
  const wanted = query.limit + 1
  for (const tier of findTiers(query.query)) {
    if (found.size >= wanted) break
    if (tier.matchedBy === 'code') {
      for (const facility of byFormerCode(handle, tier)) {
        found.set(facility.facilityCode, { facility, matchedBy: 'formerCode', formerCode: tier.allOf[0]?.[0]?.key ?? null })
      }
    }
    for (const row of rowsOf(handle, tier, query, wanted)) {
      if (found.has(row.facilityCode) || !passesFilter(row, query)) continue
      found.set(row.facilityCode, { facility: row, matchedBy: tier.matchedBy, formerCode: null })
      if (found.size >= wanted) break
    }
  }
  const results = [...found.values()]
  return { results: results.slice(0, query.limit), hasMore: results.length > query.limit }
}

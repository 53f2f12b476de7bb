/** What follows from the rows of a list: counts, 外字 to correct, corrections made so far, 承継 to offer. */
import type { FacilityRecord } from '#shared/contract/records.ts'
import { firstClosedRank } from '#shared/domain/facility-keys.ts'
import { correctableItems, isUnprintable, unprintableCharacters } from '#shared/domain/gaiji-correction.ts'
import { telephoneKey } from '#shared/domain/search-key.ts'
import type { SqliteHandle } from '../../database/sqlite-handle.ts'
import { asFacility, facilityColumns } from './facility-row.ts'
import { writeState } from './list-schema.ts'

interface ScopeCounts { readonly prefecture: string; readonly kind: string; readonly count: number; readonly withoutReading: number; readonly guessedReading: number }

const deriveCounts = (handle: SqliteHandle): void => {
  // Read through once: the whole list has to be decrypted for it.
  const counts = handle.prepare(`
    SELECT prefecture_number AS prefecture, list_kind AS kind, count(*) AS count, sum(reading IS NULL) AS withoutReading, total(reading_source = 'dictionary') AS guessedReading
    FROM facility WHERE rank < ? GROUP BY 1, 2`).all(firstClosedRank) as ScopeCounts[]
  handle.exec('DELETE FROM scope_count')
  const note = handle.prepare('INSERT INTO scope_count (prefecture_number, list_kind, count) VALUES (?, ?, ?)')
  for (const { prefecture, kind, count } of counts) note.run(prefecture, kind, count)
  const sum = (of: 'count' | 'withoutReading' | 'guessedReading'): number => counts.reduce((total, one) => total + one[of], 0)
  writeState(handle, { count: sum('count'), withoutReading: sum('withoutReading'), guessedReading: sum('guessedReading') })
}

const noteItems = (handle: SqliteHandle) => {
  const note = handle.prepare('INSERT OR REPLACE INTO item_to_correct (facility_code, item, characters) VALUES (?, ?, ?)')
  return (facility: Pick<FacilityRecord, 'facilityCode' | 'status' | (typeof correctableItems)[number]>): void => {
    if (facility.status === 'closed') return
    for (const item of correctableItems) {
      const characters = unprintableCharacters(facility[item] ?? '')
      if (characters.length > 0) note.run(facility.facilityCode, item, characters.join(''))
    }
  }
}

/** Pairs of 外字 and what was put in its place: the text between them is the same in both forms. */
const replacementsIn = (published: string, corrected: string): { character: string; replacement: string }[] => {
  const characters = Array.from(published)
  const unprintable = characters.filter(isUnprintable)
  if (unprintable.length === 0) return []
  const pattern = characters.map((character) => (isUnprintable(character) ? '(.+?)' : character.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&'))).join('')
  const match = new RegExp(`^${pattern}$`, 'us').exec(corrected)
  return match === null ? [] : unprintable.map((character, index) => ({ character, replacement: match[index + 1] ?? '' })).filter(({ character, replacement }) => character !== replacement)
}

const deriveReplacements = (handle: SqliteHandle): void => {
  handle.exec('DELETE FROM known_replacement')
  const count = handle.prepare(`INSERT INTO known_replacement VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1`)
  for (const row of handle.prepare(`SELECT ${facilityColumns} FROM facility WHERE more LIKE '%publishedForms%'`).all()) {
    const facility = asFacility(row)
    for (const item of correctableItems) {
      const published = facility.publishedForms[item]
      if (published === undefined) continue
      for (const { character, replacement } of replacementsIn(published, facility[item] ?? '')) count.run(facility.prefectureNumber, character, replacement)
    }
  }
}

/** The address and telephone of a facility under another code of the same kind. */
const placeOf = (row: { list_kind: string; telephone: string | null; address_key: string }): string | null => {
  const telephone = telephoneKey(row.telephone ?? '')
  return telephone === '' ? null : `${row.list_kind} ${telephone} ${row.address_key}`
}

const offerSuccessions = (handle: SqliteHandle): void => {
  handle.exec('DELETE FROM offered_succession')
  type Row = { facility_code: string; list_kind: string; telephone: string | null; address_key: string; more: string | null }
  const closed = new Map<string, string[]>()
  for (const row of handle.prepare(`SELECT facility_code, list_kind, telephone, address_key, more FROM facility WHERE rank >= ?`).iterate(firstClosedRank)) {
    const { facility_code, more } = row as Row
    const place = placeOf(row as Row)
    // Linked or dismissed before: not asked again.
    if (place === null || more?.includes('"succession"') === true) continue
    closed.set(place, [...(closed.get(place) ?? []), facility_code])
  }
  if (closed.size === 0) return
  const offer = handle.prepare('INSERT OR IGNORE INTO offered_succession (predecessor_code, successor_code) VALUES (?, ?)')
  for (const row of handle.prepare(`SELECT facility_code, list_kind, telephone, address_key, more FROM facility WHERE rank < ? ORDER BY rank`).all(firstClosedRank)) {
    const place = placeOf(row as Row)
    for (const predecessor of place === null ? [] : (closed.get(place) ?? [])) offer.run(predecessor, (row as Row).facility_code)
  }
}

/** Of a whole list. Inside a transaction. */
export const deriveLists = (handle: SqliteHandle): void => {
  deriveCounts(handle)
  handle.exec('DELETE FROM item_to_correct')
  const note = noteItems(handle)
  const items = handle.prepare('SELECT rank, facility_code AS facilityCode, status, name, address, founder, manager FROM facility WHERE rank > ? ORDER BY rank LIMIT 5000')
  for (let after = -1; ;) {
    const rows = items.all(after) as (Parameters<typeof note>[0] & { rank: number })[]
    for (const row of rows) note(row)
    if (rows.length === 0) break
    after = rows.at(-1)?.rank ?? after
  }
  deriveReplacements(handle)
  offerSuccessions(handle)
}

/** After a small difference. Inside the same transaction. */
export const deriveTouched = (handle: SqliteHandle, touched: readonly FacilityRecord[]): void => {
  deriveCounts(handle)
  const forget = handle.prepare('DELETE FROM item_to_correct WHERE facility_code = ?')
  const note = noteItems(handle)
  for (const facility of touched) {
    forget.run(facility.facilityCode)
    note(facility)
  }
  deriveReplacements(handle)
  offerSuccessions(handle)
}

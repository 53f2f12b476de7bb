/** Facilities of the list that a facility with a 仮コード may have become: few rows of the index are read for each. */
import type { FacilityRecord } from '#shared/contract/records.ts'
import type { KeyCondition } from '#shared/domain/facility-query.ts'
import { mayHaveBecome, type WantedFacility } from '#shared/domain/provisional-code-migration.ts'
import type { SqliteHandle } from '../database/sqlite-handle.ts'
import { asFacility, facilityColumnsOf } from '../facilities/database/facility-row.ts'
import { filterExpression, matchExpression } from '../facilities/database/search-tokens.ts'

const sql = `SELECT ${facilityColumnsOf('f')} FROM facility_search s JOIN facility f ON f.rank = s.rowid
  WHERE s.facility_search MATCH ? AND f.status <> 'closed' ORDER BY s.rowid LIMIT 200`

/** The beginning of an address, to its town about, and of a name are enough to leave few rows, which are then compared. */
const addressStart = 6

/** In the order of the list's ranking; at most ten. */
export const facilitiesItMayBe = (handle: SqliteHandle, wanted: WantedFacility): FacilityRecord[] => {
  const name: KeyCondition = { field: 'name', how: 'contains', key: wanted.name }
  const address: KeyCondition = { field: 'address', how: 'contains', key: [...wanted.address].slice(0, addressStart).join('') }
  const expression = matchExpression({ matchedBy: 'words', allOf: [[name], ...([...address.key].length < 2 ? [] : [[address]])], order: 'rank' })
  if (expression === null) return []
  const rows = handle.prepare(sql).all(expression.query + filterExpression({ prefectureNumber: null, listKind: wanted.listKind }))
  return rows.map(asFacility).filter((facility) => mayHaveBecome(wanted, facility)).slice(0, 10)
}

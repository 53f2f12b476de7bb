import type { SuccessionState } from '#shared/domain/facility.ts'
import type { Transaction } from '../database/open-database.ts'

export interface Succession {
  readonly successorCode: string
  readonly state: SuccessionState
}

export async function findSuccession(reader: Transaction, predecessorCode: string): Promise<Succession | null> {
  const [row]: Succession[] = await reader.query(
    'select successor_code as "successorCode", state from facility_succession where predecessor_code = $1', [predecessorCode],
  )
  return row ?? null
}

/** The codes that links lead on to, nearest first. Links have no cycles: each is refused before it closes one. */
export async function successorsOf(reader: Transaction, facilityCode: string): Promise<string[]> {
  const rows: { code: string }[] = await reader.query(
    `with recursive onward (code, distance) as (
       select successor_code, 1 from facility_succession where state = 'linked' and predecessor_code = $1
       union all
       select s.successor_code, onward.distance + 1 from onward join facility_succession s on s.state = 'linked' and s.predecessor_code = onward.code)
     select code from onward order by distance`,
    [facilityCode],
  )
  return rows.map((row) => row.code)
}

export async function storeSuccession(
  transaction: Transaction, predecessorCode: string, succession: Succession, decided: { readonly by: string; readonly at: Date; readonly reason: string },
): Promise<void> {
  await transaction.query(
    `insert into facility_succession (predecessor_code, successor_code, state, decided_by, decided_at, reason) values ($1, $2, $3, $4, $5, $6)
     on conflict (predecessor_code) do update set successor_code = excluded.successor_code, state = excluded.state,
       decided_by = excluded.decided_by, decided_at = excluded.decided_at, reason = excluded.reason`,
    [predecessorCode, succession.successorCode, succession.state, decided.by, decided.at, decided.reason],
  )
}

export async function removeSuccession(transaction: Transaction, predecessorCode: string): Promise<void> {
  await transaction.query('delete from facility_succession where predecessor_code = $1', [predecessorCode])
}

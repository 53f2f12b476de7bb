import type { Transaction } from '../database/open-database.ts'

/**
 * 住所相違・一覧待ち of facilities the list that is being switched to adds or changes. After `compareWithInUse` in the same
 * transaction. A handful of rows by an index of their own: what the list holds besides is not looked at.
 */
export async function waitsOfSwitchedList(transaction: Transaction): Promise<string[]> {
  const rows: { id: string }[] = await transaction.query(
    `select v.id from verification v
     where v.body ->> 'outcome' = 'addressDiffers'
       and exists (select 1 from list_difference d where d.facility_code = v.body ->> 'facilityCode' and d.kind in ('added', 'changed'))
     order by v.id`,
  )
  return rows.map((row) => row.id)
}

/** Those whose verification was concluded before an instant. */
export async function waitsBefore(reader: Transaction, instant: string): Promise<string[]> {
  const rows: { id: string }[] = await reader.query(
    `select id from verification where body ->> 'outcome' = 'addressDiffers' and body ->> 'performedAt' < $1 order by id`, [instant],
  )
  return rows.map((row) => row.id)
}

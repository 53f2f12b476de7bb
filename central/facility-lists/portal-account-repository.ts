import type { PortalAccount } from '#shared/contract/records.ts'
import type { Transaction } from '../database/open-database.ts'
import { publishAccounts } from '../sync/feed-repository.ts'
import { portalAccountEntity } from '../database/entities/facility-list.ts'

export async function accountStateOf(reader: Transaction, facilityCode: string): Promise<PortalAccount['state'] | 'unknown'> {
  return (await reader.findOneBy(portalAccountEntity, { facilityCode }))?.state ?? 'unknown'
}

/** Adds and changes; unchanged rows stay out of the feed. @returns how many were new or changed */
export async function storeAccounts(transaction: Transaction, accounts: readonly PortalAccount[]): Promise<number> {
  const touched: { facility_code: string }[] = await transaction.query(
    `insert into portal_account (facility_code, state, version)
     select row."facilityCode", row.state, 1 from jsonb_to_recordset($1::jsonb) as row ("facilityCode" text, state text)
     on conflict (facility_code) do update set state = excluded.state, version = portal_account.version + 1
       where portal_account.state <> excluded.state
     returning facility_code`,
    [JSON.stringify(accounts)],
  )
  await publishAccounts(transaction, touched.map((row) => row.facility_code))
  return touched.length
}

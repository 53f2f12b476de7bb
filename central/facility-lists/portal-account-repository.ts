import { Any } from 'typeorm'
import type { PortalAccount } from '#shared/contract/records.ts'
import type { Transaction } from '../database/open-database.ts'
import { publishAccounts } from '../sync/feed-repository.ts'
import { portalAccountEntity } from '../database/entities/facility-list.ts'

export async function accountStateOf(reader: Transaction, facilityCode: string): Promise<PortalAccount['state'] | 'unknown'> {
  return (await reader.findOneBy(portalAccountEntity, { facilityCode }))?.state ?? 'unknown'
}

/** By facility; one central has no account of is left out. */
export async function accountStatesOf(reader: Transaction, facilityCodes: readonly string[]): Promise<Map<string, PortalAccount['state']>> {
  return new Map((await reader.findBy(portalAccountEntity, { facilityCode: Any(facilityCodes) })).map(({ facilityCode, state }) => [facilityCode, state]))
}

export interface StoredAccount extends PortalAccount {
  /** Keyed hash of the address on file; null = none, left out = as it was. Never told to desktops. */
  readonly mailHash?: string | null
}

/** Adds and changes; unchanged rows stay out of the feed. @returns how many were new or changed */
export async function storeAccounts(transaction: Transaction, accounts: readonly StoredAccount[]): Promise<number> {
  const touched: { facility_code: string }[] = await transaction.query(
    `insert into portal_account (facility_code, state, version)
     select row."facilityCode", row.state, 1 from jsonb_to_recordset($1::jsonb) as row ("facilityCode" text, state text)
     on conflict (facility_code) do update set state = excluded.state, version = portal_account.version + 1
       where portal_account.state <> excluded.state
     returning facility_code`,
    [JSON.stringify(accounts.map(({ facilityCode, state }) => ({ facilityCode, state })))],
  )
  const hashed: { facility_code: string }[] = await transaction.query(
    `with changed as (
       update portal_account set mail_hash = row."mailHash" from jsonb_to_recordset($1::jsonb) as row ("facilityCode" text, "mailHash" text)
       where facility_code = row."facilityCode" and mail_hash is distinct from row."mailHash" returning facility_code)
     select facility_code from changed`,
    [JSON.stringify(accounts.filter(({ mailHash }) => mailHash !== undefined))],
  )
  await publishAccounts(transaction, touched.map((row) => row.facility_code))
  return new Set([...touched, ...hashed].map((row) => row.facility_code)).size
}

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
  /** Day of the registration; null = not known, left out = as it was. */
  readonly registeredOn?: string | null
}

/** Adds and changes; rows whose state is as it was stay out of the feed. @returns how many were new, and how many changed */
export async function storeAccounts(transaction: Transaction, accounts: readonly StoredAccount[]): Promise<{ added: number; changed: number }> {
  const touched: { facility_code: string; version: number }[] = await transaction.query(
    `insert into portal_account (facility_code, state, version)
     select row."facilityCode", row.state, 1 from jsonb_to_recordset($1::jsonb) as row ("facilityCode" text, state text)
     on conflict (facility_code) do update set state = excluded.state, version = portal_account.version + 1
       where portal_account.state <> excluded.state
     returning facility_code, version`,
    [JSON.stringify(accounts.map(({ facilityCode, state }) => ({ facilityCode, state })))],
  )
  const completed: { facility_code: string }[] = await transaction.query(
    `with changed as (
       update portal_account set mail_hash = case when row."hasMail" then row."mailHash" else mail_hash end,
         registered_on = case when row."hasDay" then row."registeredOn" else registered_on end
       from jsonb_to_recordset($1::jsonb) as row ("facilityCode" text, "hasMail" boolean, "mailHash" text, "hasDay" boolean, "registeredOn" text)
       where facility_code = row."facilityCode"
         and (row."hasMail" and mail_hash is distinct from row."mailHash" or row."hasDay" and registered_on is distinct from row."registeredOn")
       returning facility_code)
     select facility_code from changed`,
    [JSON.stringify(accounts.map(({ facilityCode, mailHash, registeredOn }) => ({
      facilityCode, hasMail: mailHash !== undefined, mailHash: mailHash ?? null, hasDay: registeredOn !== undefined, registeredOn: registeredOn ?? null,
    })))],
  )
  await publishAccounts(transaction, touched.map((row) => row.facility_code))
  const added = touched.filter((row) => row.version === 1).length
  return { added, changed: new Set([...touched, ...completed].map((row) => row.facility_code)).size - added }
}

export async function countAccounts(reader: Transaction): Promise<number> {
  return reader.count(portalAccountEntity)
}

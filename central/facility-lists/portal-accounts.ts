import { z } from 'zod'
import { portalAccount, type PortalAccount } from '#shared/contract/records.ts'
import type { Database } from '../database/open-database.ts'
import { AdministrationError } from '../staff/administration.ts'
import { storeAccounts } from './portal-account-repository.ts'

const batchSize = 1000

/** Adds and changes; what the rows do not name stays. @returns how many were new or changed */
export async function importAccounts(database: Database, accounts: readonly PortalAccount[]): Promise<{ changed: number }> {
  const parsed = z.array(portalAccount).safeParse(accounts)
  if (!parsed.success) throw new AdministrationError('Each account has a facility code of 10 digits and a state')
  const rows = [...new Map(parsed.data.map((account) => [account.facilityCode, account])).values()]
  let changed = 0
  for (let start = 0; start < rows.length; start += batchSize) {
    changed += await database.transaction((transaction) => storeAccounts(transaction, rows.slice(start, start + batchSize)))
  }
  return { changed }
}

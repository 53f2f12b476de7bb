import { z } from 'zod'
import { importedAccount, type ImportedAccount } from '#shared/contract/central/portal-account-import.ts'
import type { Database } from '../database/open-database.ts'
import { mailHash } from '../mail-addresses/mail-hash.ts'
import { officeSecret } from '../office-keys/office-secret-repository.ts'
import { AdministrationError } from '../staff/administration.ts'
import { storeAccounts, type StoredAccount } from './portal-account-repository.ts'

const batchSize = 1000

/** The address ends here: what is stored is its hash. @throws AdministrationError, without the address */
function hashed({ facilityCode, state, registeredMail }: ImportedAccount, key: Buffer): StoredAccount {
  if (registeredMail === undefined) return { facilityCode, state }
  if (registeredMail === null || registeredMail.trim() === '') return { facilityCode, state, mailHash: null }
  const hash = mailHash(key, registeredMail)
  if (hash === null) throw new AdministrationError(`The e-mail address of ${facilityCode} is none`)
  return { facilityCode, state, mailHash: hash }
}

/** Adds and changes; what the rows do not name stays. @returns how many were new or changed */
export async function importAccounts(database: Database, accounts: readonly ImportedAccount[]): Promise<{ changed: number }> {
  const parsed = z.array(importedAccount).safeParse(accounts)
  if (!parsed.success) throw new AdministrationError('Each account has a facility code of 10 digits and a state')
  const key = await database.transaction((transaction) => officeSecret(transaction, 'mail'))
  const rows = [...new Map(parsed.data.map((account) => [account.facilityCode, hashed(account, key)])).values()]
  let changed = 0
  for (let start = 0; start < rows.length; start += batchSize) {
    changed += await database.transaction((transaction) => storeAccounts(transaction, rows.slice(start, start + batchSize)))
  }
  return { changed }
}

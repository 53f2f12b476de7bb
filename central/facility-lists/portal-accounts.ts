import { z } from 'zod'
import { importedAccount, type ImportedAccount } from '#shared/contract/central/portal-account-import.ts'
import type { Database } from '../database/open-database.ts'
import { mailHash } from '../mail-addresses/mail-hash.ts'
import { officeSecret } from '../office-keys/office-secret-repository.ts'
import { AdministrationError } from '../staff/administration.ts'
import { countAccounts, storeAccounts, type StoredAccount } from './portal-account-repository.ts'

const batchSize = 1000

/** The address ends here: what is stored is its hash. @throws AdministrationError, without the address */
function hashed({ registeredMail, ...account }: ImportedAccount, key: Buffer): StoredAccount {
  if (registeredMail === undefined) return account
  if (registeredMail === null || registeredMail.trim() === '') return { ...account, mailHash: null }
  const hash = mailHash(key, registeredMail)
  if (hash === null) throw new AdministrationError(`The e-mail address of ${account.facilityCode} is none`)
  return { ...account, mailHash: hash }
}

/** What an import did. */
export interface AccountCounts {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  /** Accounts central holds that the rows do not name: they stay as they are. */
  readonly notNamed: number
}

/** Adds and changes; what the rows do not name stays. Broken off in between, the same rows handed in again do the rest. */
export async function importAccounts(database: Database, accounts: readonly ImportedAccount[]): Promise<AccountCounts> {
  const parsed = z.array(importedAccount).safeParse(accounts)
  if (!parsed.success) throw new AdministrationError('Each account has a facility code of 10 digits and a state')
  const key = await database.transaction((transaction) => officeSecret(transaction, 'mail'))
  const rows = [...new Map(parsed.data.map((account) => [account.facilityCode, hashed(account, key)])).values()]
  let [added, changed] = [0, 0]
  for (let start = 0; start < rows.length; start += batchSize) {
    const stored = await database.transaction((transaction) => storeAccounts(transaction, rows.slice(start, start + batchSize)))
    added += stored.added
    changed += stored.changed
  }
  return { added, changed, unchanged: rows.length - added - changed, notNamed: (await countAccounts(database.reader)) - rows.length }
}

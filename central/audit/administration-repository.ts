/** What was done by command on central's machine: rows are only ever added. */
import type { Transaction } from '../database/open-database.ts'

export interface AdministrationEntry {
  readonly at: Date
  /** Account of the operating system; null where it is not known. */
  readonly account: string | null
  readonly command: string
  /** Numbers and ids only: no password, no code that enrols, no address. */
  readonly details: object
}

export async function insertAdministrationEntry(transaction: Transaction, entry: AdministrationEntry): Promise<void> {
  await transaction.query('insert into administration_entry (at, account, command, details) values ($1, $2, $3, $4::jsonb)',
    [entry.at, entry.account, entry.command, JSON.stringify(entry.details)])
}

/** Newest first. */
export function listAdministrationEntries(reader: Transaction, most: number): Promise<AdministrationEntry[]> {
  return reader.query('select at, account, command, details from administration_entry order by position desc limit $1', [most])
}

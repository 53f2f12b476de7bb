/** `accounts import FILE`: all rows or none, unless broken ones are to be left out. */
import { AdministrationError } from '../staff/administration.ts'
import { readAccountFile } from './account-file.ts'
import type { AskAdministration } from './open-administration.ts'

/** Broken rows named; more are counted. */
const mostNamed = 20

/**
 * @param isLenient broken rows are left out, else nothing is imported
 * @param tell a line for the person at the terminal; it names rows, never their content
 * @throws AdministrationError
 */
export async function importAccountFile(ask: AskAdministration, file: string, isLenient: boolean, tell: (line: string) => void): Promise<object> {
  const { accounts, broken } = await readAccountFile(file)
  const named = broken.slice(0, mostNamed).map(({ row, remedy }) => `Row ${row}: ${remedy}`)
  if (broken.length > mostNamed) named.push(`${broken.length - mostNamed} more rows like these`)
  if (broken.length > 0 && !isLenient) {
    named.push(`Nothing was imported: ${broken.length} of ${broken.length + accounts.length} rows are broken. Correct them, or leave them out with --skip-broken`)
    throw new AdministrationError(named.join('\n'))
  }
  if (accounts.length === 0) throw new AdministrationError([...named, 'The file holds no account; nothing was imported'].join('\n'))
  named.forEach(tell)
  const counts = (await ask('importAccounts', { accounts })) as object
  return { ...counts, ...(broken.length === 0 ? {} : { skipped: broken.length }) }
}

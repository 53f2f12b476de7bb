import { randomBytes } from 'node:crypto'
import type { Transaction } from '../database/open-database.ts'

/** `mail` never leaves central; `address` is given to its desktops. */
export type OfficeSecretName = 'mail' | 'address'

/** 32 random bytes, made when they are first needed; two who need them at once get the same. */
export async function officeSecret(transaction: Transaction, name: OfficeSecretName): Promise<Buffer> {
  await transaction.query('insert into office_secret (name, value) values ($1, $2) on conflict (name) do nothing', [name, randomBytes(32).toString('base64')])
  const [row]: { value: string }[] = await transaction.query('select value from office_secret where name = $1', [name])
  if (row === undefined) throw new Error('A key of the office is missing')
  return Buffer.from(row.value, 'base64')
}

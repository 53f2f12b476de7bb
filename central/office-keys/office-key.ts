import type { CentralReply } from '#shared/contract/central/client.ts'
import type { Database } from '../database/open-database.ts'
import { officeSecret } from './office-secret-repository.ts'

/** The key under which desktops hash a 番地 that waits for the list. */
export async function officeKey(database: Database): Promise<CentralReply<'officeKey'>> {
  const key = await database.transaction((transaction) => officeSecret(transaction, 'address'))
  return { key: key.toString('base64') }
}

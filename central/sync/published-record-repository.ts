import type { Change } from '#shared/contract/central/sync.ts'
import type { Transaction } from '../database/open-database.ts'

/** A record as the feed hands it to every desktop, also while the page that brings it still waits for older transactions. */
export async function findPublished(reader: Transaction, entity: string, id: string): Promise<Change | null> {
  const [row]: Change[] = await reader.query('select entity, id, version, body from feed where entity = $1 and id = $2', [entity, id])
  return row ?? null
}

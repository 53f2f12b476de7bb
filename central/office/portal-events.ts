/** What the portal is asked to do: it fetches these by itself, so that central needs no address of it. */
import type { CentralReply } from '#shared/contract/central/client.ts'
import type { Database, Transaction } from '../database/open-database.ts'
import { insertPortalEvents, numberPortalEvents, portalEventsAfter, type NewPortalEvent } from './portal-event-repository.ts'

/**
 * Asks the portal to write to the registered address (`noticeRequested`, `noticePosted`) or to suspend the account
 * (`accountSuspension`), once the transaction commits. Takes no lock, so it may stand anywhere in a transaction.
 */
export async function recordPortalEvent(transaction: Transaction, event: NewPortalEvent): Promise<void> {
  await insertPortalEvents(transaction, [event])
}

/** Several, in this order. */
export async function recordPortalEvents(transaction: Transaction, events: readonly NewPortalEvent[]): Promise<void> {
  await insertPortalEvents(transaction, events)
}

const usualPage = 200

/** Events after a position, in order. Asking again from the last position seen misses none, however late it was committed. */
export function listPortalEvents(database: Database, query: { after?: number | undefined; limit?: number | undefined }): Promise<CentralReply<'listPortalEvents'>> {
  return database.transaction(async (transaction) => {
    await numberPortalEvents(transaction)
    return { events: await portalEventsAfter(transaction, query.after ?? 0, query.limit ?? usualPage) }
  })
}

/** Takes a page of the feed into the local database, in the transaction that stores its cursor. */
import { setImmediate } from 'node:timers/promises'
import type { Change } from '#shared/contract/central/sync.ts'
import type { CaseEntry } from '../database/case-index.ts'
import { indexCases } from '../database/case-index-repository.ts'
import { writeSetting } from '../database/setting-repository.ts'
import { facilityListOf, storeChange, type ApplyTransaction, type ChangedTopic } from './apply-change.ts'
import { holdChange, releaseHeldChanges, waitingRecords } from './outbox-repository.ts'

/** Changes after which others get a turn: a page is tens of milliseconds of work, and a person is typing. */
const turn = 100

/** @returns what changed, for the pages that show it */
export const applyPage = async (transaction: ApplyTransaction, changes: readonly Change[]): Promise<Set<ChangedTopic>> => {
  const { manager } = transaction
  const topics = new Set<ChangedTopic>()
  const cases: CaseEntry[] = []
  const apply = async (change: Change) => {
    const stored = await storeChange(transaction, change)
    if (stored === null) return
    topics.add(stored.topic)
    if (stored.entry !== null) cases.push(stored.entry)
  }
  // First what was held: the page may bring a newer state of the same record.
  for (const held of await releaseHeldChanges(manager)) await apply(held)
  const isWaiting = await waitingRecords(manager)
  for (const [index, change] of changes.entries()) {
    if (index % turn === turn - 1) await setImmediate()
    const list = facilityListOf(change)
    if (list !== null) {
      await writeSetting(manager, 'facilityListKnown', JSON.stringify({ version: list.version, isSample: list.isSample }))
      await writeSetting(manager, 'facilityListCoverage', JSON.stringify(list.coverage))
      topics.add('facilities')
    } else if (isWaiting(change.entity, change.id)) {
      // What a person here changed and central has not seen yet is not overwritten.
      await holdChange(manager, { entity: change.entity, id: change.id, version: change.version, body: change.body })
    } else await apply(change)
  }
  // After all rows, in their order: a trigger of another table makes FTS5 write out what it has gathered, a piece of index for every row.
  await indexCases(transaction.runner, cases, async () => await setImmediate())
  return topics
}

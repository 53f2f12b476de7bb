/** One record as central has it now, taken in where nothing newer came in between. */
import type { EntityManager } from 'typeorm'
import type { Change } from '#shared/contract/central/sync.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { Core } from '../core.ts'
import { callbacks, calls, deputies, emailChangeRequests, notices, provisionalCodeRequests, verifications } from '../database/record-repository.ts'
import { readSetting } from '../database/setting-repository.ts'
import { applyChange, type ApplyTransaction, type ChangedTopic } from './apply-change.ts'
import type { CentralLink } from './central-link.ts'
import { isWaiting } from './outbox-repository.ts'

interface RecordName { readonly entity: string; readonly entityId: string }

const mostTries = 5

/**
 * Does something with the state central has now, in one local transaction. Where a page of central came in while it was asked, the
 * answer may be the older of the two: it is asked again. @throws DeskError OFFLINE, CONFLICT CHANGED_MEANWHILE
 */
export const withCentralState = async <Result>(
  core: Core, link: CentralLink, { entity, entityId }: RecordName, work: (manager: EntityManager, state: Change | null, isUnderWay: boolean) => Promise<Result>,
): Promise<Result> => {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const cursor = await readSetting(core.database.reader.manager, 'cursor')
    const { record } = await link.callAsDevice('readRecord', { parameters: { entity, recordId: entityId } })
    const done = await core.database.write(async (manager) => {
      if ((await readSetting(manager, 'cursor')) !== cursor) return null
      return { result: await work(manager, record, await isWaiting(manager, entity, entityId)) }
    })
    if (done !== null) return done.result
  }
  throw new DeskError('CONFLICT', 'CHANGED_MEANWHILE')
}

/** Kinds of records that are here only because of a change, where central has none of it. Paper of lots is not made undone by a click. */
const removable: Readonly<Record<string, { topic: ChangedTopic; records: { remove(manager: EntityManager, id: string): Promise<void> } }>> = {
  call: { topic: 'calls', records: calls },
  callback: { topic: 'callbacks', records: callbacks },
  deputy: { topic: 'deputies', records: deputies },
  emailChangeRequest: { topic: 'emailChangeRequests', records: emailChangeRequests },
  provisionalCodeRequest: { topic: 'provisionalCodeRequests', records: provisionalCodeRequests },
  notice: { topic: 'notices', records: notices },
  verification: { topic: 'verifications', records: verifications },
}

/** The record as central has it; gone where central never had it. @returns what changed here by it */
export const becomeAsAtCentral = async (transaction: ApplyTransaction, { entity, entityId }: RecordName, state: Change | null): Promise<ChangedTopic | null> => {
  if (state !== null) return await applyChange(transaction, state)
  const kind = removable[entity]
  await kind?.records.remove(transaction.manager, entityId)
  return kind?.topic ?? null
}

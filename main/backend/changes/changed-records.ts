/** The records a refused change may be put on top of, and those that go back to central's state when it is discarded. */
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { mutationPayloads, type Change } from '#shared/contract/central/sync.ts'
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { MergeableType } from '#shared/domain/change-again.ts'
import type { Core } from '../core.ts'
import { callbacks, calls, deputies, emailChangeRequests, notices, provisionalCodeRequests, verifications } from '../database/record-repository.ts'
import { readSetting } from '../database/setting-repository.ts'
import type { CentralLink } from '../sync/central-link.ts'
import { isWaiting } from '../sync/outbox-repository.ts'

interface MergedRecord {
  /** As it is here; null where it is not. */
  get(manager: EntityManager, id: string): Promise<({ readonly version: number }) | null>
  /** Saves what the contract allows. @throws ZodError for what it does not */
  save(manager: EntityManager, record: object): Promise<void>
}

const merged = <Value extends { version: number }>(
  repository: { get(manager: EntityManager, id: string): Promise<Value | null>; save(runner: EntityManager, value: Value): Promise<void> }, schema: z.ZodType<Value>,
): MergedRecord => ({
  get: async (manager, id) => await repository.get(manager, id),
  save: async (manager, record) => await repository.save(manager, schema.parse(record)),
})

export const mergedRecords: Readonly<Record<MergeableType, MergedRecord>> = {
  'call.saved': merged(calls, mutationPayloads['call.saved']),
  'callback.saved': merged(callbacks, mutationPayloads['callback.saved']),
  'deputy.saved': merged(deputies, mutationPayloads['deputy.saved']),
  'emailChangeRequest.saved': merged(emailChangeRequests, mutationPayloads['emailChangeRequest.saved']),
  'provisionalCodeRequest.saved': merged(provisionalCodeRequests, mutationPayloads['provisionalCodeRequest.saved']),
}

/** Kinds of records that are here only because of the change, where central has none of it. Paper of lots is not made undone by a click. */
export const removable: Readonly<Record<string, { remove(manager: EntityManager, id: string): Promise<void> }>> = {
  call: calls, callback: callbacks, deputy: deputies, emailChangeRequest: emailChangeRequests, provisionalCodeRequest: provisionalCodeRequests,
  notice: notices, verification: verifications,
}

const mostTries = 5

/**
 * Does something with the state central has now, in one local transaction. Where a page of central came in while it was asked, the
 * answer may be the older of the two: it is asked again. @throws DeskError OFFLINE, CONFLICT CHANGED_MEANWHILE
 */
export const withCentralState = async <Result>(
  core: Core, link: CentralLink, { entity, entityId }: { readonly entity: string; readonly entityId: string },
  work: (manager: EntityManager, state: Change | null, isUnderWay: boolean) => Promise<Result>,
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

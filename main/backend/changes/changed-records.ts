/** The records a refused change may be put on top of. */
import type { EntityManager } from 'typeorm'
import type { z } from 'zod'
import { mutationPayloads } from '#shared/contract/central/sync.ts'
import type { MergeableType } from '#shared/domain/change-again.ts'
import { callbacks, calls, deputies, emailChangeRequests, provisionalCodeRequests } from '../database/record-repository.ts'

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

/** Local changes on their way to central: written in the same transaction as the change itself. */
import type { EntityManager } from 'typeorm'
import { In } from 'typeorm'
import { syncSchemaVersion, type MutationEnvelope, type MutationPayload, type MutationType } from '#shared/contract/central/sync.ts'
import { heldChangeEntity, outboxEntity, type HeldChangeRow, type OutboxRow } from '../database/entities/sync.ts'
import { nextRunning } from '../database/setting-repository.ts'
import type { Clock, Ids } from '../ports.ts'

/** The person a change is made by, and central's session it is made in. */
export interface Author {
  readonly staffId: string
  readonly sessionId: string
}

export interface Outgoing<T extends MutationType> {
  readonly type: T
  readonly payload: MutationPayload<T>
  /** Record of the feed it changes; null where there is none. */
  readonly entity: string | null
  readonly entityId: string | null
}

export const addToOutbox = async <T extends MutationType>(
  manager: EntityManager, ports: { clock: Clock; ids: Ids }, author: Author, outgoing: Outgoing<T>,
): Promise<void> => {
  const sequence = await nextRunning(manager, 'nextSequence')
  await manager.insert(outboxEntity, {
    sequence,
    mutationId: ports.ids.next(),
    type: outgoing.type,
    schemaVersion: syncSchemaVersion,
    staffId: author.staffId,
    sessionId: author.sessionId,
    occurredAt: new Date(ports.clock.now()).toISOString(),
    payload: outgoing.payload as Record<string, unknown>,
    state: 'waiting',
    code: null,
    entity: outgoing.entity,
    entityId: outgoing.entityId,
  } as never)
}

const asEnvelope = (row: OutboxRow): MutationEnvelope => ({
  mutationId: row.mutationId, sequence: row.sequence, type: row.type, schemaVersion: row.schemaVersion,
  staffId: row.staffId, sessionId: row.sessionId, occurredAt: row.occurredAt, payload: row.payload,
})

export const waitingMutations = async (manager: EntityManager, limit: number): Promise<MutationEnvelope[]> =>
  (await manager.find(outboxEntity, { where: { state: 'waiting' }, order: { sequence: 'ASC' }, take: limit })).map(asEnvelope)

export const countOutbox = async (manager: EntityManager): Promise<{ waiting: number; needsPerson: number }> => ({
  waiting: await manager.countBy(outboxEntity, { state: 'waiting' }),
  needsPerson: await manager.countBy(outboxEntity, { state: In(['rejected', 'deferred']) }),
})

/** Taken by central: gone. Refused or parked: kept with its text for a person to see. */
export const settleMutation = async (
  manager: EntityManager, mutationId: string, outcome: 'applied' | 'duplicate' | 'rejected' | 'deferred', code: string | null,
): Promise<void> => {
  if (outcome === 'applied' || outcome === 'duplicate') await manager.delete(outboxEntity, { mutationId })
  else await manager.update(outboxEntity, { mutationId }, { state: outcome, code })
}

/** Its content goes up again in another mutation. */
export const dropMutation = async (manager: EntityManager, mutationId: string): Promise<void> => {
  await manager.delete(outboxEntity, { mutationId })
}

export const isTypeWaiting = async (manager: EntityManager, type: MutationType): Promise<boolean> =>
  await manager.existsBy(outboxEntity, { type, state: 'waiting' })

export const rejectedMutations = async (manager: EntityManager): Promise<OutboxRow[]> =>
  await manager.find(outboxEntity, { where: { state: In(['rejected', 'deferred']) }, order: { sequence: 'ASC' } })

export const isWaiting = async (manager: EntityManager, entity: string, entityId: string): Promise<boolean> =>
  await manager.existsBy(outboxEntity, { entity, entityId, state: 'waiting' })

export const holdChange = async (manager: EntityManager, held: HeldChangeRow): Promise<void> => {
  await manager.upsert(heldChangeEntity, held as never, ['entity', 'id'])
}

/** Held changes whose record has nothing waiting any more; they are taken out. */
export const releaseHeldChanges = async (manager: EntityManager): Promise<HeldChangeRow[]> => {
  const released: HeldChangeRow[] = []
  for (const held of await manager.find(heldChangeEntity)) {
    if (await isWaiting(manager, held.entity, held.id)) continue
    await manager.delete(heldChangeEntity, { entity: held.entity, id: held.id })
    released.push(held)
  }
  return released
}

/** Local changes on their way to central: written in the same transaction as the change itself. */
import type { EntityManager } from 'typeorm'
import { In, IsNull, LessThanOrEqual, MoreThan, Not } from 'typeorm'
import { syncSchemaVersion, type MutationEnvelope, type MutationPayload, type MutationType } from '#shared/contract/central/sync.ts'
import { heldChangeEntity, outboxEntity, type Foreseen, type HeldChangeRow, type OutboxRow } from '../database/entities/sync.ts'
import { nextRunning } from '../database/setting-repository.ts'
import type { Clock, Ids } from '../ports.ts'
import { isMadeOn, isMadeOnForeseen } from './made-on.ts'
import { refuseMadeOnRefused, refuseMutation } from './refusal-repository.ts'

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
  /** Of a whole record: what it was here before, for when central refuses the save because somebody else was quicker. */
  readonly base?: object | null
  /** Every other record changed here with it, of which nothing else goes up: central changes them too when it takes this. */
  readonly foreseen?: readonly Foreseen[]
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
    isTried: false,
    base: outgoing.base ?? null,
    foreseen: outgoing.foreseen === undefined || outgoing.foreseen.length === 0 ? null : outgoing.foreseen,
  } as never)
}

const recordVersion = (payload: Record<string, unknown>): number | null => (typeof payload['version'] === 'number' ? payload['version'] : null)

/**
 * The save of this record that was never handed over and after which nothing else was done: it may still be changed, without changing
 * the order in which anything has its effect. Saves of other records of the same type do not count: they have nothing to do with each other.
 * @returns the version that save was made on, for `replaceUnsent`; null where there is none
 */
export const unsentVersion = async (manager: EntityManager, author: Author, type: MutationType, entityId: string): Promise<{ sequence: number; version: number } | null> => {
  const [row] = await manager.find(outboxEntity, { where: { type, entityId, state: 'waiting' }, order: { sequence: 'DESC' }, take: 1 })
  if (row === undefined || row.isTried || row.staffId !== author.staffId || row.sessionId !== author.sessionId) return null
  const version = recordVersion(row.payload)
  if (version === null || (await manager.existsBy(outboxEntity, { type: Not(type), state: 'waiting', sequence: MoreThan(row.sequence) }))) return null
  return { sequence: row.sequence, version }
}

/** Puts the newer state of the record in the place of an unsent one. Only in the transaction of `unsentVersion`. */
export const replaceUnsent = async <T extends MutationType>(manager: EntityManager, clock: Clock, sequence: number, payload: MutationPayload<T>): Promise<void> => {
  await manager.update(outboxEntity, { sequence }, { payload, occurredAt: new Date(clock.now()).toISOString() } as never)
}

const asEnvelope = (row: OutboxRow): MutationEnvelope => ({
  mutationId: row.mutationId, sequence: row.sequence, type: row.type, schemaVersion: row.schemaVersion,
  staffId: row.staffId, sessionId: row.sessionId, occurredAt: row.occurredAt, payload: row.payload,
})

/**
 * Takes out the saves that were refused only because the session had ended: a save of the whole record, made on them under a new session,
 * holds all they held. @param here the record as it is here, before that save; null where it is not
 * @returns the version the first of them was made on, and the record it was made on; that of `here` (0) and undefined where there are none
 */
export const takeRefusedSaves = async (
  manager: EntityManager, type: MutationType, entityId: string, here: { readonly version: number } | null,
): Promise<{ version: number; base: OutboxRow['base'] | undefined }> => {
  const refused = await manager.find(outboxEntity, { where: { type, entityId, state: 'rejected', code: 'SESSION_ENDED' }, order: { sequence: 'DESC' } })
  const first: { version: number; base: OutboxRow['base'] | undefined } = { version: here?.version ?? 0, base: undefined }
  let madeOn: object | null = here
  for (const row of refused) {
    const version = recordVersion(row.payload)
    // Central's state was taken over since, which may bear the same version: what was refused stays for a person to see.
    if (version === null || !isMadeOn(row.payload, madeOn)) break
    first.version = version
    first.base = row.base
    madeOn = row.base
    await manager.delete(outboxEntity, { sequence: row.sequence })
  }
  return first
}

/**
 * Up to the first save made on another one of these that may still be refused, or on what another one foresaw: its version is counted here,
 * and somebody else's save may have got the same from central. Of a record that is new nobody else has a save, unless it was handed over
 * before and only the answer was lost.
 */
const untilMadeOnUnsettled = (rows: readonly OutboxRow[]): OutboxRow[] => {
  const versions = new Map<string, number>()
  const foreseeing: OutboxRow[] = []
  const at = rows.findIndex((row) => {
    const { type, entityId, payload, base } = row
    const [record, version] = [`${type} ${entityId ?? ''}`, recordVersion(payload)]
    if (row.foreseen !== null) foreseeing.push(row)
    if (entityId === null || version === null) return false
    const before = versions.get(record)
    versions.set(record, before ?? (row.isTried ? Math.max(1, version) : version))
    return base !== null && ((before !== undefined && before > 0) || foreseeing.some((earlier) => isMadeOnForeseen(earlier, row)))
  })
  return at < 0 ? [...rows] : rows.slice(0, at)
}

/** As many from the front as stay below this many bytes of JSON; one in any case, or nothing would ever leave. */
const within = (rows: readonly OutboxRow[], bytes: number): OutboxRow[] => {
  let total = 0
  const at = rows.findIndex(({ payload }, index) => {
    total += Buffer.byteLength(JSON.stringify(payload))
    return index > 0 && total > bytes
  })
  return at < 0 ? [...rows] : rows.slice(0, at)
}

/**
 * The next mutations to hand over, at most `limit` of at most `bytes` of JSON together, marked as tried: from here on central may know them, whatever becomes of its answer. The mark must be on
 * disk before they leave.
 */
export const takeWaitingMutations = async (manager: EntityManager, limit: number, bytes: number): Promise<MutationEnvelope[]> => {
  await refuseMadeOnRefused(manager)
  const rows = within(untilMadeOnUnsettled(await manager.find(outboxEntity, { where: { state: 'waiting' }, order: { sequence: 'ASC' }, take: limit })), bytes)
  const last = rows.at(-1)
  if (rows.some((row) => !row.isTried) && last !== undefined) {
    await manager.update(outboxEntity, { state: 'waiting', sequence: LessThanOrEqual(last.sequence) }, { isTried: true })
  }
  return rows.map(asEnvelope)
}

export const countOutbox = async (manager: EntityManager): Promise<{ waiting: number; needsPerson: number }> => ({
  waiting: await manager.countBy(outboxEntity, { state: 'waiting' }),
  needsPerson: await manager.countBy(outboxEntity, { state: In(['rejected', 'deferred']) }),
})

/** Taken by central: gone. Refused or parked: kept with its text for a person to see. */
export const settleMutation = async (
  manager: EntityManager, mutationId: string, outcome: 'applied' | 'duplicate' | 'rejected' | 'deferred', code: string | null,
): Promise<void> => {
  if (outcome === 'applied' || outcome === 'duplicate') {
    const row = await manager.findOneBy(outboxEntity, { mutationId })
    const version = row === null ? null : recordVersion(row.payload)
    // Central has gone further by this save: a state from before it, held until now, must not come back over the newer text here.
    if (row !== null && row.entity !== null && row.entityId !== null && version !== null) {
      await manager.delete(heldChangeEntity, { entity: row.entity, id: row.entityId, version: LessThanOrEqual(version) })
    }
    await manager.delete(outboxEntity, { mutationId })
  } else if (outcome === 'deferred') await manager.update(outboxEntity, { mutationId }, { state: outcome, code })
  else await refuseMutation(manager, mutationId, code)
}

/** Its content goes up again in another mutation. */
export const dropMutation = async (manager: EntityManager, mutationId: string): Promise<void> => {
  await manager.delete(outboxEntity, { mutationId })
}

export const isTypeWaiting = async (manager: EntityManager, type: MutationType): Promise<boolean> =>
  await manager.existsBy(outboxEntity, { type, state: 'waiting' })

export const rejectedMutations = async (manager: EntityManager): Promise<OutboxRow[]> =>
  await manager.find(outboxEntity, { where: { state: In(['rejected', 'deferred']) }, order: { sequence: 'ASC' } })

/** A change that was refused or parked; null where it is here no longer. */
export const unsettledMutation = async (manager: EntityManager, mutationId: string): Promise<OutboxRow | null> =>
  await manager.findOneBy(outboxEntity, { mutationId, state: In(['rejected', 'deferred']) })

/**
 * Refused saves of one record by one person, each made on the one before, around the given one: together they are one change, the last one
 * holds what all of them held. Oldest first.
 */
export const savesTogether = async (manager: EntityManager, row: OutboxRow): Promise<OutboxRow[]> => {
  const { type, entity, entityId, staffId } = row
  if (entity === null || entityId === null) return [row]
  const all = await manager.find(outboxEntity, { where: { type, entity, entityId, staffId, state: 'rejected' }, order: { sequence: 'ASC' } })
  const at = all.findIndex(({ sequence }) => sequence === row.sequence)
  // Not by their versions: what central sent in between may have the same.
  const follows = (one: OutboxRow | undefined, next: OutboxRow | undefined): boolean => one !== undefined && next !== undefined && isMadeOn(one.payload, next.base)
  let [first, last] = [at, at]
  while (first > 0 && follows(all[first - 1], all[first])) first -= 1
  while (follows(all[last], all[last + 1])) last += 1
  return all.slice(first, last + 1)
}

/** Parked by central, as they were sent: asked again, the same envelope says what became of it. */
export const deferredMutations = async (manager: EntityManager, limit: number): Promise<MutationEnvelope[]> =>
  (await manager.find(outboxEntity, { where: { state: 'deferred' }, order: { sequence: 'ASC' }, take: limit })).map(asEnvelope)

export const isWaiting = async (manager: EntityManager, entity: string, entityId: string): Promise<boolean> =>
  await manager.existsBy(outboxEntity, { entity, entityId, state: 'waiting' })

/** The same for many: true for a record with something waiting now. Good within one transaction. */
export const waitingRecords = async (manager: EntityManager): Promise<(entity: string, entityId: string) => boolean> => {
  const rows = await manager.find(outboxEntity, { select: { sequence: true, entity: true, entityId: true }, where: { state: 'waiting', entity: Not(IsNull()) } })
  const waiting = new Set(rows.map(({ entity, entityId }) => `${entity} ${entityId}`))
  return (entity, entityId) => waiting.has(`${entity} ${entityId}`)
}

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

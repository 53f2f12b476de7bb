/** What follows here from a refusal, in the transaction that stores it. */
import { IsNull, MoreThan, Not, type EntityManager } from 'typeorm'
import type { MutationType } from '#shared/contract/central/sync.ts'
import { outboxEntity, recordToFetchEntity, type OutboxRow, type RecordToFetchRow } from '../database/entities/sync.ts'
import { isMadeOn, isMadeOnForeseen } from './made-on.ts'

const asRecord = ({ entity, id }: RecordToFetchRow): RecordToFetchRow => ({ entity, id })

/** What these foresaw in other records has not come true: central is asked for them (fetch-marked-records.ts). */
export const markForeseen = async (manager: EntityManager, rows: readonly Pick<OutboxRow, 'foreseen'>[]): Promise<void> => {
  const records = rows.flatMap(({ foreseen }) => foreseen ?? []).map(asRecord)
  if (records.length > 0) await manager.upsert(recordToFetchEntity, records, ['entity', 'id'])
}

const refuse = async (manager: EntityManager, row: OutboxRow, code: string | null): Promise<void> => {
  await manager.update(outboxEntity, { sequence: row.sequence }, { state: 'rejected', code })
  await markForeseen(manager, [row])
  await refuseMadeOn(manager, row, code)
}

const refuseMadeOn = async (manager: EntityManager, row: OutboxRow, code: string | null): Promise<void> => {
  const { type, sequence, entityId } = row
  const later = { state: 'waiting' as const, isTried: false, sequence: MoreThan(sequence) }
  if (entityId !== null) {
    for (const next of await manager.find(outboxEntity, { where: { ...later, type, entityId }, order: { sequence: 'ASC' } })) {
      if (isMadeOn(row.payload, next.base)) await refuse(manager, next, code)
    }
  }
  for (const { entity, id } of row.foreseen ?? []) {
    for (const next of await manager.find(outboxEntity, { where: { ...later, entity, entityId: id }, order: { sequence: 'ASC' } })) {
      // Nothing is wrong with it but that central has another state: put on top of that one it can be sent again.
      if (isMadeOnForeseen(row, next)) await refuse(manager, next, 'VERSION_CONFLICT')
    }
  }
}

/**
 * Kept with its text for a person to see. What was saved on top of a refused save, or of what a refused change foresaw, bears a version
 * counted here that somebody else's save may have got from central: it is not handed over, but waits for a person together with what it was
 * made on. What was handed over before, central answers itself.
 */
export const refuseMutation = async (manager: EntityManager, mutationId: string, code: string | null): Promise<void> => {
  const row = await manager.findOneBy(outboxEntity, { mutationId })
  if (row !== null) await refuse(manager, row, code)
}

/** The same for what was saved after the refusal, as long as the record here was still the refused one. */
export const refuseMadeOnRefused = async (manager: EntityManager): Promise<void> => {
  for (const row of await manager.find(outboxEntity, { where: { state: 'rejected' }, order: { sequence: 'ASC' } })) await refuseMadeOn(manager, row, row.code)
}

/** Refused saves, of one record or of all, oldest first. */
export const refusedSaves = async (manager: EntityManager, type: MutationType, entityId?: string): Promise<OutboxRow[]> =>
  await manager.find(outboxEntity, { where: { type, state: 'rejected', ...(entityId !== undefined && { entityId }) }, order: { sequence: 'ASC' } })

/** What is left of a refused save, and the record it is made on by now. */
export const replaceRefused = async (manager: EntityManager, sequence: number, payload: object, base: object): Promise<void> => {
  await manager.update(outboxEntity, { sequence, state: 'rejected' }, { payload, base } as never)
}

export const recordsToFetch = async (manager: EntityManager): Promise<RecordToFetchRow[]> => await manager.find(recordToFetchEntity, { order: { entity: 'ASC', id: 'ASC' } })

export const forgetRecordToFetch = async (manager: EntityManager, record: RecordToFetchRow): Promise<void> => {
  await manager.delete(recordToFetchEntity, asRecord(record))
}

/** Whether something on its way to central changes this record, or foresaw something in it: its answer comes first. */
export const isTouchedByWaiting = async (manager: EntityManager, { entity, id }: RecordToFetchRow): Promise<boolean> => {
  if (await manager.existsBy(outboxEntity, { entity, entityId: id, state: 'waiting' })) return true
  const foreseeing = await manager.find(outboxEntity, { where: { state: 'waiting', foreseen: Not(IsNull()) } })
  return foreseeing.some(({ foreseen }) => (foreseen ?? []).some((one) => one.entity === entity && one.id === id))
}

/** Whether its own change lies here for a person to decide on, or is parked at central. */
export const isUnsettled = async (manager: EntityManager, { entity, id }: RecordToFetchRow): Promise<boolean> =>
  await manager.existsBy(outboxEntity, { entity, entityId: id })

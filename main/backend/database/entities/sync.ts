/** What waits for central, what central sent that must wait, and how far this desktop is. */
import { EntitySchema } from 'typeorm'

export const outboxStates = ['waiting', 'rejected', 'deferred'] as const

/** Another record than its own in which a change foresaw what central will do with it. */
export interface Foreseen {
  entity: string
  id: string
  /** As it became here by that. */
  record: object
}

export interface OutboxRow {
  /** Sequence of the device: counts up by one, without gaps. */
  sequence: number
  mutationId: string
  type: string
  schemaVersion: number
  staffId: string
  sessionId: string
  occurredAt: string
  payload: Record<string, unknown>
  state: (typeof outboxStates)[number]
  /** Code of a rejection. */
  code: string | null
  /** Record it changes: not overwritten by the feed while this waits. */
  entity: string | null
  entityId: string | null
  /** Handed over at least once: central may know it although the answer was lost, so its content stays as it is. */
  isTried: boolean
  /** The record here before the change; null where there was none, or where nobody needs it. */
  base: Record<string, unknown> | null
  /** Fetched from central when the change is refused; null where it changed no other record. */
  foreseen: Foreseen[] | null
}
export const outboxEntity = new EntitySchema<OutboxRow>({
  name: 'outbox',
  tableName: 'outbox',
  columns: {
    sequence: { type: 'integer', primary: true },
    mutationId: { type: 'text', unique: true },
    type: { type: 'text' },
    schemaVersion: { type: 'integer' },
    staffId: { type: 'text' },
    sessionId: { type: 'text' },
    occurredAt: { type: 'text' },
    payload: { type: 'simple-json' },
    state: { type: 'text' },
    code: { type: 'text', nullable: true },
    entity: { type: 'text', nullable: true },
    entityId: { type: 'text', nullable: true },
    isTried: { type: 'integer', transformer: { to: (value: boolean) => (value ? 1 : 0), from: (value: number) => value !== 0 } },
    base: { type: 'simple-json', nullable: true },
    foreseen: { type: 'simple-json', nullable: true },
  },
  indices: [{ name: 'outbox_by_record', columns: ['entity', 'entityId', 'state'] }],
})

/** A change of the feed whose record has a waiting outbox entry: applied once that entry is gone. */
export interface HeldChangeRow { entity: string; id: string; version: number; body: Record<string, unknown> }
export const heldChangeEntity = new EntitySchema<HeldChangeRow>({
  name: 'held_change',
  tableName: 'held_change',
  columns: {
    entity: { type: 'text', primary: true },
    id: { type: 'text', primary: true },
    version: { type: 'integer' },
    body: { type: 'simple-json' },
  },
})

/** A record that is here as a refused change foresaw it, until central was asked for it. */
export interface RecordToFetchRow { entity: string; id: string }
export const recordToFetchEntity = new EntitySchema<RecordToFetchRow>({
  name: 'record_to_fetch',
  tableName: 'record_to_fetch',
  columns: { entity: { type: 'text', primary: true }, id: { type: 'text', primary: true } },
})

/** Named values: cursor, device token, next sequence, running numbers, list version. */
export interface SettingRow { name: string; value: string }
export const settingEntity = new EntitySchema<SettingRow>({
  name: 'setting',
  tableName: 'setting',
  columns: { name: { type: 'text', primary: true }, value: { type: 'text' } },
})
export const syncEntities = [outboxEntity, heldChangeEntity, recordToFetchEntity, settingEntity]

/** Which change was made on which: told by what the records say, because versions counted here may be those of somebody else's save. */
import { isSameValue } from '#shared/domain/three-way.ts'
import type { OutboxRow } from '../database/entities/sync.ts'

/** @param saved a record as it was saved @param base what another change of it was made on; null = nobody knows */
export const isMadeOn = (saved: object, base: object | null): boolean => base !== null && isSameValue({ ...saved, version: 0 }, { ...base, version: 0 })

/** Whether a later save has its record as the earlier change foresaw it. */
export const isMadeOnForeseen = (earlier: Pick<OutboxRow, 'foreseen'>, later: Pick<OutboxRow, 'entity' | 'entityId' | 'base'>): boolean =>
  (earlier.foreseen ?? []).some(({ entity, id, record }) => entity === later.entity && id === later.entityId && isMadeOn(record, later.base))

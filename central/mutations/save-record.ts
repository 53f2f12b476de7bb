import type { HistoryEvent } from '#shared/contract/records.ts'
import type { RecordKind } from '../database/entities/record.ts'
import { lockRecord, storeRecord, type RecordBody, type StoredRecord } from '../sync/record-repository.ts'
import type { MutationContext } from './mutation-context.ts'
import { Rejection } from './rejection.ts'

/**
 * A save is good when it was made on the version central has. Also when only saves of the same desktop lie between:
 * it sends in order, so it made this one knowing them, although it could not know the versions central gave them.
 */
export function isMadeOnCurrent(previous: Pick<StoredRecord<RecordKind>, 'version' | 'lastDeviceId' | 'runBaseVersion'> | null, version: number, deviceId: string): boolean {
  if (previous === null) return version === 0
  if (version === previous.version) return true
  return previous.lastDeviceId === deviceId && version >= previous.runBaseVersion && version < previous.version
}

/**
 * Saves a whole record its author owns.
 * @param settle what central does not take from the desktop: fields that never change, its own history
 * @throws Rejection VERSION_CONFLICT, and what `settle` throws
 */
export async function saveRecord<K extends RecordKind>(
  context: MutationContext, kind: K, id: string, sent: RecordBody<K>, settle: (previous: RecordBody<K> | null) => RecordBody<K>,
): Promise<void> {
  const previous = await lockRecord(context.transaction, kind, id)
  if (!isMadeOnCurrent(previous, sent.version, context.deviceId)) throw new Rejection('VERSION_CONFLICT')
  await storeRecord(context.transaction, kind, id, previous, settle(previous?.body ?? null), context.deviceId)
}

/** Central's own history: what was stored, and one event for a change of state, signed with who really sent it. */
export function settledEvents(
  context: MutationContext, previous: { readonly state: string; readonly events: HistoryEvent[] } | null, sent: { readonly state: string; readonly events: HistoryEvent[] },
): HistoryEvent[] {
  const stored = previous?.events ?? []
  const from = previous?.state ?? null
  if (from === sent.state) return stored
  const last = sent.events.at(-1)
  const reason = last !== undefined && last.to === sent.state ? last.reason : null
  return [...stored, { at: context.occurredAt, staffId: context.staffId, deviceId: context.deviceId, from, to: sent.state, reason }]
}

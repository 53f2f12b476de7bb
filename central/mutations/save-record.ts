import type { HistoryEvent } from '#shared/contract/records.ts'
import type { RecordKind } from '../database/entities/record.ts'
import type { RecordBody, StoredRecord } from '../sync/record-repository.ts'
import type { RecordContext } from './mutation-context.ts'
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
  context: RecordContext, kind: K, id: string, sent: RecordBody<K>, settle: (previous: RecordBody<K> | null) => RecordBody<K>,
): Promise<void> {
  const previous = await context.records.lock(kind, id)
  if (!isMadeOnCurrent(previous, sent.version, context.deviceId)) throw new Rejection('VERSION_CONFLICT')
  await context.records.store(kind, id, previous, settle(previous?.body ?? null), context.deviceId)
}

type EventOf = Pick<HistoryEvent, 'from' | 'to' | 'reason'>
/** What was done without changing the state: filled in, given to somebody else. */
const isRemark = (event: EventOf): boolean => event.from === event.to
/** A save carries one; two where its reason needs the room, and those of saves that were refused before it. */
const mostNewRemarks = 10

/** By what they say, not by time: the clocks of two desktops differ, and what was refused may still stand in the list of one. */
function newRemarks(stored: readonly EventOf[], sent: readonly EventOf[]): EventOf[] {
  const known = stored.filter(isRemark)
  return sent.filter(isRemark).filter(({ to, reason }) => {
    const at = known.findIndex((event) => event.to === to && event.reason === reason)
    if (at >= 0) known.splice(at, 1)
    return at < 0
  })
}

/**
 * What was said of a step that somebody else has taken meanwhile, or in a state that somebody else has ended meanwhile: the words are kept
 * beside the state of now. Of states it has never been in nothing is kept.
 */
function wordsFromBefore(stored: readonly EventOf[], sent: readonly EventOf[], from: string, to: string): EventOf[] {
  const reached = new Set(stored.map((event) => event.to))
  return sent.filter((event) => event.reason !== null && stored.every(({ reason }) => reason !== event.reason))
    .filter((event) => (isRemark(event) ? event.to !== from && event.to !== to && reached.has(event.to) : from === to && event.to === to))
    .map(({ reason }) => ({ from, to: from, reason }))
}

/**
 * Central's own history: what was stored, the remarks the desktop has added to those, and one event for a change of state,
 * signed with who really sent it.
 */
export function settledEvents(
  context: RecordContext, previous: { readonly state: string; readonly events: HistoryEvent[] } | null, sent: { readonly state: string; readonly events: HistoryEvent[] },
): HistoryEvent[] {
  const stored = previous?.events ?? []
  const from = previous?.state ?? null
  const signed = ({ from: before, to, reason }: EventOf): HistoryEvent => ({ at: context.occurredAt, staffId: context.staffId, deviceId: context.deviceId, from: before, to, reason })
  const remarks = newRemarks(stored, sent.events).filter(({ to }) => to === from || to === sent.state)
  const added = [...(from === null ? [] : wordsFromBefore(stored, sent.events, from, sent.state)), ...remarks].slice(-mostNewRemarks)
  if (from === sent.state) return [...stored, ...added.map(signed)]
  const step = sent.events.findLast((event) => event.to === sent.state && !isRemark(event))
  return [
    ...stored, ...added.filter(({ to }) => to === from).map(signed),
    signed({ from, to: sent.state, reason: step?.reason ?? null }),
    ...added.filter(({ to }) => to === sent.state).map(signed),
  ]
}

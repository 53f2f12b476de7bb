/**
 * Records within a transaction: written at once, or held in memory and written together. Whoever settles a change sees the same
 * either way.
 */
import type { RecordKind } from '../database/entities/record.ts'
import type { Transaction } from '../database/open-database.ts'
import {
  findRecord, findRecords, lockRecord, lockRecords, lockRequestsOfVerifications, nextRecord, storeRecord, writeRecords, type IdentifiedRecord, type RecordBody,
  type StoredRecord,
} from './record-repository.ts'

export interface Records {
  readonly find: <K extends RecordKind>(kind: K, id: string) => Promise<StoredRecord<K> | null>
  /** Held until the transaction ends. */
  readonly lock: <K extends RecordKind>(kind: K, id: string) => Promise<StoredRecord<K> | null>
  /** Stores the next version. @param author the desktop whose save this is; null for central's own change */
  readonly store: <K extends RecordKind>(kind: K, id: string, previous: StoredRecord<K> | null, body: RecordBody<K>, author: string | null) => Promise<void>
  /** E-mail-change requests that wait for this verification, in the order of ids, held until the transaction ends. */
  readonly lockRequestsOf: (verificationId: string) => Promise<readonly IdentifiedRecord<'emailChangeRequest'>[]>
}

/** Every change is written when it is made. */
export const recordsAtOnce = (transaction: Transaction): Records => ({
  find: (kind, id) => findRecord(transaction, kind, id),
  lock: (kind, id) => lockRecord(transaction, kind, id),
  store: (kind, id, previous, body, author) => storeRecord(transaction, kind, id, previous, body, author),
  lockRequestsOf: (verificationId) => lockRequestsOfVerifications(transaction, [verificationId]),
})

export interface RecordName {
  readonly kind: RecordKind
  readonly id: string
}

/** What will be looked at, so that it is read in a few statements. What is not announced is read when it is asked for. */
export interface Announced {
  readonly locks: readonly RecordName[]
  readonly reads: readonly RecordName[]
  /** Verifications whose waiting requests will move. */
  readonly verificationIds: readonly string[]
}

export interface HeldRecords extends Records {
  /** Reads and locks what is not held yet: kind by kind in one order for everybody, ids in order. */
  readonly hold: (announced: Announced) => Promise<void>
  /** From here on until the next `begin` changes can be undone. */
  readonly begin: () => void
  readonly undo: () => void
  /** Order numbers of the changes to be written. */
  readonly pending: () => number[]
  /** Writes what has changed. @param places in the feed, by order number */
  readonly flush: (places: ReadonlyMap<number, number>) => Promise<void>
  /** After somebody else has written records in this transaction. Only after `flush`. */
  readonly forget: () => void
}

/** A verification comes before the requests that move with it. */
const lockOrder: readonly RecordKind[] = [
  'call', 'lot', 'postingSlip', 'mailDay', 'deputy', 'verification', 'callback', 'emailChangeRequest', 'provisionalCodeRequest',
]

interface Held {
  readonly kind: RecordKind
  readonly id: string
  readonly record: StoredRecord<RecordKind> | null
  readonly isInTable: boolean
  /** Place among the changes; null = as in the table. */
  readonly changedAs: number | null
}

const keyOf = (kind: RecordKind, id: string): string => `${kind} ${id.toLowerCase()}`

/**
 * Changes stay in memory until `flush`; several of one record are written as one, with the version the last of them has.
 * @param order counts the changes of the transaction
 */
export function heldRecords(transaction: Transaction, order: () => number): HeldRecords {
  const held = new Map<string, Held>()
  const seen = new Map<string, StoredRecord<RecordKind> | null>()
  const asked = new Set<string>()
  let before = new Map<string, Held | undefined>()

  const take = (kind: RecordKind, { id, record }: IdentifiedRecord<RecordKind>) => {
    if (!held.has(keyOf(kind, id))) held.set(keyOf(kind, id), { kind, id, record, isInTable: true, changedAs: null })
  }
  const holdKind = async (kind: RecordKind, ids: readonly string[]) => {
    const missing = [...new Set(ids.map((id) => id.toLowerCase()))].filter((id) => !held.has(keyOf(kind, id)))
    if (missing.length === 0) return
    for (const found of await lockRecords(transaction, kind, missing)) take(kind, found)
    for (const id of missing) if (!held.has(keyOf(kind, id))) held.set(keyOf(kind, id), { kind, id, record: null, isInTable: false, changedAs: null })
  }
  const seeKind = async (kind: RecordKind, ids: readonly string[]) => {
    const missing = [...new Set(ids.map((id) => id.toLowerCase()))].filter((id) => !held.has(keyOf(kind, id)) && !seen.has(keyOf(kind, id)))
    if (missing.length === 0) return
    for (const id of missing) seen.set(keyOf(kind, id), null)
    for (const { id, record } of await findRecords(transaction, kind, missing)) seen.set(keyOf(kind, id), record)
  }
  const holdRequestsOf = async (verificationIds: readonly string[]) => {
    const unasked = [...new Set(verificationIds)].filter((verificationId) => !asked.has(verificationId))
    if (unasked.length === 0) return
    for (const verificationId of unasked) asked.add(verificationId)
    for (const request of await lockRequestsOfVerifications(transaction, unasked)) take('emailChangeRequest', request)
  }
  const idsOf = (names: readonly RecordName[], kind: RecordKind): string[] => names.filter((name) => name.kind === kind).map(({ id }) => id)

  return {
    find: async <K extends RecordKind>(kind: K, id: string) => {
      await seeKind(kind, [id])
      const one = held.get(keyOf(kind, id))
      return (one === undefined ? seen.get(keyOf(kind, id)) ?? null : one.record) as StoredRecord<K> | null
    },
    lock: async <K extends RecordKind>(kind: K, id: string) => {
      await holdKind(kind, [id])
      return (held.get(keyOf(kind, id))?.record ?? null) as StoredRecord<K> | null
    },
    store: (kind, id, previous, body, author) => {
      const key = keyOf(kind, id)
      const old = held.get(key)
      if (!before.has(key)) before.set(key, old)
      held.set(key, { kind, id, record: nextRecord(previous, body, author), isInTable: old?.isInTable ?? false, changedAs: order() })
      return Promise.resolve()
    },
    lockRequestsOf: async (verificationId) => {
      await holdRequestsOf([verificationId])
      const waiting: IdentifiedRecord<'emailChangeRequest'>[] = []
      for (const { kind, id, record } of held.values()) {
        if (kind !== 'emailChangeRequest' || record === null) continue
        const request = record as StoredRecord<'emailChangeRequest'>
        if (request.body.verificationId === verificationId && request.body.state === 'received') waiting.push({ id, record: request })
      }
      return waiting.sort((left, right) => (left.id.toLowerCase() < right.id.toLowerCase() ? -1 : 1))
    },
    hold: async ({ locks, reads, verificationIds }) => {
      for (const kind of lockOrder) await holdKind(kind, idsOf(locks, kind))
      await holdRequestsOf(verificationIds)
      for (const kind of lockOrder) await seeKind(kind, idsOf(reads, kind))
    },
    begin: () => {
      before = new Map()
    },
    undo: () => {
      for (const [key, old] of before) {
        if (old === undefined) held.delete(key)
        else held.set(key, old)
      }
      before = new Map()
    },
    pending: () => [...held.values()].flatMap(({ changedAs }) => changedAs ?? []),
    flush: async (places) => {
      const changed = [...held.values()].filter((one) => one.changedAs !== null)
      await writeRecords(transaction, changed.flatMap(({ kind, id, record, isInTable, changedAs }) =>
        record === null ? [] : [{ kind, id, record, position: places.get(changedAs ?? 0) ?? 0, ...(!isInTable && { madeBy: record.lastDeviceId }) }]))
      for (const one of changed) held.set(keyOf(one.kind, one.id), { ...one, isInTable: true, changedAs: null })
    },
    forget: () => {
      held.clear()
      seen.clear()
      asked.clear()
      before = new Map()
    },
  }
}

/** Records of cases of every kind, by what the index found. */
import { In, type EntityManager } from 'typeorm'
import type { CaseKind } from '#shared/contract/desktop/case-procedures.ts'
import type { CaseRecords } from '../database/case-index.ts'
import { callbacks, calls, emailChangeRequests, notices, provisionalCodeRequests } from '../database/record-repository.ts'

/** One case: its kind and its record. */
export type Case = { [K in CaseKind]: { readonly kind: K; readonly record: CaseRecords[K] } }[CaseKind]

const readers: { readonly [K in CaseKind]: (manager: EntityManager, ids: string[]) => Promise<[string, CaseRecords[K]][]> } = {
  call: async (manager, ids) => (await calls.list(manager, { where: { id: In(ids) } })).map((record) => [record.callId, record]),
  notice: async (manager, ids) => (await notices.list(manager, { where: { id: In(ids) } })).map((record) => [record.noticeId, record]),
  emailChange: async (manager, ids) => (await emailChangeRequests.list(manager, { where: { id: In(ids) } })).map((record) => [record.requestId, record]),
  provisionalCode: async (manager, ids) => (await provisionalCodeRequests.list(manager, { where: { id: In(ids) } })).map((record) => [record.requestId, record]),
  callback: async (manager, ids) => (await callbacks.list(manager, { where: { id: In(ids) } })).map((record) => [record.callbackId, record]),
}

const kinds = Object.keys(readers) as CaseKind[]

/** In the order asked for; what is not there is left out. */
export const casesOf = async (manager: EntityManager, found: readonly { readonly kind: CaseKind; readonly id: string }[]): Promise<Case[]> => {
  const known = new Map<string, Case>()
  for (const kind of kinds) {
    const ids = found.filter((one) => one.kind === kind).map(({ id }) => id)
    if (ids.length === 0) continue
    for (const [id, record] of await readers[kind](manager, ids)) known.set(`${kind} ${id}`, { kind, record } as Case)
  }
  return found.flatMap(({ kind, id }) => known.get(`${kind} ${id}`) ?? [])
}

/** Callers of these calls, by the id of the call. */
export const callersOf = async (manager: EntityManager, callIds: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map(callIds.length === 0 ? [] : (await calls.list(manager, { where: { id: In([...new Set(callIds)]) } })).map((call) => [call.callId, call.callerName]))

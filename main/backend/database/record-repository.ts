/** Typed reading and writing of the records of the contract: parsed on the way out, so a damaged row is noticed. */
import type { EntityManager, EntitySchema, FindOptionsWhere, FindOptionsOrder } from 'typeorm'
import type { z } from 'zod'
import type { CaseKind } from '#shared/contract/desktop/case-procedures.ts'
import {
  callbackRecord, callRecord, deputyRecord, emailChangeRequestRecord, lotRecord, mailDayRecord, noticeRecord, officeDocumentRecord, postingSlipRecord, provisionalCodeRequestRecord,
  securityAlertRecord, verificationRecord,
  type CallbackRecord, type CallRecord, type DeputyRecord, type EmailChangeRequestRecord, type LotRecord, type MailDayRecord, type NoticeRecord, type OfficeDocumentRecord, type PostingSlipRecord,
  type ProvisionalCodeRequestRecord, type SecurityAlertRecord, type VerificationRecord,
} from '#shared/contract/records.ts'
import { caseEntry, type CaseEntry, type CaseRecords } from './case-index.ts'
import { dropCase, indexCases, type Runner } from './case-index-repository.ts'
import type { RecordRow } from './entities/record-entity.ts'
import {
  callbackEntity, callEntity, deputyEntity, emailChangeRequestEntity, lotEntity, mailDayEntity, noticeEntity, officeDocumentEntity, postingSlipEntity, provisionalCodeRequestEntity,
  securityAlertEntity, verificationEntity,
  type CallbackRow, type CallRow, type DeputyRow, type EmailChangeRequestRow, type LotRow, type MailDayRow, type NoticeRow, type OfficeDocumentRow, type PostingSlipRow,
  type ProvisionalCodeRequestRow, type SecurityAlertRow, type VerificationRow,
} from './entities/records.ts'

export interface ListOptions<Row> {
  readonly where?: FindOptionsWhere<Row> | FindOptionsWhere<Row>[]
  readonly order?: FindOptionsOrder<Row>
  readonly limit?: number
}

export interface RecordRepository<Value, Row> {
  get(manager: EntityManager, id: string): Promise<Value | null>
  list(manager: EntityManager, options: ListOptions<Row>): Promise<Value[]>
  /** @param runner the manager of a transaction, or its raw statements where there are many */
  save(runner: Runner, value: Value): Promise<void>
  /** The row alone; what it is found by is to follow in the same transaction (indexCases). */
  store(runner: Runner, value: Value): Promise<void>
  /** What it is found by among the cases; null = it is no case. */
  entryOf(value: Value): CaseEntry | null
  /** Takes away what central never had. */
  remove(manager: EntityManager, id: string): Promise<void>
}

const upsertInto = (table: string, columns: readonly string[]): string => {
  const names = columns.map((column) => `"${column}"`)
  const changes = names.filter((name) => name !== '"id"').map((name) => `${name} = excluded.${name}`)
  return `INSERT INTO "${table}" (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')}) ON CONFLICT (id) DO UPDATE SET ${changes.join(', ')}`
}

const repository = <Value extends { version: number }, Row extends RecordRow>(
  entity: EntitySchema<Row>,
  schema: z.ZodType<Value>,
  columnsOf: (value: Value) => Omit<Row, 'version' | 'body'>,
  /** As which case it is found, and by what. */
  found: { readonly kind: CaseKind; readonly entryOf: (value: Value) => CaseEntry } | null = null,
): RecordRepository<Value, Row> => {
  // Written out once, not built for every row.
  let upsert: string | null = null
  const store = async (runner: Runner, value: Value) => {
    const row = { ...columnsOf(value), version: value.version, body: JSON.stringify(value) }
    upsert ??= upsertInto(entity.options.name, Object.keys(row))
    await runner.query(upsert, Object.values(row))
  }
  return {
    get: async (manager, id) => {
      const row = await manager.findOneBy(entity, { id } as FindOptionsWhere<Row>)
      return row === null ? null : schema.parse(row.body)
    },
    list: async (manager, { where, order, limit }) => {
      const rows = await manager.find(entity, { ...(where && { where }), ...(order && { order }), ...(limit !== undefined && { take: limit }) })
      return rows.map((row) => schema.parse(row.body))
    },
    store,
    entryOf: (value) => found?.entryOf(value) ?? null,
    save: async (runner, value) => {
      await store(runner, value)
      if (found !== null) await indexCases(runner, [found.entryOf(value)], async () => await Promise.resolve())
    },
    remove: async (manager, id) => {
      await manager.delete(entity, { id } as FindOptionsWhere<Row>)
      if (found !== null) await dropCase(manager, found.kind, id)
    },
  }
}

const asCase = <K extends CaseKind>(kind: K) => ({ kind, entryOf: (value: CaseRecords[K]) => caseEntry(kind, value) })

export const calls = repository<CallRecord, CallRow>(callEntity, callRecord, (call) => ({
  id: call.callId, operatorId: call.operatorId, startedAt: call.startedAt, endedAt: call.endedAt,
}), asCase('call'))
export const verifications = repository<VerificationRecord, VerificationRow>(verificationEntity, verificationRecord, (verification) => ({
  id: verification.verificationId, callId: verification.callId, facilityCode: verification.facilityCode,
  outcome: verification.outcome, performedAt: verification.performedAt,
}))
export const notices = repository<NoticeRecord, NoticeRow>(noticeEntity, noticeRecord, (notice) => ({
  id: notice.noticeId, facilityCode: notice.facilityCode, state: notice.state, requestedAt: notice.requestedAt,
  lotId: notice.lotId, pieceId: notice.pieceId, trackingNumber: notice.trackingNumber, postedOn: notice.postedOn, followUp: notice.followUp,
}), asCase('notice'))
export const lots = repository<LotRecord, LotRow>(lotEntity, lotRecord, (lot) => ({ id: lot.lotId, state: lot.state, startedAt: lot.startedAt }))
export const postingSlips = repository<PostingSlipRecord, PostingSlipRow>(postingSlipEntity, postingSlipRecord, (slip) => ({ id: slip.slipId, postedOn: slip.postedOn }))
export const mailDays = repository<MailDayRecord, MailDayRow>(mailDayEntity, mailDayRecord, (day) => ({ id: day.dayId, date: day.date }))
export const officeDocuments = repository<OfficeDocumentRecord, OfficeDocumentRow>(officeDocumentEntity, officeDocumentRecord, (document) => ({
  id: document.documentId, kind: document.kind, name: document.name, state: document.state, proposedAt: document.proposedAt,
}))
export const securityAlerts = repository<SecurityAlertRecord, SecurityAlertRow>(securityAlertEntity, securityAlertRecord, (alert) => ({
  id: alert.alertId, raisedAt: alert.raisedAt, resolvedAt: alert.resolvedAt,
}))
export const callbacks = repository<CallbackRecord, CallbackRow>(callbackEntity, callbackRecord, (callback) => ({
  id: callback.callbackId, state: callback.state, dueAt: callback.dueAt, facilityCode: callback.facilityCode, verificationId: callback.verificationId,
}), asCase('callback'))
export const deputies = repository<DeputyRecord, DeputyRow>(deputyEntity, deputyRecord, (deputy) => ({ id: deputy.deputyId, staffId: deputy.staffId, until: deputy.until }))
export const emailChangeRequests = repository<EmailChangeRequestRecord, EmailChangeRequestRow>(emailChangeRequestEntity, emailChangeRequestRecord, (request) => ({
  id: request.requestId, facilityCode: request.facilityCode, state: request.state, requestedAt: request.requestedAt,
}), asCase('emailChange'))
export const provisionalCodeRequests = repository<ProvisionalCodeRequestRecord, ProvisionalCodeRequestRow>(
  provisionalCodeRequestEntity, provisionalCodeRequestRecord,
  (request) => ({ id: request.requestId, state: request.state, requestedAt: request.requestedAt }),
  asCase('provisionalCode'))

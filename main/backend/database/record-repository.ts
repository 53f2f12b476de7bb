/** Typed reading and writing of the records of the contract: parsed on the way out, so a damaged row is noticed. */
import type { EntityManager, EntitySchema, FindOptionsWhere, FindOptionsOrder } from 'typeorm'
import type { z } from 'zod'
import {
  callRecord, emailChangeRequestRecord, lotRecord, mailDayRecord, noticeRecord, officeDocumentRecord, postingSlipRecord, provisionalCodeRequestRecord,
  securityAlertRecord, verificationRecord,
  type CallRecord, type EmailChangeRequestRecord, type LotRecord, type MailDayRecord, type NoticeRecord, type OfficeDocumentRecord, type PostingSlipRecord,
  type ProvisionalCodeRequestRecord, type SecurityAlertRecord, type VerificationRecord,
} from '#shared/contract/records.ts'
import type { RecordRow } from './entities/record-entity.ts'
import {
  callEntity, emailChangeRequestEntity, lotEntity, mailDayEntity, noticeEntity, officeDocumentEntity, postingSlipEntity, provisionalCodeRequestEntity,
  securityAlertEntity, verificationEntity,
  type CallRow, type EmailChangeRequestRow, type LotRow, type MailDayRow, type NoticeRow, type OfficeDocumentRow, type PostingSlipRow,
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
  save(manager: EntityManager, value: Value): Promise<void>
}

const repository = <Value extends { version: number }, Row extends RecordRow>(
  entity: EntitySchema<Row>,
  schema: z.ZodType<Value>,
  columnsOf: (value: Value) => Omit<Row, 'version' | 'body'>,
): RecordRepository<Value, Row> => ({
  get: async (manager, id) => {
    const row = await manager.findOneBy(entity, { id } as FindOptionsWhere<Row>)
    return row === null ? null : schema.parse(row.body)
  },
  list: async (manager, { where, order, limit }) => {
    const rows = await manager.find(entity, { ...(where && { where }), ...(order && { order }), ...(limit !== undefined && { take: limit }) })
    return rows.map((row) => schema.parse(row.body))
  },
  save: async (manager, value) => {
    await manager.upsert(entity, { ...columnsOf(value), version: value.version, body: value } as never, ['id'])
  },
})

export const calls = repository<CallRecord, CallRow>(callEntity, callRecord, (call) => ({
  id: call.callId, operatorId: call.operatorId, startedAt: call.startedAt, endedAt: call.endedAt,
}))
export const verifications = repository<VerificationRecord, VerificationRow>(verificationEntity, verificationRecord, (verification) => ({
  id: verification.verificationId, callId: verification.callId, facilityCode: verification.facilityCode,
  outcome: verification.outcome, performedAt: verification.performedAt,
}))
export const notices = repository<NoticeRecord, NoticeRow>(noticeEntity, noticeRecord, (notice) => ({
  id: notice.noticeId, facilityCode: notice.facilityCode, state: notice.state, requestedAt: notice.requestedAt,
  lotId: notice.lotId, pieceId: notice.pieceId, trackingNumber: notice.trackingNumber, postedOn: notice.postedOn, followUp: notice.followUp,
}))
export const lots = repository<LotRecord, LotRow>(lotEntity, lotRecord, (lot) => ({ id: lot.lotId, state: lot.state, startedAt: lot.startedAt }))
export const postingSlips = repository<PostingSlipRecord, PostingSlipRow>(postingSlipEntity, postingSlipRecord, (slip) => ({ id: slip.slipId, postedOn: slip.postedOn }))
export const mailDays = repository<MailDayRecord, MailDayRow>(mailDayEntity, mailDayRecord, (day) => ({ id: day.dayId, date: day.date }))
export const officeDocuments = repository<OfficeDocumentRecord, OfficeDocumentRow>(officeDocumentEntity, officeDocumentRecord, (document) => ({
  id: document.documentId, kind: document.kind, state: document.state, proposedAt: document.proposedAt,
}))
export const securityAlerts = repository<SecurityAlertRecord, SecurityAlertRow>(securityAlertEntity, securityAlertRecord, (alert) => ({
  id: alert.alertId, raisedAt: alert.raisedAt, resolvedAt: alert.resolvedAt,
}))
export const emailChangeRequests = repository<EmailChangeRequestRecord, EmailChangeRequestRow>(emailChangeRequestEntity, emailChangeRequestRecord, (request) => ({
  id: request.requestId, facilityCode: request.facilityCode, state: request.state, requestedAt: request.requestedAt,
}))
export const provisionalCodeRequests = repository<ProvisionalCodeRequestRecord, ProvisionalCodeRequestRow>(
  provisionalCodeRequestEntity, provisionalCodeRequestRecord,
  (request) => ({ id: request.requestId, state: request.state, requestedAt: request.requestedAt }),
)

/** Calls, verifications, notices, lots, what the mailroom hands over and closes, documents of the office, alerts, requests. */
import { recordEntity, type RecordRow } from './record-entity.ts'

const text = { type: 'text' as const }
const optionalText = { type: 'text' as const, nullable: true }

export interface CallRow extends RecordRow { operatorId: string; startedAt: string; endedAt: string | null }
export const callEntity = recordEntity<CallRow>('call', { operatorId: text, startedAt: text, endedAt: optionalText }, [['operatorId', 'endedAt'], ['startedAt']])

export interface VerificationRow extends RecordRow { callId: string; facilityCode: string; outcome: string; performedAt: string }
export const verificationEntity = recordEntity<VerificationRow>('verification', { callId: text, facilityCode: text, outcome: text, performedAt: text }, [['outcome'], ['callId'], ['facilityCode', 'performedAt'], ['performedAt']])

export interface NoticeRow extends RecordRow { facilityCode: string; state: string; requestedAt: string; lotId: string | null; pieceId: string | null; trackingNumber: string | null; postedOn: string | null; followUp: string | null }
export const noticeEntity = recordEntity<NoticeRow>('notice', { facilityCode: text, state: text, requestedAt: text, lotId: optionalText, pieceId: optionalText, trackingNumber: optionalText, postedOn: optionalText, followUp: optionalText }, [['facilityCode', 'state'], ['state', 'requestedAt'], ['lotId'], ['pieceId'], ['trackingNumber'], ['postedOn'], ['followUp']])

export interface LotRow extends RecordRow { state: string; startedAt: string }
export const lotEntity = recordEntity<LotRow>('lot', { state: text, startedAt: text }, [['state']])

export interface PostingSlipRow extends RecordRow { postedOn: string }
export const postingSlipEntity = recordEntity<PostingSlipRow>('posting_slip', { postedOn: text }, [['postedOn']])

export interface MailDayRow extends RecordRow { date: string }
export const mailDayEntity = recordEntity<MailDayRow>('mail_day', { date: text }, [['date']])

export interface OfficeDocumentRow extends RecordRow { kind: string; name: string; state: string; proposedAt: string }
export const officeDocumentEntity = recordEntity<OfficeDocumentRow>('office_document', { kind: text, name: text, state: text, proposedAt: text }, [['kind', 'name', 'state']])

export interface SecurityAlertRow extends RecordRow { raisedAt: string; resolvedAt: string | null }
export const securityAlertEntity = recordEntity<SecurityAlertRow>('security_alert', { raisedAt: text, resolvedAt: optionalText }, [['resolvedAt']])

export interface EmailChangeRequestRow extends RecordRow { facilityCode: string; state: string; requestedAt: string }
export const emailChangeRequestEntity = recordEntity<EmailChangeRequestRow>('email_change_request', { facilityCode: text, state: text, requestedAt: text }, [['facilityCode'], ['requestedAt']])

export interface ProvisionalCodeRequestRow extends RecordRow { state: string; requestedAt: string }
export const provisionalCodeRequestEntity = recordEntity<ProvisionalCodeRequestRow>('provisional_code_request', { state: text, requestedAt: text }, [['requestedAt']])

export interface CallbackRow extends RecordRow { state: string; dueAt: string; facilityCode: string | null; verificationId: string | null }
export const callbackEntity = recordEntity<CallbackRow>('callback', { state: text, dueAt: text, facilityCode: optionalText, verificationId: optionalText }, [['state', 'dueAt'], ['facilityCode'], ['verificationId']])

export interface DeputyRow extends RecordRow { staffId: string; until: string }
export const deputyEntity = recordEntity<DeputyRow>('deputy', { staffId: text, until: text }, [['until']])

export const recordEntities = [
  callEntity, verificationEntity, noticeEntity, lotEntity, postingSlipEntity, mailDayEntity, officeDocumentEntity, securityAlertEntity,
  emailChangeRequestEntity, provisionalCodeRequestEntity, callbackEntity, deputyEntity,
]

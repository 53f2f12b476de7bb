/** Calls, verifications, notices, lots and requests. */
import { recordEntity, type RecordRow } from './record-entity.ts'

const text = { type: 'text' as const }
const optionalText = { type: 'text' as const, nullable: true }

export interface CallRow extends RecordRow { operatorId: string; startedAt: string; endedAt: string | null }
export const callEntity = recordEntity<CallRow>('call', { operatorId: text, startedAt: text, endedAt: optionalText }, [['operatorId', 'endedAt'], ['startedAt']])

export interface VerificationRow extends RecordRow { callId: string; facilityCode: string; outcome: string; performedAt: string }
export const verificationEntity = recordEntity<VerificationRow>('verification', { callId: text, facilityCode: text, outcome: text, performedAt: text }, [['outcome'], ['callId']])

export interface NoticeRow extends RecordRow { facilityCode: string; state: string; requestedAt: string; lotId: string | null; pieceId: string | null }
export const noticeEntity = recordEntity<NoticeRow>('notice', { facilityCode: text, state: text, requestedAt: text, lotId: optionalText, pieceId: optionalText }, [['facilityCode', 'state'], ['state', 'requestedAt'], ['lotId'], ['pieceId']])

export interface LotRow extends RecordRow { state: string; startedAt: string }
export const lotEntity = recordEntity<LotRow>('lot', { state: text, startedAt: text }, [['state']])

export interface EmailChangeRequestRow extends RecordRow { facilityCode: string; state: string; requestedAt: string }
export const emailChangeRequestEntity = recordEntity<EmailChangeRequestRow>('email_change_request', { facilityCode: text, state: text, requestedAt: text }, [['facilityCode'], ['requestedAt']])

export interface ProvisionalCodeRequestRow extends RecordRow { state: string; requestedAt: string }
export const provisionalCodeRequestEntity = recordEntity<ProvisionalCodeRequestRow>('provisional_code_request', { state: text, requestedAt: text }, [['requestedAt']])

export const recordEntities = [callEntity, verificationEntity, noticeEntity, lotEntity, emailChangeRequestEntity, provisionalCodeRequestEntity]

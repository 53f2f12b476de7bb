import { EntitySchema } from 'typeorm'
import type { FacilitySnapshot, NoticeRecord } from '#shared/contract/records.ts'
import { boolean, integer, json, nullable, primary, text, time, uuid } from './columns.ts'

/** The record of the contract without its events, and what never leaves central: the password's verifier. */
export interface NoticeRow extends Omit<NoticeRecord, 'events' | 'redeemedAt' | 'facility'> {
  facility: FacilitySnapshot
  redeemedAt: Date | null
  issuingSince: Date | null
  passwordVerifier: string | null
}
export const noticeEntity = new EntitySchema<NoticeRow>({
  name: 'notice',
  tableName: 'notice',
  columns: {
    noticeId: uuid('notice_id', primary), version: integer('version'), noticeNumber: text('notice_number'), facilityCode: text('facility_code'),
    facility: json('facility'), reason: text('reason'), overrideReason: text('override_reason', nullable), state: text('state'), callId: uuid('call_id'), verificationId: uuid('verification_id'),
    requestedBy: text('requested_by'), requestedAt: text('requested_at'), approvedBy: text('approved_by', nullable),
    postageClass: text('postage_class'), cases: json('cases'), joinedTo: uuid('joined_to', nullable), replaces: uuid('replaces', nullable), lotId: uuid('lot_id', nullable),
    pieceId: text('piece_id', nullable), template: json('template', nullable), validUntil: text('valid_until', nullable), trackingNumber: text('tracking_number', nullable),
    postedOn: text('posted_on', nullable), redeemedAt: time('redeemed_at', nullable), issuingSince: time('issuing_since', nullable),
    returned: json('returned', nullable), destroyed: json('destroyed', nullable), followUp: text('follow_up', nullable),
    needsSecondNumber: boolean('needs_second_number'), passwordVerifier: text('password_verifier', nullable),
  },
})

export interface NoticeEventRow {
  noticeId: string
  position: number
  at: string
  staffId: string | null
  deviceId: string | null
  fromState: string | null
  toState: string
  reason: string | null
}
export const noticeEventEntity = new EntitySchema<NoticeEventRow>({
  name: 'noticeEvent',
  tableName: 'notice_event',
  columns: {
    noticeId: uuid('notice_id', primary), position: integer('position', primary), at: text('at'), staffId: text('staff_id', nullable),
    deviceId: uuid('device_id', nullable), fromState: text('from_state', nullable), toState: text('to_state'), reason: text('reason', nullable),
  },
})

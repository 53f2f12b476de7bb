import { EntitySchema } from 'typeorm'
import { integer, json, nullable, primary, uuid } from './columns.ts'

/** A record a desktop owns and saves whole. `body` is the contract's shape; its version is the row's. */
export interface RecordRow {
  id: string
  version: number
  body: object
  /** Null: central made it. */
  createdByDevice: string | null
  lastDeviceId: string | null
  /** Version before the unbroken run of saves by `lastDeviceId`. */
  runBaseVersion: number
  /** Letter an e-mail-change request waits for. */
  noticeId: string | null
}

const recordTable = (name: string, tableName: string) => new EntitySchema<RecordRow>({
  name,
  tableName,
  columns: {
    id: uuid('id', primary), version: integer('version'), body: json('body'), createdByDevice: uuid('created_by_device', nullable),
    lastDeviceId: uuid('last_device_id', nullable), runBaseVersion: integer('run_base_version'), noticeId: uuid('notice_id', nullable),
  },
})

export const recordEntities = {
  call: recordTable('call', 'call'),
  verification: recordTable('verification', 'verification'),
  lot: recordTable('lot', 'lot'),
  postingSlip: recordTable('postingSlip', 'posting_slip'),
  mailDay: recordTable('mailDay', 'mail_day'),
  emailChangeRequest: recordTable('emailChangeRequest', 'email_change_request'),
  callback: recordTable('callback', 'callback'),
  deputy: recordTable('deputy', 'deputy'),
  provisionalCodeRequest: recordTable('provisionalCodeRequest', 'provisional_code_request'),
} as const
export type RecordKind = keyof typeof recordEntities

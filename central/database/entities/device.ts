import { EntitySchema } from 'typeorm'
import { bigint, integer, nullable, primary, text, time, uuid } from './columns.ts'

export interface DeviceRow {
  deviceId: string
  deviceNumber: number
  name: string
  tokenHash: string
  enrolledAt: Date
  revokedAt: Date | null
  /** End of this desktop's audit chain as far as central has it. */
  auditPosition: number
  auditHash: string
  /** Where it began: the end of the earlier enrolment of the same desktop, or the beginning of a chain. */
  auditStartPosition: number
  auditStartHash: string
}
export const deviceEntity = new EntitySchema<DeviceRow>({
  name: 'device',
  tableName: 'device',
  columns: {
    deviceId: uuid('device_id', primary), deviceNumber: integer('device_number'), name: text('name'), tokenHash: text('token_hash'),
    enrolledAt: time('enrolled_at'), revokedAt: time('revoked_at', nullable), auditPosition: bigint('audit_position'), auditHash: text('audit_hash'),
    auditStartPosition: bigint('audit_start_position'), auditStartHash: text('audit_start_hash'),
  },
})

export interface EnrolmentCodeRow {
  codeHash: string
  createdAt: Date
  expiresAt: Date
  usedAt: Date | null
}
export const enrolmentCodeEntity = new EntitySchema<EnrolmentCodeRow>({
  name: 'enrolmentCode',
  tableName: 'enrolment_code',
  columns: { codeHash: text('code_hash', primary), createdAt: time('created_at'), expiresAt: time('expires_at'), usedAt: time('used_at', nullable) },
})

export interface PortalCredentialRow {
  credentialId: string
  tokenHash: string
  createdAt: Date
  revokedAt: Date | null
}
export const portalCredentialEntity = new EntitySchema<PortalCredentialRow>({
  name: 'portalCredential',
  tableName: 'portal_credential',
  columns: { credentialId: uuid('credential_id', primary), tokenHash: text('token_hash'), createdAt: time('created_at'), revokedAt: time('revoked_at', nullable) },
})

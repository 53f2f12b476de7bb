/** People, their last sign-in on this desktop, the audit chain. */
import { EntitySchema } from 'typeorm'
import type { Role } from '#shared/contract/records.ts'

export interface StaffRow {
  staffId: string
  displayName: string
  role: Role
  isActive: boolean
  /** Argon2id of the password of the last online sign-in here: lets the person sign in while central is away. */
  offlineVerifier: string | null
  lastOnlineAt: string | null
  /** Central's session of that sign-in: changes made offline name it. */
  lastSessionId: string | null
}
export const staffEntity = new EntitySchema<StaffRow>({
  name: 'staff',
  tableName: 'staff',
  columns: {
    staffId: { type: 'text', primary: true },
    displayName: { type: 'text' },
    role: { type: 'text' },
    isActive: { type: 'boolean' },
    offlineVerifier: { type: 'text', nullable: true },
    lastOnlineAt: { type: 'text', nullable: true },
    lastSessionId: { type: 'text', nullable: true },
  },
})

export interface AuditRow {
  position: number
  at: string
  staffId: string | null
  action: string
  subject: string | null
  outcome: 'done' | 'refused' | 'failed'
  previousHash: string
  hash: string
  isSent: boolean
}
export const auditEntity = new EntitySchema<AuditRow>({
  name: 'audit_entry',
  tableName: 'audit_entry',
  columns: {
    position: { type: 'integer', primary: true },
    at: { type: 'text' },
    staffId: { type: 'text', nullable: true },
    action: { type: 'text' },
    subject: { type: 'text', nullable: true },
    outcome: { type: 'text' },
    previousHash: { type: 'text' },
    hash: { type: 'text' },
    isSent: { type: 'boolean' },
  },
  indices: [{ name: 'audit_entry_by_sent', columns: ['isSent'] }],
})

export interface PortalAccountRow { facilityCode: string; state: string; version: number }
export const portalAccountEntity = new EntitySchema<PortalAccountRow>({
  name: 'portal_account',
  tableName: 'portal_account',
  columns: { facilityCode: { type: 'text', primary: true }, state: { type: 'text' }, version: { type: 'integer' } },
})

/** A piece of a lot on this desk: its sheet, and why it was left out where it was. */
export interface LotPieceRow { lotId: string; noticeId: string; sheetNumber: number; pieceId: string | null; refusal: string | null }
export const lotPieceEntity = new EntitySchema<LotPieceRow>({
  name: 'lot_piece',
  tableName: 'lot_piece',
  columns: {
    lotId: { type: 'text', primary: true },
    noticeId: { type: 'text', primary: true },
    sheetNumber: { type: 'integer' },
    pieceId: { type: 'text', nullable: true },
    refusal: { type: 'text', nullable: true },
  },
})

/** Running lot of this desk: the code of its challenge sheet and the session it was started in. */
export interface LotSecretRow { lotId: string; challengeCode: string; sessionId: string; attempts: number }
export const lotSecretEntity = new EntitySchema<LotSecretRow>({
  name: 'lot_secret',
  tableName: 'lot_secret',
  columns: {
    lotId: { type: 'text', primary: true },
    challengeCode: { type: 'text' },
    sessionId: { type: 'text' },
    attempts: { type: 'integer' },
  },
})
export const staffEntities = [staffEntity, auditEntity, portalAccountEntity, lotPieceEntity, lotSecretEntity]

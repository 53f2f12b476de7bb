import { EntitySchema } from 'typeorm'
import type { AuditEntry } from '#shared/contract/records.ts'
import type { SecurityAlertKind } from '#shared/domain/security-alerts.ts'
import { bigint, integer, json, nullable, primary, text, time, uuid } from './columns.ts'

export interface MutationLogRow {
  deviceId: string
  sequence: number
  mutationId: string
  type: string
  contentHash: string
  outcome: 'applied' | 'rejected' | 'deferred'
  code: string | null
  /** Kept where a person's text would else be lost: rejected and deferred ones. */
  envelope: Record<string, unknown> | null
  receivedAt: Date
}
export const mutationLogEntity = new EntitySchema<MutationLogRow>({
  name: 'mutationLog',
  tableName: 'mutation_log',
  columns: {
    deviceId: uuid('device_id', primary), sequence: bigint('sequence', primary), mutationId: uuid('mutation_id'), type: text('type'),
    contentHash: text('content_hash'), outcome: text('outcome'), code: text('code', nullable), envelope: json('envelope', nullable), receivedAt: time('received_at'),
  },
})

export interface AuditRow extends AuditEntry {
  deviceId: string
}
export const auditEntity = new EntitySchema<AuditRow>({
  name: 'auditEntry',
  tableName: 'audit_entry',
  columns: {
    deviceId: uuid('device_id', primary), position: bigint('position', primary), at: text('at'), staffId: text('staff_id', nullable), action: text('action'),
    subject: text('subject', nullable), outcome: text('outcome'), previousHash: text('previous_hash'), hash: text('hash'),
  },
})

export interface SecurityAlertRow {
  alertId: string
  version: number
  kind: SecurityAlertKind
  raisedAt: Date
  deviceId: string | null
  noticeId: string | null
  resolvedBy: string | null
  resolvedAt: Date | null
  resolution: string | null
}
export const securityAlertEntity = new EntitySchema<SecurityAlertRow>({
  name: 'securityAlert',
  tableName: 'security_alert',
  columns: {
    alertId: uuid('alert_id', primary), version: integer('version'), kind: text('kind'), raisedAt: time('raised_at'), deviceId: uuid('device_id', nullable),
    noticeId: uuid('notice_id', nullable), resolvedBy: text('resolved_by', nullable), resolvedAt: time('resolved_at', nullable), resolution: text('resolution', nullable),
  },
})

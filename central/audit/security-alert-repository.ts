import { randomUUID } from 'node:crypto'
import type { SecurityAlertRecord } from '#shared/contract/records.ts'
import type { SecurityAlertKind } from '#shared/domain/security-alerts.ts'
import type { Transaction } from '../database/open-database.ts'
import { deviceEntity } from '../database/entities/device.ts'
import { securityAlertEntity, type SecurityAlertRow } from '../database/entities/log.ts'
import { noticeEntity } from '../database/entities/notice.ts'
import { publish } from '../sync/feed-repository.ts'

async function tell(transaction: Transaction, row: SecurityAlertRow): Promise<void> {
  const { deviceId, noticeId } = row
  const device = deviceId === null ? null : await transaction.findOne(deviceEntity, { where: { deviceId }, select: { deviceId: true, deviceNumber: true } })
  const notice = noticeId === null ? null : await transaction.findOne(noticeEntity, { where: { noticeId }, select: { noticeId: true, noticeNumber: true } })
  const record: SecurityAlertRecord = {
    alertId: row.alertId, version: row.version, kind: row.kind, raisedAt: row.raisedAt.toISOString(), deviceNumber: device?.deviceNumber ?? null, noticeId,
    noticeNumber: notice?.noticeNumber ?? null, resolvedBy: row.resolvedBy, resolvedAt: row.resolvedAt === null ? null : row.resolvedAt.toISOString(),
    resolution: row.resolution,
  }
  await publish(transaction, 'securityAlert', row.alertId, row.version, record)
}

/**
 * Calls a supervisor: stored and told to all desktops. Holds no personal data and nothing secret. While one of the same kind,
 * desktop and notice waits for a supervisor no second one is raised: an old copy of a desktop's database repeats many places, and
 * after one break every further part of an audit trail is refused.
 */
export async function raiseAlert(
  transaction: Transaction, alert: { kind: SecurityAlertKind; raisedAt: Date; deviceId: string | null; noticeId: string | null },
): Promise<void> {
  const alertId = randomUUID()
  const inserted: unknown[] = await transaction.query(
    `insert into security_alert (alert_id, version, kind, raised_at, device_id, notice_id) values ($1, 1, $2, $3, $4, $5)
     on conflict (kind, coalesce(device_id::text, ''), coalesce(notice_id::text, '')) where resolved_at is null do nothing returning alert_id`,
    [alertId, alert.kind, alert.raisedAt, alert.deviceId, alert.noticeId],
  )
  if (inserted.length === 1) await tell(transaction, { ...alert, alertId, version: 1, resolvedBy: null, resolvedAt: null, resolution: null })
}

/** @returns false when there is no such alert or somebody resolved it before */
export async function resolveAlert(transaction: Transaction, alertId: string, resolved: { staffId: string; at: Date; resolution: string }): Promise<boolean> {
  const row = await transaction.findOne(securityAlertEntity, { where: { alertId }, lock: { mode: 'pessimistic_write' } })
  if (row === null || row.resolvedAt !== null) return false
  const change = { version: row.version + 1, resolvedBy: resolved.staffId, resolvedAt: resolved.at, resolution: resolved.resolution }
  await transaction.update(securityAlertEntity, { alertId: row.alertId }, change)
  await tell(transaction, { ...row, ...change })
  return true
}

/** All alerts, oldest first. */
export function listAlerts(reader: Transaction): Promise<SecurityAlertRow[]> {
  return reader.find(securityAlertEntity, { order: { raisedAt: 'ASC' } })
}

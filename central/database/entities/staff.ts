import { EntitySchema } from 'typeorm'
import type { Role } from '#shared/contract/records.ts'
import { boolean, integer, nullable, primary, text, time, uuid } from './columns.ts'

export interface StaffRow {
  staffId: string
  displayName: string
  role: Role
  isActive: boolean
  passwordHash: string
  version: number
  createdAt: Date
}
export const staffEntity = new EntitySchema<StaffRow>({
  name: 'staff',
  tableName: 'staff',
  columns: {
    staffId: text('staff_id', primary), displayName: text('display_name'), role: text('role'), isActive: boolean('is_active'),
    passwordHash: text('password_hash'), version: integer('version'), createdAt: time('created_at'),
  },
})

export const sessionEndReasons = ['signedOut', 'refreshTokenReused', 'staffDisabled', 'passwordReset', 'deviceRevoked'] as const
export type SessionEndReason = (typeof sessionEndReasons)[number]
export interface SessionRow {
  sessionId: string
  staffId: string
  deviceId: string
  accessHash: string
  accessExpiresAt: Date
  refreshExpiresAt: Date
  startedAt: Date
  endedAt: Date | null
  endReason: SessionEndReason | null
}
export const sessionEntity = new EntitySchema<SessionRow>({
  name: 'session',
  tableName: 'session',
  columns: {
    sessionId: uuid('session_id', primary), staffId: text('staff_id'), deviceId: uuid('device_id'), accessHash: text('access_hash'),
    accessExpiresAt: time('access_expires_at'), refreshExpiresAt: time('refresh_expires_at'), startedAt: time('started_at'),
    endedAt: time('ended_at', nullable), endReason: text('end_reason', nullable),
  },
})

export interface RefreshTokenRow {
  tokenHash: string
  sessionId: string
  createdAt: Date
  usedAt: Date | null
  /** Hash of the token that was shown for it. */
  givenFor: string | null
}
export const refreshTokenEntity = new EntitySchema<RefreshTokenRow>({
  name: 'refreshToken',
  tableName: 'refresh_token',
  columns: { tokenHash: text('token_hash', primary), sessionId: uuid('session_id'), createdAt: time('created_at'), usedAt: time('used_at', nullable), givenFor: text('given_for', nullable) },
})

import type { Role, StaffMember } from '#shared/contract/records.ts'

export interface DeviceCaller {
  readonly kind: 'device'
  readonly deviceId: string
}
export interface SessionCaller {
  readonly kind: 'session'
  readonly deviceId: string
  readonly sessionId: string
  readonly staff: StaffMember
  readonly role: Role
}
export interface PortalCaller {
  readonly kind: 'portal'
}
/** Who calls, as proved by the bearer credential. */
export type Caller = { readonly kind: 'nobody' } | DeviceCaller | SessionCaller | PortalCaller

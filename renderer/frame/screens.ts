import type { Role } from '#shared/contract/records.ts'
import { mayCallProcedure, type ProcedureName } from '#shared/domain/permissions.ts'

export const screenNames = ['call', 'requests', 'callbacks', 'cases', 'approvals', 'mailroom', 'facilityLists', 'documents', 'alerts', 'rejected'] as const
export type ScreenName = (typeof screenNames)[number]

/** The procedure without which a screen would be empty: whoever may call it sees the screen. */
const neededBy: Readonly<Record<ScreenName, ProcedureName>> = {
  call: 'calls.start',
  requests: 'notices.list',
  callbacks: 'callbacks.list',
  cases: 'cases.search',
  approvals: 'verifications.decide',
  mailroom: 'lots.queue',
  facilityLists: 'facilityLists.corrections',
  documents: 'officeDocuments.list',
  alerts: 'securityAlerts.list',
  rejected: 'changes.list',
}

/** The screens of a role, in the order of the navigation; Alt + its place opens one. */
export const screensOf = (role: Role): ScreenName[] => screenNames.filter((name) => mayCallProcedure(role, neededBy[name]))

const homes: Readonly<Record<Role, ScreenName>> = { operator: 'call', supervisor: 'call', mailroom: 'mailroom', administrator: 'facilityLists' }
/** Where a role's work begins. */
export const homeOf = (role: Role): ScreenName => homes[role]

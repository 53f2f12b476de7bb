import type { ImportedAccount } from '#shared/contract/central/portal-account-import.ts'
import type { Role, StaffMember } from '#shared/contract/records.ts'
import { insertAdministrationEntry, listAdministrationEntries, type AdministrationEntry } from '../audit/administration-repository.ts'
import { verifyAudit, type ChainReport } from '../audit/verify-audit.ts'
import { listAlerts } from '../audit/security-alert-repository.ts'
import type { Database } from '../database/open-database.ts'
import { listDevices } from '../devices/device-repository.ts'
import { createEnrolmentCode, createPortalCredential, revokeDevice } from '../devices/enrolment.ts'
import { importAccounts, type AccountCounts } from '../facility-lists/portal-accounts.ts'
import { endAddressWaits } from '../jobs/address-waits.ts'
import { endOverdueNotices } from '../jobs/expiry.ts'
import { listOidcSignIns } from '../oidc/oidc-sign-in.ts'
import type { Clock } from '../ports.ts'
import type { WhatRemains } from '../staff/what-remains-repository.ts'
import { AdministrationError, addStaff, allStaff, disableStaff, enableStaff, resetPassword } from '../staff/administration.ts'
import { createFacilityListAdministration, type FacilityListAdministration } from './facility-list-administration.ts'

/** What an administrator of central does, on the machine itself. Passwords and credentials are given out once. */
export interface Administration {
  /** @throws AdministrationError */
  readonly addStaff: (request: { staffId: string; displayName: string; role: Role; password?: string }) => Promise<{ password: string }>
  /** Ends the person's sessions. @throws AdministrationError */
  readonly resetPassword: (staffId: string, password?: string) => Promise<{ password: string }>
  /** Back in service, with the password there was. @throws AdministrationError */
  readonly enableStaff: (staffId: string) => Promise<void>
  /** Ends the person's sessions. @throws AdministrationError */
  readonly disableStaff: (staffId: string) => Promise<WhatRemains>
  readonly listStaff: () => Promise<StaffMember[]>
  readonly createEnrolmentCode: () => Promise<{ code: string; expiresAt: string }>
  readonly listDevices: () => Promise<{ deviceNumber: number; deviceId: string; name: string; enrolledAt: string; isRevoked: boolean }[]>
  /** @throws AdministrationError */
  readonly revokeDevice: (deviceNumber: number) => Promise<void>
  readonly importAccounts: (accounts: readonly ImportedAccount[]) => Promise<AccountCounts>
  readonly facilityLists: FacilityListAdministration
  readonly createPortalCredential: () => Promise<{ token: string }>
  readonly verifyAudit: () => Promise<ChainReport[]>
  readonly listAlerts: () => Promise<{ kind: string; raisedAt: string; noticeId: string | null; deviceId: string | null; isResolved: boolean }[]>
  /** Through the identity provider, the newest 200: what came of each. */
  readonly listOidcSignIns: () => Promise<{ at: string; outcome: string; deviceId: string | null; staffId: string | null }[]>
  /** Writes down that a command was carried out. */
  readonly note: (entry: Omit<AdministrationEntry, 'at'>) => Promise<void>
  /** The newest 200 commands that changed something. */
  readonly listCommands: () => Promise<{ at: string; account: string | null; command: string; details: object }[]>
  readonly endOverdueNotices: () => Promise<{ voided: number; expired: number }>
  readonly endAddressWaits: () => Promise<number>
}

export function createAdministration(database: Database, clock: Clock): Administration {
  return {
    addStaff: (request) => addStaff(database, clock, request),
    resetPassword: (staffId, password) => resetPassword(database, clock, staffId, password),
    disableStaff: (staffId) => disableStaff(database, clock, staffId),
    enableStaff: (staffId) => enableStaff(database, staffId),
    listStaff: () => allStaff(database),
    createEnrolmentCode: () => createEnrolmentCode(database, clock),
    listDevices: async () => (await listDevices(database.reader)).map(({ deviceNumber, deviceId, name, enrolledAt, revokedAt }) => ({
      deviceNumber, deviceId, name, enrolledAt: enrolledAt.toISOString(), isRevoked: revokedAt !== null,
    })),
    revokeDevice: async (deviceNumber) => {
      if (!(await revokeDevice(database, clock, deviceNumber))) throw new AdministrationError('There is no device of this number in use')
    },
    importAccounts: (accounts) => importAccounts(database, accounts),
    facilityLists: createFacilityListAdministration(database, clock),
    createPortalCredential: async () => ({ token: await createPortalCredential(database, clock) }),
    verifyAudit: () => verifyAudit(database),
    listAlerts: async () => (await listAlerts(database.reader)).map(({ kind, raisedAt, noticeId, deviceId, resolvedAt }) => ({
      kind, raisedAt: raisedAt.toISOString(), noticeId, deviceId, isResolved: resolvedAt !== null,
    })),
    listOidcSignIns: () => listOidcSignIns(database),
    note: (entry) => database.transaction((transaction) => insertAdministrationEntry(transaction, { ...entry, at: new Date(clock.now()) })),
    listCommands: async () => (await listAdministrationEntries(database.reader, 200)).map(({ at, account, command, details }) => ({ at: at.toISOString(), account, command, details })),
    endOverdueNotices: () => endOverdueNotices(database, clock),
    endAddressWaits: () => endAddressWaits(database, clock),
  }
}

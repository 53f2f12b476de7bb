/**
 * The desktop contract: all that a page may ask of the backend, on every host (Electron message port, loopback HTTP,
 * in process). Procedures are noun.verb, a file a capability; who may call each is in shared/domain/permissions.ts.
 */
import { callbacksProcedures } from './callback-procedures.ts'
import { callsProcedures } from './call-procedures.ts'
import { casesProcedures, deputiesProcedures } from './case-procedures.ts'
import { deviceProcedures } from './device-procedures.ts'
import { changesProcedures } from './change-procedures.ts'
import { facilityListsProcedures } from './facility-list-procedures.ts'
import { facilitiesProcedures } from './facility-procedures.ts'
import { guidanceProcedures } from './guidance-procedures.ts'
import { lotsProcedures } from './lot-procedures.ts'
import { mailroomProcedures } from './mailroom-procedures.ts'
import { noticesProcedures } from './notice-procedures.ts'
import { officeDocumentsProcedures, securityAlertsProcedures } from './office-procedures.ts'
import { emailChangeRequestsProcedures, provisionalCodeRequestsProcedures } from './request-procedures.ts'
import { sessionProcedures, systemProcedures } from './system-procedures.ts'
import { verificationsProcedures } from './verification-procedures.ts'

export * from './call-procedures.ts'
export * from './callback-procedures.ts'
export * from './case-procedures.ts'
export * from './change-procedures.ts'
export * from './facility-list-procedures.ts'
export * from './facility-procedures.ts'
export * from './guidance-procedures.ts'
export * from './lot-procedures.ts'
export * from './mailroom-procedures.ts'
export * from './masked-facility.ts'
export * from './notice-procedures.ts'
export * from './office-procedures.ts'
export * from './request-procedures.ts'
export * from './system-procedures.ts'
export * from './verification-procedures.ts'

export const contract = {
  session: sessionProcedures,
  system: systemProcedures,
  device: deviceProcedures,
  facilities: facilitiesProcedures,
  facilityLists: facilityListsProcedures,
  calls: callsProcedures,
  callbacks: callbacksProcedures,
  cases: casesProcedures,
  deputies: deputiesProcedures,
  changes: changesProcedures,
  guidance: guidanceProcedures,
  verifications: verificationsProcedures,
  notices: noticesProcedures,
  emailChangeRequests: emailChangeRequestsProcedures,
  provisionalCodeRequests: provisionalCodeRequestsProcedures,
  lots: lotsProcedures,
  mailroom: mailroomProcedures,
  officeDocuments: officeDocumentsProcedures,
  securityAlerts: securityAlertsProcedures,
}
export type DeskContract = typeof contract

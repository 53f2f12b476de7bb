/**
 * Who may do what: one table role × procedure, read by the backend before every call of the page and by central
 * before every operation and mutation. What is not in the table is nobody's.
 */
import type { Role } from '../contract/records.ts'

const operators = ['operator', 'supervisor'] as const
const mailroomOnly = ['mailroom'] as const
const supervisors = ['supervisor'] as const
const administrators = ['administrator'] as const
/** Who keeps the list right: 外字, 承継. */
const listKeepers = ['supervisor', 'administrator'] as const
const readingKeepers = ['operator', 'supervisor', 'administrator'] as const
/** Who keeps templates, envelopes and the policy right; each change needs two of them. */
const documentKeepers = ['supervisor', 'administrator'] as const
const mailroomAndSupervisors = ['mailroom', 'supervisor'] as const
const deskStaff = ['operator', 'supervisor', 'mailroom'] as const
const everyone = ['operator', 'mailroom', 'supervisor', 'administrator'] as const

/** Procedures of the desktop contract (page → backend). `signedOut` = also before anybody has signed in. */
export const procedurePermissions = {
  'session.current': 'signedOut',
  'session.signIn': 'signedOut',
  'session.methods': 'signedOut',
  'session.startExternal': 'signedOut',
  'session.finishExternal': 'signedOut',
  'session.signOut': 'signedOut',
  'session.lock': everyone,
  'session.unlock': everyone,
  'device.enrolment': 'signedOut',
  'device.enrol': 'signedOut',
  'system.status': 'signedOut',
  'system.watch': 'signedOut',
  'system.syncNow': everyone,
  'system.rejectedChanges': everyone,
  'changes.list': everyone,
  'changes.retry': everyone,
  'changes.discard': everyone,
  'facilities.find': everyone,
  'facilities.get': everyone,
  'facilities.reveal': deskStaff,
  'facilities.checkCode': everyone,
  'facilityLists.summary': everyone,
  'facilityLists.stage': administrators,
  'facilityLists.start': administrators,
  'facilityLists.inspect': administrators,
  'facilityLists.confirm': administrators,
  'facilityLists.cancel': administrators,
  'facilityLists.startReadings': administrators,
  'facilityLists.corrections': listKeepers,
  'facilityLists.correct': listKeepers,
  'facilityLists.offeredSuccessions': listKeepers,
  'facilityLists.setSuccession': listKeepers,
  'facilities.setReading': readingKeepers,
  'calls.start': operators,
  'calls.save': operators,
  'calls.finish': operators,
  'calls.open': operators,
  'calls.list': operators,
  'calls.park': operators,
  'calls.resume': operators,
  'calls.get': operators,
  'calls.candidates': operators,
  'callbacks.list': operators,
  'callbacks.promise': operators,
  'callbacks.attempt': operators,
  'callbacks.finish': operators,
  'callbacks.cancel': operators,
  'callbacks.assign': operators,
  'callbacks.get': operators,
  'cases.search': operators,
  'cases.history': operators,
  'cases.export': supervisors,
  'cases.staff': operators,
  'cases.assign': operators,
  'deputies.list': operators,
  'deputies.set': operators,
  'deputies.end': operators,
  'guidance.cards': everyone,
  'verifications.begin': operators,
  'verifications.compare': operators,
  'verifications.conclude': operators,
  'verifications.get': operators,
  'verifications.rule': operators,
  'verifications.listAddressWaits': operators,
  'verifications.listWaiting': supervisors,
  'verifications.decide': supervisors,
  'notices.prepare': operators,
  'notices.request': operators,
  'notices.approve': supervisors,
  'notices.undo': operators,
  'notices.cancel': operators,
  'notices.void': deskStaff,
  'notices.finishFollowUp': operators,
  'notices.custody': everyone,
  'notices.list': deskStaff,
  'notices.get': deskStaff,
  'notices.preview': deskStaff,
  'emailChangeRequests.checkWanted': operators,
  'emailChangeRequests.record': operators,
  'emailChangeRequests.list': operators,
  'emailChangeRequests.move': operators,
  'provisionalCodeRequests.record': operators,
  'provisionalCodeRequests.list': operators,
  'provisionalCodeRequests.move': operators,
  'provisionalCodeRequests.duplicates': operators,
  'provisionalCodeRequests.fill': operators,
  'provisionalCodeRequests.timeline': operators,
  'provisionalCodeRequests.form': operators,
  'lots.queue': mailroomOnly,
  'lots.list': mailroomOnly,
  'lots.get': mailroomOnly,
  'lots.start': mailroomOnly,
  'lots.confirmChallenge': mailroomOnly,
  'lots.cancel': mailroomOnly,
  'lots.seal': mailroomOnly,
  'lots.post': mailroomOnly,
  'lots.resolveStop': mailroomOnly,
  'lots.resolveDuplicate': mailroomOnly,
  'lots.close': mailroomOnly,
  'lots.destroy': mailroomOnly,
  'lots.adopt': mailroomOnly,
  'lots.sendBack': mailroomOnly,
  'lots.report': mailroomAndSupervisors,
  'mailroom.day': mailroomAndSupervisors,
  'mailroom.closeDay': mailroomOnly,
  'mailroom.makePostingSlip': mailroomOnly,
  'mailroom.postingSlip': mailroomAndSupervisors,
  'mailroom.lookUpPiece': mailroomOnly,
  'mailroom.returnPiece': mailroomOnly,
  'mailroom.destroyPieces': mailroomOnly,
  'officeDocuments.list': documentKeepers,
  'officeDocuments.check': documentKeepers,
  'officeDocuments.propose': documentKeepers,
  'officeDocuments.preview': documentKeepers,
  'officeDocuments.publish': documentKeepers,
  'officeDocuments.withdraw': documentKeepers,
  'securityAlerts.list': documentKeepers,
  'securityAlerts.resolve': supervisors,
} as const satisfies Record<string, readonly Role[] | 'signedOut'>
export type ProcedureName = keyof typeof procedurePermissions

/** Mutations: checked again in central for the person the mutation names. */
export const mutationPermissions = {
  'call.saved': operators,
  'callback.saved': operators,
  'deputy.saved': operators,
  'verification.calledBack': operators,
  'verification.recorded': operators,
  'verification.decided': supervisors,
  'notice.requested': operators,
  'notice.approved': supervisors,
  'notice.cancelled': operators,
  'notice.voided': deskStaff,
  'notice.printed': mailroomOnly,
  'notice.sealed': mailroomOnly,
  'notice.posted': mailroomOnly,
  'notice.sentBack': mailroomOnly,
  'notice.returned': mailroomOnly,
  'notice.destroyed': mailroomOnly,
  'notice.followedUp': operators,
  'lot.saved': mailroomOnly,
  'postingSlip.saved': mailroomOnly,
  'mailDay.closed': mailroomOnly,
  'piece.duplicated': mailroomOnly,
  'securityAlert.resolved': supervisors,
  'emailChangeRequest.saved': operators,
  'provisionalCodeRequest.saved': operators,
  'audit.recorded': everyone,
} as const satisfies Record<string, readonly Role[]>

/** Operations of central that need a signed-in person. */
export const operationPermissions = {
  signOut: everyone,
  startFacilityList: administrators,
  addFacilities: administrators,
  previewFacilityList: administrators,
  activateFacilityList: administrators,
  discardFacilityList: administrators,
  correctFacility: listKeepers,
  setSuccession: listKeepers,
  setReading: readingKeepers,
  addReadings: administrators,
  activateReadings: administrators,
  acceptVerifiers: mailroomOnly,
  proposeDocument: documentKeepers,
  publishDocument: documentKeepers,
  withdrawDocument: documentKeepers,
  noticeCustody: everyone,
  compareMail: operators,
} as const satisfies Record<string, readonly Role[]>

const allows = (roles: readonly Role[] | 'signedOut' | undefined, role: Role | null): boolean =>
  roles === 'signedOut' ? true : role !== null && roles !== undefined && roles.includes(role)

const lookUp = (table: Record<string, readonly Role[] | 'signedOut'>, name: string) =>
  Object.hasOwn(table, name) ? table[name] : undefined

/** True when a person of this role (null = nobody signed in) may call the procedure. */
export const mayCallProcedure = (role: Role | null, procedure: string): boolean => allows(lookUp(procedurePermissions, procedure), role)
/** On a locked page: who is there, the lock itself, proving who one is. */
const whileLocked: readonly string[] = [
  'session.current', 'session.lock', 'session.unlock', 'session.signIn', 'session.methods', 'session.startExternal', 'session.finishExternal', 'system.status', 'system.watch',
]
/** True for what the page of a person may call while it is locked. */
export const mayCallWhileLocked = (procedure: string): boolean => whileLocked.includes(procedure)
/** True when a person of this role may hand in this mutation. */
export const mayHandInMutation = (role: Role, type: string): boolean => allows(lookUp(mutationPermissions, type), role)
/** True when a person of this role may call this operation of central. */
export const mayCallOperation = (role: Role, operation: string): boolean => allows(lookUp(operationPermissions, operation), role)

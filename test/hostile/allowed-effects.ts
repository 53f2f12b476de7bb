/** Which tables a thing that was done may change, and which ones count what was refused. What is not named here may change nothing. */
import type { CentralOperationName } from '#shared/contract/central/operations.ts'
import type { MutationType } from '#shared/contract/central/sync.ts'
import type { Effect } from './effects.ts'

const listTables = ['facility', 'central_database', 'facility_operation', 'feed'] as const

/** Of an operation that was answered with success. */
const ofOperation: Partial<Record<CentralOperationName, readonly string[]>> = {
  signIn: ['attempt', 'session', 'refresh_token'],
  signOut: ['session'],
  startFacilityList: ['facility_list'],
  addFacilities: ['staged_facility'],
  activateFacilityList: [...listTables, 'facility_list', 'staged_facility', 'facility_coverage', 'facility_correction', 'facility_succession'],
  discardFacilityList: ['facility_list', 'staged_facility', 'facility_operation'],
  correctFacility: [...listTables, 'facility_correction'],
  setSuccession: [...listTables, 'facility_succession'],
  setReading: listTables,
  addReadings: ['reading_batch', 'staged_reading'],
  activateReadings: [...listTables, 'reading_batch', 'staged_reading'],
  acceptVerifiers: ['notice', 'notice_event', 'feed'],
  proposeDocument: ['office_document', 'feed'],
  publishDocument: ['office_document', 'feed'],
  withdrawDocument: ['office_document', 'feed'],
  // The events get their positions when they are first read.
  listPortalEvents: ['portal_event'],
}

const letter = ['notice', 'notice_event', 'feed', 'portal_event', 'email_change_request'] as const

/** Of a mutation that was applied. */
const ofMutation: Partial<Record<string, readonly string[]>> = {
  'call.saved': ['call', 'feed'],
  'callback.saved': ['callback', 'feed'],
  'deputy.saved': ['deputy', 'feed'],
  'verification.recorded': ['verification', 'email_change_request', 'feed'],
  'verification.calledBack': ['verification', 'email_change_request', 'feed'],
  'verification.decided': ['verification', 'email_change_request', 'feed'],
  'notice.requested': [...letter, 'notice_receipt'],
  'notice.approved': letter, 'notice.cancelled': letter, 'notice.voided': letter, 'notice.printed': letter, 'notice.sealed': letter, 'notice.posted': letter,
  'notice.sentBack': letter, 'notice.returned': [...letter, 'security_alert'], 'notice.destroyed': letter, 'notice.followedUp': letter,
  'lot.saved': ['lot', 'feed'],
  'postingSlip.saved': ['posting_slip', 'posting_slip_piece', 'feed'],
  'mailDay.closed': ['mail_day', 'feed'],
  'piece.duplicated': ['security_alert', 'feed'],
  'securityAlert.resolved': ['security_alert', 'feed'],
  'emailChangeRequest.saved': ['email_change_request', 'feed'],
  'provisionalCodeRequest.saved': ['provisional_code_request', 'feed'],
  'audit.recorded': ['audit_entry', 'device'],
} satisfies Partial<Record<MutationType, readonly string[]>>

export const tablesOfOperation = (name: CentralOperationName): readonly string[] => ofOperation[name] ?? []
export const tablesOfMutation = (type: string): readonly string[] => ofMutation[type] ?? []

interface Count {
  readonly table: string
  /** Why a refused request leaves something there. */
  readonly because: string
  /** `callback`: the page a browser comes back to from the identity provider. */
  readonly of: readonly (CentralOperationName | 'callback')[]
  readonly isSuch: (effect: Effect) => boolean
}

const always = () => true

/** What counts refused requests, told by name, operation and row. */
export const counts: readonly Count[] = [
  { table: 'attempt', because: 'tries with a password and questions about addresses are counted, whatever becomes of them', of: ['signIn', 'confirmPerson', 'redeemNotice', 'compareMail'], isSuch: always },
  { table: 'mutation_log', because: 'a refused or parked mutation is remembered with the text of its person', of: ['pushMutations'],
    // First all are entered as applied, then those refused are marked, in one transaction.
    isSuch: ({ before, after }) => after !== null && (before === null || before['outcome'] === 'applied') },
  { table: 'security_alert', because: 'what points at tampering calls a supervisor', of: ['pushMutations', 'refreshSession', 'redeemNotice', 'compareMail'], isSuch: ({ before }) => before === null },
  { table: 'feed', because: 'the alert is told to the desktops', of: ['pushMutations', 'refreshSession', 'redeemNotice', 'compareMail'], isSuch: ({ before, after }) => before === null && after?.['entity'] === 'securityAlert' },
  { table: 'facility_operation', because: 'who asked about an e-mail address is recorded, also beyond the limit', of: ['compareMail'], isSuch: ({ before, after }) => before === null && after?.['operation'] === 'compareMail' },
  { table: 'oidc_event', because: 'what came of a sign-in through the identity provider is kept', of: ['finishOidcSignIn', 'callback'], isSuch: ({ before }) => before === null },
]

/** Effects that no count explains. */
export function beyondCounting(effects: readonly Effect[], operation: CentralOperationName | 'callback' | 'none'): Effect[] {
  return effects.filter((effect) => !counts.some(({ table, of, isSuch }) => table === effect.table && operation !== 'none' && of.includes(operation) && isSuch(effect)))
}

/** As each mutation of the log stands after the effects, by its id. */
export function outcomesIn(effects: readonly Effect[]): Map<string, { outcome: unknown; code: unknown }> {
  return new Map(effects.filter(({ table, after }) => table === 'mutation_log' && after !== null).map(({ after }) => [String(after?.['mutation_id']), { outcome: after?.['outcome'], code: after?.['code'] }]))
}

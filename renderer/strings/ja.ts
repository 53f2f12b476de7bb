/** The one catalogue: every string a person sees. Areas are files of this folder, the way in is `ja`. */
import { alerts } from './alerts.ts'
import { call } from './call.ts'
import { callbacks } from './callbacks.ts'
import { changes } from './changes.ts'
import { caseDrawer, cases, deputies } from './cases.ts'
import { custody } from './custody.ts'
import { documents } from './documents.ts'
import { enrolment, revoked } from './enrolment.ts'
import { errorKinds, errorReasons } from './errors.ts'
import { externalSignIn } from './external-sign-in.ts'
import { facilityLists } from './facility-lists.ts'
import { frame } from './frame.ts'
import { general } from './general.ts'
import { guidance } from './guidance.ts'
import { listCorrections, listReadings, listSuccessions } from './list-care.ts'
import { lock } from './lock.ts'
import { mailroom } from './mailroom.ts'
import { provisionalCode } from './provisional-code.ts'
import { approvals, rejected, requests } from './requests.ts'
import { verification } from './verification.ts'

export const ja = {
  ...frame,
  enrolment,
  externalSignIn,
  lock,
  revoked,
  general,
  call,
  callbacks,
  guidance,
  verification,
  provisionalCode,
  requests,
  cases,
  caseDrawer,
  deputies,
  approvals,
  rejected,
  changes,
  custody,
  alerts,
  documents,
  mailroom,
  facilityLists,
  listCorrections,
  listSuccessions,
  listReadings,
  errors: { kinds: errorKinds, reasons: errorReasons },
} as const

/** A word of a table keyed by text from the backend, or the general word where the key is newer than this page. */
export const wordFor = (table: Readonly<Record<string, string>>, key: string | null, otherwise: string): string =>
  key !== null && Object.hasOwn(table, key) ? (table[key] ?? otherwise) : otherwise

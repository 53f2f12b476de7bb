/** What each operation of the contract does. */
import type { z } from 'zod'
import type { CentralReply } from '#shared/contract/central/client.ts'
import type { CentralOperationName, CentralOperations, Credential } from '#shared/contract/central/operations.ts'
import type { DeviceCaller, PortalCaller, SessionCaller } from '../caller.ts'
import { noticeCustody } from '../audit/notice-custody.ts'
import type { Database } from '../database/open-database.ts'
import { enrolDevice } from '../devices/enrolment.ts'
import { correctFacility } from '../facility-lists/corrections.ts'
import {
  activateFacilityList, addFacilities, discardFacilityList, listFacilities, previewFacilityList, startFacilityList,
} from '../facility-lists/facility-lists.ts'
import { listVersion } from '../facility-lists/list-in-use-repository.ts'
import { activateReadings, addReadings, setReading } from '../facility-lists/readings.ts'
import { setSuccession } from '../facility-lists/successions.ts'
import { compareMail } from '../mail-addresses/compare-mail.ts'
import { officeKey } from '../office-keys/office-key.ts'
import { acceptVerifiers } from '../notices/accept-verifiers.ts'
import { redeemNotice } from '../notices/redeem-notice.ts'
import { proposeDocument, publishDocument, withdrawDocument } from '../office/office-documents.ts'
import { listPortalEvents } from '../office/portal-events.ts'
import type { CentralLog, Clock } from '../ports.ts'
import { Refusal } from '../problem.ts'
import { finishOidcSignIn, startOidcSignIn, type OidcParts } from '../oidc/oidc-sign-in.ts'
import { confirmPerson, refreshSession, signIn, signOut } from '../staff/sessions.ts'
import { createFeed } from '../sync/feed.ts'
import { findPublished } from '../sync/published-record-repository.ts'
import { pullChanges, pushMutations } from '../sync/sync.ts'
import type { WrittenReply } from '../written-reply.ts'

interface CallerOf {
  readonly none: { readonly kind: 'nobody' }
  readonly device: DeviceCaller
  readonly session: SessionCaller
  readonly portal: PortalCaller
}
type Parsed<O, Key extends string> = O extends Readonly<Record<Key, infer Schema extends z.ZodType>> ? z.output<Schema> : undefined

export interface OperationCall<N extends CentralOperationName> {
  readonly caller: CallerOf[CentralOperations[N]['credential'] & Credential]
  readonly body: Parsed<CentralOperations[N], 'body'>
  readonly query: Parsed<CentralOperations[N], 'query'>
  readonly parameters: Parsed<CentralOperations[N], 'parameters'>
}
export type OperationHandlers = { readonly [N in CentralOperationName]: (call: OperationCall<N>) => Promise<N extends 'pullChanges' ? WrittenReply : CentralReply<N>> }

export interface OperationSettings {
  readonly isTrial: boolean
  readonly minimumClientVersion: string
  /** False where the organisation has everybody sign in through its identity provider. */
  readonly passwordSignIn: boolean
  /** Null = there is no identity provider. */
  readonly oidc: OidcParts | null
  readonly log: CentralLog
}

/** @throws Refusal NOT_FOUND */
function requireOidc({ oidc }: OperationSettings): OidcParts {
  if (oidc === null) throw new Refusal('NOT_FOUND')
  return oidc
}

export function createOperations(database: Database, clock: Clock, settings: OperationSettings): OperationHandlers {
  const feed = createFeed(database)
  return {
    health: () => Promise.resolve({ status: 'ok' }),
    readiness: async () => {
      await listVersion(database.reader).catch(() => {
        throw new Refusal('UNAVAILABLE')
      })
      return { status: 'ready' }
    },
    enrolDevice: ({ body }) => enrolDevice(database, clock, settings.isTrial, body),
    signInMethods: () => Promise.resolve({ password: settings.passwordSignIn, oidc: settings.oidc !== null }),
    signIn: async ({ caller, body }) => {
      if (!settings.passwordSignIn) throw new Refusal('SIGN_IN_FAILED')
      return signIn(database, clock, caller, body)
    },
    confirmPerson: ({ body }) => confirmPerson(database, clock, body),
    startOidcSignIn: async ({ caller }) => startOidcSignIn(requireOidc(settings), caller),
    finishOidcSignIn: async ({ caller, body }) => finishOidcSignIn(requireOidc(settings), caller, body),
    refreshSession: ({ caller, body }) => refreshSession(database, clock, caller, body.refreshToken),
    signOut: ({ caller }) => signOut(database, clock, caller),
    pushMutations: ({ caller, body }) => pushMutations(database, clock, settings, caller, body),
    pullChanges: ({ query }) => pullChanges(feed, clock, query),
    readRecord: async ({ parameters }) => ({ record: await findPublished(database.reader, parameters.entity, parameters.recordId) }),
    startFacilityList: ({ caller, body }) => startFacilityList(database, clock, caller, body),
    addFacilities: ({ parameters, body }) => addFacilities(database, parameters.listId, parameters.part, body.facilities),
    previewFacilityList: ({ parameters }) => previewFacilityList(database, parameters.listId),
    activateFacilityList: ({ caller, parameters, body }) => activateFacilityList(database, clock, caller, parameters.listId, body),
    discardFacilityList: ({ caller, parameters }) => discardFacilityList(database, clock, caller, parameters.listId),
    correctFacility: ({ caller, parameters, body }) => correctFacility(database, clock, caller, parameters.facilityCode, body),
    setSuccession: ({ caller, parameters, body }) => setSuccession(database, clock, caller, parameters.facilityCode, body),
    setReading: ({ caller, parameters, body }) => setReading(database, clock, caller, parameters.facilityCode, body.reading),
    addReadings: ({ caller, parameters, body }) => addReadings(database, clock, caller, parameters.batchId, parameters.part, body.readings),
    activateReadings: ({ caller, parameters, body }) => activateReadings(database, clock, caller, parameters.batchId, body.expectedCount),
    listFacilities: ({ query }) => listFacilities(database, query),
    acceptVerifiers: ({ caller, parameters, body }) => acceptVerifiers(database, clock, caller, parameters.lotId, body.pieces),
    proposeDocument: ({ caller, body }) => proposeDocument(database, clock, caller, body),
    publishDocument: ({ caller, parameters, body }) => publishDocument(database, clock, caller, parameters.documentId, body.hash),
    withdrawDocument: ({ caller, parameters }) => withdrawDocument(database, clock, caller, parameters.documentId),
    compareMail: ({ caller, parameters, body }) => compareMail(database, clock, caller, parameters.facilityCode, body),
    officeKey: () => officeKey(database),
    noticeCustody: ({ parameters }) => noticeCustody(database.reader, parameters.noticeId),
    listPortalEvents: ({ query }) => listPortalEvents(database, query),
    redeemNotice: ({ body }) => redeemNotice(database, clock, body),
  }
}

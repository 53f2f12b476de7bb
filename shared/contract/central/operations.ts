/**
 * The central API as one table: paths, bodies, credentials, errors. Server routes, the OpenAPI document and
 * the desktop's typed client are all made from it.
 */
import { z } from 'zod'
import { facilityListKinds, listForms } from '../../domain/facility.ts'
import { correctableItems } from '../../domain/gaiji-correction.ts'
import { listQuestionKinds } from '../../domain/list-questions.ts'
import { officeDocumentKinds } from '../../domain/office-documents.ts'
import {
  facilityCodeText, facilityRecord, facilitySnapshot, historyEvent, identifier, instant, isoDate, listQuestion, officeDocumentRecord, publishedFacility,
  staffMember, templateReference,
} from '../records.ts'
import type { CentralProblemCode } from './problem.ts'
import { change, changesPage, pushReply, pushRequest, redemptionReply, redemptionRequest } from './sync.ts'

/** Who may call: nobody in particular, an enrolled device, a signed-in person (on an enrolled device), the portal. */
export type Credential = 'none' | 'device' | 'session' | 'portal'

export interface Operation {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Path parameters in braces: /v1/lots/{lotId}/verifiers */
  readonly path: `/${string}`
  readonly summary: string
  readonly credential: Credential
  readonly query?: z.ZodObject
  readonly parameters?: z.ZodObject
  readonly body?: z.ZodType
  readonly reply: z.ZodType
  readonly errors: readonly CentralProblemCode[]
}

const defineOperations = <const T extends Record<string, Operation>>(operations: T): T => operations

export const sessionReply = z.object({
  sessionId: identifier,
  accessToken: z.string(),
  accessTokenExpiresAt: instant,
  refreshToken: z.string(),
  staff: staffMember,
})

export const listCoverage = z.object({
  prefectureNumber: z.string().regex(/^\d{2}$/),
  listKind: z.enum(facilityListKinds),
  asOf: isoDate.nullable(),
  form: z.enum(listForms),
})

const reason = z.string().trim().min(1).max(500)
const listChanges = { added: z.int(), changed: z.int(), unchanged: z.int(), closed: z.int() }

export const verifierPiece = z.object({
  noticeId: identifier,
  pieceId: z.string().min(8).max(40),
  /** Argon2id hash (PHC text) of the normalised password. Never the password. */
  passwordVerifier: z.string().max(400),
  validUntil: isoDate,
  /** The facility as the letter will show it; must equal what was verified and what central's list holds. */
  facility: facilitySnapshot,
  /** Where staff have published a template, it must be that one. */
  template: templateReference,
})

/** What the portal is asked to do: write to the registered address, or suspend an account. */
export const portalEventKinds = ['noticeRequested', 'noticePosted', 'accountSuspension'] as const
export const portalEvent = z.object({
  /** Counts up without gaps an answer could miss. */
  position: z.int().min(1),
  kind: z.enum(portalEventKinds),
  facilityCode: facilityCodeText,
  noticeNumber: z.string(),
  at: instant,
})

/** One step in the life of a piece with the audit entry that proves it, where there is one. */
export const custodyStep = z.object({
  event: historyEvent,
  deviceNumber: z.int().nullable(),
  audit: z.object({ deviceNumber: z.int(), position: z.int(), hash: z.string() }).nullable(),
})

export const centralOperations = defineOperations({
  health: {
    method: 'GET', path: '/health', summary: 'The process is up', credential: 'none',
    reply: z.object({ status: z.literal('ok') }), errors: [],
  },
  readiness: {
    method: 'GET', path: '/ready', summary: 'The database answers', credential: 'none',
    reply: z.object({ status: z.literal('ready') }), errors: ['UNAVAILABLE'],
  },
  enrolDevice: {
    method: 'POST', path: '/v1/devices', summary: 'Enrol a desktop with a one-time code', credential: 'none',
    body: z.object({
      enrolmentCode: z.string().max(80), deviceName: z.string().min(1).max(80),
      /** Of the enrolment this desktop had before, which ends: its audit chain goes on under the new one. */
      formerDeviceToken: z.string().max(400).optional(),
    }),
    reply: z.object({
      deviceId: identifier, deviceNumber: z.int().min(1), deviceToken: z.string(), isTrial: z.boolean(),
      /** Position of the last audit entry central has of this desktop: the next one handed in follows it. */
      auditPosition: z.int().min(0),
    }),
    errors: ['FORBIDDEN', 'TOO_MANY_REQUESTS'],
  },
  signIn: {
    method: 'POST', path: '/v1/sessions', summary: 'Sign in a person on this device', credential: 'device',
    body: z.object({ staffId: z.string().max(80), password: z.string().max(400) }),
    reply: sessionReply,
    errors: ['SIGN_IN_FAILED', 'TOO_MANY_REQUESTS', 'DEVICE_REVOKED'],
  },
  refreshSession: {
    method: 'POST', path: '/v1/sessions/refresh', summary: 'New tokens for a session; each refresh token works once', credential: 'device',
    body: z.object({ refreshToken: z.string().max(400) }),
    reply: sessionReply,
    errors: ['UNAUTHENTICATED', 'DEVICE_REVOKED'],
  },
  confirmPerson: {
    method: 'POST', path: '/v1/staff-confirmations', summary: 'Somebody who stands by at this device proves who they are; no session begins', credential: 'device',
    body: z.object({ staffId: z.string().max(80), password: z.string().max(400) }),
    reply: z.object({ staff: staffMember }),
    errors: ['SIGN_IN_FAILED', 'TOO_MANY_REQUESTS', 'DEVICE_REVOKED'],
  },
  signInMethods: {
    method: 'GET', path: '/v1/sign-in-methods', summary: 'How people may sign in', credential: 'device',
    reply: z.object({ password: z.boolean(), oidc: z.boolean() }), errors: ['DEVICE_REVOKED'],
  },
  startOidcSignIn: {
    method: 'POST', path: '/v1/oidc-sign-ins', summary: 'Begin signing in through the identity provider, in the browser', credential: 'device',
    reply: z.object({ authorizationUrl: z.url({ protocol: /^https$/ }).max(8192), handle: z.string(), expiresAt: instant }),
    errors: ['NOT_FOUND', 'IDENTITY_PROVIDER_AWAY', 'TOO_MANY_REQUESTS', 'DEVICE_REVOKED'],
  },
  finishOidcSignIn: {
    method: 'POST', path: '/v1/oidc-sign-ins/sessions', summary: 'Finish it on the device that began it, with the number the browser showed', credential: 'device',
    body: z.object({ handle: z.string().max(400), number: z.string().regex(/^\d{6}$/) }),
    reply: sessionReply,
    errors: ['NOT_FOUND', 'SIGN_IN_FAILED', 'TOO_MANY_REQUESTS', 'DEVICE_REVOKED'],
  },
  signOut: {
    method: 'DELETE', path: '/v1/sessions/current', summary: 'End the session', credential: 'session',
    reply: z.object({ ended: z.literal(true) }), errors: [],
  },
  pushMutations: {
    method: 'POST', path: '/v1/sync/mutations', summary: 'Hand in local changes, in order; each has its effect exactly once', credential: 'device',
    body: pushRequest, reply: pushReply, errors: ['DEVICE_REVOKED', 'CLIENT_TOO_OLD', 'PAYLOAD_TOO_LARGE'],
  },
  pullChanges: {
    method: 'GET', path: '/v1/sync/changes', summary: 'What changed since a cursor', credential: 'device',
    query: z.object({ cursor: z.string().max(400).optional(), limit: z.coerce.number().int().min(1).max(5000).optional() }),
    reply: changesPage, errors: ['DEVICE_REVOKED', 'RESYNC_REQUIRED'],
  },
  readRecord: {
    method: 'GET', path: '/v1/sync/records/{entity}/{recordId}', summary: 'A record as it is now: what a refused change is put on top of', credential: 'device',
    parameters: z.object({ entity: z.string().regex(/^[A-Za-z]{1,40}$/), recordId: z.string().regex(/^[0-9A-Za-z._-]{1,80}$/) }),
    /** Null where central never had it. */
    reply: z.object({ record: change.nullable() }), errors: ['DEVICE_REVOKED'],
  },
  startFacilityList: {
    method: 'POST', path: '/v1/facility-lists', summary: 'Open a staged facility list', credential: 'session',
    body: z.object({ listId: identifier, isSample: z.boolean(), coverage: z.array(listCoverage).min(1).max(400),
      /** Facilities whose row could not be read: they are not gone. */
      sparedCodes: z.array(facilityCodeText).max(5000),
    }),
    reply: z.object({ listId: identifier }), errors: ['CONFLICT'],
  },
  addFacilities: {
    method: 'POST', path: '/v1/facility-lists/{listId}/parts/{part}', summary: 'Add records to a staged list; a part sent twice counts once', credential: 'session',
    parameters: z.object({ listId: identifier, part: z.coerce.number().int().min(0).max(10_000) }),
    body: z.object({ facilities: z.array(publishedFacility).min(1).max(5000) }),
    reply: z.object({ received: z.int() }), errors: ['NOT_FOUND', 'CONFLICT', 'PAYLOAD_TOO_LARGE'],
  },
  previewFacilityList: {
    method: 'GET', path: '/v1/facility-lists/{listId}/preview', summary: 'What the staged list would change, and what must be confirmed before', credential: 'session',
    parameters: z.object({ listId: identifier }),
    reply: z.object({ ...listChanges, questions: z.array(listQuestion) }),
    errors: ['NOT_FOUND', 'CONFLICT'],
  },
  activateFacilityList: {
    method: 'POST', path: '/v1/facility-lists/{listId}/activation', summary: 'Switch to the staged list in one transaction; a list that changes nothing keeps the version', credential: 'session',
    parameters: z.object({ listId: identifier }),
    body: z.object({ expectedCount: z.int().min(1), confirmed: z.array(z.enum(listQuestionKinds)).max(10) }),
    reply: z.object({ version: z.int(), ...listChanges }),
    errors: ['NOT_FOUND', 'CONFLICT', 'CONFIRMATION_NEEDED'],
  },
  discardFacilityList: {
    method: 'DELETE', path: '/v1/facility-lists/{listId}', summary: 'Drop a staged list that is not wanted', credential: 'session',
    parameters: z.object({ listId: identifier }), reply: z.object({ discarded: z.literal(true) }), errors: ['CONFLICT'],
  },
  correctFacility: {
    method: 'POST', path: '/v1/facilities/{facilityCode}/corrections', summary: 'Replace the unprintable characters of one item; kept over later lists', credential: 'session',
    parameters: z.object({ facilityCode: facilityCodeText }),
    body: z.object({
      item: z.enum(correctableItems),
      replacements: z.array(z.object({ character: z.string().min(1).max(4), replacement: z.string().min(1).max(16) })).min(1).max(20),
    }),
    reply: z.object({ version: z.int(), facility: facilityRecord }), errors: ['NOT_FOUND', 'INVALID_REQUEST'],
  },
  setSuccession: {
    method: 'POST', path: '/v1/facilities/{facilityCode}/succession', summary: 'Link an old code to the facility that goes on under a new one, dismiss an offer, or remove either', credential: 'session',
    parameters: z.object({ facilityCode: facilityCodeText }),
    body: z.object({ successorCode: facilityCodeText, state: z.enum(['linked', 'dismissed', 'removed']), reason }),
    reply: z.object({ version: z.int() }), errors: ['NOT_FOUND', 'CONFLICT'],
  },
  setReading: {
    method: 'POST', path: '/v1/facilities/{facilityCode}/reading', summary: 'A reading by hand (null takes it away); kept over later lists and readings', credential: 'session',
    parameters: z.object({ facilityCode: facilityCodeText }), body: z.object({ reading: z.string().max(400).nullable() }),
    reply: z.object({ version: z.int() }), errors: ['NOT_FOUND'],
  },
  addReadings: {
    method: 'POST', path: '/v1/facility-readings/{batchId}/parts/{part}', summary: 'Readings of many facilities, staged; a part sent twice counts once', credential: 'session',
    parameters: z.object({ batchId: identifier, part: z.coerce.number().int().min(0).max(10_000) }),
    body: z.object({
      readings: z.array(z.object({
        facilityCode: facilityCodeText,
        /** The name it was made for: a facility that has another by now keeps what it has. */
        name: z.string().max(400), reading: z.string().min(1).max(400), source: z.enum(['official', 'dictionary']),
      })).min(1).max(5000),
    }),
    reply: z.object({ received: z.int() }), errors: ['CONFLICT', 'PAYLOAD_TOO_LARGE'],
  },
  activateReadings: {
    method: 'POST', path: '/v1/facility-readings/{batchId}/activation', summary: 'Put staged readings into use: by hand stays, official goes before the dictionary', credential: 'session',
    parameters: z.object({ batchId: identifier }), body: z.object({ expectedCount: z.int().min(1) }),
    reply: z.object({ version: z.int(), changed: z.int() }), errors: ['NOT_FOUND', 'CONFLICT'],
  },
  listFacilities: {
    method: 'GET', path: '/v1/facilities', summary: 'The list in use, in order of code; only rows touched after `sinceVersion`', credential: 'device',
    query: z.object({
      sinceVersion: z.coerce.number().int().min(0).optional(),
      afterCode: z.string().regex(/^\d{10}$/).optional(),
      limit: z.coerce.number().int().min(1).max(10_000).optional(),
    }),
    /** Closed rows of a sample list are to be removed by the desktop; all other rows are kept and marked. */
    reply: z.object({ version: z.int(), facilities: z.array(facilityRecord), nextAfterCode: z.string().nullable() }),
    errors: [],
  },
  acceptVerifiers: {
    method: 'POST', path: '/v1/lots/{lotId}/verifiers', summary: 'Hand in the verifiers of a lot before its letters are drawn', credential: 'session',
    parameters: z.object({ lotId: identifier }),
    body: z.object({ pieces: z.array(verifierPiece).min(1).max(50) }),
    reply: z.object({
      results: z.array(z.object({ noticeId: identifier, isAccepted: z.boolean(), code: z.string().nullable() })),
    }),
    errors: ['CONFLICT'],
  },
  proposeDocument: {
    method: 'POST', path: '/v1/office-documents', summary: 'Propose a template, the envelopes or the policy; another person publishes it', credential: 'session',
    body: z.object({ documentId: identifier, kind: z.enum(officeDocumentKinds), name: officeDocumentRecord.shape.name, text: z.string().min(2).max(60_000), note: reason }),
    reply: officeDocumentRecord, errors: ['CONFLICT', 'INVALID_REQUEST'],
  },
  publishDocument: {
    method: 'POST', path: '/v1/office-documents/{documentId}/publication', summary: 'Put a proposed document into use; never by the person who proposed it', credential: 'session',
    parameters: z.object({ documentId: identifier }), body: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
    reply: officeDocumentRecord, errors: ['NOT_FOUND', 'CONFLICT'],
  },
  withdrawDocument: {
    method: 'DELETE', path: '/v1/office-documents/{documentId}', summary: 'Withdraw a proposed document', credential: 'session',
    parameters: z.object({ documentId: identifier }), reply: officeDocumentRecord, errors: ['NOT_FOUND', 'CONFLICT'],
  },
  compareMail: {
    method: 'POST', path: '/v1/facilities/{facilityCode}/mail-comparisons', summary: 'Compare an e-mail address with the one on file, or ask whether it is in use; limited per facility and person, and never told to the caller', credential: 'session',
    parameters: z.object({ facilityCode: facilityCodeText }),
    body: z.object({ email: z.string().min(3).max(254), purpose: z.enum(['registered', 'wanted']) }),
    /** `registered`: match, mismatch or notHeld. `wanted`: free, usedElsewhere or registeredHere. */
    reply: z.object({ result: z.enum(['match', 'mismatch', 'notHeld', 'free', 'usedElsewhere', 'registeredHere']) }),
    errors: ['NOT_FOUND', 'INVALID_REQUEST', 'TOO_MANY_REQUESTS'],
  },
  officeKey: {
    method: 'GET', path: '/v1/office-key', summary: "The office's key for the hash of a 番地 that waits for the list", credential: 'device',
    /** 32 bytes, base64. */
    reply: z.object({ key: z.string() }), errors: ['DEVICE_REVOKED'],
  },
  noticeCustody: {
    method: 'GET', path: '/v1/notices/{noticeId}/custody', summary: 'Chain of custody of a piece, each step with the audit entry that proves it', credential: 'session',
    parameters: z.object({ noticeId: identifier }),
    reply: z.object({
      steps: z.array(custodyStep),
      /** Chains of the desktops that took part, recomputed for this answer. */
      chains: z.array(z.object({ deviceNumber: z.int(), entries: z.int(), firstBroken: z.int().nullable() })),
    }),
    errors: ['NOT_FOUND'],
  },
  listPortalEvents: {
    method: 'GET', path: '/v1/portal-events', summary: 'What the portal is to do, in order, from a position on', credential: 'portal',
    query: z.object({ after: z.coerce.number().int().min(0).optional(), limit: z.coerce.number().int().min(1).max(1000).optional() }),
    reply: z.object({ events: z.array(portalEvent) }), errors: [],
  },
  redeemNotice: {
    method: 'POST', path: '/v1/notice-redemptions', summary: 'The portal redeems a password notice: once, only when posted; every failure looks the same', credential: 'portal',
    body: redemptionRequest, reply: redemptionReply, errors: ['REDEMPTION_REFUSED'],
  },
})
export type CentralOperations = typeof centralOperations
export type CentralOperationName = keyof CentralOperations

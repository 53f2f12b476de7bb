/** What goes up (mutations) and what comes down (changes). */
import { z } from 'zod'
import { noticeReturnReasons } from '../../domain/notice.ts'
import {
  auditEntry, callbackRecord, callRecord, coverageCell, deputyRecord, emailChangeRequestRecord, facilityCodeText, identifier, instant, isoDate, lotRecord, mailDayRecord,
  noticeRecord, officeDocumentRecord, portalAccount, postingSlipRecord, provisionalCodeRequestRecord, securityAlertRecord, staffIdentifier, staffMember,
  verificationRecord,
} from '../records.ts'

/** Version of the payloads below. Central answers `deferred` to a type it does not know. */
export const syncSchemaVersion = 1

const noticeStep = { noticeId: identifier, reason: z.string().max(500).nullable().default(null) }

/** Payload of each type of mutation. A whole record is sent where its author owns it; a step where central decides. */
export const mutationPayloads = {
  'call.saved': callRecord,
  'callback.saved': callbackRecord,
  'deputy.saved': deputyRecord,
  'verification.recorded': verificationRecord,
  /** The listed number was called: the facility confirmed that the caller is one of theirs, or not. */
  'verification.calledBack': z.object({ verificationId: identifier, callbackId: identifier, isConfirmed: z.boolean(), reason: z.string().trim().min(1).max(500) }),
  /** A supervisor approves or refuses what the comparison could not decide. */
  'verification.decided': z.object({ verificationId: identifier, decision: z.enum(['approved', 'refused']), reason: z.string().min(1).max(500) }),
  /**
   * `receiptVerifier` = Argon2id hash (PHC) of the 受付番号控え: the number itself is kept nowhere; null where the policy does
   * without. Where the facility has an open notice by now, this one joins it: both callers' numbers are good.
   */
  'notice.requested': z.object({ notice: noticeRecord, receiptVerifier: z.string().max(400).nullable() }),
  'notice.approved': z.object(noticeStep),
  'notice.cancelled': z.object(noticeStep),
  'notice.voided': z.object(noticeStep),
  /** The piece left the printer: it still cannot be redeemed. */
  'notice.printed': z.object({ ...noticeStep, pieceId: z.string().max(40) }),
  /** Its mark was read through the window of the closed envelope. */
  'notice.sealed': z.object({ ...noticeStep, pieceId: z.string().max(40) }),
  /** `trackingNumber` is null for a class of postage without one. */
  'notice.posted': z.object({ ...noticeStep, pieceId: z.string().max(40), trackingNumber: z.string().regex(/^\d{11}$/).nullable(), postedOn: isoDate }),
  /** The facility changed since the caller was verified: back to the operators, to be verified anew. */
  'notice.sentBack': z.object(noticeStep),
  /** It came back: void from now on, the case open again; after it was redeemed an incident. */
  'notice.returned': z.object({ ...noticeStep, returnReason: z.enum(noticeReturnReasons), returnedOn: isoDate, isOpened: z.boolean().nullable() }),
  /** The sheet of an ended letter was destroyed before a second person of the mailroom or a supervisor. */
  'notice.destroyed': z.object({ noticeId: identifier, witnessStaffId: staffIdentifier }),
  /** A person has seen to the facility whose letter came back or could not be made. */
  'notice.followedUp': z.object(noticeStep),
  /** Start and progress of a lot, for the other mailroom desks. */
  'lot.saved': lotRecord,
  'postingSlip.saved': postingSlipRecord,
  'mailDay.closed': mailDayRecord,
  /** A mark was read on two sheets of a lot. */
  'piece.duplicated': z.object({ noticeId: identifier, pieceId: z.string().max(40) }),
  'securityAlert.resolved': z.object({ alertId: identifier, resolution: z.string().trim().min(1).max(500) }),
  'emailChangeRequest.saved': emailChangeRequestRecord,
  'provisionalCodeRequest.saved': provisionalCodeRequestRecord,
  'audit.recorded': z.object({ entries: z.array(auditEntry).min(1).max(200) }),
} as const
export type MutationType = keyof typeof mutationPayloads
export const mutationTypes = Object.keys(mutationPayloads) as MutationType[]
export type MutationPayload<T extends MutationType> = z.infer<(typeof mutationPayloads)[T]>

/** One local change on its way to central. `type` is open: an older central parks what it does not know. */
export const mutationEnvelope = z.object({
  mutationId: identifier,
  /** Counts up by one per device, without gaps. */
  sequence: z.int().min(1),
  type: z.string().max(60),
  schemaVersion: z.int().min(1),
  /** Who did it and in which session of central (an offline sign-in names the person's last session on this device). */
  staffId: staffIdentifier,
  sessionId: identifier,
  occurredAt: instant,
  payload: z.record(z.string(), z.unknown()),
})
export type MutationEnvelope = z.infer<typeof mutationEnvelope>

export const rejectionCodes = [
  'INVALID_PAYLOAD', 'FORBIDDEN', 'SESSION_ENDED', 'VERSION_CONFLICT', 'NOT_FOUND', 'ILLEGAL_TRANSITION',
  'NOTICE_ALREADY_OPEN', 'NOT_VERIFIED', 'SAME_PERSON', 'FACILITY_CHANGED', 'SEQUENCE_REUSED', 'WRONG_PIECE',
  /** Central knows that the facility has no finished registration at the portal: a letter would help nobody. */
  'NOT_REGISTERED',
  /** The audit entries do not follow on from those central has. */
  'AUDIT_CHAIN_BROKEN',
  /** A piece stands on a 差出票 already. */
  'ALREADY_LISTED',
] as const
export type RejectionCode = (typeof rejectionCodes)[number]
export const mutationOutcome = z.object({
  mutationId: identifier,
  sequence: z.int(),
  outcome: z.enum(['applied', 'duplicate', 'rejected', 'deferred']),
  /** Of a rejection; a code the desktop has a sentence for. */
  code: z.string().max(60).nullable(),
})
export type MutationOutcome = z.infer<typeof mutationOutcome>

export const pushRequest = z.object({
  clientVersion: z.string().max(40),
  mutations: z.array(mutationEnvelope).min(1).max(1000),
})
export const pushReply = z.object({ outcomes: z.array(mutationOutcome) })

/** Kind of record in the feed → its shape. */
export const changeBodies = {
  staff: staffMember,
  portalAccount,
  call: callRecord,
  callback: callbackRecord,
  deputy: deputyRecord,
  verification: verificationRecord,
  notice: noticeRecord,
  lot: lotRecord,
  postingSlip: postingSlipRecord,
  mailDay: mailDayRecord,
  officeDocument: officeDocumentRecord,
  securityAlert: securityAlertRecord,
  emailChangeRequest: emailChangeRequestRecord,
  provisionalCodeRequest: provisionalCodeRequestRecord,
  /** A new list is in use: fetch what changed since the version held. */
  facilityList: z.object({ version: z.int().min(1), isSample: z.boolean(), coverage: z.array(coverageCell).max(400) }),
} as const
export type ChangeEntity = keyof typeof changeBodies
export const changeEntities = Object.keys(changeBodies) as ChangeEntity[]

export const change = z.object({
  entity: z.string().max(40),
  id: z.string().max(80),
  version: z.int().min(0),
  body: z.record(z.string(), z.unknown()),
})
export type Change = z.infer<typeof change>

export const changesPage = z.object({
  /** Whole transactions only; in order of commit visibility. */
  changes: z.array(change),
  /** Opaque; store it together with the page. */
  cursor: z.string().max(400),
  hasMore: z.boolean(),
  serverTime: instant,
})

export const redemptionRequest = z.object({
  facilityCode: z.string().max(40),
  password: z.string().max(80),
  receiptNumber: z.string().max(40),
})
export const redemptionReply = z.object({ facilityCode: facilityCodeText, redeemedAt: instant })

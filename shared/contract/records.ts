/**
 * The records both contracts speak of: between page and backend, and between backend and central.
 * Times are UTC ISO strings with milliseconds, dates are ISO dates (Asia/Tokyo), ids are UUIDv7 text,
 * facility codes are text of 10 digits.
 */
import { z } from 'zod'
import { guidanceCardName } from '../domain/call.ts'
import { correctableItems } from '../domain/gaiji-correction.ts'
import { facilityListKinds, facilityStatuses, facilityTypes, readingSources, successionStates } from '../domain/facility.ts'
import { listQuestionKinds } from '../domain/list-questions.ts'
import { noticeRequestReasons, noticeReturnReasons, noticeStates, portalAccountStates } from '../domain/notice.ts'
import { officeDocumentKinds, officeDocumentStates } from '../domain/office-documents.ts'
import { securityAlertKinds } from '../domain/security-alerts.ts'
import { comparisonResults, verificationItems } from '../domain/verification-result.ts'
import { facilityCodeText, historyEvent, identifier, instant, isoDate, line, staffIdentifier, versioned } from './record-fields.ts'

export * from './record-fields.ts'
export * from './case-records.ts'

export const roleNames = ['operator', 'mailroom', 'supervisor', 'administrator'] as const
export const roleSchema = z.enum(roleNames)
export type Role = z.infer<typeof roleSchema>

export const staffMember = z.object({
  staffId: staffIdentifier,
  displayName: line(80),
  role: roleSchema,
  isActive: z.boolean(),
})
export type StaffMember = z.infer<typeof staffMember>

/** A facility as a list publishes it: what an import hands in. */
export const publishedFacility = z.object({
  facilityCode: facilityCodeText,
  name: line(400),
  postalCode: z.string().regex(/^\d{7}$/).nullable(),
  address: line(400),
  telephone: line(60).nullable(),
  founder: line(400).nullable(),
  manager: line(200).nullable(),
  designatedOn: isoDate.nullable(),
  type: z.enum(facilityTypes),
  status: z.enum(facilityStatuses),
  listKind: z.enum(facilityListKinds),
  prefectureNumber: z.string().regex(/^(0[1-9]|[1-3]\d|4[0-7])$/),
})
export type PublishedFacilityRecord = z.infer<typeof publishedFacility>

/** A facility as central holds it and hands it down: published, corrected, linked, with its reading. */
export const facilityRecord = publishedFacility.extend({
  isSample: z.boolean(),
  listVersion: z.int().min(0),
  /** フリガナ in katakana: for searching only, never shown as a fact and never printed. */
  reading: line(400).nullable(),
  /** Where the reading is from: 医療情報ネット, a guess of the dictionary, or a person. */
  readingSource: z.enum(readingSources).nullable(),
  /** Items whose 外字 were corrected, as published. */
  publishedForms: z.partialRecord(z.enum(correctableItems), line(400)),
  /** Last change of the address that did not come from a bureau's report (domain §4): who may then neither approve nor print. */
  addressChange: z.object({ at: instant, by: staffIdentifier }).nullable(),
  /** 承継: the facility that goes on under another code, or one that was offered as such and is not. */
  succession: z.object({ successorCode: facilityCodeText, state: z.enum(successionStates) }).nullable(),
  /** Codes this facility had before; they need not stand in any list. */
  predecessorCodes: z.array(facilityCodeText).max(50),
  /** Names and founders of earlier lists, newest first. */
  formerNames: z.array(line(400)).max(5),
  formerFounders: z.array(line(400)).max(5),
})
export type FacilityRecord = z.infer<typeof facilityRecord>

/** A prefecture and kind the list in use covers: as of which day, and when it was taken in. */
export const coverageCell = z.object({
  prefectureNumber: z.string().regex(/^\d{2}$/),
  listKind: z.enum(facilityListKinds),
  asOf: isoDate.nullable(),
  importedAt: instant,
})
export type CoverageCell = z.infer<typeof coverageCell>

/** What a person must confirm before a list is put into use; the rule: shared/domain/list-questions.ts. */
export const listQuestion = z.object({
  kind: z.enum(listQuestionKinds),
  scopes: z.array(z.object({
    prefectureNumber: z.string().regex(/^\d{2}$/), listKind: z.enum(facilityListKinds),
    /** Day of the list in use and of the new one. */
    heldAsOf: isoDate.nullable(), asOf: isoDate.nullable(),
    /** Facilities in use now, and how many of them the new list does not name. */
    held: z.int(), closing: z.int(),
  })),
})
export type ListQuestion = z.infer<typeof listQuestion>

/** What of the facility was verified and must still be equal when its letter is made. */
export const facilitySnapshot = facilityRecord.pick({
  facilityCode: true,
  name: true,
  postalCode: true,
  address: true,
  founder: true,
  type: true,
  status: true,
  listKind: true,
  prefectureNumber: true,
  isSample: true,
})
export type FacilitySnapshot = z.infer<typeof facilitySnapshot>

export const portalAccount = z.object({
  facilityCode: facilityCodeText,
  /** `unknown` is never stored: it is what a desktop says of a facility it has no row for. */
  state: z.enum(portalAccountStates).exclude(['unknown']),
})
export type PortalAccount = z.infer<typeof portalAccount>

/** `listUpdated`: 住所相違・一覧待ち came to its end, the list has the address now, but more is still to be asked. */
export const verificationOutcomes = ['pending', 'passed', 'supervisor', 'callback', 'addressDiffers', 'listUpdated', 'approved', 'refused'] as const
/** Results only, never what was spoken. */
export const comparison = z.object({
  item: z.enum(verificationItems),
  result: z.enum(comparisonResults),
  reason: line(60).nullable(),
  attempts: z.int().min(0).max(20),
})
export type Comparison = z.infer<typeof comparison>

export const verificationRecord = z.object({
  verificationId: identifier,
  ...versioned,
  callId: identifier,
  facilityCode: facilityCodeText,
  facility: facilitySnapshot,
  comparisons: z.array(comparison),
  outcome: z.enum(verificationOutcomes),
  performedBy: staffIdentifier,
  performedAt: instant,
  decidedBy: staffIdentifier.nullable(),
  decidedAt: instant.nullable(),
  decisionReason: line(500).nullable(),
  /** 住所相違・一覧待ち: HMAC-SHA256 (hex) under the office's key of the 番地 that was said; nothing else of what is said is kept. */
  spokenAddressHash: z.string().regex(/^[0-9a-f]{64}$/).nullable().default(null),
})
export type VerificationRecord = z.infer<typeof verificationRecord>

/** A further caller who waits for a letter: another call, verified on its own. `noticeId`: the request that was merged. */
export const noticeCase = z.object({
  noticeId: identifier, callId: identifier, verificationId: identifier, staffId: staffIdentifier, at: instant,
})
export type NoticeCase = z.infer<typeof noticeCase>

/** Version (as staff named it) and SHA-256 (hex) of a letter's template. */
export const templateReference = z.object({ version: line(40), hash: z.string().regex(/^[0-9a-f]{64}$/) })
export type TemplateReference = z.infer<typeof templateReference>

export const noticeRecord = z.object({
  noticeId: identifier,
  ...versioned,
  /** Human number, unique over all desktops: N + device number - month and day - running number. */
  noticeNumber: line(30),
  facilityCode: facilityCodeText,
  facility: facilitySnapshot,
  reason: z.enum(noticeRequestReasons),
  /** Requested although the guidance ends elsewhere: why. Supervisors see it. */
  overrideReason: line(500).nullable().default(null),
  state: z.enum(noticeStates),
  callId: identifier,
  verificationId: identifier,
  requestedBy: staffIdentifier,
  requestedAt: instant,
  approvedBy: staffIdentifier.nullable(),
  /** Class of postage, by its id in the letter's template. */
  postageClass: line(40).default('simplifiedRegistered'),
  /** Redeeming needs the six digits told to a caller, as the policy was when it was requested. */
  needsSecondNumber: z.boolean().default(true),
  /** Further callers who wait for this letter; each was told a number of their own. */
  cases: z.array(noticeCase).max(20).default([]),
  /** Of a request that met an open notice of the facility: the notice it joined. */
  joinedTo: identifier.nullable().default(null),
  /** The letter this one takes the place of: returned, damaged, lost, or still live when this one was requested. */
  replaces: identifier.nullable().default(null),
  lotId: identifier.nullable(),
  /** What the piece mark (Data Matrix) carries: random, without code or name. */
  pieceId: line(40).nullable(),
  /** Template the letter was drawn with; null until then. */
  template: templateReference.nullable().default(null),
  validUntil: isoDate.nullable(),
  trackingNumber: z.string().regex(/^\d{11}$/).nullable(),
  postedOn: isoDate.nullable(),
  redeemedAt: instant.nullable(),
  /** The letter came back. After it was redeemed this is an incident: the state stays `redeemed`. */
  returned: z.object({ on: isoDate, reason: z.enum(noticeReturnReasons), isOpened: z.boolean().nullable(), at: instant, staffId: staffIdentifier }).nullable().default(null),
  /** Its sheet was destroyed before a second person. */
  destroyed: z.object({ at: instant, staffId: staffIdentifier, witnessStaffId: staffIdentifier }).nullable().default(null),
  /** `open`: a person must see to the facility (the letter came back, or the facility changed before printing). */
  followUp: z.enum(['open', 'done']).nullable().default(null),
  events: z.array(historyEvent),
})
export type NoticeRecord = z.infer<typeof noticeRecord>

/** `destroying`: closed to scans; sheets wait to be destroyed before a second person. */
export const lotStates = ['challenge', 'issuing', 'printed', 'destroying', 'closed', 'abandoned'] as const
export const lotRecord = z.object({
  lotId: identifier,
  ...versioned,
  lotNumber: line(30),
  state: z.enum(lotStates),
  /** The desk that works on it; another one may adopt it. */
  deviceId: identifier,
  adoptedFrom: identifier.nullable().default(null),
  startedBy: staffIdentifier,
  startedAt: instant,
  noticeIds: z.array(identifier).min(1).max(25),
  /** Notices in the order of the printed sheets; empty until central has accepted the letters. */
  sheets: z.array(identifier).max(25).default([]),
  /** Printed face up or face down: the stack is worked off in one direction, told by the first scan. */
  scanOrder: z.enum(['ascending', 'descending']).nullable().default(null),
  /** A sheet was skipped: nothing goes on until a person has looked into the envelope before it. */
  stop: z.object({ at: instant, precedingNoticeId: identifier.nullable(), skippedNoticeIds: z.array(identifier).min(1).max(25), scannedNoticeId: identifier }).nullable().default(null),
  /** Skipped sheets a person has found by themselves: they may be scanned out of order. */
  setAside: z.array(identifier).max(25).default([]),
  /** Marks read a second time: each stands for one sheet too many, to be destroyed. */
  duplicates: z.array(z.object({ noticeId: identifier, at: instant })).max(200).default([]),
  /** The desk or its printer failed between handing over the letters and the answer: nobody knows how many sheets there are. */
  isPaperUncertain: z.boolean().default(false),
  /** Sheets counted and destroyed before a second person when the lot was closed. */
  destruction: z.object({ sheets: z.int().min(0), at: instant, staffId: staffIdentifier, witnessStaffId: staffIdentifier }).nullable().default(null),
  templateVersion: line(40).nullable(),
  templateHash: line(64).nullable().default(null),
  documentHash: line(100).nullable(),
})
export type LotRecord = z.infer<typeof lotRecord>

/** 差出票: pieces handed over at the counter together. Each piece stands on one slip only. */
export const postingSlipRecord = z.object({
  slipId: identifier,
  ...versioned,
  slipNumber: line(30),
  postedOn: isoDate,
  deviceId: identifier,
  madeBy: staffIdentifier,
  madeAt: instant,
  noticeIds: z.array(identifier).min(1).max(2000),
})
export type PostingSlipRecord = z.infer<typeof postingSlipRecord>

/** A day of one mailroom desk, closed: 印刷 = 発送 + 廃棄 + 手元. */
export const mailDayRecord = z.object({
  dayId: identifier,
  ...versioned,
  date: isoDate,
  deviceId: identifier,
  closedBy: staffIdentifier,
  closedAt: instant,
  counts: z.object({ printed: z.int().min(0), posted: z.int().min(0), destroyed: z.int().min(0), inHand: z.int().min(0) }),
})
export type MailDayRecord = z.infer<typeof mailDayRecord>

/** A letter's template, the envelopes, the office's policy: proposed by one person, published by another. */
export const officeDocumentRecord = z.object({
  documentId: identifier,
  ...versioned,
  kind: z.enum(officeDocumentKinds),
  /** Which of its kind: a guidance card's; empty where there is one of a kind. */
  name: z.union([z.literal(''), z.string().regex(guidanceCardName)]).default(''),
  state: z.enum(officeDocumentStates),
  /** The document as text (JSON, a guidance card YAML) exactly as it was checked and hashed. */
  text: z.string().max(60_000),
  /** SHA-256 of the text, hex. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  note: line(500),
  proposedBy: staffIdentifier,
  proposedAt: instant,
  /** Who published or withdrew it. */
  decidedBy: staffIdentifier.nullable(),
  decidedAt: instant.nullable(),
})
export type OfficeDocumentRecord = z.infer<typeof officeDocumentRecord>

/** Something a supervisor must look at. Holds no personal data and nothing secret. */
export const securityAlertRecord = z.object({
  alertId: identifier,
  ...versioned,
  kind: z.enum(securityAlertKinds),
  raisedAt: instant,
  deviceNumber: z.int().nullable(),
  noticeId: identifier.nullable(),
  noticeNumber: line(30).nullable(),
  resolvedBy: staffIdentifier.nullable(),
  resolvedAt: instant.nullable(),
  resolution: line(500).nullable(),
})
export type SecurityAlertRecord = z.infer<typeof securityAlertRecord>

export const auditEntry = z.object({
  /** Position in the chain of this desktop, from 1. */
  position: z.int().min(1),
  at: instant,
  staffId: staffIdentifier.nullable(),
  action: line(60),
  subject: line(200).nullable(),
  outcome: z.enum(['done', 'refused', 'failed']),
  /** SHA-256 of the entry and the hash before it, hex. */
  previousHash: line(64),
  hash: line(64),
})
export type AuditEntry = z.infer<typeof auditEntry>

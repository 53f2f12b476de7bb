/** Records of what callers ask for: calls, promises to call back, e-mail-change and 仮コード requests. */
import { z } from 'zod'
import { callOutcomes, guidanceCardName } from '../domain/call.ts'
import { callbackAttemptResults, callbackKinds, callbackStates, callbackTargets } from '../domain/callback.ts'
import { emailChangeStates, oldEmailKnowledge } from '../domain/email-change-request.ts'
import { applicantQualifications, provisionalCodeStates } from '../domain/provisional-code-request.ts'
import { facilityCodeText, historyEvent, identifier, instant, isoDate, line, staffIdentifier, versioned } from './record-fields.ts'

export const callerRoles = ['facility', 'vendor', 'headOffice', 'other'] as const
/** A decision path as it was walked: where it ended, and why somebody went another way. */
export const guidancePath = z.object({
  kind: z.enum(['logIn', 'newFacility']),
  /** Null = about no facility of the list. */
  facilityCode: facilityCodeText.nullable(),
  answers: z.record(line(40), line(40)),
  end: line(40),
  overrideReason: line(500).nullable(),
})
export type GuidancePath = z.infer<typeof guidancePath>

export const callRecord = z.object({
  callId: identifier,
  ...versioned,
  startedAt: instant,
  endedAt: instant.nullable(),
  operatorId: staffIdentifier,
  callerName: line(100),
  callerRole: z.enum(callerRoles),
  callbackTelephone: line(40),
  /** Guidance card of what the caller asks (Q1–Q18, N1 …) or null. */
  question: z.string().regex(guidanceCardName).nullable(),
  facilityCodes: z.array(facilityCodeText).max(50),
  notes: line(5000),
  /** On hold, with what the operator wants to remember; at most one call of a person is neither parked nor ended. */
  parked: z.object({ at: instant, note: line(200) }).nullable().default(null),
  /** A slip written by hand, entered later: `startedAt` and `endedAt` are the real times of the call. */
  paperSlip: z.object({ enteredAt: instant, endedAt: instant }).nullable().default(null),
  outcome: z.enum(callOutcomes).nullable().default(null),
  /** Cards that were read aloud, besides the question. */
  guidedCards: z.array(z.string().regex(guidanceCardName)).max(50).default([]),
  paths: z.array(guidancePath).max(50).default([]),
})
export type CallRecord = z.infer<typeof callRecord>

/** A promise to call back. Central makes those of kind `listUpdated`. */
export const callbackRecord = z.object({
  callbackId: identifier,
  ...versioned,
  callId: identifier.nullable(),
  facilityCode: facilityCodeText.nullable(),
  verificationId: identifier.nullable(),
  kind: z.enum(callbackKinds),
  target: z.enum(callbackTargets),
  /** As the caller told it; empty where the listed number is called, which is looked up, and audited, when it is. */
  telephone: line(40),
  callerName: line(100),
  about: line(500),
  dueAt: instant,
  /** Null = whoever is free. */
  assignedTo: staffIdentifier.nullable(),
  state: z.enum(callbackStates),
  attempts: z.array(z.object({ at: instant, staffId: staffIdentifier, result: z.enum(callbackAttemptResults) })).max(50),
  result: line(500).nullable(),
  createdBy: staffIdentifier.nullable(),
  createdAt: instant,
  events: z.array(historyEvent),
})
export type CallbackRecord = z.infer<typeof callbackRecord>

/** 代理: from a day to a day (both included, Asia/Tokyo) the deputy sees a person's cases as their own. */
export const deputyRecord = z.object({
  deputyId: identifier,
  ...versioned,
  staffId: staffIdentifier,
  deputyStaffId: staffIdentifier,
  from: isoDate,
  until: isoDate,
  setBy: staffIdentifier,
  setAt: instant,
  /** Ended before its last day. */
  endedAt: instant.nullable(),
})
export type DeputyRecord = z.infer<typeof deputyRecord>

/** What central says of a wanted address: free, on file for another facility, on file for this one, not asked yet. Never told to the caller. */
export const wantedMailUses = ['free', 'usedElsewhere', 'registeredHere', 'unconfirmed'] as const

export const emailChangeRequestRecord = z.object({
  requestId: identifier,
  ...versioned,
  requestNumber: line(30),
  facilityCode: facilityCodeText,
  callId: identifier,
  verificationId: identifier.nullable(),
  noticeId: identifier.nullable(),
  /** What the caller says of the registered address: decides between self-service and the notice (Q13). */
  oldEmail: z.enum(oldEmailKnowledge),
  /** Wanted address: optional, never applied by us; the facility enters it itself. */
  wantedEmail: line(254).nullable(),
  /** Null = no address was told. */
  wantedEmailUse: z.enum(wantedMailUses).nullable().default(null),
  /** Who sees to it; null = who took it down. */
  assignedTo: staffIdentifier.nullable().default(null),
  state: z.enum(emailChangeStates),
  requestedBy: staffIdentifier,
  requestedAt: instant,
  notes: line(2000),
  events: z.array(historyEvent),
})
export type EmailChangeRequestRecord = z.infer<typeof emailChangeRequestRecord>

const undecidable = <T extends z.ZodType>(value: T) => z.union([z.object({ undecided: z.literal(true) }), z.object({ value })])
export const provisionalFacilityTypes = ['hospital', 'clinic', 'dentalClinic', 'pharmacy'] as const
/**
 * アカウント登録用仮コード付番依頼書 (domain §3) as it is recorded: every field asked, 未定 where it may be.
 * The form while it is filled in, and what is missing in it: shared/domain/provisional-code-request.ts.
 */
export const provisionalCodeForm = z.object({
  facilityType: undecidable(z.enum(provisionalFacilityTypes)),
  facilityName: undecidable(line(200)),
  facilityAddress: undecidable(line(300)),
  /** 開設時期: YYYY-MM or YYYY-MM-DD. */
  opening: undecidable(z.string().regex(/^\d{4}-(0[1-9]|1[0-2])(-\d{2})?$/)),
  founder: z.union([
    z.object({ kind: z.literal('individual'), name: line(200) }),
    z.object({ kind: z.literal('legalPerson'), name: line(200), representative: line(200) }),
  ]),
  qualifications: z.array(z.enum(applicantQualifications)).max(6),
  otherQualification: line(100).nullable(),
  facilityTelephone: undecidable(line(40)),
  /** A telephone or the like where the contact can be reached: required always (Q16). */
  contactTelephone: line(200),
  secondContactTelephone: line(200).nullable(),
})

export const provisionalCodeRequestRecord = z.object({
  requestId: identifier,
  ...versioned,
  requestNumber: line(30),
  callId: identifier,
  form: provisionalCodeForm,
  /** 受付番号 of the bureau (指定申請), where the caller tells one. */
  designationReceiptNumber: z.string().regex(/^[0-9A-Za-z-]{1,20}$/).nullable(),
  provisionalCode: z.string().regex(/^[0-9A-Za-z-]{1,20}$/).nullable(),
  /** Linked when the facility has its own code. */
  facilityCode: facilityCodeText.nullable(),
  /** 医科・歯科併設: the request of the other half. */
  twinRequestId: identifier.nullable().default(null),
  /** Who sees to it; null = who took it down. */
  assignedTo: staffIdentifier.nullable().default(null),
  state: z.enum(provisionalCodeStates),
  requestedBy: staffIdentifier,
  requestedAt: instant,
  notes: line(2000),
  events: z.array(historyEvent),
})
export type ProvisionalCodeRequestRecord = z.infer<typeof provisionalCodeRequestRecord>

/** Password notices, from the request to the chain of custody. */
import { z } from 'zod'
import { noticeRequestReasons, noticeStates } from '../../domain/notice.ts'
import { facilityCodeText, historyEvent, identifier, instant, isoDate, noticeCase, noticeRecord, templateReference } from '../records.ts'
import { maskedFacility } from './masked-facility.ts'
import { listInput, pdf, procedure, withId } from './procedure.ts'

export const noticeSummary = z.object({
  noticeId: identifier, noticeNumber: z.string(), state: z.enum(noticeStates), reason: z.enum(noticeRequestReasons),
  facilityCode: facilityCodeText, facilityName: z.string(), prefectureNumber: z.string(), isSample: z.boolean(),
  requestedAt: instant, requestedBy: z.string(), requestedByName: z.string(), postageClass: z.string(),
  overrideReason: z.string().nullable(),
  validUntil: isoDate.nullable(), postedOn: isoDate.nullable(), redeemedAt: instant.nullable(), trackingNumber: z.string().nullable(),
  returned: noticeRecord.shape.returned.unwrap(), followUp: noticeRecord.shape.followUp.unwrap(),
  /** Number of the notice this request joined, or of the letter it takes the place of. */
  joinedToNumber: z.string().nullable(), replacesNumber: z.string().nullable(),
  /** Callers who wait for it besides the first. */
  joinedCases: z.int(),
  /** Until then the person who asks may take it back without a reason; null = not (any more), or not by this person. */
  undoUntil: instant.nullable(),
  /** 0 = only on this desktop so far. */
  version: z.int(),
})
export type NoticeSummary = z.infer<typeof noticeSummary>

/** When a letter will arrive, as the operator may promise it (shared/domain/delivery.ts). */
export const deliveryPromise = z.object({
  /** false = central cannot be reached, so nothing can be printed now: no day is promised. */
  isCertain: z.boolean(),
  postsOn: isoDate.nullable(), arrivesFrom: isoDate.nullable(), arrivesUntil: isoDate.nullable(),
  /** Japanese, to be read aloud. */
  sentence: z.string(),
  /** `learned`: from days of posting and redeeming of letters to this prefecture. */
  basis: z.enum(['estimate', 'learned']),
})
export type DeliveryPromise = z.infer<typeof deliveryPromise>

/** Class of postage of the letter's template. */
export const postageClass = z.object({ id: z.string(), name: z.string(), marks: z.array(z.string()), feeYen: z.int(), isRecorded: z.boolean() })
export type PostageClass = z.infer<typeof postageClass>

/** What is read back before a letter is requested, and what the operator must know. */
export const noticePreparation = z.object({
  facility: maskedFacility,
  /** Last four digits of the code. */
  lastFour: z.string(),
  /** The facility has an open notice: this caller will join it. */
  openNotice: noticeSummary.nullable(),
  /** The guidance ends elsewhere (end of the path, or the question's): a letter needs a reason that supervisors see. */
  needsOverride: z.boolean(),
  /** A letter is on its way or was posted: a new one ends it. */
  liveNotice: noticeSummary.nullable(),
  /** Why the letter cannot be printed yet, each a sentence with its remedy; the request is taken all the same. */
  problems: z.array(z.string()),
  postageClasses: z.array(postageClass),
  isSecondNumberUsed: z.boolean(),
  delivery: deliveryPromise,
})
export type NoticePreparation = z.infer<typeof noticePreparation>

/** Chain of custody of one piece. */
export const custody = z.object({
  notice: noticeSummary,
  pieceId: z.string().nullable(),
  template: templateReference.nullable(),
  lotNumber: z.string().nullable(),
  postingSlipNumber: z.string().nullable(),
  steps: z.array(z.object({
    event: historyEvent, staffName: z.string().nullable(), deviceNumber: z.int().nullable(),
    /** Entry of the audit trail that proves the step. */
    audit: z.object({ deviceNumber: z.int(), position: z.int(), hash: z.string() }).nullable(),
  })),
  cases: z.array(noticeCase.extend({ staffName: z.string(), noticeNumber: z.string().nullable() })),
  /** central = every desktop's chain was recomputed by central for this page; desktop = only this desktop's own, central being away. */
  checkedBy: z.enum(['central', 'desktop']),
  chains: z.array(z.object({ deviceNumber: z.int(), entries: z.int(), firstBroken: z.int().nullable() })),
})
export type Custody = z.infer<typeof custody>

export const noticesProcedures = {
  /** What to read back before the request, and what the caller can be promised. */
  prepare: procedure.input(z.object({ callId: identifier, verificationId: identifier })).output(noticePreparation),
  /**
   * `receiptNumber`: the six digits to read to the caller; this is the only time they are given out. null = the policy does without.
   * Where the facility has an open notice the caller joins it (`notice.state` = joined).
   */
  request: procedure.input(z.object({
    callId: identifier, verificationId: identifier, reason: z.enum(noticeRequestReasons), postageClass: z.string().max(40).nullable().default(null),
    overrideReason: z.string().trim().min(1).max(500).nullable().default(null),
  })).output(z.object({ notice: noticeSummary, receiptNumber: z.string().regex(/^\d{6}$/).nullable(), delivery: deliveryPromise })),
  approve: procedure.input(z.object({ noticeId: identifier, reason: z.string().trim().min(1).max(500) })).output(noticeSummary),
  /** Taken back by the person who requested it, within ten minutes, before its lot starts. */
  undo: procedure.input(withId('noticeId')).output(noticeSummary),
  cancel: procedure.input(z.object({ noticeId: identifier, reason: z.string().trim().min(1).max(500) })).output(noticeSummary),
  /** Ends a live letter: its password redeems nothing from now on. */
  void: procedure.input(z.object({ noticeId: identifier, reason: z.string().trim().min(1).max(500) })).output(noticeSummary),
  /** Only those a person must see to, with `followUp`. */
  list: procedure.input(listInput.extend({ states: z.array(z.enum(noticeStates)).optional(), followUp: z.literal('open').optional() })).output(z.array(noticeSummary)),
  finishFollowUp: procedure.input(z.object({ noticeId: identifier, reason: z.string().trim().min(1).max(500) })).output(noticeSummary),
  get: procedure.input(withId('noticeId')).output(z.object({ notice: noticeSummary, events: z.array(historyEvent.extend({ staffName: z.string().nullable() })) })),
  custody: procedure.input(withId('noticeId')).output(custody),
  /** The letter as 見本 with a dummy password, by the template it was or will be drawn with: never a live one. PDF. */
  preview: procedure.input(withId('noticeId')).output(pdf),
}

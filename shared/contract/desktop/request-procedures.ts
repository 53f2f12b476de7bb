/** E-mail-change and 仮コード requests. */
import { z } from 'zod'
import { emailChangeStates, oldEmailKnowledge } from '../../domain/email-change-request.ts'
import { provisionalCodeStates } from '../../domain/provisional-code-request.ts'
import { emailChangeRequestRecord, facilityCodeText, identifier, isoDate, provisionalCodeForm, provisionalCodeRequestRecord, wantedMailUses } from '../records.ts'
import { maskedFacility } from './masked-facility.ts'
import { listInput, pdf, procedure, withId } from './procedure.ts'

/** How long a request may stay as it is, in Japanese business days; null once it has ended. */
const aging = {
  requestedByName: z.string(), assignedToName: z.string(),
  /** Theirs, or of somebody they stand in for. */
  isMine: z.boolean(),
  dueOn: isoDate.nullable(), isLate: z.boolean(),
}

export const emailChangeView = emailChangeRequestRecord.extend({ facilityName: z.string(), noticeNumber: z.string().nullable(), ...aging })
export type EmailChangeView = z.infer<typeof emailChangeView>

export const emailChangeRequestsProcedures = {
  /** Is the wanted address on file for another facility? For the operator only. `unconfirmed`: central is away, asked later by itself. */
  checkWanted: procedure.input(z.object({ facilityCode: facilityCodeText, wantedEmail: z.string().max(254) })).output(z.object({ use: z.enum(wantedMailUses) })),
  record: procedure.input(z.object({
    callId: identifier, facilityCode: facilityCodeText, verificationId: identifier.nullable().default(null), noticeId: identifier.nullable().default(null),
    oldEmail: z.enum(oldEmailKnowledge), wantedEmail: z.string().max(254).nullable().default(null), notes: z.string().max(2000).default(''),
  })).output(emailChangeRequestRecord),
  /** What is late first, then by age. */
  list: procedure.input(listInput).output(z.array(emailChangeView)),
  move: procedure.input(z.object({ requestId: identifier, to: z.enum(emailChangeStates), reason: z.string().max(500).nullable().default(null), version: z.int() })).output(emailChangeRequestRecord),
}

export const provisionalCodeView = provisionalCodeRequestRecord.extend({
  ...aging, twinNumber: z.string().nullable(),
  /** Facilities of the list that this may have become: same name, founder and address. */
  offeredFacilities: z.array(maskedFacility),
})
export type ProvisionalCodeView = z.infer<typeof provisionalCodeView>

/** One step on the way to the opening: いつまでに何を. */
export const timelineStep = z.object({
  id: z.string(),
  /** Japanese: what is to be done. */
  title: z.string(),
  /** Last day, or month, for it; null where the office has not entered the deadline. */
  until: z.union([isoDate, z.string().regex(/^\d{4}-\d{2}$/)]).nullable(),
  note: z.string(),
  isPast: z.boolean(),
})
export type TimelineStep = z.infer<typeof timelineStep>

/** Both axes of Q14 and Q15. */
const need = z.object({ isDesignated: z.boolean(), isWantedAtOpening: z.boolean() })
const receiptNumber = provisionalCodeRequestRecord.shape.designationReceiptNumber

export const provisionalCodeRequestsProcedures = {
  /** 医科・歯科併設 (`isTwin`): two requests, 医科 as in the form and 歯科. REFUSED PROVISIONAL_CODE_NOT_NEEDED where Q15 says so. */
  record: procedure.input(z.object({
    callId: identifier, need, form: provisionalCodeForm, isTwin: z.boolean().default(false), designationReceiptNumber: receiptNumber.default(null), notes: z.string().max(2000).default(''),
  })).output(z.array(provisionalCodeRequestRecord).min(1).max(2)),
  /** Open requests of the same founder, address and kind. */
  duplicates: procedure.input(z.object({ form: provisionalCodeForm })).output(z.array(provisionalCodeView)),
  /** What is late first, then by age. */
  list: procedure.input(listInput.omit({ facilityCode: true })).output(z.array(provisionalCodeView)),
  /** What was 未定 or wrong is filled in; the history says which fields, who and why. */
  fill: procedure.input(z.object({
    requestId: identifier, version: z.int(), form: provisionalCodeForm, designationReceiptNumber: receiptNumber, notes: z.string().max(2000), reason: z.string().trim().min(1).max(500),
  })).output(provisionalCodeRequestRecord),
  move: procedure.input(z.object({
    requestId: identifier, to: z.enum(provisionalCodeStates), reason: z.string().max(500).nullable().default(null), version: z.int(),
    provisionalCode: provisionalCodeRequestRecord.shape.provisionalCode.default(null),
    /** The facility it has become, for `migrated`. */
    facilityCode: facilityCodeText.nullable().default(null),
  })).output(provisionalCodeRequestRecord),
  /** いつまでに何を; `prefectureNumber` null = no deadline of the bureau. */
  timeline: procedure.input(z.object({ opening: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])(-\d{2})?$/), prefectureNumber: z.string().regex(/^\d{2}$/).nullable() })).output(z.array(timelineStep)),
  /** アカウント登録用仮コード付番依頼書 with its cover sheet as PDF. */
  form: procedure.input(withId('requestId')).output(pdf),
}

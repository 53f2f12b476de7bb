/** E-mail-change and 仮コード requests. */
import { z } from 'zod'
import { emailChangeStates, oldEmailKnowledge } from '../../domain/email-change-request.ts'
import { provisionalCodeStates } from '../../domain/provisional-code-request.ts'
import { emailChangeRequestRecord, facilityCodeText, identifier, provisionalCodeForm, provisionalCodeRequestRecord } from '../records.ts'
import { listInput, pdf, procedure, withId } from './procedure.ts'

export const emailChangeRequestsProcedures = {
  record: procedure.input(z.object({
    callId: identifier, facilityCode: facilityCodeText, verificationId: identifier.nullable().default(null), noticeId: identifier.nullable().default(null),
    oldEmail: z.enum(oldEmailKnowledge), wantedEmail: z.string().max(254).nullable().default(null), notes: z.string().max(2000).default(''),
  })).output(emailChangeRequestRecord),
  list: procedure.input(listInput).output(z.array(emailChangeRequestRecord.extend({ facilityName: z.string(), requestedByName: z.string() }))),
  move: procedure.input(z.object({ requestId: identifier, to: z.enum(emailChangeStates), reason: z.string().max(500).nullable().default(null), version: z.int() })).output(emailChangeRequestRecord),
}

export const provisionalCodeRequestsProcedures = {
  record: procedure.input(z.object({
    callId: identifier, form: provisionalCodeForm, designationReceiptNumber: provisionalCodeRequestRecord.shape.designationReceiptNumber.default(null), notes: z.string().max(2000).default(''),
  })).output(provisionalCodeRequestRecord),
  list: procedure.input(listInput.omit({ facilityCode: true })).output(z.array(provisionalCodeRequestRecord.extend({ requestedByName: z.string() }))),
  move: procedure.input(z.object({
    requestId: identifier, to: z.enum(provisionalCodeStates), reason: z.string().max(500).nullable().default(null), version: z.int(),
    provisionalCode: provisionalCodeRequestRecord.shape.provisionalCode.default(null),
  })).output(provisionalCodeRequestRecord),
  /** アカウント登録用仮コード付番依頼書 as PDF. */
  form: procedure.input(withId('requestId')).output(pdf),
}

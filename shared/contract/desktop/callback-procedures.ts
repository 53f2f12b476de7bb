/** Promises to call back. */
import { z } from 'zod'
import { callbackAttemptResults, callbackKinds, callbackTargets } from '../../domain/callback.ts'
import { callbackRecord, facilityCodeText, identifier, instant, staffIdentifier } from '../records.ts'
import { procedure, withId } from './procedure.ts'

export const callbackView = callbackRecord.extend({
  facilityName: z.string().nullable(), assignedToName: z.string().nullable(), createdByName: z.string().nullable(),
  isLate: z.boolean(),
  /** Theirs, or of somebody they stand in for, or nobody's. */
  isMine: z.boolean(),
})
export type CallbackView = z.infer<typeof callbackView>

const step = { callbackId: identifier, version: z.int() }
const reason = z.string().trim().min(1).max(500)

export const callbacksProcedures = {
  /** The open ones, the most urgent first; `withEnded`: also those of the last 30 days. */
  list: procedure.input(z.object({ facilityCode: facilityCodeText.optional(), withEnded: z.boolean().default(false) })).output(z.array(callbackView)),
  /** `dueAt` null = by the office's setting. */
  promise: procedure.input(z.object({
    callId: identifier, facilityCode: facilityCodeText.nullable().default(null), verificationId: identifier.nullable().default(null),
    kind: z.enum(callbackKinds).exclude(['listUpdated']), target: z.enum(callbackTargets), telephone: z.string().trim().max(40).default(''), about: z.string().trim().max(500).default(''),
    dueAt: instant.nullable().default(null), assignedTo: staffIdentifier.nullable().default(null),
  })).output(callbackView),
  /** Nobody was reached: tried again at `dueAt`. */
  attempt: procedure.input(z.object({ ...step, result: z.enum(callbackAttemptResults), dueAt: instant })).output(callbackView),
  /** `isConfirmed`: of a verification, whether the facility confirmed the caller; else null. */
  finish: procedure.input(z.object({ ...step, result: reason, isConfirmed: z.boolean().nullable().default(null) })).output(callbackView),
  cancel: procedure.input(z.object({ ...step, reason })).output(callbackView),
  assign: procedure.input(z.object({ ...step, assignedTo: staffIdentifier.nullable(), reason })).output(callbackView),
  get: procedure.input(withId('callbackId')).output(callbackView),
}

/** Calls. */
import { z } from 'zod'
import { callRecord, callerRoles, identifier } from '../records.ts'
import { listInput, nothing, procedure, withId } from './procedure.ts'

export const callsProcedures = {
  start: procedure.input(nothing).output(callRecord),
  save: procedure.input(z.object({
    callId: identifier,
    callerName: z.string().max(100).optional(), callerRole: z.enum(callerRoles).optional(), callbackTelephone: z.string().max(40).optional(),
    question: callRecord.shape.question.optional(), facilityCodes: callRecord.shape.facilityCodes.optional(), notes: z.string().max(5000).optional(),
  })).output(callRecord),
  finish: procedure.input(withId('callId')).output(callRecord),
  /** The operator's own unfinished call, to go on with after a restart, or null. */
  open: procedure.input(nothing).output(callRecord.nullable()),
  list: procedure.input(listInput).output(z.array(callRecord)),
}

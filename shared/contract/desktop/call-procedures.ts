/** Calls: several may be open at once, one of them at hand, the others parked. */
import { z } from 'zod'
import { callRecord, callerRoles, identifier, instant } from '../records.ts'
import { callbackView } from './callback-procedures.ts'
import { foundFacility } from './masked-facility.ts'
import { listInput, nothing, procedure, withId } from './procedure.ts'

export const callView = callRecord.extend({ operatorName: z.string() })
export type CallView = z.infer<typeof callView>

/** The person's own calls that have not ended: also after a restart. */
export const openCalls = z.object({ active: callRecord.nullable(), parked: z.array(callRecord) })
export type OpenCalls = z.infer<typeof openCalls>

export const callsProcedures = {
  /**
   * A call at hand is gone on with; one that begins anew holds `telephone` (as the telephone system told it) to call back. `paperSlip`: the
   * real times of a call that was written down by hand.
   */
  start: procedure.input(z.object({
    telephone: z.string().max(40).default(''),
    paperSlip: z.object({ startedAt: instant, endedAt: instant }).nullable().default(null),
  })).output(callRecord),
  save: procedure.input(z.object({
    callId: identifier,
    callerName: z.string().max(100).optional(), callerRole: z.enum(callerRoles).optional(), callbackTelephone: z.string().max(40).optional(),
    question: callRecord.shape.question.optional(), facilityCodes: callRecord.shape.facilityCodes.optional(), notes: z.string().max(5000).optional(),
    outcome: callRecord.shape.outcome.unwrap().optional(), guidedCards: callRecord.shape.guidedCards.unwrap().optional(),
    paths: callRecord.shape.paths.unwrap().optional(),
  })).output(callRecord),
  /** On hold. */
  park: procedure.input(z.object({ callId: identifier, note: z.string().trim().max(200).default('') })).output(openCalls),
  /** Goes on with a parked call; the one at hand is parked for it. */
  resume: procedure.input(withId('callId')).output(openCalls),
  /** INVALID_INPUT CALL_INCOMPLETE with `fields` where something is missing (shared/domain/call.ts). */
  finish: procedure.input(withId('callId')).output(callRecord),
  open: procedure.input(nothing).output(openCalls),
  get: procedure.input(withId('callId')).output(callView),
  /** The person's own calls, newest first; of a facility: everybody's. */
  list: procedure.input(listInput).output(z.array(callView)),
  /** Who may be calling from this number: nothing is chosen by itself. */
  candidates: procedure.input(z.object({ telephone: z.string().max(40) })).output(z.object({
    facilities: z.array(foundFacility), callbacks: z.array(callbackView),
  })),
}

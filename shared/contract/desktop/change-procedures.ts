/** changes.*: what central refused or parked, with the text of the person who made it: sent again, discarded, copied. */
import { z } from 'zod'
import { discardReasons } from '../../domain/change-again.ts'
import { identifier, instant, staffIdentifier } from '../records.ts'
import { procedure, nothing, withId } from './procedure.ts'

/** Words, days and codes of one field; the page has words for the codes. */
const fieldText = z.object({
  values: z.array(z.string()),
  /** 未定 is an answer too. */
  isUndecided: z.boolean(),
})
export const changeField = fieldText.extend({
  /** Name of the field in the record, `form.` before those of a request form. */
  field: z.string(),
})
export type ChangeField = z.infer<typeof changeField>

export const changeView = z.object({
  mutationId: identifier,
  type: z.string(),
  occurredAt: instant,
  staffId: staffIdentifier,
  staffName: z.string(),
  isOwn: z.boolean(),
  /** Parked by a central that does not know this kind of change yet: it settles it later by itself. */
  isDeferred: z.boolean(),
  /** Why central refused it; null while it is parked. */
  code: z.string().nullable(),
  /** What it is about: a number and a name; null where it is about nothing in particular. */
  subject: z.string().nullable(),
  mayRetry: z.boolean(),
  mayDiscard: z.boolean(),
  /** What the person wrote or chose. Never a secret. */
  text: z.array(changeField),
})
export type ChangeView = z.infer<typeof changeView>

const side = z.enum(['mine', 'theirs'])
/** A field both changed: what stands in the person's change, what central has by now. */
export const changeConflict = z.object({ field: z.string(), mine: fieldText, theirs: fieldText })
export type ChangeConflict = z.infer<typeof changeConflict>

export const retryReply = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('sent') }),
  /** To be chosen field by field; `version` of the record the choices are made on. */
  z.object({ outcome: z.literal('conflict'), version: z.int(), conflicts: z.array(changeConflict) }),
])
export type RetryReply = z.infer<typeof retryReply>

export const changesProcedures = {
  /** A person's own; a supervisor sees everybody's on this desktop. Oldest first. */
  list: procedure.input(nothing).output(z.array(changeView)),
  /**
   * Sends it anew, in the name and session of who asks: their own only. `choices` count where `version` is still that of the record.
   * @throws FORBIDDEN for another's · REFUSED CHANGE_IS_HOPELESS where central would say no again · OFFLINE
   */
  retry: procedure.input(withId('mutationId').extend({ version: z.int().nullable().default(null), choices: z.record(z.string().max(60), side).default({}) })).output(retryReply),
  /** Gives it up: the record goes back to what central has. @throws FORBIDDEN for another's unless a supervisor · OFFLINE */
  discard: procedure.input(withId('mutationId').extend({ reason: z.enum(discardReasons) })).output(nothing),
}

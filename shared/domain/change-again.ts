/** Which change that central refused is worth sending again, and why one is given up. */

/** The same content would be refused again: only doing it anew helps. */
const hopelessCodes: ReadonlySet<string> = new Set(['INVALID_PAYLOAD', 'FACILITY_CHANGED', 'SAME_PERSON', 'WRONG_PIECE', 'ALREADY_LISTED', 'AUDIT_CHAIN_BROKEN'])

/** Whole records that are put on top of what central has by now, field by field. */
export const mergeableTypes = ['call.saved', 'callback.saved', 'deputy.saved', 'emailChangeRequest.saved', 'provisionalCodeRequest.saved'] as const
export type MergeableType = (typeof mergeableTypes)[number]
export const isMergeable = (type: string): type is MergeableType => (mergeableTypes as readonly string[]).includes(type)

/** Whether sending it again can have another end. Of a record that is not merged, an older state never takes the place of a newer one. */
export function isWorthSendingAgain(type: string, code: string | null): boolean {
  if (type === 'audit.recorded' || code === null || hopelessCodes.has(code)) return false
  return code !== 'VERSION_CONFLICT' || isMergeable(type)
}

/** Codes, not words of a person: they go into the audit trail. */
export const discardReasons = ['doneAnew', 'doneByAnother', 'notNeeded', 'mistaken'] as const
export type DiscardReason = (typeof discardReasons)[number]

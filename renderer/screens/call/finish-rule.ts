/** What is asked at the end of a call, put together from the call, what it led to, and what the backend still missed. */
import { callFinishFields, missingAtFinish, suggestedOutcome, type CallFinishField, type CallOutcome } from '#shared/domain/call.ts'
import type { CallRecord } from '#shared/contract/records.ts'
import { deskFailure } from '../../api/desk-failure.ts'
import type { CallResults } from './call-results.ts'

export const missingOf = (call: CallRecord, results: CallResults): CallFinishField[] =>
  missingAtFinish(call, { hasVerification: results.hasVerification, hasRequest: results.hasNotice || results.hasEmailChange || results.hasProvisionalCode || results.hasCallback })

export const suggestionFor = (call: CallRecord, results: CallResults): CallOutcome | null => suggestedOutcome({ ...results, question: call.question })

/** The fields a refused finish names: the backend knows of requests made elsewhere. */
export function fieldsRefused(error: unknown): CallFinishField[] {
  const { reason, facts } = deskFailure(error)
  if (reason !== 'CALL_INCOMPLETE') return []
  const named = String(facts['fields'] ?? '').split(',').map((field) => field.trim())
  return callFinishFields.filter((field) => named.includes(field))
}

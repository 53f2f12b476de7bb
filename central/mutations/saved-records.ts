/** Handlers of the mutations that carry a whole record: calls. What callers ask for: saved-requests.ts. */
import type { MutationPayload } from '#shared/contract/central/sync.ts'
import type { RecordContext } from './mutation-context.ts'
import { Rejection } from './rejection.ts'
import { saveRecord } from './save-record.ts'

type Call = MutationPayload<'call.saved'>

/** Nobody writes in another's name. */
export function requireSelf(context: RecordContext, staffId: string): void {
  if (staffId !== context.staffId) throw new Rejection('FORBIDDEN')
}

/** Real times in order: the call was over before somebody typed it in. */
function isSlipInOrder({ startedAt, paperSlip }: Call): boolean {
  return paperSlip === null || (startedAt <= paperSlip.endedAt && paperSlip.endedAt <= paperSlip.enteredAt)
}

/** Whose a call is and when it was never changes, and what has ended stays so. */
export async function callSaved(context: RecordContext, call: Call): Promise<void> {
  await saveRecord(context, 'call', call.callId, call, (previous) => {
    requireSelf(context, previous?.operatorId ?? call.operatorId)
    if (previous === null) {
      if (!isSlipInOrder(call)) throw new Rejection('INVALID_PAYLOAD')
      return call
    }
    if (previous.endedAt !== null && call.endedAt === null) throw new Rejection('ILLEGAL_TRANSITION')
    const { operatorId, startedAt, endedAt } = previous
    // Of a call from before there were slips the body holds none.
    return { ...call, operatorId, startedAt, endedAt: endedAt ?? call.endedAt, paperSlip: (previous as Partial<Call>).paperSlip ?? null }
  })
}

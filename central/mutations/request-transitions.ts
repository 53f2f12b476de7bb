/**
 * Which steps a desktop may take with a record it saves whole. Staying is always allowed. Steps that are central's own
 * (an e-mail-change request is posted or completed when its letter is) are not among them.
 */
import type { LotRecord, ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import { canMoveEmailChange, mayBeMovedByHand, type EmailChangeState } from '#shared/domain/email-change-request.ts'
import { mayFill } from '#shared/domain/provisional-code-changes.ts'
import { canMoveProvisionalCode, type ProvisionalCodeState } from '#shared/domain/provisional-code-request.ts'

/** @param from null for a new request */
export function mayMoveEmailChangeRequest(from: EmailChangeState | null, to: EmailChangeState): boolean {
  if (from === to) return true
  return mayBeMovedByHand(to) && (from === null ? to !== 'cancelled' : canMoveEmailChange(from, to))
}

/** Nothing of a request changes any more once it has ended. */
export function mayMoveProvisionalCodeRequest(from: ProvisionalCodeState | null, to: ProvisionalCodeState): boolean {
  if (from === null) return to === 'received'
  return from === to ? mayFill(from) : canMoveProvisionalCode(from, to)
}

/** From 付番 on the number is there, at the end the facility it has become. */
export function holdsWhatItsStateNeeds({ state, provisionalCode, facilityCode }: Pick<ProvisionalCodeRequestRecord, 'state' | 'provisionalCode' | 'facilityCode'>): boolean {
  if (state === 'migrated' && facilityCode === null) return false
  return provisionalCode !== null || !(['numbered', 'informed', 'migrated'] as const).some((later) => later === state)
}

type LotState = LotRecord['state']
const lotSteps: Readonly<Record<LotState, readonly LotState[]>> = {
  challenge: ['issuing', 'printed', 'destroying', 'closed', 'abandoned'],
  issuing: ['printed', 'destroying', 'closed', 'abandoned'],
  printed: ['destroying', 'closed', 'abandoned'],
  destroying: ['closed'],
  closed: [],
  abandoned: [],
}
export const mayMoveLot = (from: LotState, to: LotState): boolean => from === to || lotSteps[from].includes(to)

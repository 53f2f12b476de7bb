/**
 * Which steps a desktop may take with a record it saves whole. Staying is always allowed. Steps that are central's own
 * (an e-mail-change request is posted or completed when its letter is) are not among them.
 */
import type { LotRecord } from '#shared/contract/records.ts'
import { canMoveEmailChange, type EmailChangeState } from '#shared/domain/email-change-request.ts'
import { canMoveProvisionalCode, type ProvisionalCodeState } from '#shared/domain/provisional-code-request.ts'

const centralsOwn: readonly EmailChangeState[] = ['noticePosted', 'completed']

/** @param from null for a new request */
export function mayMoveEmailChangeRequest(from: EmailChangeState | null, to: EmailChangeState): boolean {
  if (from === to) return true
  return !centralsOwn.includes(to) && (from === null ? to !== 'cancelled' : canMoveEmailChange(from, to))
}

export function mayMoveProvisionalCodeRequest(from: ProvisionalCodeState | null, to: ProvisionalCodeState): boolean {
  return from === to || (from === null ? to !== 'cancelled' : canMoveProvisionalCode(from, to))
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

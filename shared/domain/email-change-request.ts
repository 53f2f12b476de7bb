/**
 * A wish to change the e-mail address of a portal account (Q13). The address is never changed by us:
 * the facility enters the new one itself after the notice. Old address known and usable = self-service.
 */
import type { NoticeState } from './notice.ts'

export { checkEmailAddress } from './email-address.ts'
export type { EmailCheck, EmailProblem } from './email-address.ts'

export const emailChangeStates = [
  'received',
  'verified',
  'noticeArranged',
  'noticePosted',
  'completed',
  'selfService',
  'cancelled',
] as const
/** 受付, 確認済, 通知書手配, 発送済, 完了 (the notice was redeemed), 自己手続きを案内, 取消. */
export type EmailChangeState = (typeof emailChangeStates)[number]

/** Moved by the notice's own events; back to verified when its letter ended without being used. */
export const emailChangeTransitions: Readonly<Record<EmailChangeState, readonly EmailChangeState[]>> = {
  received: ['verified', 'selfService', 'cancelled'],
  verified: ['noticeArranged', 'selfService', 'cancelled'],
  noticeArranged: ['noticePosted', 'verified', 'cancelled'],
  noticePosted: ['completed', 'verified', 'cancelled'],
  completed: [],
  selfService: [],
  cancelled: [],
}

export function canMoveEmailChange(from: EmailChangeState, to: EmailChangeState): boolean {
  return emailChangeTransitions[from].includes(to)
}

const movedByTheNotice: readonly EmailChangeState[] = ['noticePosted', 'completed']
/** A request is posted or completed when its letter is: nobody says so by hand. */
export const mayBeMovedByHand = (to: EmailChangeState): boolean => !movedByTheNotice.includes(to)

/** What the caller says of the registered address. */
export const oldEmailKnowledge = ['usable', 'unusable', 'forgotten'] as const
export type OldEmailKnowledge = (typeof oldEmailKnowledge)[number]

/** Where the wish ends: only an address that can no longer be used needs a letter. */
export function emailChangeEnd(oldEmail: OldEmailKnowledge): 'selfService' | 'notice' {
  return oldEmail === 'usable' ? 'selfService' : 'notice'
}

export interface EmailChangeRequest {
  readonly id: string
  readonly facilityCode: string
  readonly state: EmailChangeState
  readonly oldEmail: OldEmailKnowledge
  /** Optional; checked, offered corrections, never applied by us. */
  readonly wantedEmail: string | null
  readonly noticeId: string | null
}

/**
 * The state a request is in once its notice has moved to a state. A request that has ended stays.
 * @returns the same state when the notice's move changes nothing
 */
export function emailChangeAfterNotice(current: EmailChangeState, notice: NoticeState): EmailChangeState {
  if (emailChangeTransitions[current].length === 0 || current === 'received') return current
  switch (notice) {
    case 'requested':
    case 'awaitingApproval':
    case 'queued':
    case 'issuing':
    case 'printed':
    case 'sealed':
      return current === 'verified' ? 'noticeArranged' : current
    case 'posted':
      return 'noticePosted'
    case 'redeemed':
      return 'completed'
    case 'returned':
    case 'expired':
    case 'voided':
    case 'cancelled':
      return 'verified'
    // It waits for the letter joined from now on.
    case 'joined':
      return current
  }
}

/**
 * The state a request is in once its verification was decided: 受付 becomes 確認済, and goes on with its notice where it
 * has one already.
 * @param isConfirmed passed, or approved by a supervisor
 * @param notice state of the linked notice, or null
 */
export function emailChangeAfterVerification(current: EmailChangeState, isConfirmed: boolean, notice: NoticeState | null): EmailChangeState {
  if (current !== 'received' || !isConfirmed) return current
  return notice === null ? 'verified' : emailChangeAfterNotice('verified', notice)
}

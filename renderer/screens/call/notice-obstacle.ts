import type { MaskedFacility, VerificationView } from '#shared/contract/desktop/contract.ts'
import type { PortalAccountState } from '#shared/domain/notice.ts'
import { ja } from '../../strings/ja.ts'
import { questions, type QuestionNumber } from '../../strings/questions.ts'

export type NoticeObstacle = keyof typeof ja.call.actions.noticeHints

interface NoticeFacts {
  readonly facility: MaskedFacility | undefined
  /** Another facility goes on for it: only that one gets a notice. */
  readonly isSuperseded: boolean
  readonly accountState: PortalAccountState | undefined
  readonly verification: VerificationView | undefined
  readonly question: string | null
}

/** Why a notice is not offered now, the first thing to settle first; null = it is. An open notice is none: the caller joins it. The backend decides again. */
export function noticeObstacle({ facility, isSuperseded, accountState, verification, question }: NoticeFacts): NoticeObstacle | null {
  if (facility === undefined) return 'noFacility'
  if (isSuperseded) return 'superseded'
  if (facility.status === 'closed') return 'closed'
  if (accountState === 'unregistered' || accountState === 'provisionalRegistration') return 'account'
  if (question === null || questions[question as QuestionNumber].leadsTo !== 'notice') return 'wrongQuestion'
  if (verification?.isConcluded !== true) return 'notConcluded'
  return ['passed', 'approved', 'supervisor'].includes(verification.outcome) ? null : 'notPassed'
}

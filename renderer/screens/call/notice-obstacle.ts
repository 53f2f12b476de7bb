import type { MaskedFacility, VerificationView } from '#shared/contract/desktop/contract.ts'
import type { GuidancePath } from '#shared/contract/records.ts'
import type { PortalAccountState } from '#shared/domain/notice.ts'
import { ja } from '../../strings/ja.ts'

export type NoticeObstacle = keyof typeof ja.call.actions.noticeHints

interface NoticeFacts {
  readonly facility: MaskedFacility | undefined
  /** Another facility goes on for it: only that one gets a notice. */
  readonly isSuperseded: boolean
  readonly accountState: PortalAccountState | undefined
  readonly verification: VerificationView | undefined
}

/** Why a notice cannot be arranged now, the first thing to settle first; null = it can. An open notice is none: the caller joins it. The backend decides again. */
export function noticeObstacle({ facility, isSuperseded, accountState, verification }: NoticeFacts): NoticeObstacle | null {
  if (facility === undefined) return 'noFacility'
  if (isSuperseded) return 'superseded'
  if (facility.status === 'closed') return 'closed'
  if (accountState === 'unregistered' || accountState === 'provisionalRegistration') return 'account'
  if (verification?.isConcluded !== true) return 'notConcluded'
  return ['passed', 'approved', 'supervisor'].includes(verification.outcome) ? null : 'notPassed'
}

/** The last log-in path walked for the facility, or null. */
export const logInPathOf = (paths: readonly GuidancePath[], facilityCode: string | null): GuidancePath | null =>
  paths.findLast((path) => path.kind === 'logIn' && path.facilityCode === facilityCode) ?? null

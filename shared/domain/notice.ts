/**
 * The life of a password notice (パスワード等通知書) and the rules about who may do what with it.
 * Enforced alike by the desktop and by the central API. There is no reprint: a second letter is a
 * new notice with a new password, and accepting it voids the one before.
 */
import type { Facility, FacilityStatus } from './facility.ts'
import { isCorrectionOf } from './gaiji-correction.ts'
import type { VerificationOutcome } from './verification.ts'

export const noticeStates = [
  'requested',
  'awaitingApproval',
  'queued',
  'issuing',
  'printed',
  'sealed',
  'posted',
  'redeemed',
  'returned',
  'expired',
  'voided',
  'cancelled',
  'joined',
] as const
/**
 * open: requested (waits for central's answer on the account, or for the facility to be verified anew) → awaitingApproval → queued;
 * live: issuing (verifier sent) → printed → sealed → posted; the other six have ended. `joined`: the facility had an open notice
 * already, and this caller waits for that one too.
 */
export type NoticeState = (typeof noticeStates)[number]

/** From each state, where it may go. A damaged or returned letter stays ended; its successor says `replaces`. */
export const noticeTransitions: Readonly<Record<NoticeState, readonly NoticeState[]>> = {
  requested: ['awaitingApproval', 'queued', 'cancelled', 'joined'],
  // Back to requested: name, address, code or status changed since the caller was verified.
  awaitingApproval: ['queued', 'requested', 'cancelled', 'joined'],
  queued: ['issuing', 'requested', 'cancelled', 'joined'],
  issuing: ['printed', 'voided'],
  printed: ['sealed', 'voided'],
  sealed: ['posted', 'voided'],
  posted: ['redeemed', 'returned', 'expired', 'voided'],
  redeemed: [],
  returned: [],
  expired: [],
  voided: [],
  cancelled: [],
  joined: [],
}

export function canMoveNotice(from: NoticeState, to: NoticeState): boolean {
  return noticeTransitions[from].includes(to)
}

const openStates: readonly NoticeState[] = ['requested', 'awaitingApproval', 'queued']
const liveStates: readonly NoticeState[] = ['issuing', 'printed', 'sealed', 'posted']

/** Not yet begun: may be cancelled, and a second caller joins it. At most one a facility. */
export function isOpenNotice(state: NoticeState): boolean {
  return openStates.includes(state)
}

/** Has a verifier at central: can only be voided, redeemed, returned or expire. At most one a facility. */
export function isLiveNotice(state: NoticeState): boolean {
  return liveStates.includes(state)
}

export function isEndedNotice(state: NoticeState): boolean {
  return noticeTransitions[state].length === 0
}

/** Central accepts the letter's password in this state only; a try before it alerts a supervisor. */
export function isRedeemable(state: NoticeState): boolean {
  return state === 'posted'
}

/** Why a letter is right: Q11 (address unknown) or the second half of Q13 (known but unusable). Nothing else ends in a letter. */
export const noticeRequestReasons = ['emailUnknown', 'emailUnusable'] as const
export type NoticeRequestReason = (typeof noticeRequestReasons)[number]

/** 宛所に尋ねあたらず, 受取拒否, 保管期間経過, その他. */
export const noticeReturnReasons = ['addressUnknown', 'refused', 'notCollected', 'other'] as const
export type NoticeReturnReason = (typeof noticeReturnReasons)[number]

/** What central knows of the facility's portal account. `unknown` = not asked yet (offline). */
export const portalAccountStates = [
  'registered',
  'provisionalRegistration',
  'unregistered',
  'registeredWithProvisionalCode',
  'unknown',
] as const
/** 登録済, 仮登録のみ, 未登録, 仮コードで登録, 未確認. */
export type PortalAccountState = (typeof portalAccountStates)[number]

export type NoticeRefusal =
  | 'facilityClosed'
  | 'facilitySuperseded'
  | 'openNoticeExists'
  | 'notRegistered'
  | 'provisionalRegistrationOnly'
  | 'verificationPending'
  | 'callbackFirst'
  | 'addressDiffers'

export type NoticeRequestDecision =
  | {
      readonly ok: true
      /** `requested`: nothing speaks against it, but central has not said yet whether there is an account. */
      readonly state: 'requested' | 'queued' | 'awaitingApproval'
      /** Why a supervisor is asked; empty unless the state is awaitingApproval. */
      readonly approvalReasons: readonly NoticeApprovalReason[]
    }
  | { readonly ok: false; readonly reason: NoticeRefusal }

export type NoticeApprovalReason = 'nothingElseHeld' | 'provisionalCodeAccount' | 'facilitySuspended'

/** Whether a notice may be requested now, and in which state it begins. */
export function noticeRequestGuard(facts: {
  readonly accountState: PortalAccountState
  readonly verificationOutcome: VerificationOutcome
  /** True when the facility has an open notice: the caller joins that one. A live one is no obstacle. */
  readonly openNotice: boolean
  readonly facilityStatus: FacilityStatus
  /** 承継: another facility goes on for this one, and letters go to that one alone. */
  readonly isSuperseded?: boolean
}): NoticeRequestDecision {
  const refusal = noticeRefusal(facts)
  if (refusal !== null) return { ok: false, reason: refusal }
  const approvalReasons: NoticeApprovalReason[] = []
  if (facts.verificationOutcome === 'supervisor') approvalReasons.push('nothingElseHeld')
  if (facts.accountState === 'registeredWithProvisionalCode') approvalReasons.push('provisionalCodeAccount')
  if (facts.facilityStatus === 'suspended') approvalReasons.push('facilitySuspended')
  if (facts.accountState === 'unknown') return { ok: true, state: 'requested', approvalReasons: [] }
  return { ok: true, state: approvalReasons.length > 0 ? 'awaitingApproval' : 'queued', approvalReasons }
}

function noticeRefusal(facts: Parameters<typeof noticeRequestGuard>[0]): NoticeRefusal | null {
  if (facts.isSuperseded === true) return 'facilitySuperseded'
  if (facts.facilityStatus === 'closed') return 'facilityClosed'
  if (facts.accountState === 'unregistered') return 'notRegistered'
  if (facts.accountState === 'provisionalRegistration') return 'provisionalRegistrationOnly'
  if (facts.openNotice) return 'openNoticeExists'
  switch (facts.verificationOutcome) {
    case 'pending':
      return 'verificationPending'
    case 'callback':
      return 'callbackFirst'
    case 'addressDiffers':
      return 'addressDiffers'
    case 'passed':
    case 'supervisor':
      return null
  }
}

/** For so long the operator who requested a notice may take it back without a reason, unless its lot has started. */
export const undoMilliseconds = 10 * 60_000

/** @param facts.now milliseconds */
export function mayUndoNotice(facts: {
  readonly now: number
  readonly staffId: string
  readonly state: NoticeState
  readonly requestedBy: string
  readonly requestedAt: string
}): boolean {
  return facts.staffId === facts.requestedBy && isOpenNotice(facts.state) && facts.now - Date.parse(facts.requestedAt) <= undoMilliseconds
}

/**
 * Letters whose sheet still lies in the house after they ended, or came back: to be destroyed with a second person. One that came
 * back although it had been redeemed is evidence, and is kept until a person has seen to the facility.
 */
export function mayBeDestroyed({ state, followUp }: { readonly state: NoticeState; readonly followUp: 'open' | 'done' | null }): boolean {
  if (state === 'redeemed') return followUp !== 'open'
  return isEndedNotice(state) && state !== 'cancelled' && state !== 'joined'
}

/** What was true of the facility when the caller was verified; it must still be so when its lot starts. */
export type FacilitySnapshot = Pick<Facility, 'facilityCode' | 'name' | 'postalCode' | 'address' | 'status'>
export const facilitySnapshotFields = ['facilityCode', 'name', 'postalCode', 'address', 'status'] as const
export type FacilitySnapshotField = (typeof facilitySnapshotFields)[number]

/**
 * Compares character by character: a letter goes out only for what was verified. The one difference allowed is a 外字 of the
 * verified text that has been corrected since (shared/domain/gaiji-correction.ts): it was no character anybody could have read.
 */
export function facilitySnapshotsEqual(
  current: FacilitySnapshot,
  verified: FacilitySnapshot,
): { readonly equal: boolean; readonly differences: readonly FacilitySnapshotField[] } {
  const differences = facilitySnapshotFields.filter((field) => !isSameText(current[field], verified[field]))
  return { equal: differences.length === 0, differences }
}

/** The same text, or the verified one with its 外字 corrected. */
export function isSameText(current: string | null, verified: string | null): boolean {
  return current === verified || (current !== null && verified !== null && isCorrectionOf(current, verified))
}

/** How long a change of the address that did not come from a bureau's report is watched (domain: dual control). */
export const watchedAddressDays = 30

/**
 * Who changed the facility's address by a correction or by a list that is no bureau's report within the watched time, and may
 * therefore neither approve nor print its letter; null = nobody.
 * @param now milliseconds
 */
export function addressChangerOf(addressChange: { readonly at: string; readonly by: string } | null, now: number): string | null {
  if (addressChange === null) return null
  return now - Date.parse(addressChange.at) <= watchedAddressDays * 86_400_000 ? addressChange.by : null
}

export type DualControlRefusal = 'requestedIt' | 'approvedIt' | 'changedAddress'
export type DualControlDecision = { readonly ok: true } | { readonly ok: false; readonly reason: DualControlRefusal }

/** Everybody who asked for a notice: the first caller's operator, and those of callers who joined. Ids of staff. */
export function requestersOf(notice: { readonly requestedBy: string; readonly cases: readonly { readonly staffId: string }[] }): string[] {
  return [...new Set([notice.requestedBy, ...notice.cases.map((joined) => joined.staffId)])]
}

/** Dual control: who requested, approved, or changed the address within the watched time cannot print. Ids of staff. */
export function mayPrintNotice(facts: {
  readonly printerStaffId: string
  readonly requesters: readonly string[]
  readonly approvedBy: string | null
  readonly addressChangedBy: string | null
}): DualControlDecision {
  if (facts.requesters.includes(facts.printerStaffId)) return { ok: false, reason: 'requestedIt' }
  if (facts.printerStaffId === facts.approvedBy) return { ok: false, reason: 'approvedIt' }
  if (facts.printerStaffId === facts.addressChangedBy) return { ok: false, reason: 'changedAddress' }
  return { ok: true }
}

/** Who asked for a notice, or changed the address it goes to, cannot approve it. Ids of staff. */
export function mayApproveNotice(facts: {
  readonly approverStaffId: string
  readonly requesters: readonly string[]
  readonly addressChangedBy: string | null
}): DualControlDecision {
  if (facts.requesters.includes(facts.approverStaffId)) return { ok: false, reason: 'requestedIt' }
  if (facts.approverStaffId === facts.addressChangedBy) return { ok: false, reason: 'changedAddress' }
  return { ok: true }
}

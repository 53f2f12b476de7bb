import type { VerificationRule } from '#shared/domain/verification-rule.ts'
import type { FacilityRecord, PortalAccount } from '#shared/contract/records.ts'
import type { OfficePolicy } from '#shared/domain/office-policy.ts'
import type { Transaction } from '../database/open-database.ts'
import type { NoticeRow } from '../database/entities/notice.ts'
import type { StaffRow } from '../database/entities/staff.ts'
import { findFacilities, findFacility } from '../facility-lists/facility-repository.ts'
import { accountStateOf, accountStatesOf } from '../facility-lists/portal-account-repository.ts'
import { findNotice, lockNotices } from '../notices/notice-repository.ts'
import { currentPolicy, currentVerificationRule } from '../office/current-settings.ts'
import { findStaff, findStaffOf } from '../staff/staff-repository.ts'

type PortalAccountState = PortalAccount['state'] | 'unknown'

/** What handlers look up besides records. Within a push each is read once. */
export interface LookUps {
  readonly staff: (staffId: string) => Promise<StaffRow | null>
  readonly verificationRule: () => Promise<VerificationRule>
  readonly policy: () => Promise<OfficePolicy>
  readonly accountState: (facilityCode: string) => Promise<PortalAccountState>
  readonly facility: (facilityCode: string) => Promise<FacilityRecord | null>
  readonly notice: (noticeId: string) => Promise<NoticeRow | null>
  /** The notice, held until the transaction ends; where it joined another, that one. */
  readonly heldNotice: (noticeId: string) => Promise<{ readonly named: NoticeRow; readonly survivor: NoticeRow | null } | null>
}

export interface HeldLookUps extends LookUps {
  /** Reads these people at once. */
  readonly readStaff: (staffIds: readonly string[]) => Promise<void>
  /** Reads these facilities and the states of their accounts at once. */
  readonly readFacilities: (facilityCodes: readonly string[]) => Promise<void>
  /** Locks these notices and those they joined, in the order of ids. */
  readonly holdNotices: (noticeIds: readonly string[]) => Promise<void>
  /** Notices may have moved. */
  readonly forgetNotices: () => void
}

/** Asked again, the first answer stands. */
function once<Key, Value>(known: Map<Key, Promise<Value>>, key: Key, ask: () => Promise<Value>): Promise<Value> {
  const answer = known.get(key) ?? ask()
  known.set(key, answer)
  return answer
}

/** @param begun a notice that is not in its table yet */
export function lookUps(transaction: Transaction, begun: (noticeId: string) => NoticeRow | null): HeldLookUps {
  const staff = new Map<string, Promise<StaffRow | null>>()
  const facilities = new Map<string, Promise<FacilityRecord | null>>()
  const accounts = new Map<string, Promise<PortalAccountState>>()
  const policies = new Map<'policy', Promise<OfficePolicy>>()
  const rules = new Map<'rule', Promise<VerificationRule>>()
  const notices = new Map<string, Promise<NoticeRow | null>>()
  const held = new Map<string, NoticeRow | null>()

  const lockMissing = async (noticeIds: readonly string[]) => {
    const missing = [...new Set(noticeIds.map((noticeId) => noticeId.toLowerCase()))].filter((noticeId) => !held.has(noticeId))
    if (missing.length === 0) return
    for (const noticeId of missing) held.set(noticeId, null)
    for (const row of await lockNotices(transaction, missing)) held.set(row.noticeId, row)
  }
  const heldRow = (noticeId: string): NoticeRow | null => begun(noticeId) ?? held.get(noticeId.toLowerCase()) ?? null
  const holdNotices = async (noticeIds: readonly string[]) => {
    await lockMissing(noticeIds)
    await lockMissing(noticeIds.flatMap((noticeId) => heldRow(noticeId)?.joinedTo ?? []))
  }

  return {
    staff: (staffId) => once(staff, staffId, () => findStaff(transaction, staffId)),
    verificationRule: () => once(rules, 'rule', () => currentVerificationRule(transaction)),
    facility: (facilityCode) => once(facilities, facilityCode, () => findFacility(transaction, facilityCode)),
    policy: () => once(policies, 'policy', () => currentPolicy(transaction)),
    accountState: (facilityCode) => once(accounts, facilityCode, () => accountStateOf(transaction, facilityCode)),
    notice: async (noticeId) => begun(noticeId) ?? (await once(notices, noticeId.toLowerCase(), () => findNotice(transaction, noticeId))),
    heldNotice: async (noticeId) => {
      await holdNotices([noticeId])
      const named = heldRow(noticeId)
      return named === null ? null : { named, survivor: named.joinedTo === null ? named : heldRow(named.joinedTo) }
    },
    readStaff: async (staffIds) => {
      const rows = new Map((await findStaffOf(transaction, staffIds)).map((row) => [row.staffId, row]))
      for (const staffId of staffIds) staff.set(staffId, Promise.resolve(rows.get(staffId) ?? null))
    },
    readFacilities: async (facilityCodes) => {
      const unread = [...new Set(facilityCodes)].filter((facilityCode) => !facilities.has(facilityCode))
      if (unread.length === 0) return
      const rows = new Map((await findFacilities(transaction, unread)).map((row) => [row.facilityCode, row]))
      const states = await accountStatesOf(transaction, unread)
      for (const facilityCode of unread) {
        facilities.set(facilityCode, Promise.resolve(rows.get(facilityCode) ?? null))
        accounts.set(facilityCode, Promise.resolve(states.get(facilityCode) ?? 'unknown'))
      }
    },
    holdNotices,
    forgetNotices: () => {
      notices.clear()
      held.clear()
    },
  }
}

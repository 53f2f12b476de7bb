/** Whether a letter may be made now, by this person: asked for the queue, at the start of a lot, and before its password is made. */
import type { FacilityRecord, NoticeRecord } from '#shared/contract/records.ts'
import { facilitySnapshotsEqual, isSameText, mayPrintNotice, requestersOf } from '#shared/domain/notice.ts'
import type { Core } from '../core.ts'
import { addressChangedBy } from '../facilities/address-changed-by.ts'
import { facilityByCode } from '../facilities/facility-repository.ts'
import type { LetterOffice } from './letter-office.ts'

type LetterRefusal = 'NOT_QUEUED' | 'SAME_PERSON' | 'CHANGED_ADDRESS' | 'FACILITY_CHANGED' | 'NOT_DRAWABLE'

/** Who requested or approved a letter, or changed the address it goes to, neither prints nor seals nor posts it. */
export const dualControlRefusalOf = (core: Core, notice: NoticeRecord, staffId: string): 'SAME_PERSON' | 'CHANGED_ADDRESS' | null => {
  const control = mayPrintNotice({
    printerStaffId: staffId, requesters: requestersOf(notice), approvedBy: notice.approvedBy, addressChangedBy: addressChangedBy(core, notice.facilityCode),
  })
  if (control.ok) return null
  return control.reason === 'changedAddress' ? 'CHANGED_ADDRESS' : 'SAME_PERSON'
}

/** The facility as the letter would show it today; null where it is gone, or is no longer the one the caller was verified for. */
export const facilityToPrint = (core: Core, notice: NoticeRecord): FacilityRecord | null => {
  const current = facilityByCode(core.facilityList.handle(), notice.facilityCode)
  if (current === null || !facilitySnapshotsEqual(current, notice.facility).equal) return null
  return isSameText(current.founder, notice.facility.founder) ? current : null
}

/** Why this letter may not be made now by this person, or null; whether it can be drawn is the office's to say. */
export const guardRefusalOf = (core: Core, notice: NoticeRecord, staffId: string): Exclude<LetterRefusal, 'NOT_DRAWABLE'> | null => {
  if (notice.state !== 'queued') return 'NOT_QUEUED'
  return dualControlRefusalOf(core, notice, staffId) ?? (facilityToPrint(core, notice) === null ? 'FACILITY_CHANGED' : null)
}

/** The same with whether it can be drawn: asked again right before its password would be made. */
export const refusalOf = (core: Core, office: LetterOffice, notice: NoticeRecord, staffId: string): LetterRefusal | null => {
  const refusal = guardRefusalOf(core, notice, staffId)
  if (refusal !== null) return refusal
  return office.problemsOf(notice, facilityToPrint(core, notice)!).length > 0 ? 'NOT_DRAWABLE' : null
}

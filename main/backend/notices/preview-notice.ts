/** The letter as 見本, by the template it was or will be drawn with. */
import { DeskError } from '#shared/contract/desktop/errors.ts'
import type { FacilitySnapshot, NoticeRecord } from '#shared/contract/records.ts'
import { facilitySnapshotsEqual, isOpenNotice } from '#shared/domain/notice.ts'
import type { Core } from '../core.ts'
import { facilityByCode } from '../facilities/facility-repository.ts'
import { snapshotOf } from '../facilities/masked-facility.ts'
import { NoticeNotDrawableError } from '../letters/password-notice.ts'
import type { LetterOffice } from '../lots/letter-office.ts'
import { documentTextOf } from '../office-documents/document-repository.ts'

/** As it will be printed, or was: with the 外字 corrected since the caller was verified, and with no other change. */
const drawnFacility = (core: Core, notice: NoticeRecord): FacilitySnapshot => {
  const facility = facilityByCode(core.facilityList.handle(), notice.facilityCode)
  return facility !== null && facilitySnapshotsEqual(facility, notice.facility).equal ? snapshotOf(facility) : notice.facility
}

/** @throws DeskError REFUSED NOT_DRAWABLE for a letter that cannot be drawn yet */
export const drawNoticePreview = async (core: Core, office: LetterOffice, notice: NoticeRecord): Promise<Uint8Array> => {
  // An open notice is drawn with what is in use; one that was printed with what it was printed with, which is the built-in
  // template where no document of the office has that hash.
  const isAsPrinted = notice.template !== null && !isOpenNotice(notice.state) && notice.template.hash !== office.templateReference().hash
  const text = isAsPrinted ? ((await documentTextOf(core.database.reader.manager, notice.template!.hash)) ?? office.builtInText('passwordNotice')) : undefined
  try {
    return await office.drawPreview(notice, text, drawnFacility(core, notice))
  } catch (error) {
    if (error instanceof NoticeNotDrawableError) throw new DeskError('REFUSED', 'NOT_DRAWABLE', {}, { cause: error })
    throw error
  }
}

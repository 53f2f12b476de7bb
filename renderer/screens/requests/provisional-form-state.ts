/** The 仮コード form while it is typed, and how it becomes the contract's form. */
import type { ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import {
  missingProvisionalCodeFields, undecided, type ApplicantQualification, type ProvisionalCodeField, type ProvisionalCodeForm, type ProvisionalFacilityType,
} from '#shared/domain/provisional-code-request.ts'

export interface ProvisionalFields {
  facilityType: ProvisionalFacilityType | ''
  facilityTypeUndecided: boolean
  facilityName: string
  facilityNameUndecided: boolean
  facilityAddress: string
  facilityAddressUndecided: boolean
  openingYear: string
  openingMonth: string
  openingUndecided: boolean
  founderKind: 'individual' | 'legalPerson'
  founderName: string
  representative: string
  qualifications: ApplicantQualification[]
  otherQualification: string
  facilityTelephone: string
  facilityTelephoneUndecided: boolean
  contactTelephone: string
  secondContactTelephone: string
  designationReceiptNumber: string
  notes: string
}

export const emptyFields: ProvisionalFields = {
  facilityType: '', facilityTypeUndecided: false, facilityName: '', facilityNameUndecided: false, facilityAddress: '', facilityAddressUndecided: false,
  openingYear: '', openingMonth: '', openingUndecided: false, founderKind: 'individual', founderName: '', representative: '', qualifications: [], otherQualification: '',
  facilityTelephone: '', facilityTelephoneUndecided: false, contactTelephone: '', secondContactTelephone: '', designationReceiptNumber: '', notes: '',
}

const line = (value: string, isUndecided: boolean) => (isUndecided ? undecided : value.trim() === '' ? null : { value: value.trim() })
const orNull = (value: string) => (value.trim() === '' ? null : value.trim())

/** As the rules read it: null = not asked yet. */
export function formOf(fields: ProvisionalFields): ProvisionalCodeForm {
  const opening = fields.openingYear === '' || fields.openingMonth === '' ? '' : `${fields.openingYear}-${fields.openingMonth}`
  const name = fields.founderName.trim()
  return {
    facilityType: fields.facilityTypeUndecided ? undecided : fields.facilityType === '' ? null : { value: fields.facilityType },
    facilityName: line(fields.facilityName, fields.facilityNameUndecided),
    facilityAddress: line(fields.facilityAddress, fields.facilityAddressUndecided),
    opening: line(opening, fields.openingUndecided),
    founder: fields.founderKind === 'legalPerson' ? { kind: 'legalPerson', name, representative: fields.representative.trim() } : { kind: 'individual', name },
    qualifications: fields.qualifications,
    otherQualification: fields.qualifications.includes('other') ? orNull(fields.otherQualification) : null,
    facilityTelephone: line(fields.facilityTelephone, fields.facilityTelephoneUndecided),
    contactTelephone: orNull(fields.contactTelephone),
    secondContactTelephone: orNull(fields.secondContactTelephone),
  }
}

/** The form to record, or what is to be mended in it, in the order of the form. */
export function checkedForm(fields: ProvisionalFields): { readonly ok: true; readonly form: ProvisionalCodeRequestRecord['form'] } | { readonly ok: false; readonly missing: ProvisionalCodeField[] } {
  const form = formOf(fields)
  const missing = missingProvisionalCodeFields(form)
  const { facilityType, facilityName, facilityAddress, opening, founder, facilityTelephone, contactTelephone } = form
  if (missing.length > 0 || facilityType === null || facilityName === null || facilityAddress === null || opening === null || founder === null || facilityTelephone === null || contactTelephone === null) {
    return { ok: false, missing }
  }
  return { ok: true, form: { ...form, facilityType, facilityName, facilityAddress, opening, founder, facilityTelephone, contactTelephone, qualifications: [...form.qualifications] } }
}

/** The sentence to show at each field that is to be mended. */
export type FormErrors = Partial<Record<ProvisionalCodeField | 'designationReceiptNumber', string>>

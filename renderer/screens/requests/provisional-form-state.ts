/** The 仮コード form while it is typed, and how it becomes the contract's form. */
import type { ProvisionalCodeRequestRecord } from '#shared/contract/records.ts'
import type { FillableField } from '#shared/domain/provisional-code-changes.ts'
import {
  decidedValue, missingProvisionalCodeFields, undecided, type ApplicantQualification, type ProvisionalCodeField, type ProvisionalCodeForm, type ProvisionalFacilityType,
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
  /** Empty = only the month is known. */
  openingDay: string
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
  /** 医科・歯科併設: two requests. */
  isTwin: boolean
  designationReceiptNumber: string
  notes: string
}

export const emptyFields: ProvisionalFields = {
  facilityType: '', facilityTypeUndecided: false, facilityName: '', facilityNameUndecided: false, facilityAddress: '', facilityAddressUndecided: false,
  openingYear: '', openingMonth: '', openingDay: '', openingUndecided: false, founderKind: 'individual', founderName: '', representative: '', qualifications: [], otherQualification: '',
  facilityTelephone: '', facilityTelephoneUndecided: false, contactTelephone: '', secondContactTelephone: '', isTwin: false, designationReceiptNumber: '', notes: '',
}

const line = (value: string, isUndecided: boolean) => (isUndecided ? undecided : value.trim() === '' ? null : { value: value.trim() })
const orNull = (value: string) => (value.trim() === '' ? null : value.trim())

/** YYYY-MM or YYYY-MM-DD as chosen so far, or null. */
export function openingOf(fields: Pick<ProvisionalFields, 'openingYear' | 'openingMonth' | 'openingDay'>): string | null {
  if (fields.openingYear === '' || fields.openingMonth === '') return null
  return [fields.openingYear, fields.openingMonth, ...(fields.openingDay === '' ? [] : [fields.openingDay])].join('-')
}

/** As the rules read it: null = not asked yet. */
export function formOf(fields: ProvisionalFields): ProvisionalCodeForm {
  const opening = openingOf(fields) ?? ''
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

/** A request that was taken down, in the fields again. */
export function fieldsOf({ form, designationReceiptNumber, notes }: Pick<ProvisionalCodeRequestRecord, 'form' | 'designationReceiptNumber' | 'notes'>): ProvisionalFields {
  const [openingYear = '', openingMonth = '', openingDay = ''] = decidedValue(form.opening)?.split('-') ?? []
  const isUndecided = (field: object) => 'undecided' in field
  return {
    facilityType: decidedValue(form.facilityType) ?? '', facilityTypeUndecided: isUndecided(form.facilityType),
    facilityName: decidedValue(form.facilityName) ?? '', facilityNameUndecided: isUndecided(form.facilityName),
    facilityAddress: decidedValue(form.facilityAddress) ?? '', facilityAddressUndecided: isUndecided(form.facilityAddress),
    openingYear, openingMonth, openingDay, openingUndecided: isUndecided(form.opening),
    founderKind: form.founder.kind, founderName: form.founder.name, representative: form.founder.kind === 'legalPerson' ? form.founder.representative : '',
    qualifications: [...form.qualifications], otherQualification: form.otherQualification ?? '',
    facilityTelephone: decidedValue(form.facilityTelephone) ?? '', facilityTelephoneUndecided: isUndecided(form.facilityTelephone),
    contactTelephone: form.contactTelephone, secondContactTelephone: form.secondContactTelephone ?? '', isTwin: false,
    designationReceiptNumber: designationReceiptNumber ?? '', notes,
  }
}

/** What is typed for each field that may be filled in later. */
const typedIn: Readonly<Record<FillableField, readonly (keyof ProvisionalFields)[]>> = {
  facilityType: ['facilityType', 'facilityTypeUndecided'],
  facilityName: ['facilityName', 'facilityNameUndecided'],
  facilityAddress: ['facilityAddress', 'facilityAddressUndecided'],
  opening: ['openingYear', 'openingMonth', 'openingDay', 'openingUndecided'],
  founderName: ['founderKind', 'founderName', 'representative'],
  qualifications: ['qualifications', 'otherQualification'],
  facilityTelephone: ['facilityTelephone', 'facilityTelephoneUndecided'],
  contactTelephone: ['contactTelephone'],
  secondContactTelephone: ['secondContactTelephone'],
  designationReceiptNumber: ['designationReceiptNumber'],
  notes: ['notes'],
}

/** The fields a person typed in, laid over what somebody else saved meanwhile. */
export function laidOver(latest: ProvisionalFields, typed: ProvisionalFields, fields: readonly FillableField[]): ProvisionalFields {
  const own = fields.flatMap((field) => typedIn[field]).map((name) => [name, typed[name]] as const)
  return { ...latest, ...Object.fromEntries(own) }
}

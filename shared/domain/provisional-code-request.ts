/**
 * アカウント登録用仮コード付番依頼書 (Q14–Q18): the helpline takes it down and passes it on, 支払基金
 * issues the number. The fields are the published ones; what is undecided may be left 未定.
 */
import { checkEmailAddress } from './email-address.ts'
import type { FacilityType } from './facility.ts'
import { addressKey, nameKey, telephoneKey } from './search-key.ts'

/** A field of which the applicant may say 未定. */
export type Undecidable<Value> = { readonly undecided: true } | { readonly undecided?: false; readonly value: Value }

export const undecided: { readonly undecided: true } = { undecided: true }
export function decided<Value>(value: Value): { readonly value: Value } {
  return { value }
}
/** The value, or null where it is 未定. */
export function decidedValue<Value>(field: Undecidable<Value> | null): Value | null {
  return field === null || field.undecided === true ? null : field.value
}

/** 施設種別 of the form; a 医科・歯科併設 facility gives two requests. */
export type ProvisionalFacilityType = Exclude<FacilityType, 'visitingNurse'>

/** 医師, 歯科医師, 保険医, 薬剤師, 保険薬剤師, その他; several may be held. */
export const applicantQualifications = ['physician', 'dentist', 'insuranceDoctor', 'pharmacist', 'insurancePharmacist', 'other'] as const
export type ApplicantQualification = (typeof applicantQualifications)[number]

export type ApplicantFounder =
  | { readonly kind: 'individual'; readonly name: string }
  | { readonly kind: 'legalPerson'; readonly name: string; readonly representative: string }

/** The form while it is filled in: null = not asked yet, which is not the same as 未定. */
export interface ProvisionalCodeForm {
  readonly facilityType: Undecidable<ProvisionalFacilityType> | null
  readonly facilityName: Undecidable<string> | null
  readonly facilityAddress: Undecidable<string> | null
  /** 開設時期: YYYY-MM or YYYY-MM-DD. */
  readonly opening: Undecidable<string> | null
  readonly founder: ApplicantFounder | null
  readonly qualifications: readonly ApplicantQualification[]
  /** In words, when `other` is among the qualifications. */
  readonly otherQualification: string | null
  /** The facility's own telephone: may not be laid yet. */
  readonly facilityTelephone: Undecidable<string> | null
  /** Where the contact can be reached, always: a telephone, or the like (an e-mail address). */
  readonly contactTelephone: string | null
  readonly secondContactTelephone: string | null
}

export const provisionalCodeFields = [
  'facilityType',
  'facilityName',
  'facilityAddress',
  'opening',
  'founderName',
  'founderRepresentative',
  'qualifications',
  'otherQualification',
  'facilityTelephone',
  'contactTelephone',
  'secondContactTelephone',
] as const
export type ProvisionalCodeField = (typeof provisionalCodeFields)[number]

export const emptyProvisionalCodeForm: ProvisionalCodeForm = {
  facilityType: null,
  facilityName: null,
  facilityAddress: null,
  opening: null,
  founder: null,
  qualifications: [],
  otherQualification: null,
  facilityTelephone: null,
  contactTelephone: null,
  secondContactTelephone: null,
}

const isBlank = (text: string | null): boolean => text === null || text.trim() === ''
const isBlankOrUnasked = (field: Undecidable<string> | null): boolean => field === null || (field.undecided !== true && isBlank(field.value))

/** True for a telephone of Japan by its length, or an e-mail address. */
export function isReachable(contact: string): boolean {
  const digits = telephoneKey(contact)
  if (contact.includes('@') || contact.includes('＠')) return checkEmailAddress(contact).valid
  return /^0[0-9]{9,10}$/u.test(digits)
}

/** Fields still to be asked, or not usable as given, in the order of the form. 未定 where it is allowed is an answer. */
export function missingProvisionalCodeFields(form: ProvisionalCodeForm): ProvisionalCodeField[] {
  const opening = decidedValue(form.opening)
  const facilityTelephone = decidedValue(form.facilityTelephone)
  const wrong: Readonly<Record<ProvisionalCodeField, boolean>> = {
    facilityType: form.facilityType === null,
    facilityName: isBlankOrUnasked(form.facilityName),
    facilityAddress: isBlankOrUnasked(form.facilityAddress),
    opening: form.opening === null || (opening !== null && !/^[0-9]{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?$/u.test(opening)),
    founderName: form.founder === null || isBlank(form.founder.name),
    founderRepresentative: form.founder?.kind === 'legalPerson' && isBlank(form.founder.representative),
    qualifications: form.qualifications.length === 0,
    otherQualification: form.qualifications.includes('other') && isBlank(form.otherQualification),
    facilityTelephone: form.facilityTelephone === null || (facilityTelephone !== null && !isReachable(facilityTelephone)),
    contactTelephone: isBlank(form.contactTelephone) || !isReachable(form.contactTelephone ?? ''),
    secondContactTelephone: !isBlank(form.secondContactTelephone) && !isReachable(form.secondContactTelephone ?? ''),
  }
  return provisionalCodeFields.filter((field) => wrong[field])
}

/** Fields answered with 未定, to be filled later. */
export function undecidedProvisionalCodeFields(form: ProvisionalCodeForm): ProvisionalCodeField[] {
  const fields = ['facilityType', 'facilityName', 'facilityAddress', 'opening', 'facilityTelephone'] as const
  return fields.filter((field) => form[field]?.undecided === true)
}

/** Same founder + address + kind = probably the same request; null while one of them is open. For showing, not for refusing. */
export function provisionalCodeDuplicateKey(form: ProvisionalCodeForm): string | null {
  const type = decidedValue(form.facilityType)
  const address = decidedValue(form.facilityAddress)
  if (type === null || address === null || form.founder === null) return null
  const founder = nameKey(form.founder.name)
  const place = addressKey(address)
  return founder === '' || place === '' ? null : [founder, place, type].join('|')
}

/** Q15: a 仮コード needs both, not yet designated and wanted at opening. Otherwise the 医療機関等コード serves once it is there. */
export function provisionalCodeNeeded(facts: { readonly designated: boolean; readonly wantedAtOpening: boolean }): boolean {
  return !facts.designated && facts.wantedAtOpening
}

/** The three numbers of Q17 and what each is good for. */
export const facilityNumberKinds = ['provisionalCode', 'designationReceiptNumber', 'facilityCode'] as const
export type FacilityNumberKind = (typeof facilityNumberKinds)[number]
export const facilityNumberUses = ['accountRegistration', 'cardReaderOrder', 'cardReaderShipping', 'usageApplication', 'certificateApplication'] as const
export type FacilityNumberUse = (typeof facilityNumberUses)[number]

/** 仮コード: account and card reader application only; 受付番号: preparing the system; 医療機関等コード: everything. */
export const usesOfFacilityNumber: Readonly<Record<FacilityNumberKind, readonly FacilityNumberUse[]>> = {
  provisionalCode: ['accountRegistration', 'cardReaderOrder'],
  designationReceiptNumber: ['cardReaderShipping', 'usageApplication', 'certificateApplication'],
  facilityCode: facilityNumberUses,
}

/** Which numbers a new facility goes by, in order. `designationApplied`: 指定申請 handed in, a 受付番号 exists or will. */
export function numbersForNewFacility(facts: {
  readonly designated: boolean
  readonly designationApplied: boolean
  readonly wantedAtOpening: boolean
}): readonly FacilityNumberKind[] {
  if (!provisionalCodeNeeded(facts)) return ['facilityCode']
  return facts.designationApplied ? ['provisionalCode', 'designationReceiptNumber'] : ['provisionalCode']
}

/**
 * A 仮コード or 受付番号 as text, width folded: no public source gives a format, so up to 20 of
 * [0-9A-Za-z-] and no check digit. Null for anything else.
 */
export function normaliseProvisionalNumber(text: string): string | null {
  const number = text
    .normalize('NFKC')
    .replace(/[‐‑‒–—―−ー]/gu, '-')
    .replace(/\s/gu, '')
  return /^[0-9A-Za-z-]{1,20}$/u.test(number) && /[0-9A-Za-z]/u.test(number) ? number : null
}

export const provisionalCodeStates = [
  'received',
  'formSent',
  'formReceived',
  'forwarded',
  'numbered',
  'informed',
  'migrated',
  'cancelled',
] as const
/** 受付, 依頼書送付, 依頼書受領, 支払基金へ, 付番, 連絡済, 医療機関等コードへ移行, 取消. */
export type ProvisionalCodeState = (typeof provisionalCodeStates)[number]

/** A form that comes back incomplete is sent again; a designation that comes first makes the rest needless. */
export const provisionalCodeTransitions: Readonly<Record<ProvisionalCodeState, readonly ProvisionalCodeState[]>> = {
  received: ['formSent', 'cancelled'],
  formSent: ['formReceived', 'cancelled'],
  formReceived: ['forwarded', 'formSent', 'cancelled'],
  forwarded: ['numbered', 'formReceived', 'cancelled'],
  numbered: ['informed', 'cancelled'],
  informed: ['migrated', 'cancelled'],
  migrated: [],
  cancelled: [],
}

export function canMoveProvisionalCode(from: ProvisionalCodeState, to: ProvisionalCodeState): boolean {
  return provisionalCodeTransitions[from].includes(to)
}

export interface ProvisionalCodeRequest {
  readonly id: string
  readonly state: ProvisionalCodeState
  readonly form: ProvisionalCodeForm
  /** Recorded when 支払基金 has issued it; required from `numbered` on. */
  readonly provisionalCode: string | null
  /** 受付番号 of the 指定申請, when the caller tells it. */
  readonly designationReceiptNumber: string | null
  /** Linked when the facility has its own code; required for `migrated`. */
  readonly facilityCode: string | null
}
